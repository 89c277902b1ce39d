"""Articles to try the anchoring on: our own prose in six languages, with a marked passage that survives every edit."""

import random
import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROSE = Path(__file__).parent / "prose"
OPEN, CLOSE = "\ue000", "\ue001"
MARKS = re.compile(f"[{OPEN}{CLOSE}]")
SIGNS = {"th", "zh"}
GRAPHEME = re.compile("[\u0e40-\u0e44]?.[\u0300-\u036f\u064b-\u0652\u0e30-\u0e3a\u0e45-\u0e4e]*")


@dataclass(frozen=True)
class Sentence:
    """Words, the same rewritten by hand, and another sentence that is confusingly like it (either may be missing)."""

    words: tuple[str, ...]
    rewrite: tuple[str, ...] | None = None
    twin: tuple[str, ...] | None = None


@dataclass
class Article:
    """Paragraphs of sentences of words, one passage of which may carry the marks; every choice is made by `dice`."""

    language: str
    paragraphs: list[list[list[str]]]
    known: list[Sentence]
    dice: random.Random

    def copy(self):
        return Article(self.language, deepcopy(self.paragraphs), self.known, self.dice)

    def text(self) -> str:
        """Return the plain text, the marks still in it."""
        between, space = "" if self.language == "zh" else " ", "" if self.language in SIGNS else " "
        lines = (between.join(space.join(filter(None, words)) for words in sentences) for sentences in self.paragraphs)
        return "\n".join(filter(None, lines)).replace(OPEN + " ", OPEN).replace(" " + CLOSE, CLOSE)

    def places(self) -> list[tuple[int, int]]:
        return [(p, s) for p, sentences in enumerate(self.paragraphs) for s in range(len(sentences))]

    def marked(self) -> list[tuple[int, int]]:
        """Return the places of the sentences that the passage covers, wholly or in part."""
        places = self.places()
        first = next(i for i, place in enumerate(places) if OPEN in "".join(self.at(place)))
        last = next(i for i, place in enumerate(places) if CLOSE in "".join(self.at(place)))
        return places[first : last + 1]

    def is_marked(self) -> bool:
        return OPEN in self.text()

    def others(self, distance: int = 1) -> list[tuple[int, int]]:
        """Return the places at least `distance` sentences from the passage."""
        places, marked = self.places(), self.marked()
        first, last = places.index(marked[0]), places.index(marked[-1])
        return places[: max(0, first - distance + 1)] + places[last + distance :]

    def at(self, place) -> list[str]:
        return self.paragraphs[place[0]][place[1]]

    def sentence(self, place) -> Sentence | None:
        """Return what is known of the sentence at `place`."""
        words = tuple(bare(word) for word in self.at(place))
        return next((sentence for sentence in self.known if sentence.words == words), None)

    def word(self) -> str:
        """Return any word of the language."""
        words = [word for sentence in self.known for word in sentence.words if len(word) > 2 or self.language in SIGNS]
        return self.dice.choice([word for word in words if word.isalpha()])


def bare(text: str) -> str:
    return MARKS.sub("", text)


def remark(old: str, new: str) -> str:
    """Return `new` with the marks that stood at the ends of `old`."""
    return OPEN * (OPEN in old) + new + CLOSE * (CLOSE in old)


def letters(word: str) -> list[str]:
    """Return the visible characters of `word`, each with its marks."""
    return GRAPHEME.findall(word)


@cache
def _prose(language: str, part: str) -> list[list[list[Sentence]]]:
    """Return the texts of one part as paragraphs of sentences."""
    texts = []
    for text in (PROSE / f"{language}.txt").read_text(encoding="utf-8").split("# ")[1:]:
        name, body = text.split("\n", 1)
        if name == part:
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


def article_of(language: str, part: str, dice: random.Random) -> Article:
    """Return one text of a part or all of them, the paragraphs of all but the first in any order."""
    texts = list(_prose(language, part))
    dice.shuffle(texts)
    more = [paragraph for text in texts[1:] for paragraph in text] if dice.random() < 0.7 else []
    paragraphs = [*texts[0], *dice.sample(more, len(more))]
    known = [sentence for paragraph in paragraphs for sentence in paragraph]
    return Article(language, [[list(sentence.words) for sentence in p] for p in paragraphs], known, dice)


def mark(article: Article, passage: str) -> None:
    """Mark a passage of the named length anywhere, the very start and the very end included."""
    dice, places = article.dice, article.places()
    at = dice.choice([0, len(places) - 1, *[dice.randrange(len(places)) for _ in range(8)]])
    if passage == "across":
        _mark_across(article, places)
    elif passage == "pair" and at + 1 < len(places):
        _mark_from_to(article, (places[at], 0), (places[at + 1], -1))
    elif passage == "char":
        _mark_char(article.at(places[at]), dice)
    elif passage in ("word", "phrase"):
        _mark_some(
            article, places[at], 1 if passage == "word" else dice.randint(3, 9 if article.language in SIGNS else 6)
        )
    else:
        mark_words(article, places[at], 0, -1)


def mark_words(article: Article, place, first: int, last: int) -> None:
    """Mark the words of one sentence from `first` to `last`."""
    _mark_from_to(article, (place, first), (place, last))


def _mark_from_to(article, first, last):
    words = article.at(first[0])
    words[first[1]] = OPEN + words[first[1]]
    article.at(last[0])[last[1]] += CLOSE


def _mark_across(article, places):
    """Mark from somewhere in the last sentence of a paragraph to somewhere in the first of the next."""
    at = places.index((article.dice.randint(1, len(article.paragraphs) - 1), 0))
    first, last = ((place, article.dice.randrange(len(article.at(place)))) for place in places[at - 1 : at + 1])
    _mark_from_to(article, first, last)


def _mark_some(article, place, length):
    words = article.at(place)
    length = min(length, len(words))
    first = article.dice.choice([i for i in range(len(words) - length + 1) if words[i].strip()] or [0])
    mark_words(article, place, first, first + length - 1)


def _mark_char(words, dice):
    i = dice.choice([i for i, word in enumerate(words) if word.strip()])
    signs = letters(words[i])
    at = dice.randrange(len(signs))
    signs[at] = OPEN + signs[at] + CLOSE
    words[i] = "".join(signs)


def repeat(article: Article) -> None:
    """Copy a sentence to other places, then mark it, or some words of it, where it stood first."""
    dice = article.dice
    place = dice.choice(article.places())
    copies = [list(article.at(place)) for _ in range(dice.randint(1, 5))]
    size = len(article.at(place))
    length = size if dice.random() < 0.4 else min(size, dice.randint(2, 5))
    first = dice.randint(0, size - length)
    mark_words(article, place, first, first + length - 1)
    for copied in copies:
        p, s = dice.choice(article.others(2) or article.places()[-1:])
        article.paragraphs[p].insert(s + 1, copied)


def plant(article: Article) -> None:
    """Mark some words and put the same words into one to five other sentences."""
    dice = article.dice
    place = dice.choice(article.places())
    words = list(article.at(place))
    first = dice.randrange(len(words))
    phrase = words[first : first + dice.randint(2, 4)]
    mark_words(article, place, first, first + len(phrase) - 1)
    for other in dice.sample(article.others(1), dice.randint(1, 5)):
        at = dice.randrange(len(article.at(other)))
        article.at(other)[at:at] = phrase
