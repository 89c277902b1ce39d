"""Fills an empty house with the demonstration paper."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from demo import loader, logins
from newsroom import startup


class Command(BaseCommand):
    help = "Fill an empty house with the demonstration paper; `run` does it by itself on localhost."

    def handle(self, **options):
        if not startup.is_empty():
            raise CommandError(_("There is a paper here already."))
        loader.load()
        self.stdout.write(
            _("Logins: %(names)s. Password of each: %(password)s")
            % {"names": ", ".join(logins.LOGINS), "password": logins.password()}
        )
