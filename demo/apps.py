"""The demonstration paper as Django sees it: a command, and no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "demo"
    verbose_name = _("Demonstration paper")

    def logins(self) -> tuple[list[str], str] | None:
        """Return the names of the demo logins and the password of each; None where they are not, or not any more."""
        from demo import logins

        return (list(logins.LOGINS), logins.password()) if logins.are_there() else None
