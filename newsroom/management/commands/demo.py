"""Fills an empty house with the demonstration paper."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom import startup
from newsroom.demo import load


class Command(BaseCommand):
    help = "Fill an empty house with the demonstration paper; `run` does it by itself on localhost."

    def handle(self, **options):
        if not startup.is_empty():
            raise CommandError(_("There is a paper here already."))
        load.load()
        self.stdout.write(
            _("Logins: %(names)s. Password of each: %(password)s")
            % {"names": ", ".join(load.LOGINS), "password": load.password()}
        )
