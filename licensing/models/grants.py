"""What we granted, who has our texts, and what we told them when a text changed."""

from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from licensing import querysets
from licensing.models.requests import Extent, ReprintRequest, new_token


class Grant(models.Model):
    """Our written permission to one outlet: in force from `live_from` until `live_until` (empty: until further notice).

    It was given for `revision`; `taken` is the one that the outlet took last.
    """

    request = models.ForeignKey(
        ReprintRequest, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("request")
    )
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="grants", verbose_name=_("article"))
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="+", verbose_name=_("given for revision")
    )
    outlet = models.CharField(_("outlet"), max_length=120)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of our letters"), max_length=20, blank=True)
    extent = models.CharField(_("how much"), max_length=7, choices=Extent, default=Extent.FULL)
    most = models.PositiveIntegerField(_("characters of the extract"), null=True, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True, help_text=_("Empty: that of the article."))
    live_from = models.DateTimeField(_("from"))
    live_until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until further notice."))
    credit = models.CharField(
        _("credit line"), max_length=300, blank=True, help_text=_("Empty: the line that the license has.")
    )
    fee = models.CharField(_("fee"), max_length=120, blank=True, help_text=_("As agreed, for our own books."))
    conditions = models.TextField(_("further conditions"), blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    taken = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("revision that the outlet has"),
    )
    taken_at = models.DateTimeField(_("taken"), null=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("granted by")
    )
    made_at = models.DateTimeField(_("granted"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_because = models.TextField(_("revoked because"), blank=True)

    objects = querysets.GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        indexes = [models.Index(fields=["-made_at", "-id"], name="grant_newest")]
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_begins",
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
                violation_error_message=_("A grant must end after it begins."),
            ),
            models.CheckConstraint(
                name="grant_of_an_extract_says_how_much",
                condition=Q(extent="full", most=None) | Q(extent="extract", most__gt=0),
                violation_error_message=_("Say how many characters the extract may have; the whole text needs none."),
            ),
            models.CheckConstraint(
                name="grant_revoked_with_a_reason",
                condition=Q(revoked_at=None, revoked_because="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
                violation_error_message=_("Say why the grant is revoked."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.revision.headline}"

    def get_absolute_url(self) -> str:
        return reverse("licensing-grant", args=[self.token])

    @property
    def number(self) -> str:
        """What the grant is called in letters."""
        return f"{self.made_at:%y%m%d}-{self.pk}"


class Republisher(models.Model):
    """Somebody who printed an article and wants to hear when we correct it. Private."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="republishers", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="+", verbose_name=_("printed as of revision")
    )
    outlet = models.CharField(_("outlet"), max_length=120)
    url = models.URLField(_("where it stands"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of our letters"), max_length=20, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(_("since"), auto_now_add=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = querysets.RepublisherQuerySet.as_manager()

    class Meta:
        verbose_name = _("republisher")
        verbose_name_plural = _("republishers")
        constraints = [models.UniqueConstraint(fields=["article", "email"], name="republisher_once_an_article")]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.revision.headline}"

    def get_absolute_url(self) -> str:
        return reverse("licensing-republisher", args=[self.token])


class Delivery(models.Model):
    """One letter to one of those who have an article, about one change of it: the row keeps it from going out twice.

    A letter about a notice beside a text that did not change names the `notice` and has its `words`.
    """

    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+", verbose_name=_("revision"))
    notice = models.CharField(_("notice"), max_length=40, blank=True, editable=False)
    words = models.TextField(_("what the notice says"), blank=True, editable=False)
    grant = models.ForeignKey(Grant, models.CASCADE, null=True, blank=True, related_name="deliveries")
    republisher = models.ForeignKey(Republisher, models.CASCADE, null=True, blank=True, related_name="deliveries")
    made_at = models.DateTimeField(_("since"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    objects = querysets.DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter about a change")
        verbose_name_plural = _("letters about changes")
        indexes = [models.Index(fields=["sent_at", "-made_at"], name="delivery_unsent")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "notice", "grant"], name="delivery_once_a_grant"),
            models.UniqueConstraint(fields=["revision", "notice", "republisher"], name="delivery_once_a_republisher"),
            models.CheckConstraint(
                name="delivery_goes_to_somebody",
                condition=Q(grant=None, republisher__isnull=False) | Q(grant__isnull=False, republisher=None),
                violation_error_message=_("A letter goes to the holder of a grant or to a republisher."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder.outlet}: {self.revision}"

    @property
    def holder(self) -> Grant | Republisher:
        return cast(Grant | Republisher, self.grant or self.republisher)  # `delivery_goes_to_somebody`.
