"""What happens by itself: closed ballots are counted, and what providers told is forgotten in time."""

from datetime import datetime, timedelta

from django.utils import timezone

from press import jobs, page_cache
from support import actions
from support.models import Ballot

KEPT = timedelta(days=30)


@jobs.every(minutes=5)
def count_closed() -> None:
    """Count the ballots that have closed."""
    for ballot in Ballot.objects.over().uncounted():
        actions.count_votes(ballot)


@jobs.every(hours=24)
def forget() -> None:
    """Forget what webhooks told, and what is left of lists, after a month."""
    before = timezone.now() - KEPT
    actions.forget_words(before)
    actions.forget_lists(before)


@page_cache.scheduled
def ballots(after: datetime) -> datetime | None:
    """Tell the page cache when a ballot opens or closes."""
    return actions.next_opening_or_closing(after)
