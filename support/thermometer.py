"""How far we are: a goal with a figure that somebody answers for, or none at all."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from support.models import Goal

LENGTH = 1000


@dataclass(frozen=True)
class Reading:
    """A goal and how much of it there is; `reached` is None where nobody answers for a figure, and none is shown."""

    goal: Goal
    reached: Decimal | None
    told_at: datetime | None

    @property
    def percent(self) -> int:
        """The share reached in whole percents, rounded down: what is not whole is not claimed."""
        return int(100 * self.reached / self.goal.amount)

    @property
    def filled(self) -> int:
        """The share reached in thousandths, at most all of them."""
        return min(LENGTH, int(LENGTH * self.reached / self.goal.amount))


def read(day: date | None = None) -> Reading | None:
    """Return how far we are with the newest goal of `day` (default: today), None if there is none."""
    goal = Goal.objects.on(day or timezone.localdate()).newest().first()
    return goal and Reading(goal, goal.reached, goal.stated_at)
