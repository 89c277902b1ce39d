"""What verbs tell the page cache: that readers' pages changed, and when they will change by the clock alone."""

import logging
import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from . import degraded
from .generation import Record, Stamp
from .storage import Disk

log = logging.getLogger(__name__)
Foretell = Callable[[datetime], datetime | None]
foretellers: list[Foretell] = []


def invalidate(*, drop: Iterable[str] = ()) -> None:
    """Make every page stale in every worker process, when the transaction around the call commits.

    Call it inside the transaction that makes the change. `drop` names paths whose last good page must not be answered
    again, not even when Django fails, as after a withdrawal. A page folder that cannot be used holds up no change.
    """
    stamp, paths = Stamp(settings.PAGE_CACHE), tuple(drop)
    try:
        stamp.expect()
    except OSError as error:
        _complain(stamp, error)
    transaction.on_commit(lambda: _tell(stamp, paths))


def scheduled(foretell: Foretell) -> Foretell:
    """Register a function of a moment that returns the nearest later one at which readers will see something else.

    It is asked after every change and whenever such a moment has come, so it should cost no more than a query or two.
    """
    foretellers.append(foretell)
    return foretell


def _tell(stamp: Stamp, paths: Iterable[str]) -> None:
    try:
        record = stamp.renew(first=lambda: Disk(stamp).drop(paths))
        settle(stamp, record)
    except OSError as error:
        _complain(stamp, error)
        stamp.distrust()


def _complain(stamp: Stamp, error: OSError) -> None:
    degraded.enter(stamp.path.parent, error, cost="A change could not be noted, so every page is made anew")


def expire(stamp: Stamp) -> None:
    """Begin the generation that the clock calls for, unless somebody was quicker.

    :raises OSError: the page folder cannot be used, so what is kept does not count any more.
    """
    record = stamp.expire()
    if record:
        settle(stamp, record)


def settle(stamp: Stamp, record: Record) -> None:
    """Find out when a generation ends by the clock.

    Asked after the commit, and only the last generation's answer counts, so of two verbs at once the later one sees
    both schedules. If the question fails, as when the database is away, the generation ends soon and it is asked again.
    """
    began_at = datetime.fromtimestamp(record.changed_at, UTC)
    try:
        moments = [moment for foretell in foretellers if (moment := foretell(began_at))]
    except Exception:
        log.exception("The next scheduled change could not be found out; asking again soon.")
        return
    ends = [moment.timestamp() for moment in moments if moment.timestamp() > record.changed_at]
    stamp.settle(record.generation, min(ends, default=math.inf))
