"""`manage.py import_ghost FILE [--site URL] [--media DIR] [--dry-run]`: bring a site from Ghost."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.importers.ghost.export_file import Export, open_export
from articles.importers.ghost.importer import Importer
from articles.importers.url_parts import parts_of
from articles.management.import_command import ImportCommand


class Command(ImportCommand[Export]):
    help = "Bring an export of Ghost: people, sections, tags, pictures, pages and posts. A second run adds what is new."
    form = "JSON"
    uploads = "content/images"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--site", default="", metavar="URL", help="where the site was; exports do not say it")

    def handle(self, **options: Any) -> None:
        site = options["site"]
        if site and (parts_of(site).scheme not in ("http", "https") or not parts_of(site).netloc):
            raise CommandError(f"{site} is no address; it should look like https://paper.example.")
        super().handle(**options)

    def opened(self, path: Path) -> Export:
        return open_export(path)

    def importer(self, export: Export, **how: Any) -> Importer:
        return Importer(export, **how)

    def more(self, options: dict) -> dict:
        return {"site": options["site"]}

    def described(self, export: Export) -> str:
        return f"{export.title}, Ghost {export.version}:"
