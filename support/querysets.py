"""Adjectives: which ways to give, patrons, payments and ballots are meant."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.querysets import in_force

if TYPE_CHECKING:
    from support.models import (
        Ballot,
        Pass,
        Patron,
        PatronList,
        Payment,
        SupportPage,
        ThanksLetter,
        Topic,
        WebhookEvent,
    )

Row = TypeVar("Row", bound=models.Model)


class SupportPageQuerySet(models.QuerySet["SupportPage"]):
    def public(self) -> Self:
        return self.filter(published=True)

    def current(self) -> "SupportPage":
        """Return the support page, or an unsaved one that is not public before anybody has written it."""
        return self.first() or self.model(pk=1)


class ListedQuerySet(models.QuerySet[Row]):
    def public(self) -> Self:
        return self.filter(published=True)

    def listed(self) -> Self:
        return self.order_by("position", "pk")


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from one day to another, both included."""

    def on(self, day: date) -> Self:
        """Return what holds on `day`."""
        return self.filter(Q(until_date=None) | Q(until_date__gte=day), from_date__lte=day)

    def past(self, day: date) -> Self:
        """Return what ended before `day`, the last one first."""
        return self.filter(until_date__lt=day).order_by("-until_date", "pk")

    def listed(self) -> Self:
        return self.order_by("position", "from_date", "pk")

    def newest(self) -> Self:
        return self.order_by("-from_date", "-pk")


class LiveQuerySet(models.QuerySet[Row]):
    def live(self, at: datetime | None = None) -> Self:
        """Return what readers may meet at `at` (default: now)."""
        return self.filter(in_force(at))

    def listed(self) -> Self:
        return self.order_by("position", "pk")


# --- Patrons --------------------------------------------------------------------------------------------------------


class PatronQuerySet(models.QuerySet["Patron"]):
    def active(self, on: date | None = None) -> Self:
        """Return those who support us on a day (default: today)."""
        on = on or timezone.localdate()
        return self.filter(Q(until_date=None) | Q(until_date__gte=on), from_date__lte=on)

    def on_the_wall(self) -> Self:
        """Return active patrons who agreed to be named or counted in public, the longest first."""
        return self.active().exclude(wall="no").order_by("from_date", "pk")

    def wanting_letters(self) -> Self:
        """Return active patrons who want letters of thanks, and can get them."""
        return self.active().exclude(letters_at=None).exclude(email="")

    def reading(self, language: str) -> Self:
        """Return those who read a language, and those of whom we do not know; all, where none is asked for."""
        if not language:
            return self
        return self.filter(Q(language="") | Q(language=language) | Q(language__startswith=f"{language}-"))

    def of(self, email: str) -> Self:
        """Return the patron of an address, in any letter case."""
        email = email.strip().replace("\0", "").lower()
        return self.filter(email=email) if email else self.none()

    def allowed_in(self, ballot: "Ballot") -> Self:
        """Return active patrons who may vote in a ballot."""
        tiers = list(ballot.tiers.values_list("pk", flat=True))
        return self.active().filter(tier__in=tiers) if tiers else self.active()

    def matching(self, words: str) -> Self:
        words = " ".join(words.replace("\0", "").split())
        return self.filter(Q(name__icontains=words) | Q(email__icontains=words)) if words else self

    def newest(self) -> Self:
        return self.order_by("-from_date", "-pk")


class PatronListQuerySet(models.QuerySet["PatronList"]):
    def with_columns(self, columns: list[str]) -> Self:
        """Return lists that had the same columns and for which these were chosen, the newest first."""
        return self.filter(columns=columns).exclude(mapping={}).order_by("-made_at", "-pk")

    def newest(self) -> Self:
        return self.order_by("-made_at", "-pk")


class ThanksLetterQuerySet(models.QuerySet["ThanksLetter"]):
    def newest(self) -> Self:
        return self.order_by("-made_at", "-pk")


