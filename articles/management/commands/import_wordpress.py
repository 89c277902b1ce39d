"""`manage.py import_wordpress FILE [--media DIR] [--dry-run]`: bring a WordPress site."""

from pathlib import Path
from typing import Any

from articles.importers.wordpress.importer import Importer
from articles.importers.wordpress.wxr import Export, open_export
from articles.management.import_command import ImportCommand


class Command(ImportCommand[Export]):
    help = "Bring a WordPress export: people, sections, tags, pictures, pages and posts. A second run adds what is new."
    form = "WXR 1.0 to 1.2"
    uploads = "wp-content/uploads"

    def opened(self, path: Path) -> Export:
        return open_export(path)

    def importer(self, export: Export, **how: Any) -> Importer:
        return Importer(export, **how)

    def described(self, export: Export) -> str:
        return f"{export.title} ({export.site}), WXR {export.version}:"
