"""Corrections as Django sees them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    name = "corrections"
    verbose_name = _("Corrections")

    def ready(self) -> None:
        import_module("corrections.notices")  # It has notices read along with articles.
        import_module("corrections.letters")  # It tells on which occasions we write.
