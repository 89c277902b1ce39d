"""How well we put things right, counted from real rows."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.utils import timezone

from corrections.models import Correction, Report, Status

MONTHS = 12


@dataclass(frozen=True)
class Period:
    """The last `days`: reports without spam, the share accepted of those decided, the median hours until put right."""

    days: int
    reports: int
    accepted_share: float | None
    median_hours: float | None
    corrections: int


def public() -> list[Period]:
    """Return the figures of the last 30 and 365 days."""
    return [_period(30), _period(365)]


def _period(days: int) -> Period:
    since = timezone.now() - timedelta(days=days)
    reports = Report.objects.filter(received_at__gte=since).exclude(status=Status.SPAM)
    decided = reports.decided().exclude(status=Status.DUPLICATE).count()
    accepted = reports.filter(status=Status.ACCEPTED)
    waits = [
        (decided_at - received_at).total_seconds() / 3600
        for received_at, decided_at in accepted.values_list("received_at", "decided_at")[:5000]
    ]
    return Period(
        days=days,
        reports=reports.count(),
        accepted_share=accepted.count() / decided if decided else None,
        median_hours=median(waits) if waits else None,
        corrections=Correction.objects.public().filter(published_at__gte=since).count(),
    )
