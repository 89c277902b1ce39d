"""Letters, notices and anchoring never wait behind pictures, however many there are."""

import importlib
import pkgutil
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import articles.actions
import articles.jobs
import corrections.jobs
import licensing.jobs
from articles.rights import websub
from press import jobs, worker
from press.jobs import Priority
from tests import make
from tests.corrections.make_report import report
from tests.licensing.make_request import granted

pytestmark = pytest.mark.django_db
MANY = 200
ROOMS = ("press", "masthead", "articles", "corrections", "licensing", "support")


@pytest.fixture
def article():
    make.publication()
    return make.live(body="<p>The bridge cost 40 million.</p>", license=make.license("Ours"))


@pytest.fixture
def many_pictures(article):
    """Queue the jobs of pictures that nobody has described yet, as an upload of a whole folder does."""
    for picture in range(MANY):
        articles.jobs.make_renditions.later(10**9 + picture)


def done_first() -> str:
    """Do what is due, and return the name of the job that was done before all others."""
    return worker.perform(worker.claim("test")).task.name


@pytest.fixture
def correct(article, django_capture_on_commit_callbacks):
    """Return a function that publishes a correction of the article, and has its followers hear of it."""

    def publish() -> None:
        article.refresh_from_db()
        article.body = "<p>The bridge cost 44 million.</p>"
        with django_capture_on_commit_callbacks(execute=True):
            articles.actions.save_working_copy(article, by=None)
            articles.actions.publish(article, by=None, kind="correction", reason="It was 44 million.")

    return publish


# --- In front of pictures -------------------------------------------------------------------------------------------


def test_a_letter_to_a_reader_is_sent_before_two_hundred_pictures(article, many_pictures, mailoutbox):
    report(article, "40 million", email="reader@paper.example")
    assert done_first() == "send"
    assert [letter.to for letter in mailoutbox] == [["reader@paper.example"]]


def test_reports_are_anchored_again_before_two_hundred_pictures(article, correct, many_pictures):
    report(article, "40 million")
    correct()
    assert done_first() == "anchor"


def test_who_reprinted_hears_of_a_correction_before_two_hundred_pictures(article, correct, mailoutbox):
    granted(article)
    worker.drain()
    mailoutbox.clear()
    for picture in range(MANY):
        articles.jobs.make_renditions.later(10**9 + picture)
    correct()
    assert [done_first(), done_first()] == ["tell", "send_change"]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("tick", [websub.tell_hub, corrections.jobs.catch_up, licensing.jobs.catch_up])
def test_what_comes_true_by_the_clock_is_told_before_two_hundred_pictures(many_pictures, tick):
    jobs.claim_tick(tick)
    assert worker.claim("test").task_path == tick.module_path


def test_a_letter_that_failed_is_tried_again_before_pictures(article, many_pictures):
    report(article, "40 million", email="reader@paper.example")
    row = worker.claim("test")
    worker._failed(row, OSError("The mail server is away."))
    DBTaskResult.objects.filter(pk=row.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    assert done_first() == "send"


def every_job() -> list[jobs.Job]:
    """Return the jobs of the product, each under the module that says what it does."""
    modules = [
        importlib.import_module(found.name)
        for room in ROOMS
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}.")
        if "migrations" not in found.name
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, jobs.Job)}
    return sorted(found, key=lambda job: job.module_path)


def test_every_letter_there_is_goes_before_every_picture():
    letters = [job for job in every_job() if ".letters." in job.module_path or job.name in ("send_pass", "tell")]
    assert len(letters) > 10
    behind = [job.module_path for job in letters if job.priority <= articles.jobs.make_renditions.priority]
    assert not behind


def test_letters_to_many_hold_up_no_letter_to_one():
    by_name = {job.name: job.priority for job in every_job()}
    assert by_name["deliver"] < by_name["send_receipt"]


# --- Among pictures -------------------------------------------------------------------------------------------------


def test_a_license_that_changes_makes_its_pictures_anew_last(article):
    image = make.image(license=make.license("Theirs"))
    articles.jobs.write_rights_anew.later(image.license_id)
    articles.jobs.make_renditions.later(10**9)
    report(article, "40 million", email="reader@paper.example")
    assert [row.task.name for row in worker.drain()][:4] == [
        "send",
        "make_renditions",
        "write_rights_anew",
        "make_renditions",
    ]
    assert Priority.BULK < Priority.NORMAL < Priority.MAIL < Priority.URGENT
