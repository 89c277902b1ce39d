"""The stretch of a text that shows why it was found."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from articles.search.words import Query, folded

LENGTH = 220
_WORD = re.compile("[^\\W_](?:[^\\W_]|['’ʼ\u0301\u0306\u0308])*")  # With what stands within or upon letters.
_folded = lru_cache(8192)(folded)  # Texts say the same few thousand words again and again.


class Piece(NamedTuple):
    """A part of a text; `is_match` parts are what was searched for."""

    text: str
    is_match: bool


def marked(text: str, query: Query) -> list[Piece]:
    """Return all of a text, matches marked."""
    return _pieces(text, _matches(text, query), 0, len(text))


def snippet(parts: Iterable[str], query: Query) -> list[Piece]:
    """Return about `LENGTH` characters of a text about its first match, matches marked.

    Of the text's `parts` no more are read than that takes: most of what a search costs is reading.
    """
    text, first = "", None
    for part in filter(None, parts):
        begin = len(text) + 1 if text else 0
        text += f" {part}" if text else part
        if first is None:
            first = next((match[0] for match in _matches(text, query, begin)), None)
        if first is not None and len(text) > first + LENGTH:
            break
    start, end = _window(text, first or 0)
    shown = takewhile(lambda mark: mark[0] < end, _matches(text, query, first)) if first is not None else ()
    pieces = _pieces(text, shown, start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [Piece(before, False), *pieces, Piece(after, False)] if before or after else pieces


def _matches(text: str, query: Query, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Find where words of the query stand from `begin` on, one after the other."""
    exact = {word for term in query.terms for word in term.words}
    prefixes = tuple(term.words[-1] for term in query.terms if term.is_prefix)
    for found in _WORD.finditer(text, begin):
        word = _folded(found[0])
        if word in exact or (prefixes and word.startswith(prefixes)):
            yield found.span()


def _window(text: str, first: int) -> tuple[int, int]:
    """Return where to cut, at spaces where there are some nearby."""
    start = max(0, first - LENGTH // 3)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first + 1) if " " in text[first:end] else end
    return start, end


def _pieces(text: str, marks: Iterable[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, done = [], start
    for first, last in marks:
        if first < start or last > end:
            continue
        pieces += [Piece(text[done:first], False), Piece(text[first:last], True)]
        done = last
    pieces.append(Piece(text[done:end], False))
    return [piece for piece in pieces if piece.text]
