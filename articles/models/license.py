"""The terms that an article or a picture is published under."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import querysets

PLACES = ("headline", "byline", "paper", "license", "link")


def known_places(line: str) -> None:
    """Raise ValidationError if a line of attribution has a place for something that we cannot fill in."""
    for place in re.findall(r"\{([^{}]*)\}", line):
        if place not in PLACES:
            raise ValidationError(
                _("“{%(place)s}” cannot be filled in; there are %(places)s."),
                params={"place": place, "places": ", ".join(f"{{{one}}}" for one in PLACES)},
            )


TERMS = (
    *("slug", "url", "terms", "max_extract", "link_required"),
    *("may_republish", "may_sell", "may_change", "may_mine", "may_train"),
)
"""What a license grants. Once something was published under it, this stays: `docs/decisions/0090` says why."""


class License(models.Model):
    """One set of terms. What pages, feeds, files and robots are told about rights is all said from this record."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    url = models.URLField(_("address of the terms"), blank=True)
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("One sentence for the page, as in “Some rights reserved.”")
    )
    terms = models.TextField(_("terms in full"), blank=True)
    is_default = models.BooleanField(_("used where nothing else is chosen"), default=False)
    max_extract = models.PositiveIntegerField(
        _("characters that may be quoted without asking"),
        null=True,
        blank=True,
        default=500,
        help_text=_("Empty: all."),
    )
    link_required = models.BooleanField(_("an active link is required"), default=True)
    may_republish = models.BooleanField(_("may be republished without asking"), default=False)
    may_sell = models.BooleanField(_("commercial use allowed"), default=False)
    may_change = models.BooleanField(_("changed versions allowed"), default=False)
    may_mine = models.BooleanField(_("text and data mining allowed"), default=False)
    may_train = models.BooleanField(_("training of AI allowed"), default=False)
    attribution = models.CharField(
        _("line of attribution"),
        max_length=300,
        default="“{headline}” by {byline}, {paper}, {license}: {link}",
        help_text=_("{headline}, {byline}, {paper}, {license} and {link} are filled in."),
        validators=[known_places],
    )

    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    objects = querysets.LicenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("license")
        verbose_name_plural = _("licenses")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="one_default_license",
                violation_error_message=_("Another license is the default already."),
            ),
            models.CheckConstraint(
                name="default_license_is_not_replaced",
                condition=Q(is_default=False) | Q(replaced_by=None),
                violation_error_message=_("This license was replaced by another; it cannot be the default."),
            ),
            models.CheckConstraint(
                name="license_to_republish_lets_all_be_quoted",
                condition=Q(may_republish=False) | Q(max_extract=None),
                violation_error_message=_("What may be republished may be quoted whole: leave the limit empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def lets_out(self, characters: int) -> bool:
        """Tell whether an extract of so many characters may be taken without asking."""
        return self.max_extract is None or characters <= self.max_extract
