"""The newest articles for feed readers: RSS 2.0, Atom 1.0 and JSON Feed 1.1, of the paper and of its parts.

A feed carries no more of a text than its license lets out. An item keeps its id when it is corrected; Atom and JSON
say when it was.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.models import Image, Revision, Section
from articles.pages.body import pictures_of
from articles.querysets import RevisionQuerySet
from articles.rights import license_terms, syndication
from articles.rights.syndication import absolute
from articles.tags import printed_tags
from masthead.models import Person, Publication
from masthead.requests import PaperRequest
from press import page_cache, richtext

MOST = 30


@dataclass(frozen=True)
class Channel:
    """What a feed is of: its title, the page it belongs to, the revisions on it, and the hub that sends it on."""

    title: str
    description: str
    page: str
    rows: RevisionQuerySet
    hub: str = ""


@dataclass(frozen=True)
class Item:
    """One article as a feed tells it. `html` is empty where the license lets only the extract out."""

    id: str
    url: str
    title: str
    extract: str
    html: str
    authors: list[str]
    tags: list[str]
    published: datetime
    updated: datetime
    language: str
    rights: str
    license: str
    picture: dict | None


@require_safe
@page_cache.cached()
def feed(request: PaperRequest, form: str, kind: str = "paper", slug: str = "") -> HttpResponse:
    """Answer a feed in one of three forms."""
    paper = request.publication
    channel = CHANNELS[kind](paper, slug)
    revisions = list(channel.rows.for_reading().with_what_others_say()[:MOST])
    pictures = pictures_of("".join(one.body for one in revisions if license_terms.is_free(one.license)))
    items = [_item(revision, paper, pictures) for revision in revisions]
    body, media_type = FORMS[form](channel, items, paper, absolute(request.path))
    return HttpResponse(body, content_type=media_type)


def _of_paper(paper: Publication, slug: str) -> Channel:
    return Channel(paper.name, paper.tagline, reverse("front"), Revision.objects.live().newest(), settings.WEBSUB_HUB)


def _of_section(paper: Publication, slug: str) -> Channel:
    section = get_object_or_404(Section, slug=slug)
    rows = Revision.objects.live().in_section(section).newest()
    return Channel(f"{section.name} – {paper.name}", section.description, section.get_absolute_url(), rows)


def _of_tag(paper: Publication, slug: str) -> Channel:
    tag = get_object_or_404(printed_tags(), slug=slug)
    return Channel(f"{tag.name} – {paper.name}", "", reverse("tag", args=[slug]), Revision.objects.live().about(tag))


def _of_author(paper: Publication, slug: str) -> Channel:
    person = get_object_or_404(Person, slug=slug)
    rows = Revision.objects.live().by_person(person)
    return Channel(f"{person.name} – {paper.name}", person.role, person.get_absolute_url(), rows)


CHANNELS = {"paper": _of_paper, "section": _of_section, "tag": _of_tag, "author": _of_author}


def _item(revision: Revision, paper: Publication, pictures: dict[int, Image]) -> Item:
    text = "\n".join(filter(None, [revision.standfirst, richtext.plain_text(revision.body)]))
    license = revision.license
    extract = license_terms.extract(revision.standfirst or text, license)
    return Item(
        id=syndication.identity(revision),
        url=absolute(revision.get_absolute_url()),
        title=richtext.writable(revision.headline),
        extract=richtext.writable("\n".join([*syndication.notes_on(revision), extract]).strip()),
        html=richtext.writable(syndication.html(revision, pictures)) if license_terms.is_free(license) else "",
        authors=[richtext.writable(line["name"]) for line in revision.bylines if line["role"] == "author"],
        tags=[richtext.writable(tag["name"]) for tag in revision.tags],
        published=revision.published_at,
        updated=revision.updated_at or revision.published_at,
        language=revision.language,
        rights=richtext.writable(
            f"{license_terms.copyright_notice(revision, paper)}. {license_terms.terms_in_a_line(license)}"
        ).strip(),
        license=license_terms.terms_address(license),
        picture=_picture(revision.hero),
    )


def _picture(image: Image | None) -> dict | None:
    """Return the picture that stands for an article, unless nothing of it may be taken."""
    return syndication.picture_file(image) if image and image.license and image.license.lets_out(1) else None


# --- The three forms ------------------------------------------------------------------------------------------------


MEDIA = "http://search.yahoo.com/mrss/"


class _Rss(Rss201rev2Feed):
    """RSS with the whole text (content), names (dc), the last change (atom) and pictures with their size (media)."""

    def rss_attributes(self) -> dict:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _add_hub(handler, "atom:link", self.feed["hub"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:rights", item["item_copyright"])
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("atom:link", "", {"rel": "license", "href": item["license"]})
        if item["html"]:
            handler.addQuickElement("content:encoded", item["html"])
        _add_picture(handler, item["picture"])


class _Atom(Atom1Feed):
    """Atom with the whole text, every name and pictures with their size (media)."""

    def root_attributes(self) -> dict:
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _add_hub(handler, "link", self.feed["hub"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("link", "", {"rel": "license", "href": item["license"]})  # RFC 4946
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})
        _add_picture(handler, item["picture"])


def _add_hub(handler: SimplerXMLGenerator, element: str, hub: str) -> None:
    if hub:
        handler.addQuickElement(element, attrs={"rel": "hub", "href": hub})


def _add_picture(handler: SimplerXMLGenerator, picture: dict | None) -> None:
    if picture is None:
        return
    size = {"width": str(picture["width"]), "height": str(picture["height"])}
    file = {"url": picture["url"], "type": "image/jpeg", "medium": "image"} | size
    handler.startElement("media:content", AttributesImpl(file))
    handler.addQuickElement("media:description", richtext.writable(picture["alt"]))
    handler.addQuickElement("media:credit", richtext.writable(picture["credit"]))
    handler.endElement("media:content")


Writer = Callable[[Channel, list[Item], Publication, str], tuple[bytes | str, str]]
"""Writes a feed that is at an address; returns its text and its media type."""


def _xml(generator: type) -> Writer:
    def write(channel: Channel, items: list[Item], paper: Publication, address: str) -> tuple[bytes | str, str]:
        newest = max((item.updated for item in items), default=None)
        made = generator(
            title=richtext.writable(channel.title),
            link=absolute(channel.page),
            description=richtext.writable(channel.description or channel.title),
            language=paper.language,
            feed_url=address,
            hub=channel.hub,
            feed_copyright=richtext.writable(f"© {paper.copyright_holder}"),
        )
        made.latest_post_date = lambda: newest or datetime(2000, 1, 1, tzinfo=paper.zone)
        for item in items:
            made.add_item(
                title=item.title,
                link=item.url,
                description=item.extract,
                unique_id=item.id,
                unique_id_is_permalink=False,
                pubdate=item.published,
                updateddate=item.updated,
                categories=item.tags,
                item_copyright=item.rights,
                authors=item.authors,
                html=item.html,
                license=item.license,
                picture=item.picture,
            )
        return made.writeString("utf-8"), made.content_type

    return write


def _json(channel: Channel, items: list[Item], paper: Publication, address: str) -> tuple[bytes | str, str]:
    """Write JSON Feed 1.1 (jsonfeed.org)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": absolute(channel.page),
        "feed_url": address,
        "description": channel.description,
        "language": paper.language,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        "items": [_json_item(item) for item in items],
    }
    return json.dumps(document, ensure_ascii=False), "application/feed+json; charset=utf-8"


def _json_item(item: Item) -> dict:
    told = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.extract if item.html else "",
        "content_html": item.html,
        "content_text": "" if item.html else item.extract,
        "image": item.picture and item.picture["url"],
        "_picture": item.picture and {name: item.picture[name] for name in ("width", "height", "alt", "credit")},
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": item.tags,
        "language": item.language,
        "_rights": {"notice": item.rights, "license": item.license},
    }
    return {name: value for name, value in told.items() if value}


FORMS: dict[str, Writer] = {"rss": _xml(_Rss), "atom": _xml(_Atom), "json": _json}
