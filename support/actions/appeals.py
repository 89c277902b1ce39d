"""Verbs of asking: what stands on every page, what somebody answers for, and what came of it."""

from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from press import page_cache
from support import sitewide
from support.models import Goal, SupportPage


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
def state_reached(goal: Goal, *, reached: Decimal | None, by: User) -> Goal:
    """Answer for how much of a goal is there now; readers see who said it, and on which day. None takes it back."""
    goal.reached, goal.stated_by, goal.stated_at = reached, by, timezone.now()
    goal.save()
    page_cache.invalidate()
    return goal
