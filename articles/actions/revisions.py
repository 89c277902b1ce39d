"""How a revision is added to an article, with all that is made of it; the other verbs stand on this."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import content, search
from articles.errors import StaleArticle
from articles.models import (
    Article,
    Credit,
    License,
    Placement,
    Revision,
    Subject,
)
from articles.signals import revised
from press import page_cache

from . import addresses

Kind = Revision.Kind


def locked(article: Article, *, any_version: bool = False) -> Article:
    """Return the article as the database has it, held until the transaction ends."""
    fresh = Article.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=article.pk)
    if not any_version and fresh.version != article.version:
        raise StaleArticle(fresh)
    return fresh


def drop_schedule(article: Article, *, now: datetime) -> bool:
    """Remove a revision that no reader has seen, and let the one before it stand until further notice."""
    to_come = article.revisions.filter(live_from__gt=now)
    if not to_come.exists():
        return False
    search.remove(to_come)
    to_come.delete()
    article.revisions.filter(live_until__gt=now).update(live_until=None)
    if not article.revisions.exists():
        article.first_published_at = None
        article.save(update_fields=["first_published_at"])
    return True


def append(
    article: Article,
    *,
    kind: str,
    reason: str,
    by: User | None,
    live_from: datetime,
    now: datetime,
    printed: Revision | None = None,
    updated_at: datetime | None = None,
) -> Revision:
    """Add the next revision, made from the working copy or from what was `printed` before."""
    last = article.revisions.order_by("-number").first()
    if last is None:
        kind, article.first_published_at = Kind.FIRST, live_from
        article.save(update_fields=["first_published_at"])
    # A schedule must not move the address yet: readers of today would be sent to a page that is not there. And what was
    # printed before keeps the address under which it is known.
    if last is None or (printed is None and live_from <= now):
        addresses.settle(article)
    # The standing revision ends at the very moment at which the next begins, so no reader ever finds none or two.
    article.revisions.filter(live_until=None).update(live_until=live_from)
    revision = Revision(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        reason=reason.strip(),
        live_from=live_from,
        published_at=article.first_published_at or live_from,
        updated_at=updated_at if last is None else last.updated_at if kind == Kind.MINOR else live_from,
        made_by=by,
        article_version=article.version if printed is None else printed.article_version,
        **(_frozen(article) if printed is None else content.of_revision(printed)),
    )
    # The digest covers the one before it: whoever changes an old row has to change all that follow.
    revision.sha256 = content.fingerprint(revision, previous=last.sha256 if last else "")
    revision.save(force_insert=True)
    _index(revision)
    search.add(revision)
    tell_pages(article)
    # After the commit, and each receiver by itself: a letter that cannot be queued must not undo a publication.
    transaction.on_commit(lambda: revised.send_robust(sender=Revision, revision=revision))
    return revision


def _frozen(article: Article) -> dict:
    """Return the working copy as it is printed; the paper's default license is pinned by name."""
    printed = content.of_article(article)
    printed["license_id"] = printed["license_id"] or (getattr(License.objects.default(), "pk", None))
    return printed


def _index(revision: Revision) -> None:
    """Make the rows behind author and tag pages."""
    when = revision.published_at
    people = dict.fromkeys(line["person"] for line in revision.bylines if line["person"])
    Credit.objects.bulk_create(Credit(revision=revision, person_id=pk, published_at=when) for pk in people)
    Subject.objects.bulk_create(
        Subject(revision=revision, tag_id=tag["id"], published_at=when) for tag in revision.tags
    )


def tell_pages(article: Article) -> None:
    page_cache.invalidate(drop=[article.path, f"{article.path}history/"] if article.path else [])


@page_cache.scheduled
def next_change(after: datetime | None = None) -> datetime | None:
    """Return the nearest moment after `after` (default: now) at which readers will see something else."""
    after = after or timezone.now()
    moments = [
        Revision.objects.scheduled(after).values_list("live_from", flat=True).first(),
        Placement.objects.filter(live_from__gt=after).order_by("live_from").values_list("live_from", flat=True).first(),
        Placement.objects.filter(live_until__gt=after)
        .order_by("live_until")
        .values_list("live_until", flat=True)
        .first(),
    ]
    return min(filter(None, moments), default=None)
