"""The terms that an article or a picture is published under."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class License(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    url = models.URLField(_("address of the terms"), blank=True)
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("One sentence for the page, as in “Some rights reserved.”")
    )
    is_default = models.BooleanField(_("used where nothing else is chosen"), default=False)

    class Meta:
        verbose_name = _("license")
        verbose_name_plural = _("licenses")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="one_default_license",
                violation_error_message=_("Another license is the default already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
