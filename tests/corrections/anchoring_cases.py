"""A set of anchoring cases whose right answers are known by construction: `python -m tests.corrections.anchoring_cases`.

Articles are put together from our own prose in six languages; the passage a reader marked carries two private-use characters
through every edit, so that the truth needs no guessing. Everything follows from the seeds. The "first" texts were there to
work with while the code was written, the "second" ones, with other seeds, to judge it by.
"""

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.corrections import anchoring_edits as edits
from tests.corrections.anchoring_edits import CLOSE, OPEN, SIGNS, Article, Sentence, bare

LANGUAGES = ("en", "uk", "de", "ar", "th", "zh")
PARTS = ("first", "second", "third")
PROSE = Path(__file__).parent / "prose"


@dataclass(frozen=True)
class Case:
    """One edit of one article: `truth` is where the passage stands in `text`, or None where it is gone.

    `changed` says that its words changed too; `blind` that without the original nobody can tell it from its like.
    """

    language: str
    half: str
    kind: str
    original: str
    selector: dict
    text: str
    truth: tuple[int, int] | None
    changed: bool = False
    blind: bool = False

    def is_right(self, span, *, original: bool) -> bool:
        """Accept the true span, give or take what no reader sees at its ends; three quarters in common if its words changed.

        Without the original or the offsets, None is also right for a passage that nobody can tell from its like.
        """
        if span is None or self.truth is None:
            return span is None and (self.truth is None or (self.blind and not (original and "start" in self.selector)))
        if self.changed:
            return _overlap(span, self.truth) >= 0.75
        return _trimmed(self.text, *span) == _trimmed(self.text, *self.truth)

    def is_fair(self, *, original: bool) -> bool:
        """Say whether the question has an answer: not when a copy in the same context stays and nothing tells which went."""
        return original or self.truth is not None or not self.blind


@dataclass(frozen=True)
class Kind:
    """A kind of case: how long a passage is marked, what is done to the article, what to its text."""

    name: str
    passages: str
    change: Callable | None = None
    rewrite: Callable | None = None
    changed: bool = False
    gone: bool = False


KINDS = (
    Kind("same text", "char word phrase sentence pair"),
    Kind("inserted before", "word phrase sentence pair", edits.insert_before),
    Kind("deleted before", "word phrase sentence pair", edits.delete_before),
    Kind("inserted after", "word phrase sentence", edits.insert_after),
    Kind("paragraphs moved", "word phrase sentence pair", edits.move_paragraphs),
    Kind("sentence moved", "sentence", edits.move_sentence),
    Kind("typo nearby", "word phrase sentence pair", edits.mend_nearby),
    Kind("neighbour rewritten", "phrase sentence", edits.change_neighbour),
    Kind("typo inside", "phrase sentence pair", edits.mend_inside, changed=True),
    Kind("three words in ten", "sentence", edits.reword, changed=True),
    Kind("moved and reworded", "sentence", lambda a: (edits.move_paragraphs(a), edits.reword(a)), changed=True),
    Kind("deleted", "word phrase sentence pair", edits.delete, gone=True),
    Kind("replaced", "phrase sentence", edits.replace, gone=True),
    Kind("short passage", "char word", lambda a: (edits.insert_before(a), edits.mend_nearby(a))),
    Kind("across paragraphs", "across", lambda a: a.dice.choice([edits.insert_before, edits.mend_nearby])(a)),
    Kind("NFC and NFD", "word phrase sentence", edits.insert_before, edits.decomposed),
    Kind("quotes and dashes", "phrase sentence", edits.insert_before, edits.other_quotes),
    Kind("white space", "word phrase sentence pair", edits.insert_before, edits.other_spaces),
    Kind("unseen characters", "word phrase sentence", edits.insert_before, edits.unseen),
    Kind("emoji", "char word phrase", None, edits.emoji_before),
    Kind("letter case", "phrase sentence", edits.insert_before, edits.capitals),
)


def cases(half: str, each: int = 6) -> Iterator[Case]:
    """Return `each` cases of every kind in every language; from the same texts, always the same."""
    for language in LANGUAGES:
        for kind in KINDS:
            for number in range(each):
                yield _plain_case(language, half, kind, _dice(half, language, kind.name, number))
        for name, build in SPECIAL.items():
            for number in range(each):
                yield build(language, half, name, _dice(half, language, name, number))


def _plain_case(language, half, kind, dice):
    article = _article(language, half, dice)
    _mark(article, dice.choice(kind.passages.split()))
    after = article.copy()
    if kind.change:
        edits.change_elsewhere(after)
        if not kind.gone and kind.name in ("typo inside",) and dice.random() < 0.5:
            edits.mend_nearby(after)
        kind.change(after)
    return _case(article, after, half, kind.name, kind.rewrite, changed=kind.changed)


