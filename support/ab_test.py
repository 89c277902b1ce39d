"""Which wording of an appeal does better, and how sure that is."""

from dataclasses import dataclass
from math import sqrt

from django.db.models import Q, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from support.models import Appeal, AppealCount

Z = 1.959964  # 95 % of a normal distribution lie within so many deviations.
Event = AppealCount.Event


@dataclass(frozen=True)
class Outcome:
    """What came of one wording; `rate` and its bounds are shares of one, None where nobody has seen it."""

    name: str
    seen: int
    clicked: int
    dismissed: int
    gives: int

    @property
    def rate(self) -> float | None:
        return self.clicked / self.seen if self.seen else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        return wilson(self.clicked, self.seen) if self.seen else None


def outcomes(appeal: Appeal) -> list[Outcome]:
    """Return what came of the wordings of an appeal, in their order."""
    totals = {event: Sum("counts__count", filter=Q(counts__event=event), default=0) for event in Event.values}
    return [
        Outcome(one.name, max(one.seen, one.clicked), one.clicked, one.dismissed, one.gives)
        for one in appeal.variants.annotate(**totals).listed()
    ]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the bounds between which the true share of hits lies with 95 % confidence.

    The score interval of E. B. Wilson, “Probable inference, the law of succession, and statistical inference”,
    Journal of the American Statistical Association 22 (1927), which holds for small numbers, too.
    """
    share, spread = hits / of, Z * Z / of
    middle, reach = share + spread / 2, Z * sqrt((share * (1 - share) + spread / 4) / of)
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def newcombe(hits: int, of: int, others: int, of_others: int) -> tuple[float, float, float]:
    """Return by how much the first share exceeds the second, and the bounds of that with 95 % confidence.

    Method 10 of R. G. Newcombe, “Interval estimation for the difference between independent proportions: comparison of
    eleven methods”, Statistics in Medicine 17 (1998): Wilson's intervals of both shares, put together.
    """
    first, second = hits / of, others / of_others
    (low, high), (other_low, other_high) = wilson(hits, of), wilson(others, of_others)
    difference = first - second
    down = sqrt((first - low) ** 2 + (other_high - second) ** 2)
    up = sqrt((high - first) ** 2 + (second - other_low) ** 2)
    return difference, difference - down, difference + up


def sentences(found: list[Outcome]) -> list[str]:
    """Return for every further wording in plain words how it does beside the first."""
    return [_compared(found[0], other) for other in found[1:]]


def _compared(first: Outcome, other: Outcome) -> str:
    names = {"first": first.name, "other": other.name}
    if not first.seen or not other.seen:
        return _("“%(first)s” and “%(other)s” cannot be compared yet: one of them has not been seen.") % names
    difference, low, high = newcombe(other.clicked, other.seen, first.clicked, first.seen)
    facts = names | {
        "rate": percent(other.rate),
        "first_rate": percent(first.rate),
        "difference": points(difference),
        "low": points(low),
        "high": points(high),
    }
    told = _(
        "Of those who saw “%(other)s”, %(rate)s clicked; of those who saw “%(first)s”, %(first_rate)s. The difference "
        "is %(difference)s percentage points; with 95 %% confidence the true one lies between %(low)s and %(high)s."
    )
    if low > 0:
        verdict = _("“%(other)s” does better, and chance alone would hardly make it seem so.")
    elif high < 0:
        verdict = _("“%(first)s” does better, and chance alone would hardly make it seem so.")
    else:
        verdict = _("That may be chance: leave both running, or choose by what you would rather say.")
    return f"{told % facts} {verdict % names}"


def percent(share: float | None) -> str:
    """Return a share of one in percents with one decimal place."""
    told = "–" if share is None else _("%(n)s %%") % {"n": number_format(100 * share, 1)}
    return told.replace(" ", "\u00a0")  # Not torn apart at the end of a line.


def points(share: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return f"{'−' if share < 0 else '+'}{number_format(abs(100 * share), 1)}"
