"""Print the rights of every article and picture."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from licensing import rights_audit
from masthead.models import Publication


class Command(BaseCommand):
    help = "Print every license, article and picture with its rights, for an audit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON document.")

    def handle(self, **options: Any) -> None:
        if not options["json"]:
            raise CommandError("Say in which form: --json is the one there is.")
        paper = Publication.objects.current()
        head = {"paper": paper.name, "copyright_holder": paper.copyright_holder, "made_at": timezone.now().isoformat()}
        self.stdout.write(f'{{"about": {json.dumps(head, ensure_ascii=False)}', ending="")
        self._list("licenses", rights_audit.licenses())
        self._list("articles", rights_audit.articles(paper))
        self._list("pictures", rights_audit.pictures())
        self.stdout.write("\n}")

    def _list(self, name: str, rows: Iterator[dict]) -> None:
        """Write one list row by row, so that no more than a piece of it is ever held."""
        self.stdout.write(f',\n"{name}": [', ending="")
        for number, row in enumerate(rows):
            self.stdout.write(f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False)}", ending="")
        self.stdout.write("]", ending="")
