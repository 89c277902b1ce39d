"""Changing words in a body without touching anything else: its markup, its pictures, its other words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape

from .allowlist import SPACES, placeholder
from .figures import Figure, render_figures
from .plain_text import _BREAKS_LINE, plain_text
from .sanitizer import clean
from .tokenizer import Token, tokens

_PIECES = re.compile(r"\w+|\n|\s+|[^\w\s]")


class ParagraphsDiffer(ValueError):
    """The new words would join, split or empty paragraphs, which only an editor can do well."""


def replace(html: str, start: int, end: int, words: str) -> str:
    """Return cleaned HTML in which the plain text from `start` to `end` reads `words`.

    Only words that differ are written anew; each takes the markup of what it replaces, or of what stands before it.

    :raises ParagraphsDiffer: the line feeds of `words` are not those of the passage.
    :raises ValueError: the offsets lie outside the text.
    """
    return _replaced(html, start, end, words, finish=clean)


def replace_inline(html: str, start: int, end: int, words: str) -> str:
    """Do the same as `replace` in a caption, which is inline HTML and no paragraph."""
    return _replaced(html, start, end, words, finish=str)


def _replaced(html: str, start: int, end: int, words: str, *, finish: Callable[[str], str]) -> str:
    text = plain_text(html)
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"The passage {start}-{end} lies outside a text of {len(text)} characters.")
    words = "\n".join(" ".join(line.split()) for line in words.strip().split("\n")) if words.strip() else ""
    if words.count("\n") != text[start:end].count("\n"):
        raise ParagraphsDiffer("The new words have other paragraphs than the passage.")
    page = _Page(html)
    for first, last, new in reversed(list(_differences(text, start, end, words))):
        page.write(first, last, new)
    mended = finish(page.html())
    if plain_text(mended) != _expected(text, start, end, words):
        raise ParagraphsDiffer("The new words would change the paragraphs around them.")
    return mended


def with_captions(html: str, image_id: int, change: Callable[[str], str]) -> str:
    """Return cleaned HTML in which every use of picture `image_id` has the caption that `change` makes of its own.

    Captions are inline HTML; "" means that the use has none of its own.
    """

    def write(figure: Figure) -> str:
        own = change(figure.caption) if figure.image_id == image_id else figure.caption
        words = own and f"<figcaption>{own}</figcaption>"
        return f'<figure class="news-image" data-image="{figure.image_id}" data-size="{figure.size}">{words}</figure>'

    return clean(render_figures(html, write))


def _expected(text: str, start: int, end: int, words: str) -> str:
    """Return the plain text after the change; leaving a passage out leaves no double space behind."""
    lines = (text[:start] + words + text[end:]).split("\n")
    return "\n".join(line for line in (re.sub(f"[{SPACES}]+", " ", line).strip(" ") for line in lines) if line)


def _differences(text: str, start: int, end: int, words: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(first, last, new)` for each stretch of the text that gets other words."""
    old, new = _PIECES.findall(text[start:end]), _PIECES.findall(words)
    place = [start]
    for piece in old:
        place.append(place[-1] + len(piece))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield place[a], place[b], "".join(new[c:d])


@dataclass
class _Run:
    """One piece of the source. If it is text, `places` tells for each character where it stands in the plain text."""

    token: Token
    characters: list[str] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)


class _Page:
    """A body whose characters know their place in the plain text."""

    def __init__(self, html: str) -> None:
        self.runs: list[_Run] = []
        self.length = 0
        self.line: list[tuple[_Run, int]] = []
        self.inside_picture = False
        for token in tokens(html):
            self._take(token)
        self._end_line()

    def html(self) -> str:
        return "".join(
            escape("".join(run.characters), quote=False) if run.token.kind == "text" else run.token.source
            for run in self.runs
        )

    def write(self, first: int, last: int, new: str) -> None:
        """Put `new` in the place of the characters from `first` to `last`."""
        target = self._at(first) if first < last else self._at(first - 1) or self._at(first)
        if target is None:
            raise ParagraphsDiffer("There is no text to write into.")
        run, index = target
        behind = first == last and run.places[index] == first - 1
        for some in self.runs:
            for at, place in enumerate(some.places):
                if place is not None and first <= place < last:
                    some.characters[at] = ""
        if behind:
            run.characters[index] += new
        else:
            run.characters[index] = new + run.characters[index]

    def _at(self, wanted: int) -> tuple[_Run, int] | None:
        for run in self.runs:
            if wanted in run.places:
                return run, run.places.index(wanted)
        return None

    def _take(self, token: Token) -> None:
        run = _Run(token)
        self.runs.append(run)
        if token.name == "figure":
            self.inside_picture = token.kind == "start" and bool(placeholder(token.attributes))
        if token.name in _BREAKS_LINE:
            self._end_line()
        elif token.kind == "text":
            run.characters = list(token.text)
            run.places = [None] * len(token.text)
            if not self.inside_picture:
                self.line += [(run, index) for index in range(len(token.text))]

    def _end_line(self) -> None:
        """Give the characters of a finished line their places: one for each run of spaces, none at either end."""
        begun = self.length + (1 if self.length else 0)
        at, gap = begun, None
        for run, index in self.line:
            if run.characters[index] in self._spaces:
                gap = gap or (run, index)
                continue
            if gap and at > begun:
                gap[0].places[gap[1]] = at
                at += 1
            gap = None
            run.places[index] = at
            at += 1
        if at > begun:
            self.length = at
        self.line = []

    _spaces = frozenset(chr(point) for point in range(0x10000) if re.match(f"[{SPACES}]", chr(point)))
