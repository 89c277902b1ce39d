"""How well we put things right, counted from real rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from corrections.models import Correction, Report, Status

MONTHS = 12
_ACCEPTED = Q(status=Status.ACCEPTED)


@dataclass(frozen=True)
class Period:
    """The last `days`: reports without spam, the share accepted of those decided, the median time until put right."""

    days: int
    reports: int
    accepted_share: float | None
    median_wait: timedelta | None
    corrections: int


@dataclass(frozen=True)
class Month:
    """What came in one month and how much of it was accepted; heights are in hundredths of the highest month."""

    first: datetime
    reports: int
    accepted: int
    most: int

    @property
    def reports_height(self) -> int:
        return round(100 * self.reports / self.most) if self.most else 0

    @property
    def accepted_height(self) -> int:
        return round(100 * self.accepted / self.most) if self.most else 0


def periods() -> list[Period]:
    """Return the figures of the last 30 and 365 days."""
    return [_period(30), _period(365)]


def months() -> list[Month]:
    """Return the last twelve months of the paper's calendar, the oldest first, this one included."""
    firsts = _firsts()
    number = Case(*(When(received_at__gte=firsts[each], then=each) for each in reversed(range(MONTHS))))
    rows = _reports(firsts[0]).values(month=number, state=F("status")).annotate(count=Count("pk")).order_by()
    all_, accepted = [0] * MONTHS, [0] * MONTHS
    for row in rows:
        all_[row["month"]] += row["count"]
        accepted[row["month"]] += row["count"] * (row["state"] == Status.ACCEPTED)
    return [Month(*each, max(all_)) for each in zip(firsts, all_, accepted, strict=True)]


def _firsts() -> list[datetime]:
    now = timezone.localtime()
    ordinals = range(now.year * 12 + now.month - MONTHS, now.year * 12 + now.month)
    return [timezone.make_aware(datetime(each // 12, each % 12 + 1, 1)) for each in ordinals]


def _period(days: int) -> Period:
    since = timezone.now() - timedelta(days=days)
    reports = _reports(since)
    decided = ~Q(status__in=[Status.NEW, Status.PROGRESS, Status.DUPLICATE])
    found = reports.aggregate(
        all=Count("pk"), decided=Count("pk", filter=decided), accepted=Count("pk", filter=_ACCEPTED)
    )
    return Period(
        days=days,
        reports=found["all"],
        accepted_share=found["accepted"] / found["decided"] if found["decided"] else None,
        median_wait=_median_wait(reports.filter(_ACCEPTED), found["accepted"]),
        corrections=Correction.objects.public().filter(published_at__gte=since).count(),
    )


def _reports(since: datetime) -> QuerySet:
    return Report.objects.filter(received_at__gte=since).exclude(status=Status.SPAM)


def _median_wait(accepted: QuerySet, count: int) -> timedelta | None:
    """Return the middle of all waits, of two middles the mean; the database sorts them."""
    waits = accepted.annotate(wait=F("decided_at") - F("received_at")).order_by("wait", "pk")
    middles = list(waits.values_list("wait", flat=True)[(count - 1) // 2 : count // 2 + 1]) if count else []
    return sum(middles, timedelta()) / len(middles) if middles else None
