"""Geometry of the charts at the desk: numbers in, places out; templates draw."""

from dataclasses import dataclass
from math import ceil

from support.ab_test import Outcome, percent

LEFT, RIGHT, ROW = 130, 620, 36
STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25)


@dataclass(frozen=True)
class Row:
    """One wording on the chart of shares: a dot, and a line as long as its share is uncertain."""

    name: str
    y: int
    x: float
    low: float
    high: float


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Shares:
    """A chart of which share of readers clicked, one row to a wording."""

    rows: list[Row]
    ticks: list[Tick]
    height: int
    left: int = LEFT
    right: int = RIGHT


def shares(found: list[Outcome]) -> Shares | None:
    """Return the chart of what came of wordings; None where nobody has seen any."""
    seen = [(one.name, one.rate or 0.0, one.bounds) for one in found if one.bounds]
    if not seen:
        return None
    most = max(high for _name, _rate, (_low, high) in seen)
    step = next((step for step in STEPS if most / step <= 5), 0.25)
    end = step * ceil(most / step)
    ticks = [Tick(_x(step * n, end), percent(step * n)) for n in range(round(end / step) + 1)]
    rows = [
        Row(name, ROW * place + 24, _x(rate, end), _x(low, end), _x(high, end))
        for place, (name, rate, (low, high)) in enumerate(seen)
    ]
    return Shares(rows, ticks, ROW * len(rows) + 12)


def _x(share: float, end: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share / end, 1)
