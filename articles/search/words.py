"""What somebody typed into the search box, as words and phrases; and how text is cut into words for the index."""

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 12
MOST_CHARACTERS = 300
SHORTEST_PREFIX = 3
_PHRASE_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Scripts that put no spaces between words are searched letter by letter, as phrases.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
)


@dataclass(frozen=True)
class Term:
    """One word or phrase, in lower case without accents. The last words of `is_prefix` terms match longer ones too."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """All terms must be found."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(text: str) -> Query:
    """Return what to look for; anything can be typed, and what holds no word asks for nothing.

    Words of three letters and more match longer ones too; "words in quotes" stand beside one another.
    """
    terms: list[Term] = []
    for phrase, word in _PHRASE_OR_WORD.findall(text[:MOST_CHARACTERS].replace("\0", " ")):
        words = tuple(split(phrase or word))
        if words:
            terms.append(Term(words, is_prefix=not phrase and len(words[-1]) >= SHORTEST_PREFIX))
    return Query(tuple(dict.fromkeys(terms))[:MOST_TERMS])


def split(text: str) -> list[str]:
    """Return the words of a text as the index has them."""
    return _WORD.findall(spaced(folded(text)))


def folded(text: str) -> str:
    """Return text in lower case and without accents, apostrophes inside words left out."""
    text = re.sub(r"(?<=\w)['’ʼ`´](?=\w)", "", text)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u0305\u0307-\u036f]", "", _letters_kept(decomposed)))


def _letters_kept(text: str) -> str:
    """Keep the breve and the diaeresis of Cyrillic letters: й and ї are letters of their own."""
    return re.sub("([\u0400-\u04ff])([\u0306\u0308])", lambda pair: unicodedata.normalize("NFC", pair[0]), text)


def spaced(text: str) -> str:
    """Return text with a space around each letter of scripts that have none between words."""
    return _UNSPACED.sub(r" \1 ", text)


def for_index(text: str) -> str:
    """Return the words of a text in a row, as the database stores them."""
    return " ".join(split(text))
