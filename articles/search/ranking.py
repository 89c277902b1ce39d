"""The order of what was found: words in the headline count most, and news before old news."""

from collections.abc import Iterable
from datetime import datetime

from articles.search.rows import Row, minute_of
from articles.search.words import Query

OF_HEADLINE, OF_NAMES, OF_STANDFIRST, OF_BODY = 10.0, 5.0, 4.0, 1.0
MOST_COUNTED = 3
NOWHERE = (False, False, False)  # But in the text.
HALF_LIFE = 120 * 24 * 60  # Minutes.
OLDEST = 2  # Half-lives; what is older than that is as old news as any.


def ranked(found: Iterable[Row], query: Query, now: datetime) -> list[Row]:
    """Order matches by how many terms stand in which field, halved for every `HALF_LIFE` of age up to `OLDEST`."""
    needles = [f" {' '.join(term.words)}{'' if term.is_prefix else ' '}" for term in query.terms]
    minute = minute_of(now)
    return sorted(found, key=lambda row: (_weight(row, needles, minute), row.number), reverse=True)


def _weight(row: Row, needles: list[str], minute: int) -> float:
    in_headline = in_names = in_standfirst = in_body = 0
    headline, names, standfirst = f" {row.headline} ", f" {row.names} ", f" {row.standfirst} "
    for needle in needles:
        held = (needle in headline, needle in names, needle in standfirst)
        in_headline += held[0]
        in_names += held[1]
        in_standfirst += held[2]
        in_body += held == NOWHERE
    weight = (
        OF_HEADLINE * min(in_headline, MOST_COUNTED)
        + OF_NAMES * min(in_names, MOST_COUNTED)
        + OF_STANDFIRST * min(in_standfirst, MOST_COUNTED)
        + OF_BODY * min(in_body, MOST_COUNTED)
    )
    age = max(0, minute - row.minute) / HALF_LIFE
    return weight * 0.5 ** min(age, OLDEST)
