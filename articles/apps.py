"""Articles as Django sees them."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        import_module("articles.tags")  # It gives tags their addresses.
        import_module("articles.actions")  # It tells the page cache what is scheduled.
        if settings.WEBSUB_HUB:
            import_module("articles.rights.websub")  # It looks every minute whether there is something to tell.
