"""What patrons gave: sums of confirmed payments, less refunds, by month, tier and source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from support import minor_units
from support.models import Payment, Source

MONTHS = 12
HEIGHT = 100


@dataclass(frozen=True)
class Group:
    """The sum of some payments in minor units; `share` in hundredths of the greatest."""

    label: str
    total: int
    number: int
    share: int
    currency: str

    @property
    def spoken(self) -> str:
        return minor_units.spoken(self.total, self.currency)


@dataclass(frozen=True)
class Month:
    """The sum of a month of the paper's calendar; `height` in hundredths of the greatest."""

    first: datetime
    total: int
    number: int
    height: int
    currency: str

    @property
    def spoken(self) -> str:
        return minor_units.spoken(self.total, self.currency)


@dataclass(frozen=True)
class Sums:
    currency: str
    months: list[Month]
    tiers: list[Group]
    sources: list[Group]
    total: int

    @property
    def spoken(self) -> str:
        return minor_units.spoken(self.total, self.currency)


def of(currency: str) -> Sums:
    """Return the sums of the last twelve months, this one included, in one currency."""
    firsts = _firsts()
    found = Payment.objects.confirmed(since=firsts[0]).in_currency(currency).order_by()
    left = {"total": Sum(F("amount") - F("refunded")), "rows": Count("pk")}
    rows = found.annotate(month=TruncMonth("confirmed_at")).values("month").annotate(**left)
    by_month = {row["month"]: row for row in rows}
    most = max((row["total"] for row in by_month.values()), default=0)
    empty = {"total": 0, "rows": 0}
    months = [
        Month(first, row["total"], row["rows"], round(HEIGHT * row["total"] / most) if most else 0, currency)
        for first in firsts
        for row in [by_month.get(first, empty)]
    ]
    tiers = found.values(name=F("patron__tier__name")).annotate(**left)
    sources = found.values(name=F("source")).annotate(**left)
    return Sums(
        currency=currency,
        months=months,
        tiers=_groups(tiers, currency, lambda name: name or _("Without a tier")),
        sources=_groups(sources, currency, lambda name: Source(name).label),
        total=sum(month.total for month in months),
    )


def _groups(rows: Iterable[dict[str, Any]], currency: str, label: Callable[[Any], str | Promise]) -> list[Group]:
    rows = sorted(rows, key=lambda row: (-row["total"], row["name"] or ""))
    most = max((row["total"] for row in rows), default=0)
    shares = [round(100 * row["total"] / most) if most else 0 for row in rows]
    return [
        Group(str(label(row["name"])), row["total"], row["rows"], share, currency)
        for row, share in zip(rows, shares, strict=True)
    ]


def _firsts() -> list[datetime]:
    now = timezone.localtime()
    ordinals = range(now.year * 12 + now.month - MONTHS, now.year * 12 + now.month)
    return [timezone.make_aware(datetime(each // 12, each % 12 + 1, 1)) for each in ordinals]
