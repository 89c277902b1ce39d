"""A text as it is compared: typing habits folded away, every place still traceable to the text as written."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, cached_property, lru_cache

# One character for one, so offsets stay; visited by str.replace, which is quicker here than str.translate.
LOOKALIKES = (
    *((char, "-") for char in "‐‑‒–—―−"),
    *((char, "'") for char in "‘’‚‛ʼʹʻ′‹›׳`´"),
    *((char, '"') for char in "“”„‟«»″״"),
    *((char, " ") for char in "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000"),
    *((chr(point), " ") for point in range(0x2000, 0x200B)),
    *((char, "\n") for char in "\r\u2028\u2029"),
    *zip("\u212b\u2126\u212a", "\u00c5\u03a9K", strict=True),
)
# Soft hyphen, zero-width characters, bidi marks, variation selectors, tatweel: nothing a reader sees as a letter.
UNSEEN = "\u00ad\u034f\u061c\u0640\u180e\ufe0e\ufe0f\ufeff" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070)])
)
PAIRS = ("  ", " \n", "\n ", "\n\n", "...")
ODD = rf"[ \n][ \n{UNSEEN}]+|[{UNSEEN}]+(?:[ \n][ \n{UNSEEN}]*)?|\.\.\."


class Folded:
    """One text, raw and folded.

    `flat` has straight quotes and hyphens, NFC, one plain space for any white space, and no unseen characters; `lines`
    is the same, character for character, with line feeds left standing.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        # Where the two differ in length: the groups' starts here and there, and (start, end, start, end) of each.
        self._here: list[int] = []
        self._there: list[int] = []
        self._groups: list[tuple[int, int, int, int]] = []
        self.lines = self._fold(_replaced(raw))
        self.flat = self.lines.replace("\n", " ")

    @cached_property
    def lower(self) -> str:
        """The folded text in small letters, where this leaves every letter in its place."""
        lower = self.flat.lower()
        return lower if len(lower) == len(self.flat) else self.flat

    def raw_start(self, at: int) -> int:
        """Return where the character at `at` of the folded text begins in the raw text."""
        group = bisect_right(self._here, at) - 1
        if group < 0:
            return at
        _, end, raw_start, raw_end = self._groups[group]
        return raw_end + at - end if at >= end else raw_start

    def raw_end(self, at: int) -> int:
        """Return where the character before `at` of the folded text ends in the raw text."""
        group = bisect_right(self._here, at - 1) - 1
        if group < 0:
            return at
        _, end, _, raw_end = self._groups[group]
        return raw_end + max(0, at - end)

    def range(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """Return which part of the folded text holds [raw_start, raw_end) of the raw one; folded groups count whole."""
        return self._folded(raw_start)[0], self._folded(raw_end)[1]

    def _folded(self, at: int) -> tuple[int, int]:
        group = bisect_right(self._there, at) - 1
        if group < 0:
            return at, at
        start, end, raw_start, raw_end = self._groups[group]
        if at >= raw_end:
            return end + at - raw_end, end + at - raw_end
        return start, start if at == raw_start else end

    def _fold(self, text: str) -> str:
        odd = _odd(text)
        if odd is None:
            return text
        pieces: list[str] = []
        length = done = 0
        for match in odd.finditer(text):
            start, end = match.span()
            new = _folded_group(match.group())
            pieces += text[done:start], new
            length += start - done
            self._here.append(length)
            self._there.append(start)
            self._groups.append((length, length + len(new), start, end))
            length += len(new)
            done = end
        pieces.append(text[done:])
        return "".join(pieces)


@lru_cache(maxsize=16)
def fold(raw: str) -> Folded:
    """Return `raw` folded; the last few are kept, because many reports are anchored in one revision."""
    return Folded(raw)


def is_extending(char: str) -> bool:
    """Say whether `char` belongs to the visible character before it: marks, joiners, selectors, skin tones."""
    return (
        unicodedata.category(char)[0] == "M"
        or char in "\u200c\u200d\u0e33\u0eb3"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\u1160" <= char <= "\u11ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _replaced(text: str) -> str:
    for char, plain in LOOKALIKES:
        text = text.replace(char, plain)
    return text


def _odd(text: str) -> re.Pattern[str] | None:
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not any(part in text for part in (*PAIRS, *UNSEEN)):
        return None
    return _odd_pattern(composed)


@cache
def _odd_pattern(composed: bool) -> re.Pattern[str]:
    if composed:
        return re.compile(ODD)
    marks = "".join(map(re.escape, _marks()))
    return re.compile(rf"{ODD}|[^{marks}][{marks}]+", re.DOTALL)


def _marks() -> list[str]:
    """Return every character that normalisation may join to the one before it, but for those few beyond U+FFFF."""
    jamo = {*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))}
    marks = {char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char) in ("Mn", "Mc")}
    return sorted(jamo | marks - {*UNSEEN})


@lru_cache(maxsize=1000)
def _folded_group(group: str) -> str:
    if "\n" in group:
        return "\n"
    if " " in group:
        return " "
    if group == "...":
        return "…"
    return "" if group[0] in UNSEEN else unicodedata.normalize("NFC", group)
