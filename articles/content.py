"""An article's content as plain data: for fingerprints, saved drafts and comparisons."""

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Article, Draft, Revision

WORDS = ("headline", "standfirst", "kicker", "dateline", "body", "hero_caption", "seo_title", "seo_description")
CHOICES = ("language", "section_id", "hero_id", "license_id", "sensitive")
DESK = ("slug", "translation_of_id")
WORKING_COPY = (*WORDS, *CHOICES, *DESK)


def printed_bylines(article: "Article") -> list[dict]:
    """Return the bylines in order as `{"person": id or None, "name": …, "role": …}`."""
    rows = article.bylines.select_related("person").order_by("position", "pk")
    return [{"person": row.person_id, "name": str(row), "role": row.role} for row in rows]


def printed_tags(article: "Article") -> list[dict]:
    """Return the tags as `{"id": …, "name": …, "slug": …}`, by name."""
    return [{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in article.tags.order_by("name")]


def of_article(article: "Article") -> dict:
    """Return the working copy as data that JSON can hold."""
    return {name: getattr(article, name) for name in WORDS + CHOICES} | {
        "bylines": printed_bylines(article),
        "tags": printed_tags(article),
        "related": sorted(article.related.values_list("pk", flat=True)),
    }


def for_draft(article: "Article") -> dict:
    """Return the working copy with what only the desk needs of it."""
    return of_article(article) | {name: getattr(article, name) for name in DESK}


def of_working_copy(article: "Article") -> dict:
    """Return what two people may be changing at once: like `for_draft`, with tags by name."""
    return _by_name(for_draft(article))


def of_draft(draft: "Draft") -> dict:
    """Return a saved draft in the shape of `of_working_copy`."""
    return _by_name(draft.content)


def _by_name(printed: dict) -> dict:
    return printed | {"tags": sorted(tag["name"] for tag in printed["tags"])}


def of_revision(revision: "Revision") -> dict:
    """Return what a revision printed, in the same shape as `of_article`."""
    names = (*WORDS, *CHOICES, "bylines", "tags", "related")
    return {name: getattr(revision, name) for name in names}


def is_printed(article: "Article", revision: "Revision") -> bool:
    """Tell whether a revision says what the working copy says; the paper's default license stands in it by name."""
    kept = of_article(article)
    pinned = {"license_id": revision.license_id} if kept["license_id"] is None else {}
    return kept | pinned == of_revision(revision)


def fingerprint(revision: "Revision", *, previous: str) -> str:
    """Return the sha256 of a revision and of the one before it, as 64 hexadecimal digits."""
    record = of_revision(revision) | {
        "article": revision.article_id,
        "number": revision.number,
        "kind": revision.kind,
        "reason": revision.reason,
        "live_from": revision.live_from.timestamp(),
        "previous": previous,
    }
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
