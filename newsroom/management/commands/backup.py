"""Writes all that the site keeps to one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import backup, database_dump


class Command(BaseCommand):
    help = "Write the database, the pictures and the secret key to one file, while the site goes on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path", type=Path, help="a file to be made, or a folder: then the file is named by the time"
        )

    def handle(self, *, path: Path, **options: Any) -> None:
        if path.is_dir():
            path /= f"newsroom-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
        try:
            contents = backup.backup(path)
        except (backup.NotKept, database_dump.NoDump, OSError) as error:
            raise CommandError(str(error)) from error
        size = path.stat().st_size / 1e6
        self.stdout.write(
            _("%(path)s: %(count)s files, %(size).1f MB. It holds the site's secret key: keep it safe.")
            % {"path": path, "count": len(contents.files), "size": size}
        )
