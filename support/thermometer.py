"""How far we are: a goal with a figure that somebody answers for, or that was counted, or none at all."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from support import minor_units
from support.models import Goal, Payment

LENGTH = 1000


@dataclass(frozen=True)
class Reading:
    """A goal and how much of it there is; `reached` is None where nobody answers for a figure, and none is shown.

    `payments` is how many payments were counted, None where the figure was stated.
    """

    goal: Goal
    reached: Decimal | None
    told_at: datetime | None
    payments: int | None = None

    @property
    def percent(self) -> int:
        """The share reached in whole percents, rounded down: what is not whole is not claimed."""
        return int(100 * (self.reached or 0) / self.goal.amount)

    @property
    def filled(self) -> int:
        """The share reached in thousandths, at most all of them."""
        return min(LENGTH, int(LENGTH * (self.reached or 0) / self.goal.amount))


def read(day: date | None = None) -> Reading | None:
    """Return how far we are with the newest goal of `day` (default: today), None if there is none."""
    goal = Goal.objects.on(day or timezone.localdate()).newest().select_related("stated_by").first()
    if goal is None:
        return None
    return _counted(goal) if goal.source == Goal.Source.PAYMENTS else Reading(goal, goal.reached, goal.stated_at)


def _counted(goal: Goal) -> Reading:
    """Add up what was paid in the currency and on the days of the goal, less what went back."""
    until = _midnight(goal.until_date + timedelta(days=1)) if goal.until_date else None
    found = Payment.objects.confirmed(since=_midnight(goal.from_date), until=until).in_currency(goal.currency)
    return Reading(goal, minor_units.major(found.total(), goal.currency), timezone.now(), found.count())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
