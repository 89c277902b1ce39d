"""Reports and notices follow the article: in a new revision, at a scheduled hour, and after the house went down."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

import articles.actions
from articles.models import Revision
from corrections import actions, jobs
from corrections.models import Correction
from tests import make
from tests.corrections.make_report import fresh, reported, rewrite

pytestmark = pytest.mark.django_db
BODY = "<p>The bridge opened in 2019.</p>\n<p>Trams run again.</p>"


@pytest.fixture
def publish(run_jobs, django_capture_on_commit_callbacks):
    """Return a function that publishes changes, with all that follows by itself."""

    def go(article, *, at=None, kind="update", reason="", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            revision = articles.actions.publish(
                rewrite(article, **fields), by=make.user(), at=at, kind=kind, reason=reason
            )
        run_jobs()
        return revision

    return go


class TestPassages:
    def test_a_passage_moves_along(self, publish):
        article = make.live(body=BODY)
        passage = reported(article, "2019")
        revision = publish(article, body="<p>News first.</p>\n" + BODY)
        moved = fresh(passage)
        assert (moved.start, moved.anchored_in, moved.changed) == (passage.start + 12, revision, False)
        assert not moved.events.filter(action="anchored").exists()

    def test_other_words_in_its_place_are_kept_beside_the_old(self, publish):
        article = make.live(body=BODY)
        passage = reported(article, "opened in 2019")
        publish(article, body=BODY.replace("2019", "2021"))
        moved = fresh(passage)
        assert (moved.quote, moved.words_now, moved.changed) == ("opened in 2019", "opened in 2021", True)
        assert moved.events.get(action="anchored").note == "opened in 2021"

    def test_words_that_are_gone_are_gone_and_said_so_once(self, publish):
        article = make.live(body=BODY)
        passage = reported(article, "The bridge opened in 2019.")
        publish(article, body="<p>Trams run again.</p>")
        publish(article, headline="Something else")
        gone = fresh(passage)
        assert (gone.words_now, gone.changed) == ("", True)
        assert gone.events.filter(action="anchored").count() == 1

    def test_what_is_decided_stays_as_it_was(self, publish):
        article = make.live(body=BODY)
        passage = actions.decline(reported(article, "2019"), by=make.user(), words="No.")
        publish(article, body="<p>Trams run again.</p>")
        assert fresh(passage).anchored_in == passage.anchored_in

    def test_a_scheduled_text_is_followed_when_its_hour_has_come(self, publish, run_jobs):
        article = make.live(body=BODY)
        passage = reported(article, "2019")
        tomorrow = timezone.now() + timedelta(days=1)
        publish(article, at=tomorrow, body="<p>News first.</p>\n" + BODY)
        assert fresh(passage).anchored_in.number == 1
        with time_machine.travel(tomorrow + timedelta(minutes=3)):
            jobs.catch_up()
            run_jobs()
        assert fresh(passage).anchored_in.number == 2

    def test_a_schedule_can_be_called_off_while_reports_wait(self, publish):
        article = make.live(body=BODY)
        reported(article, "2019")
        publish(article, at=timezone.now() + timedelta(days=1), headline="To come")
        articles.actions.unschedule(article, by=None)
        assert Revision.objects.count() == 1

    def test_a_decision_made_meanwhile_is_not_overwritten(self):
        article = make.live(body=BODY)
        passage = reported(article, "2019")
        revision = articles.actions.publish(rewrite(article, body="<p>Trams run again.</p>"), by=None)
        actions.decline(passage, by=make.user(), words="No.")
        assert actions.apply_correction._anchor_one(passage, revision) is False
        assert fresh(passage).words_now == "2019"


class TestNotices:
    def test_a_correction_published_from_the_editor_is_announced(self, publish):
        revision = publish(make.live(body=BODY), kind="correction", reason="It was 2021.", body="<p>2021</p>")
        notice = Correction.objects.get()
        assert (notice.revision, notice.kind, notice.text) == (revision, "correction", "It was 2021.")
        assert (notice.published_at, notice.made_by) == (revision.live_from, revision.made_by)

    @pytest.mark.parametrize("kind", ["update", "minor"])
    def test_other_changes_are_not(self, publish, kind):
        publish(make.live(body=BODY), kind=kind, reason="Something new.", body="<p>2021</p>")
        assert not Correction.objects.exists()

    def test_one_that_has_its_notice_gets_no_other(self, publish, run_jobs, django_capture_on_commit_callbacks):
        passage = reported(make.live(body=BODY), "2019")
        with django_capture_on_commit_callbacks(execute=True):
            actions.apply(passage, wording="2021", by=make.user(), notice_kind="clarification", notice="It was 2021.")
        jobs.catch_up()
        run_jobs()
        assert Correction.objects.get().kind == "clarification"

    def test_a_scheduled_one_is_public_at_its_hour(self, publish):
        tomorrow = timezone.now() + timedelta(days=1)
        publish(make.live(body=BODY), at=tomorrow, kind="correction", reason="It was 2021.", body="<p>2021</p>")
        assert not Correction.objects.public().exists()
        assert Correction.objects.public(tomorrow).get().published_at == tomorrow

    def test_a_schedule_that_is_called_off_takes_its_notice_along(self, publish):
        article = make.live(body=BODY)
        publish(article, at=timezone.now() + timedelta(days=1), kind="correction", reason="N.", body="<p>2021</p>")
        articles.actions.unschedule(article, by=None)
        assert not Correction.objects.exists()

    def test_one_whose_moment_of_announcing_was_missed_is_announced_later_with_its_own_date(self):
        article = make.live(body=BODY)
        revision = articles.actions.publish(
            rewrite(article, body="<p>2021</p>"), by=None, kind="correction", reason="It was 2021."
        )
        jobs.catch_up()
        jobs.catch_up()
        assert Correction.objects.get().published_at == revision.live_from
