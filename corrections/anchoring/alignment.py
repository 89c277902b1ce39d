"""Word by word alignment: where a passage of one text has gone in another, and how like its old self it is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import Indel, LCSseq

# Scripts that put no space between words are compared sign by sign.
DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3041-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FLAG = "\U0001f1e6-\U0001f1ff"
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
WORD = re.compile(rf"[{DENSE}]|[{FLAG}]{{2}}|(?:[^\W{DENSE}]|[{MARKS}])+(?:'[^\W{DENSE}]+)*|[^\w\s]")
IS_DENSE = re.compile(f"[{DENSE}]")
SPAN = re.Match.span
EDGE = 32
LONG = 400
AMPLE = 200
# The full stops of Latin, Chinese, Arabic, Urdu, Hindi, Armenian, Ethiopic, Khmer and Burmese.
STOPS = ".!?…。｡！？؟۔।॥։።។။\n"
STOP = re.compile(f"[{STOPS}]")

Pair = tuple[int, int]
"""A stretch of a text, or the place of one word in either of two texts."""
Block = tuple[int, int, int]
"""Words that two texts have in common: index in the one, index in the other, how many."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text[start:end]`: where each stands, and one character for each to compare by."""

    spans: list[tuple[int, int]]
    keys: str

    def between(self, i: int, j: int) -> int:
        """Return how many letters lie between words `i` and `j`, either of which may be one beyond the ends."""
        start = self.spans[i][1] if i >= 0 else (self.spans[0][0] if self.spans else 0)
        end = self.spans[j][0] if j < len(self.spans) else (self.spans[-1][1] if self.spans else 0)
        return end - start

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the end index of the words that overlap [start, end)."""
        first = next((i for i, span in enumerate(self.spans) if span[1] > start), len(self.spans))
        last = next((i for i in range(first, len(self.spans)) if self.spans[i][0] >= end), len(self.spans))
        return first, last


class Vocabulary(dict[str, str]):
    """Gives every word one character, the same in all texts of one comparison."""

    def __missing__(self, word: str) -> str:
        folded = word.casefold()
        self[word] = key = chr(len(self) + 1) if folded == word else self[folded]
        return key

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """Return the words of `text[start:end]`; letter case does not tell words apart."""
        end = len(text) if end is None else end
        spans = list(map(SPAN, WORD.finditer(text, start, end)))
        return Words(spans, "".join(map(self.__getitem__, WORD.findall(text, start, end))))


def likeness(one: str, other: str) -> float:
    """Return how alike two passages are, 0 to 1, by letters in order or words in any; letter case is all one."""
    one, other = one.casefold(), other.casefold()
    letters = Indel.normalized_similarity(one, other)
    # Words in any order matter only between clearly the same and clearly different; and they take their time.
    if not 0.3 < letters < 0.8 or len(one) > LONG:
        return letters
    return max(letters, _common_words(one, other))


def _common_words(one: str, other: str) -> float:
    """Return the share of letters in common words, half of it counted only where two of them stay side by side.

    Of scripts without spaces, pairs and triples of signs are compared instead.
    """
    words, others = WORD.findall(one), WORD.findall(other)
    if IS_DENSE.search(one):
        words, others = _joined(words), _joined(others)
    return (_common(words, others) + _common(_joined(words), _joined(others))) / 2


def _joined(words: list[str]) -> list[str]:
    return [one + other for one, other in pairwise(words)]


def _common(parts: list[str], others: list[str]) -> float:
    both = Counter(parts) & Counter(others)
    return 2 * _letters(both.elements()) / max(1, _letters(parts) + _letters(others))


def _letters(parts: Iterable[str]) -> int:
    return sum(map(len, parts))


def common_head(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def chain(source: str, target: str, *, backward: bool = False) -> list[Block]:
    """Return the longest common subsequence as blocks (source index, target index, length).

    Where several are equally long, forward and backward prefer opposite ones: if they agree on a place, it is certain.
    """
    if not backward:
        blocks = LCSseq.opcodes(source, target)
        return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in blocks if op.tag == "equal"]
    total = len(source), len(target)
    return [(total[0] - i - n, total[1] - j - n, n) for i, j, n in reversed(chain(source[::-1], target[::-1]))]


def transfer(
    source: str, passage: Pair, target: str, blocks: list[Block], words: tuple[Words, Words], *, pinned: bool = False
) -> Pair | None:
    """Return where `passage` of `source` has gone in `target`, given the `blocks` in which the `words` of both agree.

    Words that were replaced within the passage belong to it, words inserted beside it do not. `pinned` says that the
    texts are known to meet at both ends of the words. None means nothing is left, or of a long passage next to nothing.
    """
    first, last = words[0].within(*passage)
    kept = sum(max(0, min(i + n, last) - max(i, first)) for i, _, n in blocks)
    # So little of so much is chance: words like “the” stand in any text of that length.
    if passage[1] - passage[0] > AMPLE and kept < (last - first) / 4:
        return None
    return _Transfer(source, passage, target, blocks, words, pinned).place()


def _is_next(one: Pair, other: Pair) -> bool:
    """Say whether a pair of words comes right behind another in both texts."""
    return other[0] - one[0] == 1 == other[1] - one[1]


class _Transfer:
    def __init__(
        self, source: str, passage: Pair, target: str, blocks: list[Block], words: tuple[Words, Words], pinned: bool
    ) -> None:
        self.source, self.target, self.pinned = source, target, pinned
        self.start, self.end = passage
        self.old, self.new = words
        self.first, self.last = self.old.within(*passage)
        edges = (-1, -1, 1), (len(self.old.spans), len(self.new.spans), 1)
        blocks = self._thread(blocks, edges if pinned else ())
        self.inside = [
            (n, n + j - i) for i, j, size in blocks for n in range(max(i, self.first), min(i + size, self.last))
        ]
        # The nearest words on either side that both texts have: new words belong to whichever they stand closer to.
        before = [(min(i + size, self.first) - 1, j - i) for i, j, size in blocks if i < self.first]
        after = [(max(i, self.last), j - i) for i, j, size in blocks if i + size > self.last]
        self.before = (before[-1][0], sum(before[-1])) if before else edges[0][:2]
        self.after = (after[0][0], sum(after[0])) if after else edges[1][:2]
        self.inside = self._gathered(self.inside)

    def place(self) -> Pair | None:
        if not self.inside:
            return self._between()
        low, high = self._turned_round()
        start, end = self._from(*self.inside[0]), self._to(*self.inside[-1])
        start = min(start, self.new.spans[low][0]) if low < self.inside[0][1] else start
        end = max(end, self.new.spans[high][1]) if high > self.inside[-1][1] else end
        places = self._widened(start, end)
        return places[0] if len(places) == 1 else max(places, key=lambda place: self._likeness(*place))

    def _turned_round(self) -> Pair:
        """Return the first and the last new word of the passage, with those of its words that now stand beside it."""
        low, high = self.inside[0][1], self.inside[-1][1]
        missing = Counter(self.old.keys[self.first : self.last]) - Counter(self.old.keys[i] for i, _ in self.inside)
        while low - 1 > self.before[1] and self.new.keys[low - 1] in missing:
            low -= 1
        while high + 1 < self.after[1] and self.new.keys[high + 1] in missing:
            high += 1
        return low, high

    def _widened(self, start: int, end: int) -> list[Pair]:
        """Return the place and, unless it is the passage itself, the same reaching to its neighbours on either side."""
        low, high = self._between() or (start, end)
        starts = {start, low if self.before[0] >= 0 or self.pinned else start}
        ends = {end, high if self.after[0] < len(self.old.spans) or self.pinned else end}
        if len(starts) == len(ends) == 1 or self._likeness(start, end) > 0.95:
            return [(start, end)]
        wider = [(low, high) for low in starts for high in ends if high - low < 2.5 * (self.end - self.start)]
        return [(start, end), *wider]

    def _likeness(self, start: int, end: int) -> float:
        return likeness(
            *(text.replace("\n", " ") for text in (self.source[self.start : self.end], self.target[start:end]))
        )

    def _thread(self, blocks: list[Block], edges: tuple[Block, ...]) -> list[Block]:
        """Return the blocks in a row that belong together.

        Letters in common count for them, new letters in between against: words that agree by chance, far off, drop out.
        """
        blocks = [*edges[:1], *blocks, *edges[1:]]
        letters = [0, *accumulate(end - start for start, end in self.old.spans)]
        best: tuple[float, int, int] = (0, 0, 0)
        start, total, last = 0, 0.0, (-1, -1)  # The first block has none before it.
        for n, (i, j, size) in enumerate(blocks):
            if n > start and not _is_next(last, (i, j)):
                total -= self._grown(last, (i, j))
            if total <= 0:
                start, total = n, 0.0
            total += EDGE if blocks[n] in edges else letters[i + size] - letters[i]
            best, last = max(best, (total, start, n + 1)), (i + size - 1, j + size - 1)
        return [block for block in blocks[best[1] : best[2]] if block not in edges]

    def _gathered(self, pairs: list[Pair]) -> list[Pair]:
        """Move single words towards the longest row of pairs, where the same word stands nearer to it."""
        if not pairs:
            return pairs
        gathered, middle = list(pairs), self._longest_row(pairs)
        for n in range(middle - 1, -1, -1):
            i, j = gathered[n]
            if not _is_next(gathered[n], gathered[n + 1]):
                gathered[n] = i, max(j, self.new.keys.rfind(self.old.keys[i], 0, gathered[n + 1][1]))
        for n in range(middle + 1, len(gathered)):
            i, j = gathered[n]
            if not _is_next(gathered[n - 1], gathered[n]):
                gathered[n] = i, min(j, self.new.keys.find(self.old.keys[i], gathered[n - 1][1] + 1))
        return gathered

    def _longest_row(self, pairs: list[Pair]) -> int:
        """Return the index of the pair that begins the longest unbroken row."""
        rows = [0]
        for n in range(1, len(pairs)):
            if not _is_next(pairs[n - 1], pairs[n]):
                rows.append(n)
        return max(zip(rows, [*rows[1:], len(pairs)], strict=True), key=lambda row: row[1] - row[0])[0]

    def _grown(self, one: Pair, other: Pair) -> float:
        """Return the price of what has come between two pairs; a long insertion costs no more than a middling one."""
        grown = self.new.between(one[1], other[1]) - self.old.between(one[0], other[0])
        return max(0, min(grown / 3, EDGE))

    def _from(self, i: int, j: int) -> int:
        spare, missing, context = j - self.before[1] - 1, i - self.first, self.first - self.before[0] - 1
        if not missing and not context and self._is_opening(j, spare):
            return self.new.spans[j - spare][0]
        j -= self._share(spare, missing, context, -1, j)
        cut = 0 if missing else max(0, self.start - self.old.spans[i][0])
        return self.new.spans[j][0] + cut

    def _to(self, i: int, j: int) -> int:
        spare, missing, context = self.after[1] - j - 1, self.last - 1 - i, self.after[0] - self.last
        j += self._share(spare, missing, context, 1, j)
        cut = 0 if missing else max(0, self.old.spans[i][1] - self.end)
        return self.new.spans[j][1] - cut

    def _share(self, spare: int, missing: int, context: int, step: int, j: int) -> int:
        """Return how many of `spare` new words beside word `j` stand for `missing` words of the passage.

        The rest stand for `context` words that are missing beside it. No sentence is left or entered.
        """
        if not missing:
            return 0
        # New words are shared out between what is missing of the passage and what is missing beside it; a mended
        # passage seldom has more than twice as many words as the one before.
        share = min(round(spare * missing / (missing + context)), 2 * missing + 1)
        if not context and spare > 2 * missing + 1:
            share = missing
        if not self._is_parted(j, j + step * share):
            return share
        return next(n - 1 for n in range(1, share + 1) if self._is_parted(j, j + step * n))

    def _is_parted(self, one: int, other: int) -> bool:
        """Say whether a sentence ends between two words, or with the earlier of them."""
        low, high = sorted((one, other))
        return low < high and STOP.search(self.target, self.new.spans[low][1] - 1, self.new.spans[high][0]) is not None

    def _is_opening(self, j: int, spare: int) -> bool:
        """Say whether the words before word `j` are a new, short opening of the same sentence ("However, …")."""
        before = self.source[max(0, self.start - 8) : self.start].rstrip(" \"')")
        is_closed = self.after[0] == self.last or self.source[self.end - 1] in STOPS
        if not spare or not is_closed or before[-1:] not in STOPS:
            return False
        opening = self.target[self.new.spans[j - spare][0] : self.new.spans[j][0]]
        ends = STOPS + " " if IS_DENSE.search(opening) else STOPS
        return (
            len(opening) < (self.end - self.start) * 0.6
            and any(map(str.isalnum, opening))
            and not any(end in opening for end in ends)
        )

    def _between(self) -> Pair | None:
        """Return all that stands between the neighbours of the passage, or None if nothing does."""
        low, high = self.before[1] + 1, self.after[1]
        if low >= high:
            return None
        return self.new.spans[low][0], self.new.spans[high - 1][1]
