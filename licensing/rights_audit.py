"""Every article and picture with its rights, for an audit: read in pieces, whatever the size of the house."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Prefetch

from articles.models import Article, Image, License, Revision
from articles.rights import license_terms, machine_readable, syndication
from masthead.models import Publication

PIECE = 500  # Rows that are held at once.


def licenses() -> Iterator[dict]:
    """Yield every set of terms, with what it means in words."""
    for one in License.objects.select_related("replaced_by").listed():
        yield {
            "license": one.slug,
            "name": one.name,
            "url": one.url,
            "notice": one.notice,
            "is_default": one.is_default,
            "replaced_by": one.replaced_by and one.replaced_by.slug,
            "max_extract": one.max_extract,
            "link_required": one.link_required,
            "may_republish": one.may_republish,
            "may_sell": one.may_sell,
            "may_change": one.may_change,
            "may_mine": one.may_mine,
            "may_train": one.may_train,
            "in_words": license_terms.in_words(one),
        }


def articles(paper: Publication) -> Iterator[dict]:
    """Yield every article: under which terms it stands now, would be published next, and stood at each time."""
    told = ("article", "number", "kind", "live_from", "live_until", "published_at", "hero", "license__slug")
    revisions = Revision.objects.select_related("license").only(*told).order_by("number")
    rows = Article.objects.select_related("license").defer("body").order_by("pk")
    rows = rows.prefetch_related(Prefetch("revisions", revisions), "pictures")
    for article in rows.iterator(chunk_size=PIECE):
        yield _article(article, list(article.revisions.all()), paper)


def _article(article: Article, revisions: list[Revision], paper: Publication) -> dict:
    last = revisions[-1] if revisions else None
    return {
        "article": article.pk,
        "address": syndication.absolute(article.path) if article.path else None,
        "headline": article.headline,
        "language": article.language,
        "license": _slug(last),
        "license_of_working_copy": _slug(article),
        "copyright": license_terms.copyright_notice(last, paper) if last else None,
        "withdrawn": last is not None and last.withdrawn,
        "revisions": [
            {
                "number": one.number,
                "kind": one.kind,
                "license": _slug(one),
                "live_from": _moment(one.live_from),
                "live_until": _moment(one.live_until),
            }
            for one in revisions
        ],
        "pictures": sorted(
            {image.pk for image in article.pictures.all()} | {one.hero_id for one in revisions} - {None}
        ),
    }


def pictures() -> Iterator[dict]:
    """Yield every picture of the library with what is known of its rights."""
    rows = Image.objects.select_related("license").prefetch_related("articles").order_by("pk")
    for image in rows.iterator(chunk_size=PIECE):
        yield {
            "picture": image.pk,
            "file": image.filename,
            "sha256": image.sha256,
            "license": _slug(image),
            "credit": image.credit,
            "creator": image.creator,
            "copyright": license_terms.picture_notice(image),
            "source": image.source_url,
            "rights_note": image.rights_note,
            "may_be_passed_on": license_terms.is_free(image.license),
            "data_mining": machine_readable.data_mining(image.license),
            "taken_down": _moment(image.taken_down_at),
            "articles": sorted(article.pk for article in image.articles.all()),
        }


def _slug(of: Article | Revision | Image | None) -> str | None:
    return of.license.slug if of and of.license else None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
