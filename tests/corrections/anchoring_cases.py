"""Anchoring cases whose right answers are known; `python -m tests.corrections.anchoring_cases` counts.

The passage a reader marked carries two private-use characters through every edit, so that the truth needs no guessing.
Everything follows from the seeds. The "first" texts and the "second" were there while the code was written; the "third"
were written afterwards, to judge it by.
"""

import random
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corrections.anchoring import locate
from tests.corrections import anchoring_edits as edits
from tests.corrections.anchoring_articles import CLOSE, OPEN, article_of, bare, mark, mark_words, plant, repeat

LANGUAGES = ("en", "uk", "de", "ar", "th", "zh")
PARTS = ("first", "second", "third")
EACH = 6


@dataclass(frozen=True)
class Case:
    """One edit of one article: `truth` is where the passage stands in `text`, or None where it is gone.

    `changed` says that its words changed too; `blind` that without the original nobody can tell it from its like.
    """

    language: str
    part: str
    kind: str
    original: str
    selector: dict
    text: str
    truth: tuple[int, int] | None
    changed: bool = False
    blind: bool = False

    def is_right(self, span, *, original: bool) -> bool:
        """Accept the true span, give or take what no reader sees at its ends; if its words changed, most of it.

        Without the original or the offsets, None is also right for a passage that nobody can tell from its like.
        """
        if span is None or self.truth is None:
            blind = self.blind and not (original and "start" in self.selector)
            return span is None and (self.truth is None or blind)
        if self.changed:
            return _overlap(span, self.truth) >= 0.75
        return _trimmed(self.text, *span) == _trimmed(self.text, *self.truth)

    def is_fair(self, *, original: bool) -> bool:
        """Say whether the question has an answer: not if a copy stays and nothing tells which went."""
        return original or self.truth is not None or not self.blind


@dataclass(frozen=True)
class Kind:
    """A kind of case: how long a passage is marked, what is done to the article, what to its text."""

    name: str
    passages: str
    change: Callable | None = None
    rewrite: Callable | None = None
    changed: bool = False


def _moved_and_reworded(article):
    edits.move_paragraphs(article)
    edits.reword(article)


def _mended_inside_and_beside(article):
    if article.dice.random() < 0.5:
        edits.mend_nearby(article)
    edits.mend_inside(article)


def _crowded(article):
    edits.insert_before(article)
    edits.mend_nearby(article)


KINDS = (
    Kind("same text", "char word phrase sentence pair"),
    Kind("inserted before", "word phrase sentence pair", edits.insert_before),
    Kind("deleted before", "word phrase sentence pair", edits.delete_before),
    Kind("inserted after", "word phrase sentence", edits.insert_after),
    Kind("paragraphs moved", "word phrase sentence pair", edits.move_paragraphs),
    Kind("sentence moved", "sentence", edits.move_sentence),
    Kind("typo nearby", "word phrase sentence pair", edits.mend_nearby),
    Kind("neighbour rewritten", "phrase sentence", edits.change_neighbour),
    Kind("typo inside", "phrase sentence pair", _mended_inside_and_beside, changed=True),
    Kind("three words in ten", "sentence", edits.reword, changed=True),
    Kind("moved and reworded", "sentence", _moved_and_reworded, changed=True),
    Kind("deleted", "word phrase sentence pair", edits.delete),
    Kind("replaced", "phrase sentence", edits.replace),
    Kind("short passage", "char word", _crowded),
    Kind("across paragraphs", "across", _crowded),
    Kind("NFC and NFD", "word phrase sentence", edits.insert_before, edits.decomposed),
    Kind("quotes and dashes", "phrase sentence", edits.insert_before, edits.other_quotes),
    Kind("white space", "word phrase sentence pair", edits.insert_before, edits.other_spaces),
    Kind("unseen characters", "word phrase sentence", edits.insert_before, edits.unseen),
    Kind("emoji", "char word phrase", None, edits.emoji_before),
    Kind("letter case", "phrase sentence", edits.insert_before, edits.capitals),
)


def cases(part: str, each: int = EACH) -> Iterator[Case]:
    """Return `each` cases of every kind in every language, always the same ones."""
    for language in LANGUAGES:
        for number in range(each):
            for kind in KINDS:
                yield _plain_case(language, part, kind, random.Random(f"{part}/{language}/{kind.name}/{number}"))
            for name, build in SPECIAL.items():
                dice = random.Random(f"{part}/{language}/{name}/{number}")
                yield build(article_of(language, part, dice), part, name)


