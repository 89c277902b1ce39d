"""The buttons of an article's page: each does what it says, or says why not."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import actions
from articles.desk import dashboard
from articles.models import Article, Revision
from tests import make
from tests.articles.article_form import address, press

pytestmark = pytest.mark.django_db
Stage = Article.Stage


@pytest.fixture
def editor():
    return make.user("ed", group="Editors")


@pytest.fixture
def reporter():
    return make.user("rep", group="Reporters")


def said(answer):
    return answer.json()["said"]


class TestPublish:
    def test_what_is_typed_is_saved_and_goes_before_readers(self, client, editor):
        article = make.article()
        with time_machine.travel("2026-03-01 05:21 +0000", tick=False):
            answer = press(client, article, by=editor, do="publish", headline="Now in print", json=True)
        assert said(answer) == "Live, 05:21."
        assert Revision.objects.get().headline == "Now in print"
        assert "Update live" in answer.json()["parts"]["bar"]

    def test_a_new_story_can_be_published_straight_away(self, client, editor):
        answer = press(client, by=editor, do="publish", headline="Flood", body="<p>Water.</p>")
        assert Revision.objects.live().get().headline == "Flood"
        assert answer.url == address(Article.objects.get())

    def test_what_stands_in_the_way_is_said_beside_its_field_and_all_is_kept(self, client, editor):
        picture = make.image(alt_text="", filename="tram.jpg")
        answer = press(
            client, make.article(), by=editor, do="publish", headline="", hero=picture.pk, standfirst="Kept."
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors["headline"] == ["The article has no headline."]
        assert answer.context["form"].errors["hero"] == ["The picture tram.jpg has no alt text."]
        assert (Article.objects.get().standfirst, Revision.objects.count()) == ("Kept.", 0)

    def test_the_page_that_was_refused_can_be_sent_again(self, client, editor):
        article = make.article()
        answer = press(client, article, by=editor, do="publish", headline="", json=True)
        article.refresh_from_db()
        assert (answer.status_code, int(answer.json()["version"])) == (422, article.version)

    def test_a_new_story_that_was_refused_is_not_begun_twice(self, client, editor):
        answer = press(client, by=editor, do="publish", headline="Flood")
        assert answer.status_code == 422
        assert f'action="{address(Article.objects.get())}"' in answer.content.decode()

    def test_doubts_are_told_and_hinder_nothing(self, client, editor):
        answer = press(client, make.article(), by=editor, do="publish", standfirst="", json=True)
        assert "There is no standfirst." in answer.json()["parts"]["findings"]
        assert Revision.objects.live().exists()

    def test_a_minor_fix_is_one(self, client, editor):
        article = make.live()
        press(client, article, by=editor, do="publish", headline="Mended", kind="minor", reason="A typo.")
        last = article.revisions.latest("number")
        assert (last.kind, last.reason) == (Revision.Kind.MINOR, "A typo.")

    def test_a_correction_says_what_was_wrong(self, client, editor):
        article = make.live()
        answer = press(client, article, by=editor, do="publish", kind="correction", json=True)
        assert answer.json()["errors"] == {"reason": ["Say what was wrong and what is right."]}
        press(client, article, by=editor, do="publish", kind="correction", reason="It was Tuesday.")
        assert article.revisions.latest("number").kind == Revision.Kind.CORRECTION

    @pytest.mark.parametrize("withdrawn", [False, True])
    def test_what_changed_is_not_told_by_a_page_that_does_not_ask(self, client, editor, withdrawn):
        """As by one that was opened before the article was withdrawn."""
        article = make.article()
        if withdrawn:
            actions.publish(article, by=editor)
            actions.withdraw(Article.objects.get(), by=editor, note="It was not so.")
        told = {"kind": "correction", "reason": "Typed for another text."}
        press(client, Article.objects.get(), by=editor, do="publish", headline="Now in print", **told)
        assert Revision.objects.live().get().headline == "Now in print"
        assert not Revision.objects.filter(reason=told["reason"]).exists()

    @pytest.mark.parametrize(
        "verb", ["publish", "schedule", "withdraw", "unschedule", "approve", "send_back", "reinstate"]
    )
    def test_reporters_cannot(self, client, reporter, verb):
        article = make.article(by=reporter)
        answer = press(
            client, article, by=reporter, do=verb, publish_at="2099-01-01T06:00", public_note="x", remark="x"
        )
        assert (answer.status_code, Revision.objects.count()) == (403, 0)
        assert "Publish now" not in client.get(address(article)).content.decode()

    def test_a_moment_that_makes_no_sense_hinders_no_saving(self, client, editor):
        press(client, make.article(), by=editor, do="save", headline="Kept", publish_at="soon")
        assert Article.objects.get().headline == "Kept"

    def test_an_unknown_button_saves(self, client, editor):
        article = make.article()
        press(client, article, by=editor, do="explode", headline="Kept")
        assert (Article.objects.get().headline, Revision.objects.count()) == ("Kept", 0)


class TestSchedule:
    def test_the_moment_is_meant_in_the_papers_zone(self, client, editor):
        make.publication(time_zone="Europe/Kyiv")
        with time_machine.travel("2026-03-01 12:00 +0000", tick=False):
            answer = press(client, make.article(), by=editor, do="schedule", publish_at="2026-03-02T06:00", json=True)
            assert said(answer) == "Scheduled for Monday, 2 March, 06:00."
        assert Revision.objects.get().live_from.isoformat() == "2026-03-02T04:00:00+00:00"

    @pytest.mark.parametrize(
        ("moment", "sentence"),
        [
            ("", "Choose the moment at which readers shall see it."),
            ("2026-02-28T06:00", "That moment has passed; choose one to come, or publish now."),
            ("soon", "Enter a valid date/time."),
            ("2026-03-29T03:30", "couldn’t be interpreted in time zone Europe/Kyiv"),
        ],
    )
    def test_a_moment_that_cannot_be_is_refused(self, client, editor, moment, sentence):
        make.publication(time_zone="Europe/Kyiv")
        with time_machine.travel("2026-03-01 12:00 +0000", tick=False):
            answer = press(client, make.article(), by=editor, do="schedule", publish_at=moment, json=True)
        assert answer.status_code == 422
        assert sentence in answer.json()["errors"]["publish_at"][0]

    def test_publish_now_heeds_no_moment(self, client, editor):
        press(client, make.article(), by=editor, do="publish", publish_at="2099-01-01T06:00")
        assert Revision.objects.live().exists()

    def test_it_can_be_called_off(self, client, editor):
        article = make.live(at=timezone.now() + timedelta(hours=5))
        answer = press(client, article, by=editor, do="unschedule", json=True)
        assert (said(answer), Revision.objects.count()) == ("Called off. It stays here as it is.", 0)

    def test_calling_off_nothing_says_so(self, client, editor):
        answer = press(client, make.article(), by=editor, do="unschedule", json=True)
        assert answer.json()["errors"] == {"": ["Nothing is scheduled for this article."]}

    def test_presets_are_moments_to_come_in_the_papers_zone(self):
        with time_machine.travel("2026-03-05 20:30 +0000", tick=False):
            assert dashboard.presets() == [
                ("Tomorrow 06:00", "2026-03-06T06:00"),
                ("Tomorrow 18:00", "2026-03-06T18:00"),
                ("Monday 06:00", "2026-03-09T06:00"),
            ]


class TestWithdraw:
    def test_readers_are_told_why(self, client, editor):
        article = make.live()
        answer = press(client, article, by=editor, do="withdraw", json=True)
        assert answer.json()["errors"] == {"public_note": ["Tell readers why the article is gone."]}
        answer = press(client, article, by=editor, do="withdraw", public_note="We were deceived.", json=True)
        assert article.revisions.latest("number").reason == "We were deceived."
        assert "Undo" in answer.json()["parts"]["bar"]

    def test_it_can_be_undone(self, client, editor):
        article = make.live()
        actions.withdraw(article, by=None, note="A mistake.")
        press(client, article, by=editor, do="reinstate")
        assert Revision.objects.live().filter(article=article).exists()

    def test_what_nobody_reads_cannot_be_withdrawn(self, client, editor):
        answer = press(client, make.article(), by=editor, do="withdraw", public_note="Gone.", json=True)
        assert answer.json()["errors"] == {"": ["Only an article that readers can read can be withdrawn."]}


class TestReview:
    def test_a_reporter_submits_and_an_editor_sends_back_with_a_note(self, client, reporter, editor):
        article = make.article(by=reporter)
        press(client, article, by=reporter, do="submit", headline="Please read")
        article.refresh_from_db()
        assert (article.stage, article.headline) == (Stage.IN_REVIEW, "Please read")
        press(client, article, by=editor, do="send_back", remark="Who said so?")
        article.refresh_from_db()
        assert (article.stage, article.notes.get().text) == (Stage.DRAFT, "Who said so?")

    def test_it_is_not_sent_back_without_a_word(self, client, editor):
        answer = press(client, make.article(stage=Stage.IN_REVIEW), by=editor, do="send_back", json=True)
        assert answer.json()["errors"] == {"remark": ["Write a word to your colleague."]}

    def test_an_editor_approves(self, client, editor):
        article = make.article(stage=Stage.IN_REVIEW)
        press(client, article, by=editor, do="approve")
        article.refresh_from_db()
        assert article.stage == Stage.READY

    def test_publishing_ends_the_review(self, client, editor):
        article = make.article(stage=Stage.IN_REVIEW)
        press(client, article, by=editor, do="publish")
        article.refresh_from_db()
        assert article.stage == Stage.DRAFT

    def test_notes_are_a_thread_in_order(self, client, editor, reporter):
        article = make.article(by=reporter)
        press(client, article, by=reporter, do="note", remark="First")
        answer = press(client, article, by=editor, do="note", remark="<b>Second</b>", json=True)
        notes = answer.json()["parts"]["notes"]
        assert notes.index("First") < notes.index("&lt;b&gt;Second")


class TestPreview:
    def test_it_saves_and_shows_the_real_page(self, client, editor):
        article = make.live(headline="As printed")
        answer = press(client, article, by=editor, do="preview", headline="Staged")
        page = client.get(answer.url)
        assert "Staged" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
        assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]

    def test_a_story_with_nothing_in_it_can_be_looked_at(self, client, editor):
        article = make.article(headline="", body="", standfirst="")
        client.force_login(editor)
        assert client.get(f"/admin/articles/article/{article.pk}/preview/").status_code == 200


class TestHowItStands:
    def code(self, article):
        status = dashboard.status(Article.objects.with_state().get(pk=article.pk))
        return status.code, status.label

    def change(self, article):
        article = Article.objects.get(pk=article.pk)
        actions.save_working_copy(article, by=None)
        return article

    def test_one_word_for_every_state(self):
        later = timezone.now() + timedelta(hours=1)
        live, update, gone = make.live(), make.live(), make.live()
        actions.publish(self.change(update), by=None, at=later)
        actions.withdraw(gone, by=None, note="Gone.")
        assert self.code(make.article()) == ("draft", "Draft")
        assert self.code(make.article(stage=Stage.IN_REVIEW)) == ("review", "In review")
        assert self.code(make.live(at=later)) == ("scheduled", "Scheduled")
        assert self.code(live) == ("live", "Live")
        assert self.code(update) == ("live", "Live")
        assert self.code(self.change(live)) == ("changed", "Live, changed since")
        assert self.code(gone) == ("withdrawn", "Withdrawn")


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "9999-01-01T00:00", "2500-01-01T00:00"])
def test_a_moment_beyond_all_plans_is_refused_by_name(client, editor, moment):
    answer = press(client, make.article(), by=editor, do="schedule", publish_at=moment, json=True)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"": ["That moment is more than a hundred years away; choose a nearer one."]}
    assert not Revision.objects.exists()
