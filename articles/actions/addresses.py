"""The address that an article gets, keeps, and leaves behind."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, OldAddress
from masthead.models import Publication
from press.model_fields import longest

LONGEST = longest(Article, "slug")


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
def lead_from(path: str, article: Article) -> bool:
    """Let an address that readers know from elsewhere lead to an article; return False if it is another article's."""
    if taken(path, by_another_than=article):
        return False
    OldAddress.objects.get_or_create(path=path, defaults={"article": article})
    return True


@transaction.atomic
def settle(article: Article) -> None:
    """Give a published or scheduled article its address; an address that readers know leads on to the new one.

    One that is neither has none.
    """
    published_at = article.first_published_at
    if published_at is None:
        return
    path, slug = free_path(article, published_at=published_at, slug=slug_for(article))
    if article.path and article.path != path and published_at <= timezone.now():
        OldAddress.objects.get_or_create(path=article.path, defaults={"article": article})
    OldAddress.objects.filter(path=path, article=article).delete()
    article.path, article.slug = path, slug
    article.save(update_fields=["path", "slug"])
