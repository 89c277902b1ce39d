"""Following a passage from the text the reader saw into the text of today."""

import re

from .aligning import Vocabulary, chain, likeness, transfer
from .folding import Folded
from .judging import Found, Quote, found
from .searching import changed_places

SENTENCE = re.compile(r"[^.!?…。！？؟\n]*[.!?…。！？؟\n]+[\"'»)\]]*\s*|[^.!?…。！？؟\n]+$")
MOST_PAIRS = 1_500_000


def mapped_places(source: Folded, passage: tuple[int, int], target: Folded, quote: Quote) -> list[Found]:
    """Return where the passage went by the difference of the two texts, read forward and read backward.

    Two places that lie apart mean that the difference does not tell which it is.
    """
    old, new = _Sentences(source), _Sentences(target)
    places = []
    for backward in (False, True):
        place = _place(old, new, passage, quote, backward)
        if place and place not in places:
            places.append(place)
    return places


class _Sentences:
    """A text cut into sentences, each of them with its place."""

    def __init__(self, folded):
        self.text = folded.flat
        self.spans = [match.span() for match in SENTENCE.finditer(folded.lines)] or [(0, len(folded.flat))]
        self.bare = [self.text[start:end].strip() for start, end in self.spans]


def _place(old, new, passage, quote, backward):
    blocks = _common(old.bare, new.bare, backward)
    low, high = _stretch(old.spans, new.spans, blocks, passage)
    same = _unchanged(old, new, blocks, passage)
    if same:
        return found(new.text, *same, quote, 1.0)
    vocabulary = Vocabulary()
    before, after = vocabulary.words(old.text, low[0], high[0]), vocabulary.words(new.text, low[1], high[1])
    if len(before.keys) * len(after.keys) > MOST_PAIRS:
        return next(iter(changed_places(new.text, quote, low[1], high[1])), None)
    place = transfer(old.text, passage, new.text, chain(before.keys, after.keys, backward=backward), (before, after))
    return place and found(new.text, *place, quote, likeness(quote.exact, new.text[slice(*place)]))


def _common(old, new, backward):
    """Return the sentences that stand in both texts in the same order, as pairs of indexes."""
    shared = set(old) & set(new)
    keys = {sentence: chr(number + 1) for number, sentence in enumerate(shared)}
    left = [i for i, sentence in enumerate(old) if sentence in shared]
    right = [i for i, sentence in enumerate(new) if sentence in shared]
    if len(left) * len(right) > MOST_PAIRS:
        return []
    blocks = chain("".join(keys[old[i]] for i in left), "".join(keys[new[i]] for i in right), backward=backward)
    return [(left[i + k], right[j + k]) for i, j, n in blocks for k in range(n)]


def _stretch(old, new, pairs, passage):
    """Return, for both texts, the stretch between the nearest common sentences before and after the passage."""
    start, end = passage
    low = max(((old[i][1], new[j][1]) for i, j in pairs if old[i][1] <= start), default=(0, 0))
    high = min(((old[i][0], new[j][0]) for i, j in pairs if old[i][0] >= end), default=(old[-1][1], new[-1][1]))
    return low, high


def _unchanged(old, new, pairs, passage):
    """Return where the passage stands if all its sentences stand in one piece, else None."""
    start, end = passage
    within = [(i, j) for i, j in pairs if old.spans[i][1] > start and old.spans[i][0] < end]
    touched = sum(1 for low, high in old.spans if high > start and low < end)
    (i, j), (k, m) = (within or [(0, 0)])[0], (within or [(0, 0)])[-1]
    if not within or len(within) != touched or m - j != touched - 1:
        return None
    return new.spans[j][0] + start - old.spans[i][0], new.spans[m][0] + end - old.spans[k][0]
