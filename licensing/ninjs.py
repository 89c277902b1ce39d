"""A kit as IPTC's ninjs 3.1 has it: https://iptc.org/std/ninjs/."""

from typing import TYPE_CHECKING

from articles.models import Image
from articles.rights import license_terms, syndication
from press import richtext

if TYPE_CHECKING:
    from licensing.kits import Kit

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def item(kit: "Kit") -> dict:
    """Return a `licensing.kits.Kit` as a news item: the same `uri` for ever, a higher `version` with every change.

    A withdrawn article is `canceled` and carries no words, so that who had it takes it down.
    """
    revision = kit.revision
    told = {
        "uri": syndication.identity(revision),
        "standard": STANDARD,
        "type": "text",
        "version": str(kit.version),
        "pubStatus": "canceled" if revision.withdrawn else "usable",
        "firstCreated": revision.published_at.isoformat(),
        "versionCreated": revision.live_from.isoformat(),
        "language": revision.language,
        "copyrightHolder": kit.paper.copyright_holder,
        "copyrightNotice": kit.copyright,
        "altIds": [{"role": "canonical", "value": kit.address}],
    }
    return told | ({"edNote": revision.reason} if revision.withdrawn else _content(kit))


def _content(kit: "Kit") -> dict:
    revision = kit.revision
    told = {
        "representationType": "full" if kit.most is None else "partial",
        "usageTerms": license_terms.terms_in_a_line(kit.license),
        "rightsInfo": {"linkedRights": kit.license_url},
        "headlines": [{"role": "main", "value": revision.headline}],
        "descriptions": [
            *([{"role": "summary", "value": revision.standfirst}] if revision.standfirst else []),
            *({"role": "correction", "value": note} for note in kit.notes),
        ],
        "by": kit.byline,
        "located": revision.dateline,
        "subjects": [{"name": tag["name"], "rel": "about"} for tag in revision.tags],
        "infoSources": [{"name": kit.paper.name, "role": "publisher"}],
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": kit.html},
            {
                "role": "text",
                "contentType": "text/plain",
                "charCount": len(kit.words),
                "wordCount": richtext.word_count(kit.words),
                "value": kit.text,
            },
        ],
        "associations": [_picture(image) for image in kit.pictures],
    }
    return {name: value for name, value in told.items() if value}


def _picture(image: Image) -> dict:
    told = {
        "name": f"picture-{image.pk}",
        "rel": "illustrates",
        "uri": syndication.picture_identity(image),
        "type": "picture",
        "by": image.credit or image.creator,
        "usageTerms": license_terms.terms_in_a_line(image.license),
        "rightsInfo": {"linkedRights": license_terms.terms_address(image.license)},
        "descriptions": [{"role": "alt", "value": image.alt_text}] if image.alt_text else [],
        "renditions": _renditions(image),
    }
    return {name: value for name, value in told.items() if value}


def _renditions(image: Image) -> list[dict]:
    file = syndication.picture_file(image)
    if file is None:
        return []
    size = {"width": file["width"], "height": file["height"]}
    return [{"name": "main", "href": file["url"], "contentType": "image/jpeg", **size}]
