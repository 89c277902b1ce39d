"""A clock and a chance that are the same for whoever builds the paper."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine

NOW = "2026-06-15 12:00"
"""When the paper is as the fixture has it, in UTC."""
LATER = "2026-06-21 12:00"
"""When all that was scheduled has come true."""

CHANCE = random.Random()


def fix_chance() -> None:
    """Let tokens, salts and the numbers of jobs be drawn by `CHANCE`: `secrets` and `uuid` ask these two functions."""
    os.urandom = random._urandom = CHANCE.randbytes


def moment(written: str) -> datetime:
    """Return the moment that is written as “2026-06-15 12:00”, in UTC."""
    return datetime.fromisoformat(f"{written}+00:00")


@contextmanager
def at(written: str) -> Iterator[None]:
    """Let it be a moment, and no later; whatever chance decides in it comes out alike each time."""
    CHANCE.seed(written)
    with time_machine.travel(moment(written), tick=False):
        yield


@contextmanager
def on(written: str) -> Iterator[None]:
    """Let it be a moment, and let a worker then do what waits in the queue."""
    from press import worker

    with at(written):
        yield
        failed = [row.traceback for row in worker.drain() if row.traceback]
        assert not failed, "\n".join(failed)
