"""The masthead as Django sees it."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MastheadConfig(AppConfig):
    name = "masthead"
    verbose_name = _("Masthead")

    def ready(self) -> None:
        import_module("masthead.page_expiry")
        letters = import_module("masthead.letters")
        post_migrate.connect(letters.write_down, sender=self, dispatch_uid="masthead.letters")
