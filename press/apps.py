"""The machinery as Django sees it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Machinery")

    def ready(self) -> None:
        """Find every room's `jobs.py`: what runs by itself, and what answers to signals."""
        autodiscover_modules("jobs")
