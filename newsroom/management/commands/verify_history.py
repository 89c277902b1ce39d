"""Proves that no revision was changed after it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import hash_chain
from articles.models import Revision


class Command(BaseCommand):
    help = "Recompute the seals of all revisions; end with status 1 and name the broken ones if there are any."
    requires_migrations_checks = True

    def handle(self, **options: Any) -> None:
        found = list(hash_chain.breaks())
        for each in found:
            self.stderr.write(self.style.ERROR(str(each)))
        if found:
            raise CommandError(_("Articles with a broken history: %(count)s.") % {"count": len(found)})
        self.stdout.write(_("All %(count)s revisions are what was sealed.") % {"count": Revision.objects.count()})
