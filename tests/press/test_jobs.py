"""Background jobs: kept with what asked for them, tried again, taken over, and done once a period."""

import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from press import jobs, worker
from press.models import Worker
from tests.processes import manage, wait_until

pytestmark = pytest.mark.django_db
done: list = []


@jobs.job(attempts=3)
def note(what):
    done.append(what)


@jobs.job(attempts=3)
def stumble():
    done.append("stumbled")
    raise OSError("The mail server is away.")


@jobs.every(minutes=5)
def tick():
    done.append("tick")


@jobs.job()
def wait_long(path):
    """Say that we have begun, then take longer than anybody waits."""
    Path(path).touch()
    time.sleep(60)


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def the_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def the_long_row() -> DBTaskResult:
    return DBTaskResult.objects.get(task_path__endswith="wait_long")


def test_a_job_is_a_function_still():
    note("now")
    assert done == ["now"]


def test_a_job_is_done_once(run_jobs):
    note.later("a")
    note.later(what="b")
    assert done == []
    assert run_jobs() == 2
    assert run_jobs() == 0
    assert sorted(done) == ["a", "b"]


def test_a_job_goes_when_its_transaction_does(run_jobs):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note.later("never")
        1 / 0  # noqa: B018
    run_jobs()
    assert done == []


def test_arguments_that_json_cannot_hold_are_refused_at_once():
    with pytest.raises(TypeError):
        note.later(object())


def test_a_failed_job_is_tried_again_after_growing_pauses_and_then_given_up():
    stumble.later()
    for tries in (1, 2):
        worker.drain()
        assert (the_row().status, len(done)) == (TaskResultStatus.READY, tries)
        assert the_row().run_after > timezone.now()
        DBTaskResult.objects.update(run_after=timezone.now())
    worker.drain()
    assert (the_row().status, len(done)) == (TaskResultStatus.FAILED, 3)
    assert "The mail server is away." in the_row().traceback


def test_pauses_grow_up_to_hours():
    assert jobs.pause(1) < timedelta(seconds=23)
    assert timedelta(minutes=3) < jobs.pause(4) < timedelta(minutes=11)
    assert jobs.pause(50) <= timedelta(hours=9)


def test_a_job_of_newer_code_waits_for_newer_code():
    note.later("x")
    DBTaskResult.objects.update(task_path="press.jobs.not_written_yet")
    worker.drain()
    assert the_row().status == TaskResultStatus.READY


def test_a_job_of_an_earlier_version_is_done_where_it_is_now(run_jobs, monkeypatch):
    monkeypatch.setitem(jobs.MOVED, "press.attic.note", note.module_path)
    note.later("x")
    DBTaskResult.objects.update(task_path="press.attic.note")
    run_jobs()
    assert done == ["x"]


def test_a_job_of_an_earlier_version_is_tried_as_often_as_it_is_now(monkeypatch):
    monkeypatch.setitem(jobs.MOVED, "press.attic.stumble", stumble.module_path)
    stumble.later()
    for _try in range(3):
        DBTaskResult.objects.update(task_path="press.attic.stumble", run_after=timezone.now())
        worker.drain()
    assert the_row().status == TaskResultStatus.FAILED


def test_what_is_no_job_is_not_done(caplog):
    note.later("x")
    DBTaskResult.objects.update(task_path="press.jobs.pause")
    worker.drain()
    assert the_row().status == TaskResultStatus.READY
    assert "press.jobs.pause is no job" in the_row().traceback


def test_a_job_is_taken_by_one_worker():
    note.later("x")
    assert worker.claim("first")
    assert worker.claim("second") is None


def test_the_job_of_a_dead_worker_is_done_by_another(run_jobs):
    note.later("x")
    Worker.objects.create(name="killed", seen_at=timezone.now())
    worker.claim("killed")
    worker.reap()
    assert the_row().status == TaskResultStatus.RUNNING
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    worker.reap()
    DBTaskResult.objects.update(run_after=timezone.now(), traceback="")
    run_jobs()
    assert done == ["x"]


def test_a_job_that_kills_its_workers_is_given_up():
    note.later("x")
    for name in ("first", "second", "third"):
        DBTaskResult.objects.update(run_after=timezone.now())
        worker.claim(name)
        worker.reap()
    assert the_row().status == TaskResultStatus.FAILED


@pytest.mark.django_db(transaction=True)
class TestWorkerProcess:
    def test_told_to_stop_it_stops_at_once_and_leaves_its_job_as_it_was(self, tmp_path):
        wait_long.later(str(tmp_path / "begun"))
        with manage("worker") as process:
            wait_until((tmp_path / "begun").exists)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        assert (the_long_row().status, the_long_row().worker_ids) == (TaskResultStatus.READY, [])
        assert not Worker.objects.exists()

    def test_killed_it_is_missed_and_its_job_goes_to_the_next(self, tmp_path):
        wait_long.later(str(tmp_path / "begun"))
        with manage("worker") as process:
            wait_until((tmp_path / "begun").exists)
            process.kill()
            process.wait()
        assert the_long_row().status == TaskResultStatus.RUNNING
        Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
        (tmp_path / "begun").unlink()
        with manage("worker"):
            wait_until(lambda: the_long_row().status == TaskResultStatus.READY)
            assert len(the_long_row().worker_ids) == 1


def test_a_tick_comes_once_a_period_for_all_workers(run_jobs):
    with time_machine.travel("2026-05-01 10:01 +0000", tick=False):
        for memory in ({}, {}):
            worker.claim_ticks(memory)
        run_jobs()
    with time_machine.travel("2026-05-01 10:06 +0000", tick=False):
        worker.claim_ticks({})
        run_jobs()
    assert done == ["tick", "tick"]


@pytest.mark.parametrize("period", [{}, {"hours": 25}])
def test_a_period_is_a_minute_to_a_day(period):
    with pytest.raises(ValueError, match="at least a minute and at most a day"):
        jobs.every(**period)


def test_old_jobs_are_forgotten():
    note.later("x")
    worker.drain()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        jobs.tidy()
    assert not DBTaskResult.objects.exists()
