"""The archive by date: years, months and days, from the paper's first article to its newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Revision

A_DAY = timedelta(days=1)
UNITS = ("year", "month", "day")
FORMS = {"year": "Y", "month": "F Y", "day": "j E Y"}  # How each is written.


@dataclass(frozen=True)
class Period:
    """A year, a month or a day, from the day `first` to the day `last`; `unit` says which and names its route."""

    unit: str
    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """Its first moment, in the paper's zone."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def end(self) -> datetime:
        """The first moment after it, in the paper's zone."""
        return timezone.make_aware(datetime.combine(self.last + A_DAY, time.min))

    def __str__(self) -> str:
        return date_format(self.first, FORMS[self.unit])

    def get_absolute_url(self) -> str:
        numbers = self.first.isoformat().split("-")
        return reverse(self.unit, args=numbers[: UNITS.index(self.unit) + 1])


def period(year: int, month: int = 0, day: int = 0) -> Period:
    """Return the year, the month or the day of these numbers.

    :raises ValueError: there is none in the calendar.
    """
    if not 1 < year < MAXYEAR:
        raise ValueError(year)
    first = date(year, month or 1, day or 1)
    if day:
        return Period("day", first, first)
    if month:
        return Period("month", first, (first + 31 * A_DAY).replace(day=1) - A_DAY)
    return Period("year", first, date(year, 12, 31))


def period_around(day: date, unit: str) -> Period:
    """Return the year, the month or the day (`unit`) that `day` lies in."""
    return period(*(day.year, day.month, day.day)[: UNITS.index(unit) + 1])


@dataclass(frozen=True)
class Calendar:
    """The days, in the paper's zone, on which its first and its newest article were first published."""

    first: date
    last: date

    @classmethod
    def of_the_paper(cls) -> Calendar | None:
        """Return the calendar from the first article to the newest, None while there is nothing."""
        days = [timezone.localtime(moment).date() for moment in Revision.objects.extent()]
        return cls(*days) if days else None

    def __contains__(self, one: Period) -> bool:
        return one.first <= self.last and one.last >= self.first

    def months(self, year: int) -> list[Period]:
        return [month for month in (period(year, number) for number in range(1, 13)) if month in self]

    def years(self) -> list[tuple[Period, list[Period]]]:
        """Return every year with its months, the newest year first."""
        return [(period(year), self.months(year)) for year in range(self.last.year, self.first.year - 1, -1)]

    def before(self, one: Period) -> Period | None:
        return self._if_in(period_around(one.first - A_DAY, one.unit))

    def after(self, one: Period) -> Period | None:
        return self._if_in(period_around(one.last + A_DAY, one.unit))

    def _if_in(self, one: Period) -> Period | None:
        return one if one in self else None


def context(**numbers: str) -> dict | None:
    """Return the `period` of these numbers and what is around it, None if the paper has nothing there."""
    calendar = Calendar.of_the_paper()
    try:
        one = period(**{unit: int(number) for unit, number in numbers.items()})
    except ValueError:
        return None
    if calendar is None or one not in calendar:
        return None
    months = calendar.months(one.first.year) if one.unit == "year" else []
    return {"period": one, "months": months, "before": calendar.before(one), "after": calendar.after(one)}
