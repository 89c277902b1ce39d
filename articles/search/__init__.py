"""Searching what readers can read, on SQLite and on PostgreSQL alike.

Every revision that stands or is to come has a row in the index; who may see it is decided when somebody searches, by
the same rule as everywhere, so schedules and withdrawals need no job.

Of more than `MOST` matches the `MOST` newest are ranked, and `Results.more` says so: what a search costs must not grow
with the paper, and who looks for a word that everything has wants news. Ranking weighs words in the headline most, then
those of the standfirst, names and subjects, then the text, and news before old news. For the same reason filters are
words of the index too: a rare subject and a common word meet inside it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain
from types import ModuleType
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import Revision
from articles.search import postgres, sqlite
from articles.search.marks import KINDS, marks, told
from articles.search.ranking import ranked
from articles.search.rows import BITS_OF_ID, MASK, Row, Wanted, minute_of
from articles.search.snippets import Piece, marked, snippet
from articles.search.words import Query, Term, for_index, parse, split
from press import richtext

MOST = 200
SHOWN = ("headline", "standfirst", "body", "language", "bylines", "published_at", "article__path", "section__name")


@dataclass(frozen=True)
class Filters:
    """What else must hold: ids of a section, person and tag, a language, and days, both included."""

    section: int | None = None
    person: int | None = None
    tag: int | None = None
    language: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Hit:
    """A revision that was found, with its headline and a stretch of its text as pieces, matches marked."""

    revision: Revision
    headline: list[Piece]
    text: list[Piece]


@dataclass(frozen=True)
class Results:
    """A page of hits in the order of their weight, and of how many: `count` were ranked, and there are `more`.

    `marked` has what else could narrow the search: the ids of sections, people and tags, and the languages, of what was
    ranked, by their kind, the most frequent first.
    """

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    more: bool = False
    has_next: bool = False
    marked: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})


def _engine() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


# --- The index ------------------------------------------------------------------------------------------------------


def add(revision: Revision) -> None:
    """Put a revision into the index, and take out those of its article that are over."""
    over = Revision.objects.filter(article=revision.article_id, live_until__lte=timezone.now())
    _engine().remove(over.values_list("pk", "published_at"))
    if not revision.withdrawn:
        _engine().add([_row(revision)])


def remove(revisions: Iterable[Revision]) -> None:
    """Take revisions out of the index, before they are deleted."""
    _engine().remove([(revision.pk, revision.published_at) for revision in revisions])


def rebuild(batch: int = 500) -> int:
    """Make the whole index anew; return how many revisions it holds."""
    _engine().clear()
    wanted = Revision.objects.exclude(kind=Revision.Kind.WITHDRAWAL).exclude(live_until__lte=timezone.now())
    rows, count = [], 0
    for revision in wanted.order_by("pk").iterator(chunk_size=batch):
        rows.append(_row(revision))
        count += 1
        if len(rows) == batch:
            _engine().add(rows)
            rows = []
    _engine().add(rows)
    return count


def document(revision: Revision) -> dict[str, str]:
    """Return what is searched of a revision, by field."""
    names = [line["name"] for line in revision.bylines] + [tag["name"] for tag in revision.tags]
    return {
        "headline": for_index(f"{revision.kicker} {revision.headline}"),
        "standfirst": for_index(revision.standfirst),
        "names": for_index(" ".join([*names, revision.dateline])),
        "body": for_index(richtext.plain_text(revision.body)),
    }


def _row(revision: Revision) -> tuple:
    people = dict.fromkeys(line["person"] for line in revision.bylines if line["person"])
    tags = dict.fromkeys(tag["id"] for tag in revision.tags)
    kept = marks(section=revision.section_id, language=revision.language, people=people, tags=tags)
    return revision.pk, revision.published_at, document(revision), kept


# --- Searching ------------------------------------------------------------------------------------------------------


def search(text: str, filters: Filters = Filters(), *, page: int = 1, size: int = 20) -> Results:
    """Return a page of what matches `text`; nothing, where it holds no word. Never raises on what people type."""
    query = parse(text)
    if not query:
        return Results()
    found = _engine().matches(_wanted(query, filters), Revision.objects.live(), most=MOST + 1)
    considered = ranked(found[:MOST], query, timezone.now())
    start = (page - 1) * size
    chosen = considered[start : start + size]
    wanted = Revision.objects.select_related("article", "section").only(*SHOWN)
    revisions = wanted.in_bulk([row.pk for row in chosen])
    return Results(
        [_hit(revisions[row.pk], query) for row in chosen if row.pk in revisions],
        count=len(considered),
        more=len(found) > MOST,
        has_next=len(considered) > start + size,
        marked=_marked(considered),
    )


def suggest(text: str, *, most: int = 8) -> list[Revision]:
    """Return the newest articles whose headline begins to match, for a list while typing."""
    query = parse(text)
    if not query:
        return []
    found = _engine().matches(Wanted(query, fields=("headline",)), Revision.objects.live(), most=most)
    revisions = Revision.objects.for_listing().in_bulk([row.pk for row in found])
    return [revisions[row.pk] for row in found if row.pk in revisions]


def quoting(phrases: Iterable[str], *, most: int = 20) -> Counter[int]:
    """Return the ids of revisions whose text has these phrases (words in a row), with how many each has.

    Of a phrase that many have the `most` newest count; whether readers can read them is for the caller to ask.
    """
    found: Counter[int] = Counter()
    for phrase in phrases:
        if words := tuple(split(phrase)):
            found.update(_engine().holding(Query((Term(words),)), most=most))
    return found


def _wanted(query: Query, filters: Filters) -> Wanted:
    days: dict[str, Any] = {}
    if filters.since:
        days["first"] = _minute(filters.since, time.min) << BITS_OF_ID
    if filters.until:
        days["last"] = (_minute(filters.until, time.max) << BITS_OF_ID) | MASK
    people, tags = filter(None, [filters.person]), filter(None, [filters.tag])
    asked = marks(section=filters.section, language=filters.language, people=people, tags=tags)
    return Wanted(query, marks=asked, **days)


def _minute(day: date, hour: time) -> int:
    return minute_of(timezone.make_aware(datetime.combine(day, hour)))


def _marked(found: Iterable[Row]) -> dict[str, list[str]]:
    """Return what the marks of these rows stand for, by kind, the most frequent first."""
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for mark, _times in Counter(" ".join(row.marks for row in found).split()).most_common():
        kind, value = told(mark)
        kinds[kind].append(value)
    return kinds


def _hit(revision: Revision, query: Query) -> Hit:
    text = chain([revision.standfirst], richtext.lines(revision.body))
    return Hit(revision, marked(revision.headline, query), snippet(text, query))
