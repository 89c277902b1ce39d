"""Static files under names that change with their bytes, so that browsers may keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hash every file and what modules import, but leave CKEditor's own tree as its loader expects it."""

    support_js_module_import_aggregation = True
    UNHASHED = "ckeditor/ckeditor/"

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        if name.startswith(self.UNHASHED):
            return name
        return super().hashed_name(name, content, filename)

    def url(self, name: str, force: bool = False) -> str:
        if name.startswith(self.UNHASHED):
            return self.base_url + name
        return super().url(name, force)
