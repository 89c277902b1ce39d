"""Marking a passage in a body as it stands on a page: with its pictures, and with what the page puts in between.

Nothing here changes the words: the plain text of the page, as `docs/plain-text.md` counts it, stays what it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from .allowlist import FIGURE_CLASS, SPACE_RUN, SPACES, VOID
from .plain_text import _BREAKS_LINE

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_FURNITURE = re.compile(r"\sdata-furniture(?=[\s=/]|$)")
_PICTURE = re.compile(rf"\sclass=[\"']?[^\"'>]*\b{FIGURE_CLASS}\b")


@dataclass(frozen=True)
class _Piece:
    """Some text of a line: its place in the source, its words, and whether they are part of a link."""

    at: int
    source: str
    linked: bool

    @property
    def text(self) -> str:
        return unescape(self.source)


_Line = list[_Piece]


def text_on_page(html: str) -> str:
    """Return the plain text of a body as a page shows it: the same that `plain_text` makes of the body alone."""
    return "\n".join(filter(None, (_words(line) for line in _lines(html))))


def mark(html: str, start: int, end: int, *, before: str, after: str, behind: str = "") -> str:
    """Return a page's body in which the words from `start` to `end` of its plain text stand in a mark.

    `before` and `after` are put around every stretch of them that no markup interrupts; `behind` follows the last one,
    outside of any link. All three are HTML and hold no text, or only such as the page may add (`data-furniture`).
    """
    changes, last = [], None
    for piece, first, end_ in _stretches(html, start, end):
        text, last = piece.text, piece
        marked = escape(text[:first], quote=False) + before + escape(text[first:end_], quote=False) + after
        changes.append((piece.at, piece.at + len(piece.source), marked, escape(text[end_:], quote=False)))
    return _written(html, changes, last, behind)


def _written(html: str, changes: list[tuple[int, int, str, str]], last: _Piece | None, behind: str) -> str:
    if last is None:
        return html
    after_link = html.find("</a>", last.at) + len("</a>") if last.linked else None
    parts, at = [], 0
    for begin, end, marked, rest in changes:
        is_last = begin == last.at
        parts += [html[at:begin], marked, behind if is_last and not after_link else "", rest]
        at = end
    if after_link:
        parts += [html[at:after_link], behind]
        at = after_link
    return "".join([*parts, html[at:]])


def _stretches(html: str, start: int, end: int) -> Iterator[tuple[_Piece, int, int]]:
    """Yield the pieces that hold words of the passage, each with the first and the end of them in its text."""
    length = 0
    for line in _lines(html):
        words = _words(line)
        if not words:
            continue
        begin = length + (1 if length else 0)
        length = begin + len(words)
        if begin < end and start < length:
            yield from _within(line, begin, start, end)


def _within(line: _Line, begin: int, start: int, end: int) -> Iterator[tuple[_Piece, int, int]]:
    """Find the passage in one line, whose first word stands at `begin`: runs of white space count as one space."""
    at, gap = begin, False
    for piece in line:
        held = []
        for index, char in enumerate(piece.text):
            if char in SPACES:
                gap = at > begin
                continue
            at += gap
            gap = False
            if start <= at < end:
                held.append(index)
            at += 1
        if held:
            yield piece, held[0], held[-1] + 1


def _words(line: _Line) -> str:
    return SPACE_RUN.sub(" ", "".join(piece.text for piece in line)).strip(" ")


def _lines(html: str) -> Iterator[_Line]:
    """Cut a page's body into its lines, without pictures and without what the page put in."""
    line: _Line = []
    at, links = 0, 0
    skipped, depth = "", 0
    for tag in _TAG.finditer(html):
        if not skipped and tag.start() > at:
            line.append(_Piece(at, html[at : tag.start()], links > 0))
        at = tag.end()
        closing, name = tag[1], (tag[2] or "").lower()
        if skipped:
            depth += 0 if name != skipped else -1 if closing else 1
            skipped = skipped if depth else ""
            continue
        is_furniture = not closing and _FURNITURE.search(tag[3] or "")
        if name in _BREAKS_LINE and not is_furniture:
            yield line
            line = []
        if name == "a":
            links += -1 if closing else 1
        is_picture = name == "figure" and not closing and _PICTURE.search(tag[3])
        if (is_furniture or is_picture) and name not in VOID:
            skipped, depth = name, 1
    if at < len(html):
        line.append(_Piece(at, html[at:], links > 0))
    yield line
