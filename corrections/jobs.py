"""What happens by itself: notices and passages follow new revisions, and people are forgotten in time."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone

from articles.models import Article, Revision
from articles.signals import revised
from corrections import actions
from corrections.models import Passage
from press import jobs

LOOKED_BACK = timedelta(days=2)


@receiver(revised, dispatch_uid="corrections.follow")
def follow(revision: Revision, **kwargs: Any) -> None:
    """Give a correction its notice, and have the waiting passages of an article looked for in what stands now."""
    actions.announce_along(revision)
    if Passage.objects.waiting().filter(article=revision.article_id).exists():
        anchor.later(revision.article_id)


@jobs.job(priority=jobs.Priority.URGENT)
def anchor(article_id: int) -> None:
    """Look for the waiting passages of one article in what stands now."""
    actions.anchor_again(Article.objects.get(pk=article_id))


@jobs.every(minutes=5, priority=jobs.Priority.URGENT)
def catch_up() -> None:
    """Follow revisions whose scheduled hour has come, and give notices to those that were made while we went down."""
    now = timezone.now()
    for article_id in _with_a_new_text(now - timedelta(hours=1)):
        anchor.later(article_id)
    silent = Revision.objects.filter(kind=Revision.Kind.CORRECTION, live_from__gt=now - LOOKED_BACK, corrections=None)
    for revision in silent:
        actions.announce_along(revision)


def _with_a_new_text(since: datetime) -> set[int]:
    """Return the articles with waiting passages in which a scheduled text took its place since a moment."""
    come = Revision.objects.in_force().filter(live_from__gt=since).filter(live_from__gt=F("made_at"))
    waiting = Passage.objects.waiting().filter(article__in=come.values("article"))
    return set(waiting.values_list("article", flat=True))


@jobs.every(hours=24)
def forget() -> None:
    """Erase the personal data of reports that were decided long enough ago, and every trace of senders but today's."""
    now = timezone.now()
    actions.erase_expired(now - timedelta(days=settings.REPORT_DATA_DAYS))
    actions.forget_senders(now - timedelta(days=1))
