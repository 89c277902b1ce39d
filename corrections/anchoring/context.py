"""What stands around a passage, in the text it was quoted from and where it may stand now."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein

from .alignment import IS_DENSE, STOP, STOPS, Vocabulary, common_head
from .normalize import Folded

CONTEXT = 32
NEARBY = 800
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# An end of the text that was an end before agrees about as well as a mended sentence; one that was none tells little.
EDGE, NO_EDGE = 0.74, 0.3


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage and its surroundings, folded; None if nothing is known of a side, "" if the text ended there.

    `at` is where it stood, if that tells anything; `kept` that the text has the words as often as the original had.
    """

    exact: str
    prefix: str | None
    suffix: str | None
    at: int | None = None
    kept: bool = False


def weight(words: str) -> int:
    """Return how much `words` tell, in letters; a Chinese sign tells as much as three."""
    return len(words) + 2 * len(IDEOGRAPH.findall(words))


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a folded text; how like the words and what stands to the left and right are, 0 to 1.

    `touch` is the share of the nearest letters that are the same, `whole` says that it may be a sentence, `bonus`
    speaks for the way it was found.
    """

    start: int
    end: int
    likeness: float
    left: float | None
    right: float | None
    touch: float = 0.0
    whole: bool = False
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


def found(target: Folded, start: int, end: int, quote: Quote, likeness: float) -> Found:
    """Return the place [start, end) of `target` with a look at its surroundings."""
    text = target.flat
    left, right = _left(text, start, quote.prefix), _right(text, end, quote.suffix)
    if left is not None and right is not None and left != right:
        # Something new may stand between the passage and its old neighbour.
        if left < 0.7 <= right and _stands((quote.prefix or "")[-CONTEXT // 2 :], text, start - NEARBY, start):
            left = 0.7
        if right < 0.7 <= left and _stands((quote.suffix or "")[: CONTEXT // 2], text, end, end + NEARBY):
            right = 0.7
    return Found(
        start, end, likeness, left, right, _touch(text, start, end, quote), _is_whole(target.lines, start, end)
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether [start, end) begins and ends where a sentence may; without stops, as in Thai, where a space is."""
    before = text[max(0, start - 8) : start].rstrip(" \"')»")[-1:]
    after = text[max(start, end - 8) : end].rstrip(" \"')»")[-1:]
    if IS_DENSE.search(text, start, end) and after not in STOPS:
        return text[max(0, start - 1) : start].strip() == "" == text[end : end + 1].strip()
    return before in STOPS and (after in STOPS or text[end : end + 1] in "\n")


def _touch(text: str, start: int, end: int, quote: Quote) -> float:
    """Return which share of the four letters on either side is the same: it tells apart what is a step apart."""
    before = common_head((quote.prefix or "")[:-5:-1], text[max(0, start - 4) : start][::-1])
    return (before + common_head((quote.suffix or "")[:4], text[end : end + 4])) / 8


def _left(text: str, start: int, prefix: str | None) -> float | None:
    if not prefix:
        return None if prefix is None else EDGE if not text[:start].strip() else NO_EDGE
    return _side(prefix[::-1], text[max(0, start - len(prefix) - CONTEXT) : start][::-1])


def _right(text: str, end: int, suffix: str | None) -> float | None:
    if not suffix:
        return None if suffix is None else EDGE if not text[end:].strip() else NO_EDGE
    return _side(suffix, text[end : end + len(suffix) + CONTEXT])


def _side(known: str, there: str) -> float:
    """Compare outwards from the passage; what is farther off than the usual context only tips the scales."""
    near = _near(known[:CONTEXT], there)
    if near < 0.4:
        return 0.0
    if len(known) <= CONTEXT:
        return near
    return 0.8 * near + 0.2 * Levenshtein.normalized_similarity(known, there[: len(known)])


def _near(known: str, there: str) -> float:
    """Compare letter by letter, by the words kept, by how far not one letter differs; the best of these counts."""
    # Three readings, because each fails alone: letters at an insertion, words in scripts without spaces, the unbroken
    # beginning at a typo right beside the passage.
    letters = Levenshtein.normalized_similarity(known, there[: len(known)])
    return letters if letters > 0.85 else max(letters, _kept(known, there[: 2 * CONTEXT]), _unbroken(known, there))


def _unbroken(known: str, there: str) -> float:
    return 0.85 * min(1, weight(known[: common_head(known[:16], there)]) / 16)


def _kept(known: str, there: str) -> float:
    """Return which share of the words of `known`, by letters, stands in `there` in the same order."""
    if IS_DENSE.search(known):
        return 0.0
    vocabulary = Vocabulary()
    words, others = vocabulary.words(known), vocabulary.words(there)
    whole = words.spans[:-1] or words.spans
    if not whole:
        return 0.0
    kept = sum(
        words.spans[i][1] - words.spans[i][0]
        for op in LCSseq.opcodes(words.keys[: len(whole)], others.keys)
        if op.tag == "equal"
        for i in range(op.src_start, op.src_end)
    )
    return 0.7 * kept / sum(end - start for start, end in whole)


def _stands(known: str, text: str, start: int, end: int) -> bool:
    return len(known) >= CONTEXT // 3 and text.find(known, max(0, start), end) >= 0


def is_closed_up(text: str, quote: Quote) -> bool:
    """Say whether what stood before the passage is now followed by what stood after it: then it was taken out."""
    if not quote.prefix or not quote.suffix:
        return _is_cut_off(text.strip(), quote)
    prefix, suffix = quote.prefix.strip()[-CONTEXT // 2 :], quote.suffix.strip()[: CONTEXT // 2]
    reach = len(quote.exact) + 2 * max(len(quote.prefix), len(quote.suffix))
    return any(_follows(text[end : end + reach], quote.suffix, quote.exact) for end in _ends(text, prefix)) or any(
        _follows(text[max(0, start - reach) : start][::-1], quote.prefix[::-1], quote.exact[::-1])
        for start in _starts(text, suffix)
    )


def is_sentence_gone(text: str, quote: Quote) -> bool:
    """Say whether the sentences around the passage's own, as far as they are known, now stand side by side."""
    before, behind = quote.prefix or "", quote.suffix or ""
    after = STOP.search(behind)
    earlier = before[: max(before.rfind(stop) for stop in STOPS) + 1].strip()
    later = behind[after.end() :].strip() if after else ""
    return len(earlier) >= 8 and bool(later) and any(f"{earlier}{space}{later}" in text for space in (" ", ""))


def _is_cut_off(text: str, quote: Quote) -> bool:
    """Say whether the text now begins, or ends, with what stood next to its first, or last, passage."""
    if quote.suffix:
        return text.startswith(quote.suffix.strip())
    return text.endswith(quote.prefix.strip()) if quote.prefix else False


def _follows(there: str, known: str, instead: str) -> bool:
    """Say whether `there` begins like `known`, and rather so than like `instead` with `known` behind it."""
    there, known = there.lstrip(), known.lstrip()
    closed = Levenshtein.normalized_similarity(known, there[: len(known)])
    kept = f"{instead} {known}"[: len(there)]
    return closed > 0.75 and closed > Levenshtein.normalized_similarity(kept, there[: len(kept)])


def _starts(text: str, part: str, most: int = 8) -> list[int]:
    starts: list[int] = []
    at = text.find(part)
    while at >= 0 and len(starts) < most:
        starts.append(at)
        at = text.find(part, at + 1)
    return starts


def _ends(text: str, part: str) -> list[int]:
    return [start + len(part) for start in _starts(text, part)]
