"""Reading WordPress' export format (WXR 1.0 to 1.2), item by item, without trusting it.

The format is RSS 2.0 with elements of WordPress' own; exports in the wild spell its namespace in several ways, so
elements are known by their local names. Nothing is fetched and no entity is expanded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from articles.importers.errors import BadExport
from articles.importers.url_parts import parts_of, path_of

VERSIONS = ("1.0", "1.1", "1.2")


@dataclass
class Author:
    login: str
    name: str
    email: str = ""


@dataclass
class Term:
    """A category or tag: `taxonomy` is "category", "post_tag" or a plugin's own."""

    taxonomy: str
    slug: str
    name: str


@dataclass
class Item:
    """One post, page, attachment or other thing; dates are aware and in UTC, or None where the export has none."""

    id: str
    type: str
    status: str
    title: str
    link: str
    slug: str
    author: str
    content: str
    excerpt: str
    published: datetime | None
    password: str
    parent: str
    attachment_url: str
    sticky: bool
    comments: int
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of the item's address, decoded."""
        return path_of(self.link)

    def __str__(self) -> str:
        return f"{self.type} {self.id} “{self.title or self.slug}”"


@dataclass
class Export:
    """What stands at the head of an export; `counts` is how many items of each type and status it has."""

    path: Path
    version: str
    title: str
    language: str
    site: str
    authors: list[Author]
    terms: list[Term]
    counts: dict[tuple[str, str], int]

    @property
    def hosts(self) -> set[str]:
        """The host of the site, with and without www."""
        host = parts_of(self.site).netloc.lower()
        bare = host.removeprefix("www.")
        return {bare, f"www.{bare}"} - {"", "www."}

    def items(self) -> Iterator[Item]:
        """Yield the items in the order of the file; one at a time is in memory."""
        for element in _elements(self.path, "item"):
            yield _item(element)


def open_export(path: Path) -> Export:
    """Read the whole file once and return its head.

    :raises BadExport: it is not well-formed, not WXR, of an unknown version, or tries something with entities.
    """
    head: dict[str, str] = {}
    authors: list[Author] = []
    terms: list[Term] = []
    counts: dict[tuple[str, str], int] = {}
    for element in _elements(path, "item", "author", "category", "tag", "term", "*"):
        name = _local(element.tag)
        if name == "item":
            kind = (_text(element, "post_type") or "post", _text(element, "status") or "publish")
            counts[kind] = counts.get(kind, 0) + 1
        elif name == "author" and len(element):
            authors.append(_author(element))
        elif name in ("category", "tag") and len(element):
            terms.append(_declared_term(element, name))
        elif not len(element):
            head.setdefault(name, (element.text or "").strip())
    return _checked(
        Export(
            path=path,
            version=head.get("wxr_version", ""),
            title=head.get("title", ""),
            language=head.get("language", ""),
            site=head.get("base_blog_url") or head.get("base_site_url") or head.get("link", ""),
            authors=authors,
            terms=terms,
            counts=counts,
        )
    )


def _checked(export: Export) -> Export:
    if not export.version:
        raise BadExport(f"{export.path.name} does not say which WXR version it is, so it is no WordPress export.")
    if export.version not in VERSIONS:
        raise BadExport(f"{export.path.name} is WXR {export.version}; versions {', '.join(VERSIONS)} can be read.")
    if not export.counts:
        raise BadExport(f"{export.path.name} holds no items.")
    return export


def _elements(path: Path, *names: str) -> Iterator[Element]:
    """Yield children of the channel by local name ("*" for any), and forget each afterwards."""
    try:
        with path.open("rb") as file:
            yield from _children_of_channel(file, names)
    except ParseError as error:
        line, column = error.position
        raise BadExport(
            f"{path.name} is not well-formed XML (line {line}, column {column}); export it again."
        ) from error
    except DefusedXmlException as error:
        raise BadExport(f"{path.name} declares entities or a document type, which no export needs.") from error
    except (OSError, UnicodeError, LookupError, ValueError) as error:
        raise BadExport(f"{path.name} cannot be read: {error}.") from error


def _children_of_channel(file: BinaryIO, names: tuple[str, ...]) -> Iterator[Element]:
    stack: list[Element] = []
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            stack.append(element)
            continue
        stack.pop()
        if len(stack) == 2 and _local(stack[-1].tag) == "channel":
            if "*" in names or _local(element.tag) in names:
                yield element
            stack[-1].remove(element)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text(element: Element, name: str, *, of: str = "") -> str:
    """Return the text of the first child by local name; `of` is a part of its namespace where names clash."""
    for child in element:
        if _local(child.tag) == name and of in child.tag:
            return child.text or ""
    return ""


def _author(element: Element) -> Author:
    login = _text(element, "author_login").strip()
    first, last = _text(element, "author_first_name").strip(), _text(element, "author_last_name").strip()
    name = _text(element, "author_display_name").strip() or f"{first} {last}".strip() or login
    return Author(login=login, name=name, email=_text(element, "author_email").strip())


def _declared_term(element: Element, name: str) -> Term:
    if name == "category":
        slug, label, taxonomy = _text(element, "category_nicename"), _text(element, "cat_name"), "category"
    else:
        slug, label, taxonomy = _text(element, "tag_slug"), _text(element, "tag_name"), "post_tag"
    return Term(taxonomy, unquote(slug.strip()), label.strip())


def _item(element: Element) -> Item:
    meta = {_text(row, "meta_key"): _text(row, "meta_value") for row in element if _local(row.tag) == "postmeta"}
    terms = [
        Term(row.get("domain", ""), unquote(row.get("nicename", "")), (row.text or "").strip())
        for row in element
        if _local(row.tag) == "category" and row.get("domain")
    ]
    return Item(
        id=_text(element, "post_id").strip(),
        type=_text(element, "post_type").strip() or "post",
        status=_text(element, "status").strip() or "publish",
        title=_text(element, "title").strip(),
        link=_text(element, "link").strip(),
        slug=unquote(_text(element, "post_name").strip()),
        author=_text(element, "creator").strip(),
        content=_text(element, "encoded", of="content"),
        excerpt=_text(element, "encoded", of="excerpt"),
        published=_published(element),
        password=_text(element, "post_password"),
        parent=_text(element, "post_parent").strip(),
        attachment_url=_text(element, "attachment_url").strip(),
        sticky=_text(element, "is_sticky").strip() == "1",
        comments=sum(1 for row in element if _local(row.tag) == "comment"),
        terms=terms,
        meta=meta,
    )


def _published(element: Element) -> datetime | None:
    """Return when an item was or will be published: by its UTC date, else by its feed date, else by its local one."""
    for text in (_text(element, "post_date_gmt"), _feed_date(element), _text(element, "post_date")):
        moment = _moment(text)
        if moment:
            return moment
    return None


def _feed_date(element: Element) -> str:
    try:
        return parsedate_to_datetime(_text(element, "pubDate")).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.year > 1970 else None
