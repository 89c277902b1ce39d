"""Does the jobs of `press.jobs`, one at a time, until told to stop; takes over from workers that died.

A worker says every few seconds that it lives. A job whose worker has fallen silent is given to another, as a failed
attempt: so one that kills its worker is tried a few times and no more.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from traceback import format_exception

from django.db import DatabaseError, close_old_connections, connection, connections
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from press import jobs
from press.models import Worker

BEAT = 10.0
SILENT = timedelta(seconds=60)
POLL = 1.0

logger = logging.getLogger("press.worker")


class Stopped(BaseException):
    """Somebody told the worker to stop, perhaps in the middle of a job."""


class WorkerDied(Exception):
    """The process that did a job fell silent before it had finished."""


def stop_on_signals() -> threading.Event:
    """Let SIGTERM and SIGINT raise `Stopped`, also in the middle of a job.

    What is returned is set then: Python drops what is raised in a destructor, so the exception alone is not enough.
    """
    told = threading.Event()

    def stop(number: int, frame: object) -> None:
        if not told.is_set():
            told.set()
            raise Stopped

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    return told


def run(*, alive: Callable[[], bool] = lambda: True) -> None:
    """Do jobs until `Stopped` is raised here, or `alive` (asked between jobs) says no."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
    checked: dict[jobs.Job, float] = {}
    with _heartbeat(name):
        while alive():
            close_old_connections()
            claim_ticks(checked)
            row = claim(name)
            if row:
                perform(row)
            else:
                time.sleep(POLL)


def drain(name: str = "drain") -> list[DBTaskResult]:
    """Do all that is due now, and return it."""
    done = []
    while row := claim(name):
        done.append(perform(row))
    return done


def claim_ticks(checked: dict[jobs.Job, float]) -> None:
    """Enqueue the ticks of periods that have begun; `checked` remembers, so that each worker asks once a period."""
    for ticking, seconds in jobs.ticks.items():
        period = time.time() // seconds
        if checked.get(ticking) != period:
            jobs.claim_tick(ticking)
            checked[ticking] = period


def claim(worker: str) -> DBTaskResult | None:
    """Take the next job that is due, unless other workers are faster."""
    for row in DBTaskResult.objects.ready()[:3]:
        ours = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY)
        row.status, row.started_at = TaskResultStatus.RUNNING, timezone.now()
        row.worker_ids = [*row.worker_ids, worker]
        if ours.update(status=row.status, started_at=row.started_at, worker_ids=row.worker_ids):
            return row
    return None


def perform(row: DBTaskResult) -> DBTaskResult:
    """Do a job that was claimed, and note how it went."""
    try:
        jobs.find(row.task_path).call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Stopped:
        connections.close_all()
        _hand_back(row)
        raise
    except Exception as error:
        _failed(row, error)
    else:
        row.set_successful(None)
    return row


def reap() -> None:
    """Give the jobs of workers that have fallen silent to others."""
    living = set(Worker.objects.filter(seen_at__gt=timezone.now() - SILENT).values_list("name", flat=True))
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1] not in living:
            _failed(row, WorkerDied(f"{row.worker_ids[-1]} fell silent."))


def _failed(row: DBTaskResult, error: Exception) -> None:
    attempt, allowed = len(row.worker_ids), _attempts(row)
    logger.error("%s failed, attempt %d of %d", row.task_path, attempt, allowed, exc_info=error)
    if attempt >= allowed:
        row.set_failed(error)
        return
    _still_ours(row).update(
        status=TaskResultStatus.READY,
        run_after=timezone.now() + jobs.pause(attempt),
        exception_class_path=f"{type(error).__module__}.{type(error).__qualname__}",
        traceback="".join(format_exception(error)),
    )


def _hand_back(row: DBTaskResult) -> None:
    """Leave a job for the next worker, as if we had not begun."""
    _still_ours(row).update(status=TaskResultStatus.READY, worker_ids=row.worker_ids[:-1])


def _still_ours(row: DBTaskResult) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)


def _attempts(row: DBTaskResult) -> int:
    """Return how often a job may be tried; one that this code does not know may belong to newer code."""
    try:
        return getattr(jobs.find(row.task_path), "attempts", 1)
    except ImportError:
        return 5


@contextmanager
def _heartbeat(name: str) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=_send_heartbeats, args=(name, over), daemon=True)
    try:
        _beat(name)
        thread.start()
        yield
    finally:
        over.set()
        Worker.objects.filter(name=name).delete()


def _send_heartbeats(name: str, over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            _beat(name)
        except DatabaseError:
            logger.exception("The worker could not say that it lives")
            connection.close()
    connection.close()


def _beat(name: str) -> None:
    Worker.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})
    reap()
