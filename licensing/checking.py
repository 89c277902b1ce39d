"""Finds out what a page has of a text of ours: how much, in how many pieces, with which links and pictures.

Plain Python, and nothing is fetched: a page is what somebody pasted or uploaded. Words are compared in any letter case
and with any quotes, dashes and spaces between them; places in a text are counted in code points.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

SEED = 3  # So many words in a row are looked up.
NEAR = 8  # Pieces with no more words than this between them, here and there, are one passage that was edited.
LEAST_WORDS, LEAST_LETTERS = 6, 24  # Shorter agreement is chance; a sign of Chinese tells as much as three letters.
MOST_PLACES = 40  # Of words that a page says again and again, so many places are looked at.
MOST_CHARACTERS = 2_000_000
PART = 25  # From so many words, or more on long pages, two phrases are taken.

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]+", re.IGNORECASE)


# --- Pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """A link that can be clicked, with its words; `follows` says whether search engines follow it."""

    address: str
    words: str
    follows: bool


@dataclass(frozen=True)
class Page:
    """Somebody's page: its words, links and the addresses of its pictures."""

    text: str
    links: tuple[Link, ...] = ()
    pictures: tuple[str, ...] = ()


def decode(content: bytes) -> str:
    """Return an uploaded file as text: in UTF-8, else as it says of itself, else as old sites wrote."""
    named = _CHARSET.search(content[:4096])
    guesses = ["utf-8-sig", named and named[1].decode("ascii"), "cp1251" if _is_cyrillic(content) else ""]
    for encoding in filter(None, guesses):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def _is_cyrillic(content: bytes) -> bool:
    """Tell whether most bytes above ASCII are letters in Windows' Cyrillic; in Western text they are a few accents."""
    high = [byte for byte in content if byte > 127]
    return len(high) * 4 > len(content) and sum(byte >= 0xC0 for byte in high) * 2 > len(high)


def read(source: str) -> Page:
    """Return the page that is written in HTML, or a page of these plain words."""
    source = source[:MOST_CHARACTERS].replace("\0", " ")
    if not _LOOKS_LIKE_HTML.search(source):
        return Page(source)
    reader = _Reader()
    reader.feed(source)
    reader.close()
    links = tuple(
        Link(address, " ".join("".join(words).split()), follows and not reader.follows_nothing)
        for address, words, follows in reader.links
    )
    return Page("".join(reader.words), links, tuple(reader.pictures))


