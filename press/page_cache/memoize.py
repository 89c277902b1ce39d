"""What every page asks for and seldom changes, read once and kept in the process until readers see something else."""

import functools
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection

from . import invalidation
from .generation import Record, Stamp

P = ParamSpec("P")
T = TypeVar("T")
MOST = 64  # Answers that one function may keep.


class _Shelf:
    """The answers of one generation, shared by all functions of this process."""

    def __init__(self) -> None:
        self.answers: dict[tuple, Any] = {}
        self.stamp: Stamp | None = None
        self.record: Record | None = None

    def fresh(self) -> bytes | None:
        """Return the generation that stands, having forgotten what was read in an earlier one; None if unknown."""
        if self.stamp is None or self.stamp.path.parent != settings.PAGE_CACHE:
            self.stamp = Stamp(settings.PAGE_CACHE)
        if self.stamp.moved():
            self._notice(self.stamp)
        return self.record and self.record.generation

    def _notice(self, stamp: Stamp) -> None:
        try:
            record = _look(stamp)
        except OSError:
            self.answers, self.record = {}, None
            return
        if self.record is None or record.generation != self.record.generation:
            self.answers = {}
        self.record = record
        stamp.heed(record)


def _look(stamp: Stamp) -> Record:
    record = stamp.look()
    if record.expires_at <= time.time():
        invalidation.expire(stamp)
        record = stamp.look()
    return record


_shelf = _Shelf()


def memoized(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function of few and hashable arguments answer from memory until the next `page_cache.invalidate()`.

    The answer is shared by all threads, so nobody may change it. Within a transaction the function itself is asked: it
    may see what others do not see yet, or never will.
    """

    @functools.wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        return memoize((function, args, tuple(kwargs.items())), lambda: function(*args, **kwargs))

    return answer


def memoize(key: tuple, make: Callable[[], T]) -> T:
    """Return what `make` returned for this key since the last `page_cache.invalidate()`, by the rules of `memoized`.

    What it makes must follow from the key and from what all pages share, and from nothing else.
    """
    if connection.in_atomic_block:
        return make()
    generation = _shelf.fresh()
    if generation is None:
        return make()
    answers = _shelf.answers
    if key not in answers:
        found = make()
        if len(answers) >= MOST or _shelf.fresh() != generation:
            return found
        answers[key] = found
    return answers[key]


def clear_memoized() -> None:
    """Forget everything, as when tables were emptied behind our back."""
    _shelf.answers = {}