def _plain_case(language, part, kind, dice):
    article = article_of(language, part, dice)
    mark(article, dice.choice(kind.passages.split()))
    after = article.copy()
    if kind.change:
        edits.change_elsewhere(after)
        kind.change(after)
    return _case(article, after, part, kind.name, kind.rewrite, changed=kind.changed)


def _twin(article, part, name):
    """Delete a sentence; another that is much like it stays, elsewhere or beside it, or comes in elsewhere."""
    dice = article.dice
    known = dice.choice([sentence for sentence in article.known if sentence.twin])
    place = next(place for place in article.places() if article.sentence(place) == known)
    mark_words(article, place, 0, -1)
    comes = dice.random() < 0.2
    if not comes:
        beside = [place, (place[0], place[1] + 1)]
        p, s = dice.choice([*beside, dice.choice(article.places()), article.places()[-1]])
        article.paragraphs[p].insert(s, list(known.twin))
    after = article.copy()
    edits.change_elsewhere(after)
    if comes:
        p, s = dice.choice(after.others(3))
        after.paragraphs[p].insert(s, list(known.twin))
    edits.delete(after)
    return _case(article, after, part, name)


def _duplicates(article, part, name):
    """Mark one of two to six occurrences of a sentence, or of some words; edit elsewhere."""
    dice = article.dice
    dice.choice([repeat, plant])(article)
    after = article.copy()
    edits.change_elsewhere(after)
    moves = [edits.insert_before, edits.delete_before, edits.mend_nearby, edits.insert_after, edits.move_paragraphs]
    dice.choice(moves)(after)
    return _case(article, after, part, name)


def _duplicate_deleted(article, part, name):
    """Mark a phrase that stands in other sentences too; delete its sentence, keep the others.

    Half of the time the others are copies of the whole sentence. Without the original that looks like a move: not fair.
    """
    copies = article.dice.random() < 0.5
    (repeat if copies else plant)(article)
    after = article.copy()
    p, s = after.marked()[0]
    del after.paragraphs[p][s]
    return _case(article, after, part, name, placed=copies, blind=copies)


def _table(article, part, name):
    """Mark one of many equal cells, each under its own label; insert or delete a row before it."""
    dice = article.dice
    cell, labels = list(article.known[0].words[:2]), dice.sample(range(100, 999), dice.randint(12, 50))
    rows = [[[[f"{article.word()} {label}"]], [list(cell)]] for label in labels]
    at = dice.randrange(2, len(rows))
    article.paragraphs[2:2] = [cell for row in rows for cell in row]
    mark_words(article, (2 + 2 * at + 1, 0), 0, -1)
    after = article.copy()
    where = 2 + 2 * dice.randrange(at)
    if dice.random() < 0.5:
        del after.paragraphs[where : where + 2]
    else:
        after.paragraphs[where:where] = [[[f"{article.word()} 1000"]], [list(cell)]]
    return _case(article, after, part, name)


def _equal_lines(article, part, name):
    """Mark one of fifty equal lines and insert text before them all: only the original can tell which it was."""
    dice = article.dice
    line = dice.choice([sentence.words for sentence in article.known if len(sentence.words) > 4])
    article.paragraphs[1:1] = [[list(line)] for _ in range(50)]
    mark_words(article, (dice.randrange(13, 39), 0), 0, -1)
    after = article.copy()
    after.paragraphs.insert(0, [edits.new_sentence(article)])
    return _case(article, after, part, name, placed=True)


def _other_article(article, part, name):
    """Replace the whole article by one on something else."""
    mark(article, article.dice.choice(["word", "phrase", "sentence"]))
    other = article_of(article.language, PARTS[part == PARTS[0]], article.dice)
    return _case(article, other, part, name)


def _exact_only(article, part, name):
    """Give nothing but the quote, a sentence that stands once; three times in ten it is deleted."""
    dice = article.dice
    sentences = [article.at(place) for place in article.places()]
    place = dice.choice([place for place in article.places() if sentences.count(article.at(place)) == 1])
    mark_words(article, place, 0, -1)
    after = article.copy()
    edits.insert_before(after)
    if dice.random() < 0.3:
        edits.delete(after)
    return _case(article, after, part, name, parts=("exact",))


