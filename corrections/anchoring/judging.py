"""When a place is good enough: the words found there, what stands around them, and what else could be meant."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein

from .aligning import DENSE, Vocabulary

CONTEXT = 32
NEARBY = 800
MARGIN = 0.05
IS_DENSE = re.compile(f"[{DENSE}]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage and its surroundings, folded. None on a side means that nothing is known of it; "" that the text ends there."""

    exact: str
    prefix: str | None
    suffix: str | None
    at: int | None = None
    unique: bool = False


def weight(words: str) -> int:
    """Return how much `words` tell, in letters; a sign of a script without spaces tells as much as three."""
    return len(words) + 2 * len(IS_DENSE.findall(words))


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a folded text with the likeness, 0 to 1, of the words there and of what stands before and after them."""

    start: int
    end: int
    likeness: float
    left: float | None
    right: float | None
    bonus: float = 0.0

    @property
    def sides(self) -> list[float]:
        return sorted(side for side in (self.left, self.right) if side is not None)

    @property
    def support(self) -> float:
        """How well the surroundings agree; 0 where nothing is known of them."""
        return sum(self.sides) / len(self.sides) if self.sides else 0.0

    def overlaps(self, other: "Found") -> bool:
        return self.start < other.end and other.start < self.end


def found(text: str, start: int, end: int, quote: Quote, likeness: float) -> Found:
    """Return the place [start, end) of `text` with a look at its surroundings."""
    left, right = _left(text, start, quote.prefix), _right(text, end, quote.suffix)
    if left is not None and right is not None and left != right:
        # Something new may stand between the passage and its old neighbour.
        if left < 0.7 <= right and _stands(quote.prefix[-CONTEXT // 2 :], text, start - NEARBY, start):
            left = 0.7
        if right < 0.7 <= left and _stands(quote.suffix[: CONTEXT // 2], text, end, end + NEARBY):
            right = 0.7
    return Found(start, end, likeness, left, right)


def _left(text, start, prefix):
    if not prefix:
        return 1.0 if prefix == "" and not text[:start].strip() else None
    return _side(prefix[::-1], text[max(0, start - 2 * CONTEXT) : start][::-1])


def _right(text, end, suffix):
    if not suffix:
        return 1.0 if suffix == "" and not text[end:].strip() else None
    return _side(suffix, text[end : end + 2 * CONTEXT])


def _side(known, there):
    """Compare outwards from the passage: letter by letter, by the words kept, by how far not one letter differs."""
    letters = Levenshtein.normalized_similarity(known, there[: len(known)])
    return letters if letters > 0.85 else max(letters, _kept(known, there), _unbroken(known, there))


def _unbroken(known, there):
    same = 0
    while same < min(len(known), len(there), 16) and known[same] == there[same]:
        same += 1
    return 0.85 * min(1, weight(known[:same]) / 16)


def _kept(known, there):
    """Return which share of the words of `known`, by letters, stands in `there` in the same order."""
    vocabulary = Vocabulary()
    words, others = vocabulary.words(known), vocabulary.words(there)
    whole = words.spans[:-1] or words.spans
    if IS_DENSE.search(known) or not whole:
        return 0.0
    kept = sum(
        words.spans[i][1] - words.spans[i][0]
        for op in LCSseq.opcodes(words.keys[: len(whole)], others.keys)
        if op.tag == "equal"
        for i in range(op.src_start, op.src_end)
    )
    return kept / sum(end - start for start, end in whole)


def _stands(known, text, start, end):
    return len(known) >= CONTEXT // 3 and text.find(known, max(0, start), end) >= 0


def is_credible(place: Found, quote: Quote) -> bool:
    """Say whether a place may be taken for the passage: the less its words tell, the more its surroundings must agree."""
    if place.likeness == 1:
        return place.support >= _support_needed(quote) if place.sides else quote.prefix is None and quote.suffix is None
    return place.likeness >= _likeness_needed(place, quote)


def _support_needed(quote):
    tells = weight(quote.exact)
    if tells >= (20 if quote.unique else 48):
        return 0.0
    return 0.3 if tells >= 32 else 0.5


def _likeness_needed(place, quote):
    sides = place.sides
    if len(sides) == 2 and sides[0] >= 0.55:
        return 0.55
    if sides and sides[-1] >= 0.75:
        return 0.65 if sides[-1] > 0.9 else 0.72
    return 0.93 if not sides else 1.0


def best(places: list[Found], quote: Quote) -> Found | None:
    """Return the one place that is meant, or None where two could be."""
    places = sorted((p for p in places if is_credible(p, quote)), key=_score, reverse=True)
    if not places:
        return None
    rivals = [p for p in places[1:] if not p.overlaps(places[0]) and _score(p) > _score(places[0]) - MARGIN]
    return _nearest([places[0], *rivals], quote) if rivals else places[0]


def _score(place):
    return (place.likeness + place.support) / 2 + place.bonus


def _nearest(places, quote):
    """Return the place nearest to where the quote stood, if it is much nearer than the next and these lie far apart."""
    if quote.at is None:
        return None
    first, second = sorted(places, key=lambda place: abs(place.start - quote.at))[:2]
    near, far = abs(first.start - quote.at), abs(second.start - quote.at)
    return first if near == 0 or (near * 4 <= far and near + far > 400) else None


def is_closed_up(text: str, quote: Quote) -> bool:
    """Say whether what stood before the passage is now followed by what stood after it: then the passage was taken out."""
    if not quote.prefix or not quote.suffix:
        return False
    prefix, suffix = quote.prefix.strip()[-CONTEXT // 2 :], quote.suffix.strip()[: CONTEXT // 2]
    return any(_follows(text[end:], quote.suffix, quote.exact) for end in _ends(text, prefix)) or any(
        _follows(text[:start][::-1], quote.prefix[::-1], quote.exact[::-1]) for start in _starts(text, suffix)
    )


def _follows(there, known, instead):
    """Say whether `there` begins like `known`, and rather so than like `instead`."""
    there, known = there[: 2 * len(known)].lstrip(), known.lstrip()
    as_known = Levenshtein.normalized_similarity(known, there[: len(known)])
    return as_known > 0.75 and as_known > Levenshtein.normalized_similarity(instead[: len(known)], there[: len(known)])


def _starts(text, part, most=8):
    at, starts = text.find(part), []
    while at >= 0 and len(starts) < most:
        starts.append(at)
        at = text.find(part, at + 1)
    return starts


def _ends(text, part):
    return [start + len(part) for start in _starts(text, part)]
