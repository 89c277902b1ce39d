"""What both engines are asked for and return, and how a revision is numbered so that the newest come first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from articles.search.words import Query

FIELDS = ("headline", "standfirst", "names", "body")
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
    """A match: its number, its marks in a row, and what the index shows of its text."""

    number: int
    marks: str
    headline: str
    standfirst: str
    names: str

    @property
    def pk(self) -> int:
        """The revision's id."""
        return self.number & MASK

    @property
    def minute(self) -> int:
        """When its article was first published, in minutes from 1970."""
        return self.number >> BITS_OF_ID


def row_number(pk: int, published_at: datetime) -> int:
    """Return a number for the index that grows with the time of publication: its minute, then the revision's id."""
    return (minute_of(published_at) << BITS_OF_ID) + pk


def minute_of(moment: datetime) -> int:
    """Return the minutes from 1970 until then, as far as a number in the index can hold them."""
    return max(-FARTHEST, min(int(moment.timestamp() // 60), FARTHEST - 1))