def _twin(language, half, name, dice):
    """Delete a sentence; another one that is much like it stands elsewhere, or beside it, and stays, or comes in elsewhere."""
    article = _article(language, half, dice)
    known = dice.choice([sentence for sentence in article.known if sentence.twin])
    place = next(place for place in article.places() if article.sentence(place) == known)
    _mark_words(article, place, 0, len(known.words) - 1)
    beside = [place, (place[0], place[1] + 1)]
    p, s = dice.choice([*beside, dice.choice(article.places()), article.places()[-1]])
    comes = dice.random() < 0.2
    if not comes:
        article.paragraphs[p].insert(s, list(known.twin))
    after = article.copy()
    edits.change_elsewhere(after)
    if comes:
        p, s = dice.choice(after.others(3))
        after.paragraphs[p].insert(s, list(known.twin))
    edits.delete(after)
    return _case(article, after, half, name)


def _duplicates(language, half, name, dice):
    """Mark one of two to six occurrences of a sentence, or a phrase in it; edit elsewhere."""
    article = _article(language, half, dice)
    dice.choice([_repeat, _plant])(article, dice)
    after = article.copy()
    edits.change_elsewhere(after)
    dice.choice(
        [edits.insert_before, edits.delete_before, edits.mend_nearby, edits.insert_after, edits.move_paragraphs]
    )(after)
    return _case(article, after, half, name)


def _duplicate_deleted(language, half, name, dice):
    """Mark a phrase that stands in other sentences too; delete its sentence, keep the others.

    Half of the time the others are copies of the whole sentence. Without the original that looks like a move: not asked.
    """
    article = _article(language, half, dice)
    copies = dice.random() < 0.5
    _repeat(article, dice) if copies else _plant(article, dice)
    after = article.copy()
    p, s = after.marked()[0]
    del after.paragraphs[p][s]
    return _case(article, after, half, name, placed=copies, blind=copies)


def _table(language, half, name, dice):
    """Mark one of many equal cells, each under its own label; insert and delete rows and text before it."""
    article = _article(language, half, dice)
    cell, labels = list(article.known[0].words[:2]), dice.sample(range(100, 999), dice.randint(12, 50))
    rows = [[[[f"{article.word()} {label}"]], [list(cell)]] for label in labels]
    at = dice.randrange(2, len(rows))
    rows[at][1][0][0] = OPEN + rows[at][1][0][0]
    rows[at][1][0][-1] += CLOSE
    text = article.paragraphs
    article.paragraphs = text[:2] + [cell for row in rows for cell in row] + text[2:]
    after = article.copy()
    gone = dice.randrange(at)
    where = 2 + 2 * gone
    if dice.random() < 0.5:
        del after.paragraphs[where : where + 2]
    else:
        after.paragraphs[where:where] = [[[f"{article.word()} 1000"]], [list(cell)]]
    return _case(article, after, half, name)


def _equal_lines(language, half, name, dice):
    """Mark one of fifty equal lines and insert text before them all: only the original can tell which it was."""
    article = _article(language, half, dice)
    line = list(dice.choice([sentence.words for sentence in article.known if len(sentence.words) > 4]))
    lines = [[list(line)] for _ in range(50)]
    at = dice.randrange(12, 38)
    lines[at][0][0] = OPEN + lines[at][0][0]
    lines[at][0][-1] += CLOSE
    article.paragraphs = article.paragraphs[:1] + lines + article.paragraphs[1:]
    after = article.copy()
    after.paragraphs.insert(0, [edits.new_sentence(article)])
    return _case(article, after, half, name, placed=True)


def _other_article(language, half, name, dice):
    """Replace the whole article by one on something else."""
    article = _article(language, half, dice)
    _mark(article, dice.choice(["word", "phrase", "sentence"]))
    other = _article(language, PARTS[half == PARTS[0]], dice)
    return _case(article, other, half, name)


def _exact_only(language, half, name, dice):
    """Give nothing but the quote, a sentence that stands once."""
    article = _article(language, half, dice)
    once = [
        place for place in article.places() if sum(article.at(place) == article.at(p) for p in article.places()) == 1
    ]
    place = dice.choice(once)
    _mark_words(article, place, 0, len(article.at(place)) - 1)
    after = article.copy()
    edits.insert_before(after)
    gone = dice.random() < 0.3
    if gone:
        edits.delete(after)
    case = _case(article, after, half, name)
    object.__setattr__(case, "selector", {"exact": case.selector["exact"]})
    return case


SPECIAL = {
    "deleted, its like stays": _twin,
    "one of several": _duplicates,
    "one of several deleted": _duplicate_deleted,
    "table cell": _table,
    "one of fifty equal lines": _equal_lines,
    "another article": _other_article,
    "quote without context": _exact_only,
}


def _case(before, after, half, kind, rewrite=None, *, changed=False, blind=False, placed=False):
    original, start, end = _unmarked(before.text())
    text = after.text()
    if rewrite:
        text = rewrite(text, before.dice)
    text, *truth = _unmarked(text)
    selector = {
        "exact": original[start:end],
        "prefix": original[max(0, start - 32) : start],
        "suffix": original[end : end + 32],
    }
    if placed or before.dice.random() < 0.75:
        selector |= {"start": start, "end": end}
    truth = None if truth[0] is None else tuple(truth)
    copied = any(
        "".join(map(bare, before.at(place))) in "".join(map("".join, after.paragraphs[p]))
        for place in before.marked()
        for p in range(len(after.paragraphs))
    )
    blind = blind or (truth is None and copied)
    blind = blind or original.count(selector["prefix"] + selector["exact"] + selector["suffix"]) > 1
    return Case(before.language, half, kind, original, selector, text, truth, changed, blind)


