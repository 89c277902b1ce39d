"""Deciding what readers reported: every decision closes what it should, tells whom it should, and can be taken back."""

import pytest
from django.utils import timezone

from corrections import actions
from corrections.errors import (
    DecidedMeanwhile,
    NoReason,
    NothingToReopen,
    NotTheSameArticle,
)
from corrections.models import DeclineReason, Passage, Report
from press.models import Block
from tests import make
from tests.corrections.make_report import fresh, report, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return make.user("mo", group="Moderators", first_name="Mo")


@pytest.fixture
def article():
    return make.live(body="<p>The bridg is old.</p>\n<p>It opened in 2019.</p>")


def states(passage):
    return [one.status for one in passage.reports.oldest()]


class TestAssigning:
    def test_taking_a_passage_puts_its_reports_in_progress(self, article, moderator):
        passage = actions.assign(reported(article, "bridg"), to=moderator, by=moderator)
        assert (passage.assignee, passage.status, states(passage)) == (moderator, "progress", ["progress"])
        assert passage.events.last().get_action_display() == "taken up"

    def test_it_can_be_given_to_a_colleague_and_back_to_all(self, article, moderator):
        passage = actions.assign(reported(article, "bridg"), to=make.user("olha"), by=moderator)
        assert passage.events.last().note == "olha"
        passage = actions.assign(fresh(passage), to=None, by=moderator)
        assert (passage.assignee, passage.status) == (None, "new")

    def test_a_note_stands_in_the_log(self, article, moderator):
        event = actions.add_note(reported(article, "bridg"), by=moderator, text=" Ask the archive. ")
        assert (event.note, event.made_by) == ("Ask the archive.", moderator)
        with pytest.raises(NoReason):
            actions.add_note(event.passage, by=moderator, text=" ")


class TestDeclining:
    def test_every_reader_is_told_why(self, article, moderator, run_jobs, mailoutbox):
        reason = DeclineReason.objects.create(name="Dialect", words="We print dialect as it is spoken.")
        passage = reported(article, "bridg", email="a@example.org")
        report(article, "bridg", email="b@example.org")
        actions.decline(fresh(passage), by=moderator, reason=reason, words="Sorry!")
        run_jobs()
        letters = [letter for letter in mailoutbox if "dialect" in letter.body]
        assert sorted(to for letter in letters for to in letter.to) == ["a@example.org", "b@example.org"]
        assert all("Sorry!" in letter.body for letter in letters)
        assert states(passage) == ["declined", "declined"]

    def test_a_reason_is_needed(self, article, moderator):
        with pytest.raises(NoReason):
            actions.decline(reported(article, "bridg"), by=moderator, words=" ")

    def test_the_second_editor_is_told_who_was_first(self, article, moderator):
        passage = reported(article, "bridg")
        actions.decline(passage, by=moderator, words="No.")
        with pytest.raises(DecidedMeanwhile, match=r"Mo worked on this passage.*declined") as refusal:
            actions.decline(passage, by=make.user(), words="No!")
        assert refusal.value.passage.status == "declined"
        assert passage.events.filter(action="declined").count() == 1


class TestDuplicates:
    @pytest.fixture
    def other(self, article):
        return reported(article, "2019", kind="fact")

    @pytest.fixture
    def passage(self, article):
        return reported(article, "It opened", email="r@example.org")

    def test_its_reports_are_answered_with_the_other(self, passage, other, moderator):
        actions.mark_duplicate(passage, of=other, by=moderator)
        passage, other = fresh(passage), fresh(other)
        assert (passage.status, passage.duplicate_of, passage.reply_wanted) == ("duplicate", other, False)
        assert (other.readers, other.reply_wanted, states(other)) == (2, True, ["new", "new"])
        actions.decline(other, by=moderator, words="It was 2019.")
        assert set(Report.objects.values_list("status", flat=True)) == {"declined"}

    def test_taking_it_back_brings_its_reports_home(self, passage, other, moderator):
        actions.mark_duplicate(passage, of=other, by=moderator)
        actions.reopen(fresh(passage), by=moderator, note="Not the same.")
        passage, other = fresh(passage), fresh(other)
        assert (passage.status, passage.duplicate_of, passage.readers, passage.reply_wanted) == ("new", None, 1, True)
        assert (other.readers, other.reply_wanted) == (1, False)

    def test_it_cannot_be_taken_back_once_its_reports_were_answered(self, passage, other, moderator):
        actions.mark_duplicate(passage, of=other, by=moderator)
        actions.decline(fresh(other), by=moderator, words="No.")
        with pytest.raises(NothingToReopen):
            actions.reopen(fresh(passage), by=moderator, note="Not the same.")

    def test_a_duplicate_of_a_duplicate_goes_where_that_went(self, article, passage, other, moderator):
        third = reported(article, "bridg", email="third@reader.example")
        actions.mark_duplicate(passage, of=other, by=moderator)
        actions.mark_duplicate(third, of=fresh(passage), by=moderator)
        third, other = fresh(third), fresh(other)
        assert (third.status, third.duplicate_of) == ("duplicate", other)
        assert states(other) == ["new", "new", "new"]

    def test_two_cannot_be_duplicates_of_each_other(self, passage, other, moderator):
        actions.mark_duplicate(passage, of=other, by=moderator)
        with pytest.raises(NotTheSameArticle):
            actions.mark_duplicate(fresh(other), of=fresh(passage), by=moderator)
        assert fresh(other).closed_at is None

    def test_two_that_once_were_take_no_third(self, article, passage, other, moderator):
        for one, of in ((passage, other), (other, passage)):
            Passage.objects.filter(pk=one.pk).update(duplicate_of=of, status="duplicate", closed_at=timezone.now())
        third = reported(article, "bridg")
        with pytest.raises(NotTheSameArticle):
            actions.mark_duplicate(third, of=fresh(other), by=moderator)

    def test_a_duplicate_of_what_is_decided_gets_the_same_answer(self, passage, other, moderator, run_jobs, mailoutbox):
        done = actions.apply(other, wording="2021", by=moderator, notice_kind="correction", notice="It was 2021.")
        actions.mark_duplicate(fresh(passage), of=fresh(other), by=moderator)
        run_jobs()
        late = passage.reports.get()
        assert (late.status, late.correction, late.settled_in) == ("duplicate", done.correction, done.revision)
        assert fresh(other).status == "accepted"
        assert mailoutbox[-1].to == ["r@example.org"]
        assert "You were right" in mailoutbox[-1].body

    def test_only_a_passage_of_the_same_article_can_be_the_same(self, passage, moderator):
        elsewhere = reported(make.live(body="<p>Trams run.</p>"), "Trams")
        for other in (elsewhere, passage):
            with pytest.raises(NotTheSameArticle):
                actions.mark_duplicate(passage, of=other, by=moderator)


