"""What happens by itself: looking for passages in new revisions, and forgetting people in time."""

from datetime import timedelta

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from articles.models import Revision
from articles.signals import revised
from corrections import actions
from corrections.models import Passage
from press import jobs


@receiver(revised, dispatch_uid="corrections.anchor")
def follow(sender, revision: Revision, **kwargs) -> None:
    """Have the waiting passages of an article looked for in its new revision."""
    if Passage.objects.waiting().filter(article=revision.article_id).exists():
        anchor.later(revision.pk)


@jobs.job()
def anchor(revision_id: int) -> None:
    """Look for the waiting passages of one article in a revision."""
    revision = Revision.objects.select_related("article").get(pk=revision_id)
    actions.anchor_again(revision.article, revision)


@jobs.every(hours=24)
def forget() -> None:
    """Erase the personal data of reports that were decided long enough ago, and every trace of senders but today's."""
    now = timezone.now()
    actions.erase_expired(now - timedelta(days=settings.REPORT_DATA_DAYS))
    actions.forget_senders(now - timedelta(days=1))