def _unmarked(text):
    if OPEN not in text:
        return text, None, None
    start = text.index(OPEN)
    return bare(text), start, text.index(CLOSE) - 1


@cache
def _prose(language: str, half: str) -> list[list[list[Sentence]]]:
    """Return the texts of one half as paragraphs of sentences."""
    texts = []
    for part in (PROSE / f"{language}.txt").read_text().split("# ")[1:]:
        name, body = part.split("\n", 1)
        if name == half:
            texts.append([_sentences(paragraph, language) for paragraph in body.strip().split("\n\n")])
    return texts


def _sentences(paragraph, language):
    found = []
    for line in paragraph.split("\n"):
        kind, words = line[0], tuple((line[2:] if line[0] in "=~" else line).split("|" if language in SIGNS else " "))
        if kind == "=":
            found[-1] = Sentence(found[-1].words, words, found[-1].twin)
        elif kind == "~":
            found[-1] = Sentence(found[-1].words, found[-1].rewrite, words)
        else:
            found.append(Sentence(words))
    return found


def _article(language, half, dice):
    """Return one or both texts of a half, the paragraphs of the second in any order."""
    texts = list(_prose(language, half))
    dice.shuffle(texts)
    more = [paragraph for text in texts[1:] for paragraph in text] if dice.random() < 0.7 else []
    paragraphs = [*texts[0], *dice.sample(more, len(more))]
    known = [sentence for paragraph in paragraphs for sentence in paragraph]
    return Article(language, [[list(sentence.words) for sentence in p] for p in paragraphs], known, dice)


def _mark(article, passage):
    """Mark a passage of the named length anywhere, the very start and the very end included."""
    dice, places = article.dice, article.places()
    at = dice.choice([0, len(places) - 1, *[dice.randrange(len(places)) for _ in range(8)]])
    place = places[at]
    words = article.at(place)
    if passage == "across":
        at = places.index((dice.randint(1, len(article.paragraphs) - 1), 0))
        return _mark_from_to(article, places[at - 1], places[at], dice)
    if passage == "pair" and at + 1 < len(places):
        words[0] = OPEN + words[0]
        article.at(places[at + 1])[-1] += CLOSE
        return None
    if passage == "char":
        return _mark_char(words, dice)
    if passage in ("word", "phrase"):
        length = 1 if passage == "word" else min(len(words), dice.randint(3, 9 if article.language in SIGNS else 6))
        first = dice.choice([i for i in range(len(words) - length + 1) if words[i].strip()] or [0])
        return _mark_words(article, place, first, first + length - 1)
    return _mark_words(article, place, 0, len(words) - 1)


def _mark_words(article, place, first, last):
    words = article.at(place)
    words[first] = OPEN + words[first]
    words[last] += CLOSE


def _mark_char(words, dice):
    i = dice.choice([i for i, word in enumerate(words) if word.strip()])
    letters = edits.letters(words[i])
    at = dice.randrange(len(letters))
    letters[at] = OPEN + letters[at] + CLOSE
    words[i] = "".join(letters)


def _mark_from_to(article, place, other, dice):
    """Mark from somewhere in one sentence to somewhere in the next."""
    first, last = article.at(place), article.at(other)
    i, j = dice.randrange(len(first)), dice.randrange(len(last))
    first[i], last[j] = OPEN + first[i], last[j] + CLOSE


def _repeat(article, dice):
    """Copy a sentence to other places, then mark it, or some words of it, where it stood first."""
    places = article.places()
    place = dice.choice(places)
    copies = [list(article.at(place)) for _ in range(dice.randint(1, 5))]
    words = article.at(place)
    length = len(words) if dice.random() < 0.4 else min(len(words), dice.randint(2, 5))
    first = dice.randint(0, len(words) - length)
    _mark_words(article, place, first, first + length - 1)
    for copied in copies:
        p, s = dice.choice(article.others(2) or article.places()[-1:])
        article.paragraphs[p].insert(s + 1, copied)


def _plant(article, dice):
    """Mark some words and put the same words into one to five other sentences."""
    place = dice.choice(article.places())
    words = list(article.at(place))
    first = dice.randrange(len(words))
    phrase = words[first : first + dice.randint(2, 4)]
    _mark_words(article, place, first, first + len(phrase) - 1)
    for other in dice.sample(article.others(1), dice.randint(1, 5)):
        at = dice.randrange(len(article.at(other)))
        article.at(other)[at:at] = phrase


def _dice(*seed):
    return random.Random("/".join(map(str, seed)))


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


if __name__ == "__main__":
    main(sys.argv[1:])
