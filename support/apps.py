"""Support as Django sees it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "support"
    verbose_name = _("Support")

    def ready(self) -> None:
        for module in ("sitewide", "jobs", "letters", "page_expiry", "json_ld"):  # They tell others of themselves.
            import_module(f"support.{module}")
