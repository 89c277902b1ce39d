"""Searching what readers can read, on SQLite and on PostgreSQL alike.

Every revision that stands or is to come has a row in the index; who may see it is decided when somebody searches, by
the same rule as everywhere, so schedules and withdrawals need no job. Of many matches the newest are weighed: words
in the headline count most, then those of the standfirst, names and subjects, then the text, and news before old news.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from articles.models import Revision
from articles.search import postgres, sqlite
from articles.search.rows import Row
from articles.search.snippets import Piece, snippet
from articles.search.words import Query, Term, for_index, parse, split
from press import richtext

MOST = 300
WEIGHTS = {"headline": 10.0, "standfirst": 4.0, "names": 5.0, "body": 1.0}
HALF_LIFE_DAYS = 120
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
    """Hits in the order of their weight; `more` says that there were too many to weigh all."""

    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    has_next: bool = False


def _engine():
    return postgres if connection.vendor == "postgresql" else sqlite


# --- The index ------------------------------------------------------------------------------------------------------


def add(revision: Revision) -> None:
    """Put a revision into the index, and take out those of its article that are over."""
    over = Revision.objects.filter(article=revision.article_id, live_until__lte=timezone.now())
    _engine().remove(over.values_list("pk", "published_at"))
    if not revision.withdrawn:
        _engine().add([(revision.pk, revision.published_at, document(revision))])


def remove(revisions: Iterable[Revision]) -> None:
    """Take revisions out of the index, before they are deleted."""
    _engine().remove([(revision.pk, revision.published_at) for revision in revisions])


def rebuild(batch: int = 500) -> int:
    """Make the whole index anew; return how many revisions it holds."""
    _engine().clear()
    wanted = Revision.objects.exclude(kind=Revision.Kind.WITHDRAWAL).exclude(live_until__lte=timezone.now())
    rows, count = [], 0
    for revision in wanted.order_by("pk").iterator(chunk_size=batch):
        rows.append((revision.pk, revision.published_at, document(revision)))
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


# --- Searching ------------------------------------------------------------------------------------------------------


def search(text: str, filters: Filters = Filters(), *, page: int = 1, size: int = 20) -> Results:
    """Return a page of what matches `text`; nothing, where it holds no word. Never raises on what people type."""
    query = parse(text)
    if not query:
        return Results()
    found = _engine().matches(query, _allowed(filters), most=MOST)
    now = timezone.now()
    ranked = sorted(found, key=lambda row: _weight(row, now), reverse=True)
    start = (page - 1) * size
    chosen = ranked[start : start + size]
    wanted = Revision.objects.select_related("article", "section").only(*SHOWN)
    revisions = wanted.in_bulk([row.pk for row in chosen])
    hits = [_hit(revisions[row.pk], query) for row in chosen if row.pk in revisions]
    return Results(hits, more=len(found) >= MOST, has_next=len(ranked) > start + size)


def suggest(text: str, *, most: int = 8) -> list[Revision]:
    """Return the newest articles whose headline begins to match, for a list while typing."""
    query = parse(text)
    if not query:
        return []
    found = _engine().matches(query, _allowed(Filters()), most=most, fields=("headline",))
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


def _allowed(filters: Filters):
    """Return the revisions that may be found."""
    rows = Revision.objects.live()
    if filters.section:
        rows = rows.filter(section=filters.section)
    if filters.person:
        rows = rows.filter(credits__person=filters.person)
    if filters.tag:
        rows = rows.filter(subjects__tag=filters.tag)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.since:
        rows = rows.filter(published_at__date__gte=filters.since)
    if filters.until:
        rows = rows.filter(published_at__date__lte=filters.until)
    return rows


def _weight(row: Row, now: datetime) -> tuple[float, float]:
    """Weigh a match: its fields by `WEIGHTS`, halved for every `HALF_LIFE_DAYS` of age down to a quarter."""
    fields = sum(WEIGHTS[name] * min(count, 3) for name, count in row.counts.items())
    age = (now - row.published_at).days
    return fields * max(0.25, 0.5 ** (age / HALF_LIFE_DAYS)), row.published_at.timestamp()


def _hit(revision: Revision, query: Query) -> Hit:
    text = " ".join(filter(None, [revision.standfirst, richtext.plain_text(revision.body)]))
    return Hit(revision, snippet(revision.headline, query, around=None), snippet(text, query))
