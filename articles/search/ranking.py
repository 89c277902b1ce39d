"""The order of what was found: words in the headline count most, and news before old news."""

from collections.abc import Iterable
from datetime import datetime

from articles.search.rows import SHOWN, Row, minute_of
from articles.search.words import Query

WEIGHTS = {"headline": 10.0, "standfirst": 4.0, "names": 5.0}
WEIGHT_OF_BODY = 1.0
MOST_COUNTED = 3
HALF_LIFE = 120 * 24 * 60  # Minutes.
OLDEST = 2  # Half-lives; what is older than that is as old news as any.


def ranked(found: Iterable[Row], query: Query, now: datetime) -> list[Row]:
    """Order matches by how many terms stand in which field, halved for every `HALF_LIFE` of age up to `OLDEST`."""
    needles = [f" {' '.join(term.words)}{'' if term.is_prefix else ' '}" for term in query.terms]
    minute = minute_of(now)
    return sorted(found, key=lambda row: (_weight(row, needles, minute), row.minute, row.pk), reverse=True)


def _weight(row: Row, needles: list[str], minute: int) -> float:
    weight, elsewhere = 0.0, needles
    for name, text in zip(SHOWN, row.texts, strict=True):
        held = [needle for needle in needles if needle in f" {text} "]
        if held:
            weight += WEIGHTS[name] * min(len(held), MOST_COUNTED)
            elsewhere = [needle for needle in elsewhere if needle not in held]
    weight += WEIGHT_OF_BODY * min(len(elsewhere), MOST_COUNTED)
    age = max(0, minute - row.minute) / HALF_LIFE
    return weight * 0.5 ** min(age, OLDEST)
