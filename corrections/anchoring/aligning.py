"""Word by word alignment: where a passage of one text has gone in another, and how like its old self it is."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

# Scripts that put no space between words are compared sign by sign.
DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
WORD = re.compile(rf"[{DENSE}]|(?:[^\W{DENSE}]|[{MARKS}])+(?:'[^\W{DENSE}]+)*|[^\w\s]")
STOPS = ".!?…。！？؟\n"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text[start:end]`: where each stands, and one character for each to compare by."""

    spans: list[tuple[int, int]]
    keys: str

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the end index of the words that overlap [start, end)."""
        first = next((i for i, span in enumerate(self.spans) if span[1] > start), len(self.spans))
        last = next((i for i in range(first, len(self.spans)) if self.spans[i][0] >= end), len(self.spans))
        return first, last


class Vocabulary:
    """Gives every word one character, the same in all texts of one comparison."""

    def __init__(self):
        self._keys = {}

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """Return the words of `text[start:end]`; letter case does not tell words apart."""
        matches = list(WORD.finditer(text, start, len(text) if end is None else end))
        keys = self._keys
        encoded = [keys.setdefault(match.group().casefold(), chr(len(keys) + 1)) for match in matches]
        return Words([match.span() for match in matches], "".join(encoded))


def likeness(one: str, other: str) -> float:
    """Return how alike two passages are, 0 to 1, letter by letter and without regard to case."""
    return Indel.normalized_similarity(one.casefold(), other.casefold())


def chain(source: str, target: str, *, backward: bool = False) -> list[tuple[int, int, int]]:
    """Return the longest common subsequence as blocks (source index, target index, length).

    Where several are equally long, forward and backward prefer opposite ones: if they agree on a place, it is certain.
    """
    if not backward:
        blocks = LCSseq.opcodes(source, target)
        return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in blocks if op.tag == "equal"]
    total = len(source), len(target)
    return [(total[0] - i - n, total[1] - j - n, n) for i, j, n in reversed(chain(source[::-1], target[::-1]))]


def transfer(source: str, passage: tuple[int, int], target: str, blocks, words: tuple[Words, Words]) -> tuple[int, int] | None:
    """Return where `passage` of `source` has gone in `target`, given the `blocks` in which their `words` agree.

    Words that were replaced within the passage belong to it, words inserted beside it do not. None means nothing is left.
    """
    return _Transfer(source, passage, target, blocks, words).place()


class _Transfer:
    def __init__(self, source, passage, target, blocks, words):
        self.source, self.target = source, target
        self.start, self.end = passage
        self.old, self.new = words
        self.first, self.last = self.old.within(*passage)
        pairs = [(i + k, j + k) for i, j, n in blocks for k in range(n)]
        self.inside = [pair for pair in pairs if self.first <= pair[0] < self.last]
        self.before = max((pair for pair in pairs if pair[0] < self.first), default=(-1, -1))
        self.after = min((pair for pair in pairs if pair[0] >= self.last), default=(len(self.old.spans), len(self.new.spans)))

    def place(self):
        self._drop_strays()
        self._drop_strays(last=True)
        if not self.inside:
            return self._replaced_wholly()
        return self._from(*self.inside[0]), self._to(*self.inside[-1])

    def _drop_strays(self, *, last=False):
        """Drop words at one end of the passage that agree only by chance, far from all the others."""
        while run := self._outer_run(last):
            size = sum(self._length(self.old, i) for i, _ in run)
            if self._excess(run, last) <= 12 + 4 * size:
                return
            self.inside = self.inside[: -len(run)] if last else self.inside[len(run) :]

    def _outer_run(self, last):
        """Return the unbroken run of pairs at one end, or nothing if it is all there is or its outside neighbour agrees too."""
        pairs = self.inside[::-1] if last else self.inside
        step, anchor = (-1, self.after) if last else (1, self.before)
        if not pairs or (pairs[0][0] - step, pairs[0][1] - step) == anchor:
            return []
        size = 1
        while size < len(pairs) and pairs[size] == (pairs[0][0] + step * size, pairs[0][1] + step * size):
            size += 1
        return pairs[:size] if size < len(pairs) else []

    def _excess(self, run, last):
        """Return by how many characters the distance from the run to the next pair has grown."""
        outer, inner = run[-1], self.inside[-len(run) - 1] if last else self.inside[len(run)]
        if last:
            outer, inner = inner, outer
        return (self.new.spans[inner[1]][0] - self.new.spans[outer[1]][1]) - (
            self.old.spans[inner[0]][0] - self.old.spans[outer[0]][1]
        )

    def _from(self, i, j):
        spare, missing, context = j - self.before[1] - 1, i - self.first, self.first - self.before[0] - 1
        if not missing and not context and self._is_opening(j, spare):
            return self.new.spans[j - spare][0]
        j -= _share(spare, missing, context)
        cut = 0 if missing else max(0, self.start - self.old.spans[i][0])
        return self.new.spans[j][0] + cut

    def _to(self, i, j):
        spare, missing, context = self.after[1] - j - 1, self.last - 1 - i, self.after[0] - self.last
        j += _share(spare, missing, context)
        cut = 0 if missing else max(0, self.old.spans[i][1] - self.end)
        return self.new.spans[j][1] - cut

    def _is_opening(self, j, spare):
        """Say whether the few words before word `j` are a new opening of the same sentence ("However, …")."""
        if not 0 < spare <= 3 or self.start and self.source[: self.start].rstrip(" \"')")[-1:] not in STOPS:
            return False
        opening = self.target[self.new.spans[j - spare][0] : self.new.spans[j][0]]
        return not any(stop in opening for stop in STOPS)

    def _replaced_wholly(self):
        low, high = self.before[1] + 1, self.after[1]
        if low >= high:
            return None
        start, end = self.new.spans[low][0], self.new.spans[high - 1][1]
        return start, end

    @staticmethod
    def _length(words, i):
        return words.spans[i][1] - words.spans[i][0]


def _share(spare, missing, context):
    """Return how many of `spare` new words stand for `missing` words of the passage, the rest for `context` words beside it."""
    if not missing:
        return 0
    if not context:
        return spare if spare <= 2 * missing + 1 else missing
    return min(round(spare * missing / (missing + context)), 2 * missing + 1)
