"""The masthead as Django sees it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MastheadConfig(AppConfig):
    name = "masthead"
    verbose_name = _("Masthead")

    def ready(self) -> None:
        import_module("masthead.calendar")
