"""Asking: what stands on the support page and on every page, and what somebody answers for."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from press import page_cache, richtext
from support import sitewide
from support.models import Appeal, Channel, Funder, Goal, HouseMessage, SupportPage, Tier

Asking = SupportPage | Tier | Channel | Goal | Funder | Appeal | HouseMessage


@transaction.atomic
def put_up() -> None:
    """Let every page carry what appeals, messages, funders and the support page say now.

    Whatever changes one of them calls this in the same transaction. Two at once take turns, so none is forgotten.
    """
    SupportPage.objects.get_or_create(pk=1)
    page = SupportPage.objects.select_for_update().get(pk=1)
    SupportPage.objects.filter(pk=1).update(board=sitewide.written(page))
    page_cache.invalidate()


@transaction.atomic
def save(row: Asking, *, related: Callable[[], object] = bool) -> None:
    """Save something by which we ask, and by `related` what hangs on it; readers see it at once."""
    row.save()
    related()
    put_up()


def save_support_page(page: SupportPage, *, related: Callable[[], object] = bool) -> None:
    """Save the support page, its texts made safe; readers see it at once if it is published."""
    page.introduction, page.thanks = richtext.clean(page.introduction), richtext.clean(page.thanks)
    save(page, related=related)


@transaction.atomic
def delete(rows: Iterable[Asking]) -> None:
    """Remove things by which we ask."""
    for row in rows:
        row.delete()
    put_up()


@transaction.atomic
def state_reached(goal: Goal, *, reached: Decimal | None, by: User) -> Goal:
    """Answer for how much of a goal is there now; readers see who said it, and on which day. None takes it back."""
    goal.reached, goal.stated_by, goal.stated_at = reached, by, timezone.now()
    goal.save()
    page_cache.invalidate()
    return goal
