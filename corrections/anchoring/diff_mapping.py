"""Following a passage from the text the reader saw into the text of today, through what differs between the two."""

import re
from collections.abc import Sequence
from functools import cache, partial

from .alignment import SPAN, STOPS, Pair, Vocabulary, Words, chain, common_head, likeness, transfer
from .context import Found, Quote, found
from .normalize import Folded

SENTENCE = re.compile(rf"[^{STOPS}]*[{STOPS}]+[\"'»)\]]*\s*|[^{STOPS}]+$")
BESIDE = 48
MOST_SENTENCES = 25_000_000
MOST_LETTERS = 3_000


def mapped_places(source: Folded, passage: tuple[int, int], target: Folded, quote: Quote) -> list[Found]:
    """Return where the passage went by the difference of the two texts, read forward and read backward.

    Two places that lie apart mean that the difference does not tell which it is.
    """
    places: Sequence[Pair | None] = _untouched(source, passage, target) or _differences(source, passage, target)
    flat = target.flat
    return [found(target, *place, quote, likeness(quote.exact, flat[slice(*place)])) for place in {*places} if place]


def _untouched(source: Folded, passage: Pair, target: Folded) -> list[Pair]:
    """Return where the passage stands if it lies well within what both texts begin with, or end with, or both."""
    start, end = passage
    size, shift = len(source.flat), len(target.flat) - len(source.flat)
    head, tail = common_head(source.flat, target.flat), size - _common_tail(source.flat, target.flat)
    places = []
    if end + BESIDE <= head or head == size:
        places.append((start, end))
    if start - BESIDE >= tail or tail == 0:
        places.append((start + shift, end + shift))
    return places


def _changed_part(source: Folded, passage: Pair, target: Folded) -> tuple[Pair, Pair]:
    """Return the paragraphs in which the texts differ, widened to hold the passage, as a range of each text."""
    start, end = passage
    old, new = source.lines, target.lines
    head, tail = common_head(old, new), _common_tail(old, new)
    head = old.rfind("\n", 0, min(head, start)) + 1
    # What both begin with and what both end with may overlap where something is repeated; each letter counts once.
    tail = min(tail, len(old) - end, len(old) - head, len(new) - head)
    cut = old.find("\n", len(old) - tail)
    tail = len(old) - cut if cut >= 0 else 0
    return (head, len(old) - tail), (head, len(new) - tail)


def _differences(source: Folded, passage: Pair, target: Folded) -> list[Pair | None]:
    """Return where the passage went by the sentences in common, or, if its own are not among them, by the words."""
    parts = _changed_part(source, passage, target)
    # Sentences first: they survive moves and edits elsewhere, and leave few words to be compared one by one.
    olds, news = _sentences(source, *parts[0]), _sentences(target, *parts[1])
    words = cache(partial(_words_of, source.flat, target.flat, Vocabulary()))
    places: list[Pair | None] = []
    for backward, pairs in zip((False, True), _common(source.flat, olds, target.flat, news), strict=True):
        place = _unchanged(olds, news, pairs, passage)
        if place is None:
            low, high = _stretch(olds, news, pairs, passage, parts)
            place = _moved(source, passage, target, words(low, high), backward)
        places.append(place)
    return places


def _words_of(old: str, new: str, vocabulary: Vocabulary, low: Pair, high: Pair) -> tuple[Words, Words] | None:
    """Return the words of both texts in the stretch from `low` to `high`, or None where it is too long to compare."""
    if max(high[0] - low[0], high[1] - low[1]) > MOST_LETTERS:
        return None
    return vocabulary.words(old, low[0], high[0]), vocabulary.words(new, low[1], high[1])


def _moved(
    source: Folded, passage: Pair, target: Folded, words: tuple[Words, Words] | None, backward: bool
) -> Pair | None:
    if words is None:
        return None
    blocks = chain(words[0].keys, words[1].keys, backward=backward)
    return transfer(source.lines, passage, target.lines, blocks, words, pinned=True)


def _sentences(folded: Folded, start: int, end: int) -> list[Pair]:
    return list(map(SPAN, SENTENCE.finditer(folded.lines, start, end)))


def _common(old: str, olds: list[Pair], new: str, news: list[Pair]) -> list[list[Pair]]:
    """Return the sentences that both texts have in the same order, as pairs of indexes, read forward and backward."""
    said = [old[start:end].strip() for start, end in olds]
    says = [new[start:end].strip() for start, end in news]
    keys = {sentence: chr(number + 1) for number, sentence in enumerate({*said} & {*says})}
    left = [i for i, sentence in enumerate(said) if sentence in keys]
    right = [i for i, sentence in enumerate(says) if sentence in keys]
    # The comparison is quadratic; beyond this the words have to be found by themselves.
    if len(left) * len(right) > MOST_SENTENCES:
        return [[], []]
    row, other = "".join(keys[said[i]] for i in left), "".join(keys[says[i]] for i in right)
    readings = [chain(row, other, backward=backward) for backward in (False, True)]
    return [[(left[i + k], right[j + k]) for i, j, n in blocks for k in range(n)] for blocks in readings]


def _unchanged(olds: list[Pair], news: list[Pair], pairs: list[Pair], passage: Pair) -> Pair | None:
    """Return where the passage stands if all its sentences stand in one piece, else None."""
    start, end = passage
    touched = [i for i, (low, high) in enumerate(olds) if high > start and low < end]
    within = [(i, j) for i, j in pairs if i in touched[:1] + touched[-1:]]
    if not within or [i for i, _ in within] != sorted({touched[0], touched[-1]}):
        return None
    (i, j), (k, m) = within[0], within[-1]
    if m - j != k - i:
        return None
    return news[j][0] + start - olds[i][0], min(news[m][1], news[m][0] + end - olds[k][0])


def _stretch(
    olds: list[Pair], news: list[Pair], pairs: list[Pair], passage: Pair, parts: tuple[Pair, Pair]
) -> tuple[Pair, Pair]:
    """Return, for both texts, the stretch between the nearest common sentences before and after the passage."""
    start, end = passage
    low = max(((olds[i][1], news[j][1]) for i, j in pairs if olds[i][1] <= start), default=(parts[0][0], parts[1][0]))
    high = min(((olds[i][0], news[j][0]) for i, j in pairs if olds[i][0] >= end), default=(parts[0][1], parts[1][1]))
    return low, high


def _common_tail(one: str, other: str) -> int:
    return common_head(one[::-1], other[::-1])