class _Reader(HTMLParser):
    """Collects what a browser would show; broken HTML is read as far as it can be."""

    UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "textarea", "select", "svg"})
    IN_LINES = frozenset({"a", "abbr", "b", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small"}) | {
        *("span", "strong", "sub", "sup", "time", "u", "wbr", "bdi", "bdo", "del", "kbd", "img"),
    }
    NOFOLLOW = frozenset({"nofollow", "ugc", "sponsored"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[tuple[str, list[str], bool]] = []
        self.pictures: list[str] = []
        self.follows_nothing = False
        self._unseen: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag in self.UNSEEN:
            self._unseen.append(tag)
        if tag == "body":
            self._unseen.clear()
        elif tag == "meta" and given.get("name", "").lower() in ("robots", "googlebot"):
            self.follows_nothing |= bool(
                {"nofollow", "none"} & set(re.split(r"[,\s]+", given.get("content", "").lower()))
            )
        elif tag == "a" and given.get("href") and not self._unseen:
            self._open = []
            self.links.append(
                (given["href"].strip(), self._open, not self.NOFOLLOW & set(given.get("rel", "").lower().split()))
            )
        elif tag in ("img", "source", "video"):
            self._picture(given)
        if tag not in self.IN_LINES:
            self.words.append("\n")

    handle_startendtag = handle_starttag

    def _picture(self, given: dict[str, str]) -> None:
        if self._open is not None and given.get("alt"):
            self._open.append(given["alt"])
        for name in ("src", "srcset", "data-src", "data-srcset", "poster"):
            if given.get(name):
                self.pictures.append(given[name])

    def handle_endtag(self, tag):
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        if tag == "a":
            self._open = None
        if tag not in self.IN_LINES:
            self.words.append("\n")

    def handle_data(self, data):
        if self._unseen:
            return
        self.words.append(data)
        if self._open is not None:
            self._open.append(data)


# --- Links and pictures ---------------------------------------------------------------------------------------------


class Linked(StrEnum):
    """How a page links to an article, the best first."""

    YES = "yes"
    NOFOLLOW = "nofollow"
    EMPTY = "empty"
    BARE = "bare"
    ELSEWHERE = "elsewhere"
    NO = "no"


def link_key(address: str) -> str:
    """Return host and path of an address, as far as they decide where it leads; "" for what leads to no site."""
    try:
        parts = urlsplit(address.strip() if "//" in address[:9] else f"//{address.strip()}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "") or ("." not in host and host != "localhost"):
        return ""
    return host + unquote(parts.path).casefold().rstrip("/")


def linked(page: Page, addresses: Iterable[str]) -> Linked:
    """Return how a page links to an article with these addresses, the first of which is the one that it has now."""
    wanted = {link_key(address) for address in addresses} - {""}
    hosts = {key.partition("/")[0] for key in wanted}
    found = {_quality(link, wanted, hosts) for link in page.links}
    if wanted & {link_key(address.rstrip(".,;:!?")) for address in _BARE_ADDRESS.findall(page.text)}:
        found.add(Linked.BARE)
    return next((quality for quality in Linked if quality in found), Linked.NO)


def _quality(link: Link, wanted: set[str], hosts: set[str]) -> Linked:
    key = link_key(link.address) if "//" in link.address[:9] else ""
    if key in wanted:
        if not link.words:
            return Linked.EMPTY
        return Linked.YES if link.follows else Linked.NOFOLLOW
    return Linked.ELSEWHERE if key and key.partition("/")[0] in hosts else Linked.NO


def pictures_in(page: Page, names: Mapping[str, int]) -> set[int]:
    """Return which pictures a page shows; `names` are parts of addresses, in small letters, and what they stand for."""
    shown = " ".join(unquote(address).casefold() for address in page.pictures)
    return {picture for name, picture in names.items() if name and name in shown}


# --- Words ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stretch:
    """A passage of our text that a page has, from `start` to `end`; its longest unchanged piece has `verbatim`."""

    start: int
    end: int
    verbatim: int
    edited: bool

    @property
    def characters(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Overlap:
    """What a page has of a text of `total` characters; the stretches come in the order of our text."""

    stretches: tuple[Stretch, ...]
    total: int

    @property
    def taken(self) -> int:
        return sum(stretch.characters for stretch in self.stretches)

    @property
    def longest(self) -> int:
        return max((stretch.verbatim for stretch in self.stretches), default=0)

    @property
    def percent(self) -> int:
        return round(100 * self.taken / self.total) if self.total else 0


@dataclass(frozen=True)
class _Word:
    word: str
    start: int
    end: int


class Words:
    """The words of a text, made ready to be compared with others."""

    def __init__(self, text: str):
        self.text = text
        self.rows = [_Word(_folded(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
        self.words = [row.word for row in self.rows]

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where every few words in a row stand."""
        found = defaultdict(list)
        for at in range(len(self.words) - SEED + 1):
            known = found[tuple(self.words[at : at + SEED])]
            if len(known) < MOST_PLACES:
                known.append(at)
        return found


@dataclass(frozen=True)
class _Piece:
    """`length` words in a row that stand at `ours` and at `theirs`."""

    ours: int
    theirs: int
    length: int


def overlap(ours: str, theirs: str | Words) -> Overlap:
    """Return what a page with the words `theirs` has of our text, in whatever order, also lightly edited."""
    mine, other = Words(ours), theirs if isinstance(theirs, Words) else Words(theirs)
    stretches = (_stretch(passage, mine.rows) for passage in _passages(_once(_pieces(mine.words, other))))
    return Overlap(tuple(one for one in stretches if one), len(ours.strip()))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _pieces(mine: list[str], other: Words) -> list[_Piece]:
    """Return, from the beginning of our text to its end, the longest agreement at each place."""
    pieces, at = [], 0
    while at + SEED <= len(mine):
        places = other.places.get(tuple(mine[at : at + SEED]), ())
        found = [_Piece(at, there, _agreement(mine, other.words, at, there)) for there in places]
        if found:
            pieces.append(max(found, key=lambda piece: piece.length))
            at += pieces[-1].length
        else:
            at += 1
    return pieces


def _once(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out what rests on words that a longer piece rests on already: a page that says it once has it once."""
    used: set[int] = set()
    kept = []
    for piece in sorted(pieces, key=lambda piece: -piece.length):
        there = range(piece.theirs, piece.theirs + piece.length)
        if sum(at in used for at in there) * 2 <= piece.length:
            used.update(there)
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.ours)


def _agreement(mine: list[str], other: list[str], at: int, there: int) -> int:
    length = SEED
    most = min(len(mine) - at, len(other) - there)
    while length < most and mine[at + length] == other[there + length]:
        length += 1
    return length


def _passages(pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Join pieces that follow one another closely in both texts: there, a few words were changed."""
    passage: list[_Piece] = []
    for piece in pieces:
        if passage and not _follows(passage[-1], piece):
            yield passage
            passage = []
        passage.append(piece)
    if passage:
        yield passage


def _follows(before: _Piece, piece: _Piece) -> bool:
    here = piece.ours - before.ours - before.length
    there = piece.theirs - before.theirs - before.length
    return 0 <= here <= NEAR and 0 <= there <= NEAR


def _stretch(passage: list[_Piece], mine: list[_Word]) -> Stretch | None:
    start, end = mine[passage[0].ours].start, mine[passage[-1].ours + passage[-1].length - 1].end
    agreeing = [mine[one.ours + one.length - 1].end - mine[one.ours].start for one in passage]
    words = [one.word for piece in passage for one in mine[piece.ours : piece.ours + piece.length]]
    if len(words) < LEAST_WORDS or sum(map(_told, words)) < LEAST_LETTERS:
        return None
    return Stretch(start, end, max(agreeing), len(passage) > 1)


def _told(word: str) -> int:
    return 3 if _UNSPACED_SIGN.match(word) else len(word)


def telling_phrases(text: Words, *, most: int = 48, length: int = 4) -> list[list[str]]:
    """Return phrases from all over a text by which to look for it: of each part, those with the longest words."""
    words = text.words
    starts = range(max(len(words) - length + 1, 0))
    part = max(PART, -(-len(starts) // (most // 2)))
    phrases = []
    for begin in range(0, len(starts), part):
        here = sorted(range(begin, min(begin + part, len(starts))), key=lambda at: -_weight(words[at : at + length]))
        chosen: list[int] = []
        for at in here:
            if all(abs(at - other) >= length for other in chosen):
                chosen.append(at)
            if len(chosen) == 2:
                break
        phrases += [words[at : at + length] for at in sorted(chosen)]
    return phrases[:most]


def _weight(words: list[str]) -> int:
    return sum(min(len(word), 12) for word in words) + 2 * len(set(words))
