"""The stretch of a text that shows why it was found."""

from typing import NamedTuple

from articles.search.words import Query, folded

LENGTH = 220


class Piece(NamedTuple):
    """A part of a text; `is_match` parts are what was searched for."""

    text: str
    is_match: bool


def snippet(text: str, query: Query, *, around: int | None = LENGTH) -> list[Piece]:
    """Return about `around` characters of `text` about its first match, matches marked; None means all of it."""
    marks = _matches(text, query)
    if around is None:
        return _pieces(text, marks, 0, len(text))
    start, end = _window(text, marks[0][0] if marks else 0, around)
    pieces = _pieces(text, marks, start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [Piece(before, False), *pieces, Piece(after, False)] if before or after else pieces


def _matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where words of the query stand, in order and not overlapping."""
    exact = {word for term in query.terms for word in term.words}
    prefixes = tuple(term.words[-1] for term in query.terms if term.is_prefix)
    found = []
    for start, end in _word_ends(text):
        word = folded(text[start:end])
        if word in exact or (prefixes and word.startswith(prefixes)):
            found.append((start, end))
    return found


def _word_ends(text: str):
    start = None
    for at, char in enumerate(text):
        if char.isalnum() or (start is not None and char in "'’ʼ\u0301\u0306\u0308"):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def _window(text: str, first: int, length: int) -> tuple[int, int]:
    """Return where to cut, at spaces where there are some nearby."""
    start = max(0, first - length // 3)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first + 1) if " " in text[first:end] else end
    return start, end


def _pieces(text: str, marks: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, done = [], start
    for first, last in marks:
        if first < start or last > end:
            continue
        pieces += [Piece(text[done:first], False), Piece(text[first:last], True)]
        done = last
    pieces.append(Piece(text[done:end], False))
    return [piece for piece in pieces if piece.text]
