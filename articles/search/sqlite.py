"""The search index in SQLite: a full-text table (FTS5) whose row numbers grow with the time of publication."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from articles.search.rows import FIELDS, MASK, Row, Wanted, row_number, rows
from articles.search.words import Query, Term

ADD = (
    "INSERT OR REPLACE INTO articles_search (rowid, headline, standfirst, names, body, marks) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
REMOVE = "DELETE FROM articles_search WHERE rowid = %s"
MATCHES = (
    "SELECT found.rowid, found.marks, found.headline, found.standfirst, found.names "
    "FROM articles_search found CROSS JOIN ({allowed}) allowed ON allowed.revision = (found.rowid & {mask}) "
    "WHERE found.articles_search MATCH %s AND found.rowid BETWEEN %s AND %s ORDER BY found.rowid DESC LIMIT {most:d}"
)
HOLDING = "SELECT rowid FROM articles_search WHERE articles_search MATCH %s ORDER BY rowid DESC LIMIT %s"


def add(rows: Iterable[tuple]) -> None:
    """Store `(pk, published_at, document, marks)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(
            ADD,
            [(row_number(pk, at), *(text[name] for name in FIELDS), " ".join(marks)) for pk, at, text, marks in rows],
        )


def remove(rows: Iterable[tuple]) -> None:
    """Forget `(pk, published_at)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(REMOVE, [(row_number(pk, at),) for pk, at in rows])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search")


def matches(wanted: Wanted, allowed, *, most: int) -> list[Row]:
    """Return the newest rows that are `wanted` and in the queryset `allowed`."""
    may, parameters = allowed.values(revision=F("pk")).query.sql_with_params()
    words = f"{{{' '.join(wanted.fields)}}} : ({expression(wanted.query)})"
    marks = "".join(f' AND marks : "{mark}"' for mark in wanted.marks)
    with connection.cursor() as cursor:
        cursor.execute(
            MATCHES.format(allowed=may, mask=MASK, most=most), [*parameters, words + marks, wanted.first, wanted.last]
        )
        return rows((number, marks.split(), *texts) for number, marks, *texts in cursor.fetchall())


def holding(query: Query, *, most: int, field: str = "body") -> list[int]:
    """Return the ids of the newest revisions that match in one field, whoever may see them."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, [f"{field} : ({expression(query)})", most])
        return [number & MASK for (number,) in cursor.fetchall()]


def expression(query: Query) -> str:
    """Return the query in the language of FTS5; every word is quoted, so nothing typed can be an operator."""
    return " AND ".join(_term(term) for term in query.terms)


def _term(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"'
    return f"{phrase} *" if term.is_prefix else phrase
