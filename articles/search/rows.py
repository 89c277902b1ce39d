"""What both engines return, and how a revision is numbered so that the newest come first."""

from dataclasses import dataclass
from datetime import UTC, datetime

from articles.search.words import Query, Term

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


def row(number: int, texts: tuple[str, ...], query: Query) -> Row:
    """Return the match with this row number; `texts` are its `SHOWN` fields as the index has them."""
    counts = {name: sum(_holds(text, term) for term in query.terms) for name, text in zip(SHOWN, texts, strict=True)}
    counts["body"] = sum(not any(_holds(text, term) for text in texts) for term in query.terms)
    return Row(number & MASK, datetime.fromtimestamp((number >> BITS_OF_ID) * 60, UTC), counts)


def _holds(text: str, term: Term) -> bool:
    words = " " + " ".join(term.words) + ("" if term.is_prefix else " ")
    return words in f" {text} "
