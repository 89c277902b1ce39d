"""What we found of ours elsewhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing import querysets


class Reprint(models.Model):
    """A page of somebody else with a text of ours on it, as it was looked at.

    `findings` is what `source_matching.Match.as_data` tells, with the `faults` in words; empty if nothing was found.
    """

    class Status(models.TextChoices):
        FOUND = "found", _("To be looked at")
        FINE = "fine", _("Fine")
        ASKED = "asked", _("Asked to fix")
        FIXED = "fixed", _("Fixed")
        IGNORED = "ignored", _("Ignored")

    outlet = models.CharField(_("outlet"), max_length=120)
    url = models.URLField(_("address of the page"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail of the outlet"), blank=True)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, related_name="reprints", verbose_name=_("article")
    )
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True, related_name="+")
    grant = models.ForeignKey("licensing.Grant", models.SET_NULL, null=True, related_name="reprints")
    findings = models.JSONField(default=dict, editable=False)
    verdict = models.TextField(_("verdict"), blank=True)
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.FOUND)
    note = models.TextField(_("note to colleagues"), blank=True)
    checked_at = models.DateTimeField(_("checked"), auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("checked by")
    )
    asked_at = models.DateTimeField(_("letter sent"), null=True, blank=True)

    objects = querysets.ReprintQuerySet.as_manager()

    class Meta:
        verbose_name = _("reprint")
        verbose_name_plural = _("reprints")
        indexes = [models.Index(fields=["status", "-checked_at", "-id"], name="reprint_status_newest")]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.url}" if self.url else self.outlet