class PaymentQuerySet(models.QuerySet["Payment"]):
    def confirmed(self, since: datetime | None = None, until: datetime | None = None) -> Self:
        """Return payments that were confirmed, at `since` or later and before `until` where these are given."""
        found = self.filter(confirmed_at__isnull=False)
        found = found.filter(confirmed_at__gte=since) if since else found
        return found.filter(confirmed_at__lt=until) if until else found

    def in_currency(self, currency: str) -> Self:
        return self.filter(currency=currency)

    def total(self) -> int:
        """Return what is left of all of them, in minor units. They should be of one currency."""
        return self.aggregate(total=Coalesce(Sum(F("amount") - F("refunded")), 0))["total"]

    def currencies(self) -> list[str]:
        """Return the currencies that came, the most frequent first."""
        counted = self.order_by().values("currency").annotate(number=Count("pk"))
        return [row["currency"] for row in counted.order_by("-number", "currency")]

    def newest(self) -> Self:
        return self.order_by(F("confirmed_at").desc(nulls_first=True), "-pk")


class WebhookEventQuerySet(models.QuerySet["WebhookEvent"]):
    def waiting(self) -> Self:
        """Return events that could not be understood, and that nobody has looked at."""
        return self.filter(settled_at=None, outcome__in=["unknown", "unreadable"])

    def with_words(self) -> Self:
        return self.exclude(words="")

    def about(self, patron: "Patron") -> Self:
        """Return what was told of a patron, or speaks of their address."""
        found = Q(patron=patron)
        return self.filter(found | Q(words__icontains=patron.email) if patron.email else found)

    def newest(self) -> Self:
        return self.order_by("-received_at", "-pk")


class BallotQuerySet(models.QuerySet["Ballot"]):
    def seen(self, at: datetime | None = None) -> Self:
        """Return ballots that readers may see: those that have been opened."""
        return self.filter(opens_at__lte=at or timezone.now())

    def open(self, at: datetime | None = None) -> Self:
        at = at or timezone.now()
        return self.seen(at).filter(closes_at__gt=at)

    def with_turnout(self) -> Self:
        """Return ballots with `turnout`, how many have voted, and `waiting`, how many proposals are not decided."""
        undecided = Q(topics__accepted_at=None, topics__declined_at=None, topics__isnull=False)
        votes = self.model.objects.filter(pk=OuterRef("pk")).values("pk")
        cast = votes.annotate(number=Count("topics__cast")).values("number")
        written = votes.annotate(number=Sum("topics__votes")).values("number")
        return self.annotate(
            turnout=Case(
                When(counted_at=None, then=Subquery(cast)),
                default=Coalesce(Subquery(written), 0),
                output_field=models.IntegerField(),
            ),
            waiting=Count("topics", filter=undecided),
        )

    def over(self, at: datetime | None = None) -> Self:
        return self.filter(closes_at__lte=at or timezone.now())

    def uncounted(self) -> Self:
        return self.filter(counted_at=None)

    def closing_first(self) -> Self:
        return self.order_by("closes_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-closes_at", "-pk")


class TopicQuerySet(models.QuerySet["Topic"]):
    def accepted(self) -> Self:
        return self.filter(accepted_at__isnull=False)

    def waiting(self) -> Self:
        """Return proposals that nobody has decided."""
        return self.filter(accepted_at=None, declined_at=None)

    def with_votes(self) -> Self:
        """Return topics with `number`, the votes that each had: counted once and for all, or as they stand now."""
        now, then = Count("cast"), F("votes")
        number = Case(When(ballot__counted_at=None, then=now), default=then, output_field=models.IntegerField())
        return self.annotate(number=number)

    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def chosen_first(self) -> Self:
        """Order topics `with_votes` by them."""
        return self.order_by("-number", "position", "pk")

    def longest_waiting(self) -> Self:
        return self.order_by("proposed_at", "pk")


class PassQuerySet(models.QuerySet["Pass"]):
    def usable(self, at: datetime | None = None) -> Self:
        return self.filter(used_date=None, ends_at__gt=at or timezone.now())
