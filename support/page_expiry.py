"""When readers will see something else of support by the clock alone."""

from datetime import datetime

from django.db.models import Min

from press import page_cache
from support.models import Appeal, HouseMessage


@page_cache.scheduled
def next_change(after: datetime) -> datetime | None:
    """Return the nearest moment after `after` at which an appeal or a message of the house begins or ends.

    What holds by days, as goals and funders do, changes at midnight, like all pages of the paper.
    """
    moments = [
        model.objects.filter(**{f"{field}__gt": after}).aggregate(nearest=Min(field))["nearest"]
        for model in (Appeal, HouseMessage)
        for field in ("live_from", "live_until")
    ]
    return min(filter(None, moments), default=None)
