"""What others ask of us, and what the desk does about it. Private."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from licensing import querysets


def new_token() -> str:
    """Return a name that nobody can guess, for a private address."""
    return secrets.token_urlsafe(18)


class Extent(models.TextChoices):
    """How much of an article somebody may print."""

    FULL = "full", _("The whole text")
    EXTRACT = "extract", _("An extract")


class Status(models.TextChoices):
    NEW = "new", _("New")
    ASKED = "asked", _("Asked back")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class ReprintRequest(models.Model):
    """Somebody asks to print an article. It waits for a decision as long as `closed_at` is empty."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="reprint_requests", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="+", verbose_name=_("revision that was read")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    outlet = models.CharField(_("outlet"), max_length=120)
    place = models.CharField(_("where it will appear"), max_length=300)
    purpose = models.TextField(_("what for"))
    extent = models.CharField(_("how much"), max_length=7, choices=Extent, default=Extent.FULL)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    deadline = models.DateField(_("needed by"), null=True, blank=True)
    language = models.CharField(_("language of our letters"), max_length=20, blank=True)
    sender = models.CharField(_("sender's fingerprint"), max_length=64, blank=True, editable=False)
    key = models.UUIDField(_("key against double sending"), null=True, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)

    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.NEW)
    answer = models.TextField(_("our words"), blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = querysets.ReprintRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("reprint request")
        verbose_name_plural = _("reprint requests")
        indexes = [
            models.Index(fields=["closed_at", "received_at", "id"], name="request_waiting"),
            models.Index(fields=["status", "-received_at", "-id"], name="request_status_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_waits_until_closed",
                condition=Q(closed_at=None, status__in=querysets.WAITING)
                | (Q(closed_at__isnull=False) & ~Q(status__in=querysets.WAITING)),
                violation_error_message=_("A request is closed when it is decided, and only then."),
            )
        ]
        permissions = [("decide_request", _("Can decide reprint requests"))]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.revision.headline}"

    def get_absolute_url(self) -> str:
        return reverse("licensing-request-status", args=[self.token])

    @property
    def receipt(self) -> str:
        """The number that the outlet was given."""
        return f"{self.received_at:%y%m%d}-{self.pk}"


class Event(models.Model):
    """Something that was done about a request. Rows are only added."""

    class Action(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN = "taken", _("taken up")
        ASSIGNED = "assigned", _("assigned")
        NOTED = "noted", _("noted")
        ASKED = "asked", _("asked back")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        REOPENED = "reopened", _("opened again")
        REVOKED = "revoked", _("grant revoked")

    request = models.ForeignKey(ReprintRequest, models.CASCADE, related_name="events")
    action = models.CharField(max_length=9, choices=Action)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_action_display()
