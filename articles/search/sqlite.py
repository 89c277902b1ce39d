"""The search index in SQLite: a full-text table (FTS5) whose row numbers grow with the time of publication."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from articles.search.rows import FIELDS, MASK, Row, row_number, rows
from articles.search.words import Query, Term

ADD = "INSERT OR REPLACE INTO articles_search (rowid, headline, standfirst, names, body) VALUES (%s, %s, %s, %s, %s)"
REMOVE = "DELETE FROM articles_search WHERE rowid = %s"
MATCHES = (
    "SELECT articles_search.rowid, articles_search.headline, articles_search.standfirst, articles_search.names "
    "FROM articles_search CROSS JOIN ({allowed}) allowed ON allowed.revision = (articles_search.rowid & {mask}) "
    "WHERE articles_search MATCH %s ORDER BY articles_search.rowid DESC LIMIT {most:d}"
)
HOLDING = "SELECT rowid FROM articles_search WHERE articles_search MATCH %s ORDER BY rowid DESC LIMIT %s"


def add(rows: Iterable[tuple]) -> None:
    """Store `(pk, published_at, document)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(ADD, [(row_number(pk, at), *(text[name] for name in FIELDS)) for pk, at, text in rows])


def remove(rows: Iterable[tuple]) -> None:
    """Forget `(pk, published_at)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(REMOVE, [(row_number(pk, at),) for pk, at in rows])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search")


def matches(query: Query, allowed, *, most: int, fields: tuple[str, ...] = FIELDS) -> list[Row]:
    """Return the newest rows that match every term and are in the queryset `allowed`."""
    wanted, parameters = allowed.values(revision=F("pk")).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            MATCHES.format(allowed=wanted, mask=MASK, most=most),
            [*parameters, f"{{{' '.join(fields)}}} : ({expression(query)})"],
        )
        return rows(cursor.fetchall(), query)


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
