"""Telling a WebSub hub that the paper's feeds have changed, so that it sends them on at once."""

from datetime import timedelta
from urllib.parse import urlencode
from urllib.request import urlopen

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Revision
from articles.rights.syndication import absolute
from press import jobs

FEEDS = ("paper-feed-rss", "paper-feed-atom", "paper-feed-json")
LOOKED_BACK = timedelta(minutes=2)  # Longer than the pause between two looks: twice told is better than never.
PATIENCE = 10  # Seconds.


@jobs.every(minutes=1, priority=jobs.Priority.URGENT)
def tell_hub() -> None:
    """Tell the hub of what went before readers or away from them a moment ago."""
    now = timezone.now()
    if Revision.objects.filter(live_from__gt=now - LOOKED_BACK, live_from__lte=now).exists():
        told = [("hub.mode", "publish"), *(("hub.url", absolute(reverse(name))) for name in FEEDS)]
        with urlopen(settings.WEBSUB_HUB, urlencode(told).encode(), timeout=PATIENCE):  # noqa: S310
            pass