SPECIAL = {
    "deleted, its like stays": _twin,
    "one of several": _duplicates,
    "one of several deleted": _duplicate_deleted,
    "table cell": _table,
    "one of fifty equal lines": _equal_lines,
    "another article": _other_article,
    "quote without context": _exact_only,
}
SELECTOR = ("exact", "prefix", "suffix", "start", "end")


def _case(before, after, part, kind, rewrite=None, *, changed=False, blind=False, placed=False, parts=SELECTOR):
    """Return the case; one selector in four has no offsets unless it must be `placed`."""
    original, start, end = _unmarked(before.text())
    text = after.text()
    text, *truth = _unmarked(rewrite(text, before.dice) if rewrite else text)
    selector = {
        "exact": original[start:end],
        "prefix": original[max(0, start - 32) : start],
        "suffix": original[end : end + 32],
        "start": start,
        "end": end,
    }
    if not placed and before.dice.random() < 0.25:
        parts = tuple(name for name in parts if name not in ("start", "end"))
    selector = {name: selector[name] for name in parts}
    truth = None if truth[0] is None else tuple(truth)
    blind = blind or (truth is None and _is_copied(before, text)) or _is_repeated(original, start, end)
    return Case(before.language, part, kind, original, selector, text, truth, changed, blind)


def _unmarked(text):
    if OPEN not in text:
        return text, None, None
    start = text.index(OPEN)
    return bare(text), start, text.index(CLOSE) - 1


def _is_copied(article, text):
    """Say whether a sentence of the marked passage stands in `text` all the same."""
    space = "" if article.language in edits.SIGNS else " "
    return any(bare(space.join(article.at(place))) in text for place in article.marked())


def _is_repeated(original, start, end):
    return original.count(original[max(0, start - 32) : end + 32]) > 1


def _overlap(one, other):
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def _trimmed(text, start, end):
    """Return the span without white space and unseen characters at its ends."""
    while start < end and not _is_seen(text[start]):
        start += 1
    while start < end and not _is_seen(text[end - 1]):
        end -= 1
    return start, end


def _is_seen(char):
    return not char.isspace() and unicodedata.category(char) != "Cf"


def exact_find(text: str, selector: dict, *, original: str | None = None) -> tuple[int, int] | None:
    """Return the first place of the quote, the baseline to compare with."""
    at = text.find(selector["exact"])
    return (at, at + len(selector["exact"])) if at >= 0 else None


@dataclass
class Tally:
    """Right answers of one way of looking; `strays` are spans found for what had been deleted."""

    asked: int = 0
    right: int = 0
    strays: int = 0

    def add(self, case: Case, span, *, original: bool) -> None:
        self.asked += 1
        self.right += case.is_right(span, original=original)
        self.strays += span is not None and case.truth is None

    def __str__(self):
        return f"{100 * self.right / max(1, self.asked):.1f}"


WAYS = {"exact find": (exact_find, False), "without original": (locate, False), "with original": (locate, True)}


def tally(chosen: list[Case]) -> tuple[dict, dict]:
    """Return the tallies by (way, heading), headings being kinds, languages, parts and "all"; and all times in ms."""
    tallies, times = defaultdict(Tally), defaultdict(list)
    for case in chosen:
        for way, (find, original) in WAYS.items():
            if not case.is_fair(original=original):
                continue
            began = time.process_time()
            span = find(case.text, case.selector, original=case.original if original else None)
            times[way].append(1000 * (time.process_time() - began))
            for heading in (case.kind, case.language, case.part, "all"):
                tallies[way, heading].add(case, span, original=original)
    return tallies, times


def main(each: int) -> None:
    """Print the tables for docs/anchoring.md."""
    tallies, times = tally([case for part in PARTS for case in cases(part, each)])
    kinds = [*(kind.name for kind in KINDS), *SPECIAL]
    for title, headings in (("kind", [*kinds, "all"]), ("language", LANGUAGES), ("texts", PARTS)):
        _print(f"\n| {title} | cases | {' | '.join(WAYS)} |", "|---" * (len(WAYS) + 2) + "|")
        for heading in headings:
            asked = tallies["with original", heading].asked
            _print(f"| {heading} | {asked} | {' | '.join(str(tallies[way, heading]) for way in WAYS)} |")
    for way, spent in times.items():
        spent.sort()
        _print(
            f"\n{way}: {tallies[way, 'all'].strays} spans for deleted passages; "
            f"median {spent[len(spent) // 2]:.2f} ms, 99 % under {spent[len(spent) * 99 // 100]:.2f} ms"
        )


def _print(*lines):
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EACH)
