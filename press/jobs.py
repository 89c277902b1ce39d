"""Work that nobody waits for: jobs with retries, and ticks that run once per period.

A job is a row in the database, written in the caller's transaction: it exists if, and only if, what asked for it was
kept. It may be started more than once (its worker may die), so every job must be safe to do twice.
`press.worker` does the jobs, the most urgent first and one after the other, so a job should be short: it holds up all
others for as long as it takes.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from press import blocklist, rate_limit
from press.models import Worker

DAY = 86_400
KEPT = timedelta(days=14)
LONGEST_PAUSE = 6 * 3600

ticks: dict["Job", int] = {}
"""Jobs that nobody has to ask for, with their period in seconds."""

MOVED: dict[str, str] = {
    "articles.hub.tell_hub": "articles.rights.websub.tell_hub",
    "support.actions.listing.work": "support.actions.patron_import.work",
}
"""Where jobs of earlier versions are now, by the path that they had: rows of the queue name a job by its path.

Whoever moves or renames a job adds a line, as in `"articles.jobs.make_renditions": "articles.library.make_renditions"`,
and brings older lines that lead to it up to date. `tests/upgrade` says if one is missing.
"""


class Priority(IntEnum):
    """What is done first; of equals, what was asked for first."""

    URGENT = 50  # Somebody waits, or others go on with what we have put right: letters, notices, anchoring.
    MAIL = 25  # Letters to many, so that they hold up no letter to one.
    NORMAL = 0  # A page or an editor waits.
    BULK = -50  # Nobody waits.


@dataclass(frozen=True, kw_only=True)
class Job(Task):
    """A function that can be called at once, or `later` by a worker."""

    attempts: int = 5

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.func(*args, **kwargs)

    def __hash__(self) -> int:
        return hash(self.module_path)

    def later(self, *args: Any, **kwargs: Any) -> None:
        """Have it done soon, if the transaction we are in commits. Arguments are what JSON can hold: ids, not rows."""
        self.enqueue(*args, **kwargs)


def job(*, attempts: int = 5, priority: int = Priority.NORMAL) -> Callable[[Callable], Job]:
    """Make a function of a module a job that is tried up to `attempts` times, with growing pauses between.

    `job.using(priority=…)` is the same job with another priority, for once.
    """
    return lambda function: Job(func=function, attempts=attempts, priority=priority)


def every(*, minutes: int = 0, hours: int = 0, priority: int = Priority.NORMAL) -> Callable[[Callable], Job]:
    """Make a function without arguments a job that is done once in every such period, however many workers there are.

    Periods begin at whole multiples since 1970 and are a day at most. A failed one is not tried again before the next.
    """
    seconds = minutes * 60 + hours * 3600
    if not 0 < seconds <= DAY:
        raise ValueError("A period is at least a minute and at most a day.")

    def schedule(function: Callable) -> Job:
        ticking = Job(func=function, attempts=1, priority=priority)
        ticks[ticking] = seconds
        return ticking

    return schedule


def find(path: str) -> Task:
    """Return the job that a row of the queue names, which may have been written by an earlier version.

    :raises ImportError: this code knows no such job.
    """
    found = import_string(MOVED.get(path, path))
    if not isinstance(found, Task):
        raise ImportError(f"{path} is no job.")
    return found


def pause(attempt: int) -> timedelta:
    """Return the pause after a failed `attempt`: 15 s after the first, then ever thrice as long, give or take half."""
    return timedelta(seconds=min(15 * 3 ** (attempt - 1), LONGEST_PAUSE) * random.uniform(0.5, 1.5))  # noqa: S311


@transaction.atomic
def claim_tick(ticking: Job) -> bool:
    """Enqueue a tick unless somebody has done so in this period; return whether we did."""
    try:
        rate_limit.spend([rate_limit.Limit(f"tick {ticking.module_path}", 1, ticks[ticking])])
    except rate_limit.TooMany:
        return False
    ticking.enqueue()
    return True


@every(hours=24)
def tidy() -> None:
    """Forget jobs and workers of the past, tallies whose window is over, and blocked senders of yesterday."""
    before = timezone.now() - KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Worker.objects.filter(seen_at__lt=before).delete()
    rate_limit.forget_old(timezone.now() - timedelta(seconds=DAY))
    blocklist.forget_senders(timezone.now() - timedelta(seconds=DAY))
