"""What patrons decide: ballots, topics, votes."""

import secrets
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from support import querysets
from support.models.patrons import Patron


class Ballot(models.Model):
    """A question to patrons, open from `opens_at` to `closes_at`.

    Once it is counted, the votes themselves are gone and every topic knows how many it had.
    """

    question = models.CharField(_("question"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"))
    tiers = models.ManyToManyField(
        "support.Tier",
        blank=True,
        related_name="ballots",
        verbose_name=_("who may vote"),
        help_text=_("Patrons of these tiers; of all tiers if none is chosen."),
    )
    takes_proposals = models.BooleanField(_("patrons may propose topics"), default=True)
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True, editable=False)
    turnout: int  # By `with_turnout()`.
    waiting: int

    objects = querysets.BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                name="ballot_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A ballot must close after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("ballot", args=[self.pk])

    def is_open(self, at: datetime | None = None) -> bool:
        return self.opens_at <= (at or timezone.now()) < self.closes_at

    def is_over(self, at: datetime | None = None) -> bool:
        return self.closes_at <= (at or timezone.now())


class Topic(models.Model):
    """Something that we could cover. Readers see it once it is accepted."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="topics", verbose_name=_("ballot"))
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    by_a_patron = models.BooleanField(_("proposed by a patron"), default=False, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True, editable=False)
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the article that came of it"),
    )
    votes = models.PositiveIntegerField(_("votes"), default=0, editable=False)
    number: int  # By `with_votes()`.

    objects = querysets.TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                name="topic_is_accepted_or_declined", condition=Q(accepted_at=None) | Q(declined_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str | Promise:
        """Where it stands, in a word for the desk."""
        if self.accepted_at:
            return _("accepted")
        return _("declined") if self.declined_at else _("waiting")


class Vote(models.Model):
    """That somebody chose a topic. `voter` is a name that only this ballot and the house's key lead to.

    It has no time and no number, so that its place among others tells nothing; `docs/decisions` has the limits.
    """

    voter = models.CharField(primary_key=True, max_length=64)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="cast")

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return self.voter[:8]


def new_secret() -> str:
    """Return what the address in a letter ends with."""
    return secrets.token_urlsafe(24)


class Pass(models.Model):
    """A letter's way into a ballot, for one use. The address itself is not kept, only what it is known by.

    Once it is used, it no longer says whose it was, nor at what hour.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="passes")
    patron = models.ForeignKey(Patron, models.CASCADE, null=True, related_name="passes")
    ends_at = models.DateTimeField(_("valid until"))
    used_date = models.DateField(_("used"), null=True, blank=True)
    proposed_date = models.DateField(_("topic proposed"), null=True, blank=True)

    objects = querysets.PassQuerySet.as_manager()

    class Meta:
        verbose_name = _("way into a ballot")
        verbose_name_plural = _("ways into ballots")

    def __str__(self) -> str:
        return self.digest[:8]