class TestSpam:
    def test_nobody_is_written_to_and_it_counts_as_no_reader(self, article, moderator, run_jobs, mailoutbox):
        passage = reported(article, "bridg", email="buy@example.org")
        run_jobs()
        before = len(mailoutbox)
        actions.mark_spam(passage, by=moderator)
        run_jobs()
        assert len(mailoutbox) == before
        assert states(passage) == ["spam"]

    def test_it_teaches_the_block_list_if_that_is_wanted(self, article, moderator):
        words = {"email": "Buy@example.org", "message": "See https://pills.example/now", "sender": "abc"}
        passage = reported(article, "bridg", **words)
        actions.block_senders(actions.mark_spam(passage, by=moderator))
        assert set(Block.objects.values_list("kind", "value")) == {
            ("domain", "pills.example"),
            ("email", "buy@example.org"),
            ("sender", "abc"),
        }

    def test_taking_it_back_unteaches_what_it_taught_and_no_more(self, article, moderator):
        Block.objects.create(kind="domain", value="old.example")
        passage = reported(article, "bridg", message="https://pills.example/ https://old.example/")
        actions.block_senders(actions.mark_spam(passage, by=moderator))
        actions.reopen(fresh(passage), by=moderator, note="A mistake.")
        assert list(Block.objects.values_list("value", flat=True)) == ["old.example"]


class TestTakingBack:
    def test_the_reports_wait_again_and_the_log_says_why(self, article, moderator):
        passage = actions.decline(reported(article, "bridg"), by=moderator, words="No.")
        actions.reopen(passage, by=moderator, note="I was wrong.")
        passage = fresh(passage)
        assert (passage.status, passage.closed_at, states(passage)) == ("new", None, ["new"])
        assert (Report.objects.get().reply, Report.objects.get().decided_by) == ("", None)
        last = passage.events.last()
        assert (last.action, last.note, last.made_by) == ("reopened", "I was wrong.", moderator)

    def test_a_word_on_why_is_needed(self, article, moderator):
        passage = actions.decline(reported(article, "bridg"), by=moderator, words="No.")
        with pytest.raises(NoReason):
            actions.reopen(passage, by=moderator, note="")

    def test_what_was_published_stays(self, article, moderator):
        passage = reported(article, "bridg")
        actions.apply(passage, wording="bridge", by=moderator)
        actions.reopen(fresh(passage), by=moderator, note="Look again.")
        assert "bridge" in article.revisions.live().get().body
        assert fresh(passage).changed

    def test_it_can_be_decided_anew(self, article, moderator):
        passage = actions.decline(reported(article, "bridg"), by=moderator, words="No.")
        passage = actions.reopen(passage, by=moderator, note="Yes.")
        actions.apply(fresh(passage), wording="bridge", by=moderator)
        assert [one.action for one in passage.events.order_by("pk")] == [
            "received",
            "declined",
            "reopened",
            "applied",
            "accepted",
        ]


class TestPeople:
    def test_all_reports_of_a_person_are_handed_out_and_that_is_written_down(self, article, moderator):
        reported(article, "bridg", email="r@example.org")
        reported(article, "2019", email="R@Example.org")
        assert len(actions.hand_out("r@example.ORG ", by=moderator)) == 2
        assert Passage.objects.filter(events__action="handed", events__made_by=moderator).count() == 2

    def test_a_person_is_forgotten_and_what_was_said_stays(self, article, moderator):
        passage = reported(article, "bridg", name="Rita", email="r@example.org", sender="abc", message="A typo.")
        assert actions.erase_person("r@example.org", by=moderator) == 1
        one, passage = Report.objects.get(), fresh(passage)
        assert (one.name, one.email, one.sender, one.message) == ("", "", "", "A typo.")
        assert not passage.reply_wanted
        assert passage.events.last().get_action_display() == "personal data erased"
        assert "example.org" not in " ".join(event.note for event in passage.events.all())
