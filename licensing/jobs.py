"""What happens by itself: holders hear of changes, and forgotten requests are closed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from articles.models import Revision
from articles.signals import noticed, revised
from licensing import actions
from licensing.models import Grant, ReprintRequest, Republisher
from press import jobs

LOOKED_BACK = timedelta(days=2)


@receiver(revised, dispatch_uid="licensing.follow")
def follow(revision: Revision, **kwargs: Any) -> None:
    """Have the holders of an article told of what readers see now; what is to come is told when its hour comes."""
    if revision.live_from <= timezone.now() and _somebody_has(revision.article_id):
        tell.later(revision.pk)


@receiver(noticed, dispatch_uid="licensing.follow_notice")
def follow_notice(revision: Revision, key: str, words: str, **kwargs: Any) -> None:
    """Have the holders of an article told of a notice, a retraction for one, that came without a new text."""
    if _somebody_has(revision.article_id):
        tell_notice.later(revision.pk, key, words)


def _somebody_has(article_id: int) -> bool:
    return any(model.objects.filter(article=article_id).exists() for model in (Grant, Republisher))


@jobs.job(priority=jobs.Priority.URGENT)
def tell(revision_id: int) -> None:
    """Write to everybody who has an older text of an article."""
    revision = Revision.objects.filter(pk=revision_id).first()  # One that nobody has seen may be gone.
    if revision:
        actions.tell(revision)


@jobs.job(priority=jobs.Priority.URGENT)
def tell_notice(revision_id: int, key: str, words: str) -> None:
    """Write to everybody who has an article of a notice on it."""
    actions.tell_notice(Revision.objects.get(pk=revision_id), key=key, words=words)


@jobs.every(minutes=5, priority=jobs.Priority.URGENT)
def catch_up() -> None:
    """Tell of scheduled revisions whose hour has come, and of those that were made while we went down."""
    now = timezone.now()
    come = Revision.objects.seen(now).filter(live_from__gt=now - LOOKED_BACK)
    held = Grant.objects.values("article").union(Republisher.objects.values("article"))
    for revision in come.filter(article__in=held):
        actions.tell(revision)


@jobs.every(hours=24)
def tidy() -> None:
    """Close requests that nobody pursues; forget who asked in vain long ago, and the fingerprints of yesterday."""
    now = timezone.now()
    actions.expire_forgotten(now)
    actions.forget_in_vain(now - timedelta(days=settings.REPORT_DATA_DAYS))
    old = ReprintRequest.objects.filter(received_at__lt=now - timedelta(days=1)).exclude(sender="")
    old.update(sender="")
