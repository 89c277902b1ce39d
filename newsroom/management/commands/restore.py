"""Brings back what `backup` wrote, and proves that it is whole."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.models import Image
from newsroom import backup, database_dump, startup


class Command(BaseCommand):
    help = "Bring back a backup into an empty data folder, and check it. The site must not run meanwhile."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file that `backup` made")
        parser.add_argument("--force", action="store_true", help="put aside what is in the data folder")

    def handle(self, *, path: Path, force: bool, **options: Any) -> None:
        try:
            contents = backup.restore(path, force=force)
        except (backup.NotKept, database_dump.NoDump, OSError) as error:
            raise CommandError(str(error)) from error
        startup.migrate_if_needed()
        self.stdout.write(_("Brought back what was kept at %(time)s.") % {"time": contents.made_at})
        self.count_pictures()
        call_command("verify_history", stdout=self.stdout, stderr=self.stderr)

    def count_pictures(self) -> None:
        images = Image.objects.all()
        missing = [image for image in images.iterator() if not self.has_files(image)]
        for image in missing:
            self.stderr.write(_("The file of picture %(pk)s (%(name)s) is missing.") % {"pk": image.pk, "name": image})
        self.stdout.write(
            _("Pictures: %(all)s, of which %(missing)s lack a file.") % {"all": len(images), "missing": len(missing)}
        )

    def has_files(self, image: Image) -> bool:
        return image.file.storage.exists(image.file.name) and all(
            default_storage.exists(file["name"]) for file in image.renditions.values()
        )
