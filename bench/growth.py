"""How much more a page costs in a larger paper: all sizes are measured in turn within seconds, again and again.

On a shared machine milliseconds of one minute say nothing about those of the next. So the growth is the median of
ratios, each of two readings that were taken one right after the other.
"""

from collections.abc import Callable, Mapping
from statistics import median

from bench.papers import Paper

ROUNDS = 15


def measure(papers: Mapping[int, Paper], *, rounds: int = ROUNDS, tell: Callable[[str], None]) -> list[dict]:
    """Return for every page its `growth` in `ms`, `calls` and `steps`, and its `costs` by size.

    `tell` hears the name of each page before it is measured.
    """
    found = []
    for page in next(iter(papers.values())).pages:
        tell(page)
        counts = {size: paper.ask("counts", page) for size, paper in papers.items()}
        readings = [
            {size: paper.ask("milliseconds", page) for size, paper in papers.items()} for _round in range(rounds)
        ]
        found.append({"page": page, "growth": growth(readings, counts), "costs": costs(readings, counts)})
    return found


def costs(readings: list[dict[int, float]], counts: dict[int, dict]) -> dict[int, dict]:
    """Return what a page costs in a paper of each size: the median of its readings in `ms`, and what was counted."""
    return {size: {"ms": round(median(one[size] for one in readings), 2), **told} for size, told in counts.items()}


def growth(readings: list[dict[int, float]], counts: dict[int, dict]) -> dict[str, float]:
    """Return how many times as much a page costs in the largest paper as in the smallest."""
    small, large = min(counts), max(counts)
    grown = {"ms": median(one[large] / one[small] for one in readings)}
    grown |= {name: counts[large][name] / max(1, counts[small][name]) for name in ("calls", "steps")}
    return {name: round(times, 2) for name, times in grown.items()}
