"""When the paper's pages change by the calendar alone."""

from datetime import datetime, time, timedelta

from masthead.models import Publication
from press import page_cache


@page_cache.scheduled
def next_day(after: datetime) -> datetime:
    """Return the midnight after a moment, in the paper's zone: front pages carry the date of the day."""
    zone = Publication.objects.current().zone
    tomorrow = after.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=zone)
