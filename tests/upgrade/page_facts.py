"""What an answer tells whoever asked: its words, moments and links, apart from how it looks.

Words of the furniture may change from version to version, and so may the order in which a page shows things. So of a
page we keep what stood in the database: `record` picks it out, and `lost` names what of it is not told any more.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "rect"}
SILENT = {"script", "style", "template", "dialog"}
INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "wbr"}
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass
class Page:
    """An answer. `entries` are the ids of a feed or the addresses of a sitemap; `changes` are words marked as such."""

    status: int
    kind: str = ""
    leads_to: str = ""
    text: str = ""
    moments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)


def read(status: int, headers: dict[str, str], body: str) -> Page:
    """Read an answer; of a page with a `main` only what stands in it."""
    kind = headers.get("Content-Type", "").partition(";")[0]
    page = Page(status, kind, leads_to=_path(headers.get("Location", "")))
    if kind == "text/html":
        _read_html(body, page)
    elif kind.endswith("xml"):
        root = ElementTree.fromstring(body)
        page.entries = list(_entries(root))
        page.text = folded(" ".join(_words_of(text) for text in root.itertext()))
    elif kind.endswith("json"):
        page.entries = [item["id"] for item in _items(json.loads(body))]
        page.text = folded(" ".join(map(_words_of, _strings(json.loads(body)))))
    else:
        page.text = folded(body)
    return page


def folded(text: str) -> str:
    """Return text as it is compared: in one form of Unicode, on one line, without what nobody sees."""
    return " ".join(unicodedata.normalize("NFC", text).translate(INVISIBLE).split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, folded."""
    return [one for line in text.splitlines() for one in re.split(r"(?<=[.!?])\s+", folded(line)) if one]


# --- Keeping and comparing ------------------------------------------------------------------------------------------


def record(page: Page, *, texts: Iterable[str], words: Iterable[str], addresses: Iterable[str]) -> dict:
    """Return what of a page is worth keeping: of `texts`, which have an order, of `words` and of links what is in it.

    Empty parts are left out.
    """
    kept = asdict(page) | {"text": _in_order(texts, page.text), "links": sorted(set(page.links) & set(addresses))}
    kept["words"] = [one for one in dict.fromkeys(words) if says(page.text, one) and one not in kept["text"]]
    kept["changes"] = sorted({word for words in page.changes for word in words.split() if len(word) > 3})
    kept["moments"] = sorted(set(page.moments))
    return {name: value for name, value in kept.items() if value}


def lost(kept: dict, page: Page) -> list[str]:
    """Return a sentence for each thing that was kept of a page and that it does not tell any more."""
    faults = [
        f"{name} was {kept.get(name, '')!r} and is {now!r}"
        for name, now in (("status", page.status), ("kind", page.kind), ("leads_to", page.leads_to))
        if kept.get(name, "") != now
    ]
    faults += [f"does not say “{one}”" for one in kept.get("words", []) if not says(page.text, one)]
    faults += [f"does not show the change “{one}”" for one in kept.get("changes", []) if one not in page.text]
    faults += [f"does not say, in its place, “{one}”" for one in _out_of_order(kept.get("text", []), page.text)]
    faults += [f"does not tell the moment {one}" for one in kept.get("moments", []) if one not in page.moments]
    faults += [f"does not lead to {one}" for one in kept.get("links", []) if one not in page.links]
    still = [one for one in page.entries if one in kept.get("entries", [])]
    if kept.get("entries", []) != still:
        faults.append(f"its entries were {kept['entries']}, and of these there are {still}")
    return faults


def says(text: str, words: str) -> bool:
    """Tell whether words stand in a text, and are not a part of longer ones."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _in_order(texts: Iterable[str], text: str) -> list[str]:
    found = [one for one in dict.fromkeys(texts) if says(text, one)]
    return sorted(found, key=text.index)


def _out_of_order(texts: list[str], text: str) -> Iterator[str]:
    at = 0
    for one in texts:
        place = text.find(one, at)
        if place < 0:
            yield one
        else:
            at = place + len(one)


# --- Reading HTML ---------------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """Gathers what is visible; `only_main` passes over all that stands elsewhere."""

    def __init__(self, page: Page, *, only_main: bool):
        super().__init__()
        self.page, self.said, self.open = page, [], []
        self.only_main = only_main

    @property
    def is_heard(self) -> bool:
        in_place = not self.only_main or "main" in self.open
        return in_place and not SILENT.intersection(self.open) and "hidden" not in self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag not in VOID:
            self.open.append("hidden" if "hidden" in told and tag not in SILENT else tag)
        if not self.is_heard:
            return
        self.said.append("" if tag in INLINE else " ")
        if tag == "img" or told.get("role") == "img":
            self.said.append(f" {told.get('alt') or told.get('aria-label') or ''} ")
        if tag == "time" and told.get("datetime"):
            self.page.moments.append(_instant(told["datetime"]))
        if tag == "a" and told.get("href"):
            self.page.links.append(_path(told["href"]))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Pass over what is closed at once: parts of drawings."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE and self.is_heard:
            self.said.append(" ")
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.is_heard:
            self.said.append(data)
            if self.open and self.open[-1] in ("ins", "del"):
                self.page.changes.append(folded(data))


def _read_html(html: str, page: Page) -> None:
    reader = _Reader(page, only_main="<main" in html)
    reader.feed(html)
    reader.close()
    page.text = folded("".join(reader.said))


def _words_of(text: str) -> str:
    """Return the words of a text that may be HTML, as feeds carry it."""
    if "<" not in text:
        return text
    page = Page(200)
    _read_html(text, page)
    return page.text


def _instant(written: str) -> str:
    """Return a moment in UTC, whatever the zone that it is written in; a day stays as it is."""
    return datetime.fromisoformat(written).astimezone(UTC).isoformat() if "T" in written else written


def _path(address: str) -> str:
    return unquote(urlsplit(address).path)


# --- Reading feeds --------------------------------------------------------------------------------------------------


def _entries(root: ElementTree.Element) -> Iterator[str]:
    """Yield the ids of what a feed tells, and the addresses of a sitemap."""
    for one in root.iter():
        if _name(one) in ("item", "entry", "url"):
            yield next(unquote(each.text.strip()) for each in one if _name(each) in ("guid", "id", "loc"))


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _items(data: object) -> list[dict]:
    return data.get("items", []) if isinstance(data, dict) and "feed" in str(data.get("version", "")) else []


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _strings(each)
