"""What both engines are asked for and return, and how a revision is numbered so that the newest come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from articles.search.words import Query

FIELDS = ("headline", "standfirst", "names", "body")
SHOWN = FIELDS[:3]
BITS_OF_ID = 32
MASK = (1 << BITS_OF_ID) - 1
FARTHEST = (1 << 31) - 1  # Minutes, about four thousand years; a row's number has 64 bits.


@dataclass(frozen=True)
class Wanted:
    """Rows with every term of `query` in one of `fields`, every one of `marks`, and a number from `first` to `last`."""

    query: Query
    fields: tuple[str, ...] = FIELDS
    marks: Sequence[str] = ()
    first: int = -FARTHEST << BITS_OF_ID
    last: int = FARTHEST << BITS_OF_ID


class Row(NamedTuple):
    """A match: the revision's id, the minute of its first publication, and what the index shows of it."""

    pk: int
    minute: int
    texts: tuple[str, ...]
    marks: list[str]


def row_number(pk: int, published_at: datetime) -> int:
    """Return a number for the index that grows with the time of publication: its minute, then the revision's id."""
    return (minute_of(published_at) << BITS_OF_ID) + pk


def minute_of(moment: datetime) -> int:
    """Return the minutes from 1970 until then, as far as a number in the index can hold them."""
    return max(-FARTHEST, min(int(moment.timestamp() // 60), FARTHEST - 1))


def rows(found: Iterable[tuple]) -> list[Row]:
    """Return matches from `(number, marks, *texts)`; `texts` are the `SHOWN` fields as the index has them."""
    return [Row(number & MASK, number >> BITS_OF_ID, tuple(texts), marks) for number, marks, *texts in found]
