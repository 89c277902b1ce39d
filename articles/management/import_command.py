"""What the commands that bring a site have in common."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importers.base import Bringer
from articles.importers.errors import BadExport
from articles.importers.report import Report
from articles.management.progress import Progress
from articles.models import License


class Export(Protocol):
    """What is said of every export: its title, and how many things of a kind and a status it has."""

    title: str

    @property
    def counts(self) -> Mapping[tuple[str, str], int]: ...


E = TypeVar("E", bound=Export)


class ImportCommand(BaseCommand, Generic[E]):
    """Reads a file by `opened`, brings it by `importer`, and says what became of it; `described` heads that."""

    form = ""
    uploads = ""

    def opened(self, path: Path) -> E:
        raise NotImplementedError

    def importer(self, export: E, **how: Any) -> Bringer:
        raise NotImplementedError

    def described(self, export: E) -> str:
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"the export ({self.form})")
        parser.add_argument("--media", type=Path, help=f"a copy of {self.uploads}")
        parser.add_argument("--picture-license", metavar="NAME", help="short name of the license of all its pictures")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
        parser.add_argument("--report", type=Path, help="where to write the report (default: the data folder)")

    def handle(
        self,
        *,
        file: Path,
        media: Path | None,
        picture_license: str | None,
        dry_run: bool,
        report: Path | None,
        **options: Any,
    ) -> None:
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        try:
            export = self.opened(file)
        except BadExport as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        how: dict[str, Any] = {"media": media, "license": self._license(picture_license), "dry_run": dry_run}
        with Progress(self.stderr, "Importing") as progress:
            result = self.importer(export, told=progress, **how, **self.more(options)).run()
        path = report or settings.DATA / f"import-{datetime.now():%Y%m%d-%H%M%S}.txt"
        result.write(path)
        self._tell(export, result, path, dry_run)

    def more(self, options: dict) -> dict:
        """Return what else the importer needs of the options."""
        return {}

    def _license(self, name: str | None) -> License | None:
        if name is None:
            return None
        license = License.objects.filter(slug=name).first()
        if license is None:
            known = ", ".join(License.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no license “{name}”; there are: {known}.")
        return license

    def _tell(self, export: E, result: Report, path: Path, dry_run: bool) -> None:
        self.stdout.write(self.described(export))
        for (kind, status), count in sorted(export.counts.items()):
            self.stdout.write(f"{count:>7}  {kind}, {status}")
        self.stdout.write("Would be done:" if dry_run else "Done:")
        for line in result.summary() or ["      0  changes"]:
            self.stdout.write(line)
        self.stdout.write(f"Every single line: {path}")
