"""Which words of ours a page has, also where they were moved or lightly edited."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

SEED = 3  # So many words in a row are looked up.
NEAR = 8  # Pieces with no more words than this between them, here and there, are one passage that was edited.
LEAST_WORDS, LEAST_LETTERS = 6, 24  # Shorter agreement is chance; a sign of Chinese tells as much as three letters.
MOST_PLACES = 40  # Of words that a page says again and again, so many places are looked at.
PART = 25  # From so many words, or more on long pages, two phrases are taken.

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


@dataclass(frozen=True)
class Stretch:
    """A passage of our text that a page has, from `start` to `end`; its longest unchanged piece has `verbatim`."""

    start: int
    end: int
    verbatim: int
    edited: bool

    @property
    def characters(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Overlap:
    """What a page has of a text of `total` characters; the stretches come in the order of our text."""

    stretches: tuple[Stretch, ...]
    total: int

    @property
    def taken(self) -> int:
        return sum(stretch.characters for stretch in self.stretches)

    @property
    def longest(self) -> int:
        return max((stretch.verbatim for stretch in self.stretches), default=0)

    @property
    def percent(self) -> int:
        return round(100 * self.taken / self.total) if self.total else 0


@dataclass(frozen=True)
class _Word:
    word: str
    start: int
    end: int


class Words:
    """The words of a text, made ready to be compared with others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = [_Word(_folded(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
        self.words = [row.word for row in self.rows]

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where every few words in a row stand."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self.words) - SEED + 1):
            known = found[tuple(self.words[at : at + SEED])]
            if len(known) < MOST_PLACES:
                known.append(at)
        return found


@dataclass(frozen=True)
class _Piece:
    """`length` words in a row that stand at `ours` and at `theirs`."""

    ours: int
    theirs: int
    length: int


def overlap(ours: str, theirs: str | Words) -> Overlap:
    """Return what a page with the words `theirs` has of our text, in whatever order, also lightly edited."""
    mine, other = Words(ours), theirs if isinstance(theirs, Words) else Words(theirs)
    stretches = (_stretch(passage, mine.rows) for passage in _passages(_once(_pieces(mine.words, other))))
    return Overlap(tuple(one for one in stretches if one), len(ours.strip()))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _pieces(mine: list[str], other: Words) -> list[_Piece]:
    """Return, from the beginning of our text to its end, the longest agreement at each place."""
    pieces, at = [], 0
    while at + SEED <= len(mine):
        places = other.places.get(tuple(mine[at : at + SEED]), ())
        found = [_Piece(at, there, _agreement(mine, other.words, at, there)) for there in places]
        if found:
            pieces.append(max(found, key=lambda piece: piece.length))
            at += pieces[-1].length
        else:
            at += 1
    return pieces


def _once(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out what rests on words that a longer piece rests on already: a page that says it once has it once."""
    used: set[int] = set()
    kept = []
    for piece in sorted(pieces, key=lambda piece: -piece.length):
        there = range(piece.theirs, piece.theirs + piece.length)
        if sum(at in used for at in there) * 2 <= piece.length:
            used.update(there)
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.ours)


def _agreement(mine: list[str], other: list[str], at: int, there: int) -> int:
    length = SEED
    most = min(len(mine) - at, len(other) - there)
    while length < most and mine[at + length] == other[there + length]:
        length += 1
    return length


def _passages(pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Join pieces that follow one another closely in both texts: there, a few words were changed."""
    passage: list[_Piece] = []
    for piece in pieces:
        if passage and not _follows(passage[-1], piece):
            yield passage
            passage = []
        passage.append(piece)
    if passage:
        yield passage


def _follows(before: _Piece, piece: _Piece) -> bool:
    here = piece.ours - before.ours - before.length
    there = piece.theirs - before.theirs - before.length
    return 0 <= here <= NEAR and 0 <= there <= NEAR


def _stretch(passage: list[_Piece], mine: list[_Word]) -> Stretch | None:
    start, end = mine[passage[0].ours].start, mine[passage[-1].ours + passage[-1].length - 1].end
    agreeing = [mine[one.ours + one.length - 1].end - mine[one.ours].start for one in passage]
    words = [one.word for piece in passage for one in mine[piece.ours : piece.ours + piece.length]]
    if len(words) < LEAST_WORDS or sum(map(_told, words)) < LEAST_LETTERS:
        return None
    return Stretch(start, end, max(agreeing), len(passage) > 1)


def _told(word: str) -> int:
    return 3 if _UNSPACED_SIGN.match(word) else len(word)


def telling_phrases(text: Words, *, most: int = 48, length: int = 4) -> list[list[str]]:
    """Return phrases from all over a text by which to look for it: of each part, those with the longest words."""
    words = text.words
    starts = range(max(len(words) - length + 1, 0))
    part = max(PART, -(-len(starts) // (most // 2)))
    phrases = []
    for begin in range(0, len(starts), part):
        here = sorted(range(begin, min(begin + part, len(starts))), key=lambda at: -_weight(words[at : at + length]))
        chosen: list[int] = []
        for at in here:
            if all(abs(at - other) >= length for other in chosen):
                chosen.append(at)
            if len(chosen) == 2:
                break
        phrases += [words[at : at + length] for at in sorted(chosen)]
    return phrases[:most]


def _weight(words: list[str]) -> int:
    return sum(min(len(word), 12) for word in words) + 2 * len(set(words))
