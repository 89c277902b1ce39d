"""Where static files are found, and which of CKEditor's we leave where they are."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from articles.desk.ckeditor import PLUGINS

BESIDES = {"dialog", "lineutils", "notification", "pastetools", "icons.png", "icons_hidpi.png"}
"""What our plugins need of CKEditor's `plugins` folder without being called plugins of ours."""
SKIN = "moono-lisa"
UNUSED = {"adapters", "samples", "vendor"}


class LeanApps(AppDirectoriesFinder):
    """Find the static files of apps, but of CKEditor only what our editor loads.

    Its languages stay all: which one is wanted depends on the paper, not on the code.
    """

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        for path, storage in super().list(ignore_patterns):
            if wanted(PurePosixPath(path)):
                yield path, storage


def wanted(path: PurePosixPath) -> bool:
    """Say whether a static file may be asked for by one of our pages."""
    if path.parts[0] != "ckeditor":
        return True
    match path.parts[1:]:
        case ["ckeditor", "plugins", plugin, *_]:
            return plugin in PLUGINS or plugin in BESIDES
        case ["ckeditor", "skins", skin, *_]:
            return skin == SKIN
        case ["ckeditor", folder_or_file, *_]:
            return folder_or_file not in UNUSED and path.suffix not in (".md", ".json")
        case [folder_or_file, *_]:
            return folder_or_file not in ("galleriffic", "file-icons")
    return False
