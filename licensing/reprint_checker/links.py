"""Whether a page leads to an article, and which pictures it shows."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from .page import Link, Page

_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]+", re.IGNORECASE)


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
