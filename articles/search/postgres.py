"""The search index in PostgreSQL: a table of weighted word lists (tsvector) with a GIN index."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, QuerySet

from articles.search.rows import FIELDS, MASK, Row, Wanted, row_number
from articles.search.words import Query, Term

WEIGHT = {"headline": "A", "names": "B", "standfirst": "C", "body": "D"}
LONGEST = {"headline": 10_000, "names": 40_000, "standfirst": 40_000, "body": 400_000}
"""So many bytes of each text are searched: the words of a row and their places must fit into a megabyte."""
DOCUMENT = " || ".join(f"setweight(to_tsvector('simple', %s), '{WEIGHT[name]}')" for name in FIELDS)
ADD = (
    "INSERT INTO articles_search (number, headline, standfirst, names, marks, document) "  # noqa: S608 - all is ours
    f"VALUES (%s, %s, %s, %s, %s, {DOCUMENT}) "
    "ON CONFLICT (number) DO UPDATE SET headline = excluded.headline, standfirst = excluded.standfirst, "
    "names = excluded.names, marks = excluded.marks, document = excluded.document"
)
REMOVE = "DELETE FROM articles_search WHERE number = %s"
MATCHES = (
    "SELECT found.number, array_to_string(found.marks, ' '), found.headline, found.standfirst, found.names "
    "FROM articles_search found "
    "JOIN ({allowed}) allowed ON allowed.revision = (found.number & {mask}) "
    "WHERE found.document @@ to_tsquery('simple', %s) AND found.number BETWEEN %s AND %s{marks} "
    "ORDER BY found.number DESC LIMIT {most:d}"
)
MARKED = " AND found.marks @> %s::text[]"  # To find rows that hold no mark or more, the whole index would be read.
HOLDING = "SELECT number FROM articles_search WHERE document @@ to_tsquery('simple', %s) ORDER BY number DESC LIMIT %s"


def add(rows: Iterable[tuple]) -> None:
    """Store `(pk, published_at, document, marks)` rows."""
    with connection.cursor() as cursor:
        for pk, at, text, marks in rows:
            texts = [text[name] for name in FIELDS]
            searched = [text[name].encode()[: LONGEST[name]].decode(errors="ignore") for name in FIELDS]
            cursor.execute(ADD, [row_number(pk, at), *texts[:3], marks, *searched])


def remove(rows: Iterable[tuple]) -> None:
    """Forget `(pk, published_at)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(REMOVE, [(row_number(pk, at),) for pk, at in rows])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_search")


def matches(wanted: Wanted, allowed: QuerySet, *, most: int) -> list[Row]:
    """Return the newest rows that are `wanted` and in the queryset `allowed`."""
    may, parameters = allowed.values(revision=F("pk")).query.sql_with_params()
    question = MATCHES.format(allowed=may, mask=MASK, most=most, marks=MARKED if wanted.marks else "")
    marks = [list(wanted.marks)] if wanted.marks else []
    with connection.cursor() as cursor:
        cursor.execute(
            question, [*parameters, expression(wanted.query, wanted.fields), wanted.first, wanted.last, *marks]
        )
        return list(map(Row._make, cursor.fetchall()))


def holding(query: Query, *, most: int, field: str = "body") -> list[int]:
    """Return the ids of the newest revisions that match in one field, whoever may see them."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, [expression(query, (field,)), most])
        return [number & MASK for (number,) in cursor.fetchall()]


def expression(query: Query, fields: tuple[str, ...]) -> str:
    """Return the query in the language of `to_tsquery`; words hold only letters and digits.

    To check weights, each row must be read. So they are named only where not every field is asked, and for words in a
    row, of which every row is read anyway: what ends one field and begins the next is no phrase.
    """
    weights = [WEIGHT[name] for name in fields]
    together = "" if set(fields) == set(FIELDS) else "".join(weights)
    return " & ".join(_term(term, weights if len(term.words) > 1 else [together]) for term in query.terms)


def _term(term: Term, weights: list[str]) -> str:
    return f"({' | '.join(_phrase(term, one) for one in weights)})"


def _phrase(term: Term, weights: str) -> str:
    kinds = [weights] * len(term.words)
    if term.is_prefix:
        kinds[-1] += "*"
    words = [f"'{word}':{kind}" if kind else f"'{word}'" for word, kind in zip(term.words, kinds, strict=True)]
    return " <-> ".join(words)
