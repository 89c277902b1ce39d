"""Corrections as Django sees them."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    name = "corrections"
    verbose_name = _("Corrections")

    def ready(self) -> None:
        import_module("corrections.notices")  # It has notices read along with articles.
        letters = import_module("corrections.letters")
        post_migrate.connect(letters.write_down, sender=self, dispatch_uid="corrections.letters")
