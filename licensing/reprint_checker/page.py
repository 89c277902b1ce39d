"""Somebody's page as it was pasted or uploaded: its words, links and pictures."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

MOST_CHARACTERS = 2_000_000
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


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
        except (UnicodeError, LookupError):
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

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[tuple[str, list[str], bool]] = []
        self.pictures: list[str] = []
        self.follows_nothing = False
        self._unseen: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
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

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        if tag == "a":
            self._open = None
        if tag not in self.IN_LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.words.append(data)
        if self._open is not None:
            self._open.append(data)
