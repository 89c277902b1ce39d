"""The search index in SQLite: a full-text table (FTS5) whose row numbers grow with the time of publication.

FTS5 tells matches one by one, the newest first, as long as it looks for words, or for beginnings so short that it has
an index of them. For longer ones it would gather every match in the paper before it tells one, so these are looked up
in a list of all words, and asked for as so many words.
"""

import sys
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import F, QuerySet

from articles.search.rows import FIELDS, MASK, Row, Wanted, row_number
from articles.search.words import Query, Term

LONGEST_BEGINNING = 4  # That the table has an index of.
MOST_FORMS = 64
ADD = (
    "INSERT OR REPLACE INTO articles_search (rowid, headline, standfirst, names, body, marks) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
ADD_WORD = "INSERT OR IGNORE INTO articles_search_words (word) VALUES (%s)"
FORMS = "SELECT word FROM articles_search_words WHERE word >= %s AND word < %s ORDER BY word LIMIT %s"
REMOVE = "DELETE FROM articles_search WHERE rowid = %s"
MATCHES = (
    "SELECT found.rowid, found.marks, found.headline, found.standfirst, found.names "
    "FROM articles_search found CROSS JOIN ({allowed}) allowed ON allowed.revision = (found.rowid & {mask}) "
    "WHERE found.articles_search MATCH %s AND found.rowid BETWEEN %s AND %s ORDER BY found.rowid DESC LIMIT {most:d}"
)
HOLDING = "SELECT rowid FROM articles_search WHERE articles_search MATCH %s ORDER BY rowid DESC LIMIT %s"


def add(rows: Iterable[tuple]) -> None:
    """Store `(pk, published_at, document, marks)` rows."""
    rows = list(rows)
    words = {word for _pk, _at, text, _marks in rows for name in FIELDS for word in text[name].split()}
    with connection.cursor() as cursor:
        cursor.executemany(ADD, [_values(*row) for row in rows])
        cursor.executemany(ADD_WORD, [(word,) for word in sorted(words) if len(word) > LONGEST_BEGINNING])


def _values(pk: int, at: datetime, text: dict[str, str], marks: list[str]) -> tuple:
    return row_number(pk, at), *(text[name] for name in FIELDS), " ".join(marks)


def remove(rows: Iterable[tuple]) -> None:
    """Forget `(pk, published_at)` rows."""
    with connection.cursor() as cursor:
        cursor.executemany(REMOVE, [(row_number(pk, at),) for pk, at in rows])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search")
        cursor.execute("DELETE FROM articles_search_words")


def matches(wanted: Wanted, allowed: QuerySet, *, most: int) -> list[Row]:
    """Return the newest rows that are `wanted` and in the queryset `allowed`."""
    may, parameters = allowed.values(revision=F("pk")).query.sql_with_params()
    words = f"{{{' '.join(wanted.fields)}}} : ({expression(wanted.query)})"
    marks = "".join(f' AND marks : "{mark}"' for mark in wanted.marks)
    with connection.cursor() as cursor:
        cursor.execute(
            MATCHES.format(allowed=may, mask=MASK, most=most), [*parameters, words + marks, wanted.first, wanted.last]
        )
        return list(map(Row._make, cursor.fetchall()))


def holding(query: Query, *, most: int, field: str = "body") -> list[int]:
    """Return the ids of the newest revisions that match in one field, whoever may see them."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, [f"{field} : ({expression(query)})", most])
        return [number & MASK for (number,) in cursor.fetchall()]


def expression(query: Query) -> str:
    """Return the query in the language of FTS5; every word is quoted, so nothing typed can be an operator."""
    return " AND ".join(_term(term) for term in query.terms)


def _term(term: Term) -> str:
    *before, last = term.words
    if not term.is_prefix:
        return _phrase(*term.words)
    forms = _forms(last) if len(last) > LONGEST_BEGINNING else []
    if 0 < len(forms) <= MOST_FORMS:
        return f"({' OR '.join(_phrase(*before, form) for form in forms)})"
    return f"{_phrase(*term.words)} *"


def _phrase(*words: str) -> str:
    return f'"{" ".join(words)}"'


def _forms(beginning: str) -> list[str]:
    """Return words of the paper that begin so, one more than `MOST_FORMS` at most."""
    with connection.cursor() as cursor:
        cursor.execute(FORMS, [beginning, beginning + chr(sys.maxunicode), MOST_FORMS + 1])
        return [word for (word,) in cursor.fetchall()]
