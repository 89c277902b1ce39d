"""Adjectives: which requests, grants, holders and letters are meant."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article, Revision
from articles.querysets import holds, in_force
from press.model_fields import related

if TYPE_CHECKING:
    from licensing.models import Delivery, Grant, Reprint, ReprintRequest, Republisher

OVERDUE_AFTER = timedelta(days=5)
WAITING = ("new", "asked")


class ReprintRequestQuerySet(models.QuerySet["ReprintRequest"]):
    def waiting(self) -> Self:
        """Return requests that nobody has decided."""
        return self.filter(closed_at=None)

    def unanswered(self) -> Self:
        """Return requests in which the next step is ours."""
        return self.filter(status="new")

    def assigned_to(self, user: User) -> Self:
        return self.waiting().filter(assignee=user)

    def overdue(self, at: datetime | None = None) -> Self:
        """Return requests that wait for us too long at `at` (default: now), or beyond the outlet's own day."""
        at = at or timezone.now()
        late = Q(received_at__lt=at - OVERDUE_AFTER) | Q(deadline__lt=at.date())
        return self.unanswered().filter(late)

    def given_up(self, at: datetime, patience: timedelta) -> Self:
        """Return requests whose day passed, or whose outlet did not answer our question, longer than `patience` ago."""
        asked = related(self.model, "events").filter(action="asked", made_at__gte=at - patience)
        silent = Q(status="asked") & ~Q(pk__in=asked.values("request"))
        return self.waiting().filter(silent | Q(deadline__lt=(at - patience).date()))

    def in_vain(self, before: datetime) -> Self:
        """Return requests that were closed before a moment, and of which no grant ever came."""
        return self.filter(closed_at__lt=before, grants=None)

    def matching(self, words: str) -> Self:
        """Return requests with these words in the outlet, the name, the address or the headline."""
        words = " ".join(words.replace("\0", "").split())
        if not words:
            return self
        said = Q(article__in=Article.objects.matching(words))
        for field in ("outlet", "name", "email", "place"):
            said |= holds(field, words)
        return self.filter(said)

    def longest_waiting(self) -> Self:
        return self.order_by("received_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-received_at", "-pk")


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return grants that hold at `at` (default: now)."""
        return self.filter(in_force(at), revoked_at=None)

    def revoked(self) -> Self:
        return self.filter(revoked_at__isnull=False)

    def over(self, at: datetime | None = None) -> Self:
        return self.filter(live_until__lte=at or timezone.now(), revoked_at=None)

    def to_outlet(self, name: str) -> Self:
        """Return grants to an outlet of this name, in any letter case."""
        return self.filter(outlet__in={name, name.strip()}) | self.filter(outlet__iexact=name.strip())

    def reachable(self) -> Self:
        """Return grants to those whom we can write to."""
        return self.exclude(email="")

    def older_than(self, revision: Revision) -> Self:
        """Return grants that were given before a revision stood."""
        return self.filter(revision__number__lt=revision.number)

    def newest(self) -> Self:
        return self.order_by("-made_at", "-pk")


class RepublisherQuerySet(models.QuerySet["Republisher"]):
    def listening(self) -> Self:
        return self.filter(stopped_at=None)

    def older_than(self, revision: Revision) -> Self:
        """Return those who printed an article before a revision stood."""
        return self.filter(revision__number__lt=revision.number)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def unsent(self) -> Self:
        return self.filter(sent_at=None)

    def failing(self) -> Self:
        """Return letters that could not be delivered so far."""
        return self.unsent().exclude(error="")

    def unsent_first(self) -> Self:
        return self.order_by(F("sent_at").desc(nulls_first=True), "-made_at", "-pk")


class ReprintQuerySet(models.QuerySet["Reprint"]):
    def open(self) -> Self:
        """Return reprints about which something is still to be done."""
        return self.filter(status__in=["found", "asked"])

    def newest(self) -> Self:
        return self.order_by("-checked_at", "-pk")
