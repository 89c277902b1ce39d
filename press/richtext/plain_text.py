"""What a body says: its plain text, its length, its links."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .allowlist import SPACE_RUN, SPACES
from .figures import Figure, parts
from .tokenizer import names, tokens

WORDS_A_MINUTE = 230
ELLIPSIS = "…"

_BREAKS_LINE = names(
    "blockquote br caption div figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul"
)
# Scripts without spaces between words, and how many characters a word has in them on average.
_HAN_AND_KANA = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTH_EAST_ASIAN = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HAN_AND_KANA_A_WORD = 2
_SOUTH_EAST_ASIAN_A_WORD = 5
_BETWEEN_WORDS = re.compile(f"[{SPACES}—―]+")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_LOOSE_END = re.compile(r"[^\w)\]»”’\"'%°!?]+$")


def plain_text(html: str) -> str:
    """Return the words of cleaned HTML as `docs/plain-text.md` defines them; offsets into articles count in it.

    A new line starts at `br` and at both ends of every block (all of `_BREAKS_LINE`). In each line, runs of white space
    (JavaScript's `\\s`, so the no-break space too) are one space, and none is left at either end. Empty lines are
    dropped, the rest joined by one line feed. Picture placeholders say nothing, their captions included. Nothing else
    is changed. `static/js/quote.js` must agree to the character.
    """
    return "\n".join(lines(html))


def lines(html: str) -> Iterator[str]:
    """Give the lines of `plain_text`, one after the other; who stops early has not paid for the rest."""
    for line in _lines(html):
        if said := SPACE_RUN.sub(" ", line).strip(" "):
            yield said


def _lines(html: str) -> Iterator[str]:
    line: list[str] = []
    for part in parts(html):
        if isinstance(part, Figure) or part.name in _BREAKS_LINE:
            yield "".join(line)
            line = []
        elif part.kind == "text":
            line.append(part.text)
    yield "".join(line)


def links(html: str) -> list[str]:
    """Return where the links of cleaned HTML lead, in order, captions included; a URL may come more than once."""
    return _values(html, "a", "href")


def images(html: str) -> list[str]:
    """Return the addresses of the pictures in cleaned HTML that are not from the library, in order."""
    return _values(html, "img", "src")


def _values(html: str, tag: str, attribute: str) -> list[str]:
    return [
        token.attributes[attribute] for token in tokens(html) if token.name == tag and attribute in token.attributes
    ]


@lru_cache(maxsize=4)  # The page of an article tells the length of its text in several places.
def word_count(html: str) -> int:
    """Return how many words cleaned HTML has, without captions.

    In Chinese, Japanese, Thai, Lao, Khmer and Burmese, which put no spaces between words, it is an estimate.
    """
    text = plain_text(html)
    text, han_and_kana = _HAN_AND_KANA.subn(" ", text)
    text, south_east_asian = _SOUTH_EAST_ASIAN.subn(" ", text)
    spaced = sum(1 for word in _BETWEEN_WORDS.split(text) if _WORD_CHARACTER.search(word))
    return spaced + -(-han_and_kana // _HAN_AND_KANA_A_WORD) + -(-south_east_asian // _SOUTH_EAST_ASIAN_A_WORD)


def reading_minutes(html: str) -> int:
    """Return how many minutes the text takes to read: at least 1, or 0 if there is none."""
    words = word_count(html)
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def truncate(text: str, limit: int) -> str:
    """Return `text` (plain, not HTML) in at most `limit` characters, the ellipsis included, cut between words.

    A word that is longer than the limit is cut, but never between a letter and its accents.
    """
    text = SPACE_RUN.sub(" ", text).strip(" ")
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = _word_boundary(text, limit - len(ELLIPSIS))
    return _LOOSE_END.sub("", text[:cut]) + ELLIPSIS


def _word_boundary(text: str, at_most: int) -> int:
    """Return where to cut: before the last space up to `at_most`, else between two letters."""
    cut = text.rfind(" ", 0, at_most + 1)
    if cut > 0:
        return cut
    cut = at_most
    while cut and unicodedata.category(text[cut]) in ("Mn", "Mc", "Me", "Cf"):
        cut -= 1
    return cut
