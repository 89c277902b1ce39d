"""What both engines return, and how a revision is numbered so that the newest come first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.search.words import Query

FIELDS = ("headline", "standfirst", "names", "body")
SHOWN = FIELDS[:3]
BITS_OF_ID = 32
MASK = (1 << BITS_OF_ID) - 1


@dataclass(frozen=True)
class Row:
    """A match: the revision's number, when it was first published, and how many terms each field holds."""

    pk: int
    published_at: datetime
    counts: dict[str, int]


def row_number(pk: int, published_at: datetime) -> int:
    """Return a number for the index that grows with the time of publication: its minute, then the revision's id."""
    return (int(published_at.timestamp() // 60) << BITS_OF_ID) + pk


def rows(found: Iterable[tuple], query: Query) -> list[Row]:
    """Return matches from `(number, *texts)`; `texts` are the `SHOWN` fields as the index has them."""
    needles = [f" {' '.join(term.words)}{'' if term.is_prefix else ' '}" for term in query.terms]
    return [_row(number, [f" {text} " for text in texts], needles) for number, *texts in found]


def _row(number: int, texts: list[str], needles: list[str]) -> Row:
    held = [[needle in text for needle in needles] for text in texts]
    counts = dict(zip(SHOWN, map(sum, held), strict=True))
    counts["body"] = len(needles) - sum(map(any, zip(*held, strict=True)))
    return Row(number & MASK, datetime.fromtimestamp((number >> BITS_OF_ID) * 60, UTC), counts)
