"""Where articles live: the address each gets, keeps, and leaves behind."""

import re
from datetime import datetime

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, OldAddress, Revision
from masthead.models import PolicyPage, Publication

LONGEST = Article._meta.get_field("slug").max_length


def slug_for(article: Article) -> str:
    """Return the address name that the editor chose, or one made from the headline."""
    slug = article.slug or slugify(article.headline, allow_unicode=True)[:180].strip("-")
    return slug.lower()[:LONGEST] or f"article-{article.pk}"


def free_path(article: Article, *, published_at: datetime, slug: str) -> tuple[str, str]:
    """Return a path of the form `/YYYY/MM/DD/slug/` that no other article has or had, and the slug in it.

    The day is that of the paper's own zone. A clash adds -2, -3 and so on.
    """
    day = published_at.astimezone(Publication.objects.current().zone).strftime("/%Y/%m/%d/")
    candidate, number = slug, 1
    while taken(f"{day}{candidate}/", by_another_than=article):
        number += 1
        candidate = f"{slug[: LONGEST - 9]}-{number}"
    return f"{day}{candidate}/", candidate


def taken(path: str, *, by_another_than: Article) -> bool:
    """Tell whether `path` is or was another article's."""
    return (
        Article.objects.filter(path=path).exclude(pk=by_another_than.pk).exists()
        or OldAddress.objects.filter(path=path).exclude(article=by_another_than).exists()
    )


@transaction.atomic
def settle(article: Article) -> None:
    """Give a published or scheduled article its address; an address that readers know leads on to the new one."""
    slug = slug_for(article)
    path, slug = free_path(article, published_at=article.first_published_at, slug=slug)
    if article.path and article.path != path and article.first_published_at <= timezone.now():
        OldAddress.objects.get_or_create(path=article.path, defaults={"article": article})
    OldAddress.objects.filter(path=path, article=article).delete()
    article.path, article.slug = path, slug
    article.save(update_fields=["path", "slug"])


# --- Finding ----------------------------------------------------------------------------------------------------------

LAST_NAME = re.compile(r"/(?:[^/]+/){0,4}([-\w]+)/")
DATELESS = re.compile(r"/(?:\d+/){0,3}([-\w]+)/")


def spellings(path: str) -> list[str]:
    """Return `path` as it came and as it should have been written: in lower case, with a slash at its end."""
    slashed = path if path.endswith("/") else f"{path}/"
    return list(dict.fromkeys([path, slashed, slashed.lower()]))


def forwarding(path: str) -> str | None:
    """Return where a reader who asks for a `path` that leads nowhere should be sent, None if there is no such place.

    That is an article that had this address, or one with this address name whatever the date, or a page of the paper
    that is spelled a little differently. What readers cannot know yet is not betrayed.
    """
    seen = Revision.objects.in_force().order_by("-published_at", "-pk").values_list("article__path", flat=True)
    moved = seen.filter(article__old_addresses__path__in=spellings(path)).first()
    return moved or _undated(seen, path) or _respelled(path) or _about(path)


def _undated(seen, path: str) -> str | None:
    name = DATELESS.fullmatch(spellings(path)[-1])
    if name is None:
        return None
    # The slug may be one that an editor has chosen and readers do not know yet; the path is what they know.
    return seen.filter(article__slug=name[1], article__path__endswith=f"/{name[1]}/").first()


def _about(path: str) -> str | None:
    """Return the page about the paper that has the last name in `path`: other systems have such pages anywhere."""
    name = LAST_NAME.fullmatch(spellings(path)[-1])
    page = PolicyPage.objects.public().filter(slug=name[1]).first() if name else None
    return page.get_absolute_url() if page else None


def _respelled(path: str) -> str | None:
    """Return another spelling of `path` under which there is a page other than an article."""
    return next((one for one in spellings(path)[1:] if _page_at(one)), None)


def _page_at(path: str) -> bool:
    try:
        return resolve(path).url_name != "article"
    except Resolver404:
        return False
