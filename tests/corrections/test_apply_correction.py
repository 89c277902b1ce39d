"""From a wording to the article: the passage is mended, published and announced, and nothing else is touched."""

from datetime import timedelta

import pytest
from django.utils import timezone

import articles.actions
from articles import hash_chain
from articles.errors import NotLive, NotReady
from articles.models import Article, Revision
from corrections import actions
from corrections.actions import apply_correction
from corrections.errors import (
    DecidedMeanwhile,
    NoReason,
    NothingToChange,
    ParagraphsChange,
    PassageChanged,
    PassageGone,
    UnpublishedChanges,
)
from corrections.models import Correction, Event, Passage, Report
from tests import make
from tests.corrections.make_report import fresh, report, reported, rewrite

pytestmark = pytest.mark.django_db
Others = actions.Others
FIGURE = '<figure class="news-image" data-image="{}" data-size="wide">{}</figure>'


@pytest.fixture
def editor():
    return make.user("ed", group="Editors")


def live_body():
    return Revision.objects.live().get().body


def mended(body, quote, wording, editor, **more):
    """Put `wording` in the place of `quote` in an article that is live; return its body as readers see it then."""
    passage = reported(make.live(body=body), quote)
    actions.apply(passage, wording=wording, by=editor, **more)
    return live_body()


class TestTheText:
    def test_a_word_is_mended_inside_its_markup(self, editor):
        body = "<p>The <strong>old <em>bridg</em></strong> reopens.</p>"
        assert mended(body, "bridg", "bridge", editor) == body.replace("bridg", "bridge")

    def test_a_passage_across_markup_keeps_it(self, editor):
        body = '<p>It cost <a href="https://a.example/">two <em>milion</em></a> a year.</p>'
        assert mended(body, "cost two milion a", "cost three million a", editor) == (
            '<p>It cost <a href="https://a.example/">three <em>million</em></a> a year.</p>'
        )

    def test_a_cell_of_a_table_is_mended_alone(self, editor):
        body = "<table><tbody><tr><td>2023</td><td>41</td></tr><tr><td>2024</td><td>40</td></tr></tbody></table>"
        assert mended(body, "41", "44", editor) == body.replace("41", "44")

    def test_an_item_of_a_list_is_mended_alone(self, editor):
        body = "<ul>\n<li>Trams</li>\n<li>Buses</li>\n</ul>"
        article = make.live(body=body)
        actions.apply(reported(article, "Buses"), wording="Night buses", by=editor)
        assert live_body() == article.body.replace("Buses", "Night buses")

    def test_the_second_of_two_like_words_is_the_one_that_was_marked(self, editor):
        article = make.live(body="<p>He saw the bank.</p>\n<p>She left the bank.</p>")
        revision = article.revisions.get()
        text = "He saw the bank.\nShe left the bank."
        at = text.rindex("bank")
        selector = apply_correction.passages.selector_at(text, (at, at + 4))
        sent = actions.receive_report(
            article,
            revision=revision,
            part="text",
            selector=apply_correction.passages.Selector(**selector),
            kind="fact",
        )
        actions.apply(sent.passage, wording="shore", by=editor)
        assert live_body() == "<p>He saw the bank.</p>\n<p>She left the shore.</p>"

    def test_spaces_selected_along_with_the_words_stay(self, editor):
        assert mended("<p>The bridg is old.</p>", "bridg ", "bridge", editor) == "<p>The bridge is old.</p>"

    def test_paragraphs_selected_together_stay_apart(self, editor):
        body = "<p>It rained.</p>\n<p>Trams stod.</p>"
        assert mended(body, "rained.\nTrams stod", "poured.\r\nTrams stood", editor) == (
            "<p>It poured.</p>\n<p>Trams stood.</p>"
        )

    def test_a_sentence_can_be_left_out(self, editor):
        assert mended("<p>One. Two. Three.</p>", "Two.", "", editor) == "<p>One. Three.</p>"

    def test_what_somebody_types_is_text(self, editor):
        assert mended("<p>A bridg.</p>", "bridg", "<script>x</script> & co", editor) == (
            "<p>A &lt;script&gt;x&lt;/script&gt; &amp; co.</p>"
        )


class TestOtherParts:
    @pytest.mark.parametrize("wording", ["The bridge", "The\nbridge"])
    def test_the_headline_is_mended_and_stays_one_line(self, editor, wording):
        article = make.live(headline="Bridg reopens")
        done = actions.apply(reported(article, "Bridg", part="headline"), wording=wording, by=editor)
        assert done.revision.headline == "The bridge reopens"

    def test_a_headline_cannot_be_mended_away(self, editor):
        passage = reported(make.live(headline="Bridge"), "Bridge", part="headline")
        with pytest.raises(NotReady):
            actions.apply(passage, wording="", by=editor)

    def test_the_standfirst_is_mended_and_keeps_its_lines(self, editor):
        article = make.live(standfirst="Trams run agian.\nBuses too.")
        actions.apply(reported(article, "agian", part="standfirst"), wording="again", by=editor)
        assert Revision.objects.live().get().standfirst == "Trams run again.\nBuses too."

    def test_a_caption_of_this_article_is_mended_with_its_markup(self, editor):
        image = make.image()
        body = "<p>Text.</p>" + FIGURE.format(image.pk, "<figcaption>The <em>old</em> bridg</figcaption>")
        article = make.live(body=body)
        passage = reported(article, "bridg", part="caption", image=image)
        actions.apply(passage, wording="bridge", by=editor)
        assert live_body() == article.body.replace("bridg<", "bridge<")

    def test_a_caption_of_the_library_is_mended_for_this_article(self, editor):
        image = make.image(caption="The bridg in spring.")
        article = make.live(hero=image, body="<p>Text.</p>" + FIGURE.format(image.pk, ""))
        passage = reported(article, "bridg", part="caption", image=image)
        actions.apply(passage, wording="bridge", by=editor)
        revision = Revision.objects.live().get()
        image.refresh_from_db()
        assert revision.hero_caption == "The bridge in spring."
        assert "<figcaption>The bridge in spring.</figcaption>" in revision.body
        assert image.caption == "The bridg in spring."

    def test_of_two_captions_under_one_picture_the_other_is_left_alone(self, editor):
        image = make.image()
        first = FIGURE.format(image.pk, "<figcaption>The bridg at dawn</figcaption>")
        second = FIGURE.format(image.pk, "<figcaption>The same at night</figcaption>")
        article = make.live(body=f"{first}<p>Text.</p>{second}")
        actions.apply(reported(article, "at night", part="caption", image=image), wording="by night", by=editor)
        assert live_body() == article.body.replace("at night", "by night")


class TestWhatIsPublished:
    @pytest.fixture
    def passage(self):
        return reported(
            make.live(body="<p>It opened in 2019.</p>"), "2019", kind="fact", suggestion="2021", email="r@example.org"
        )

    def test_a_minor_fix_is_in_the_history_without_a_notice(self, passage, editor):
        done = actions.apply(passage, wording="2021", by=editor)
        assert (done.revision.kind, done.revision.reason) == ("minor", "A small mistake was mended.")
        assert done.correction is None
        assert not Correction.objects.exists()

    def test_a_minor_fix_has_no_notice_whatever_was_drafted(self, passage, editor):
        done = actions.apply(passage, wording="2021", by=editor, notice="An earlier version said 2019.")
        assert (done.revision.kind, done.revision.reason) == ("minor", "A small mistake was mended.")

    def test_a_minor_fix_is_told_in_the_language_of_the_article(self, editor):
        passage = reported(make.live(body="<p>Мост відкрито.</p>", language="uk"), "Мост")
        reason = actions.apply(passage, wording="Міст", by=editor).revision.reason
        assert reason == "Виправлено дрібну помилку."

    def test_a_correction_is_a_revision_and_a_notice_of_one_moment(self, passage, editor):
        done = actions.apply(passage, wording="2021", by=editor, notice_kind="clarification", notice="It was 2021.")
        notice = Correction.objects.get()
        assert (notice.revision, notice.kind, notice.text) == (done.revision, "clarification", "It was 2021.")
        assert (notice.was, notice.now, notice.made_by) == ("2019", "2021", editor)
        assert (done.revision.kind, done.revision.reason) == ("correction", "It was 2021.")
        assert notice.published_at - done.revision.live_from < timedelta(seconds=5)

    def test_the_reports_are_answered_and_the_log_tells_by_whom(self, passage, editor):
        done = actions.apply(
            passage, wording="2021", by=editor, notice_kind="correction", notice="N.", words="Thank you!"
        )
        one, passage = Report.objects.get(), fresh(passage)
        assert (one.status, one.reply, one.decided_by) == ("accepted", "Thank you!", editor)
        assert (one.correction, one.settled_in) == (done.correction, done.revision)
        assert (passage.status, passage.words_now) == ("accepted", "2021")
        assert [(event.action, event.made_by) for event in passage.events.order_by("pk")][-2:] == [
            ("applied", editor),
            ("accepted", editor),
        ]

    def test_the_reader_gets_a_letter(self, passage, editor, run_jobs, mailoutbox):
        actions.apply(passage, wording="2021", by=editor, words="Well seen.")
        run_jobs()
        assert [letter.to for letter in mailoutbox][-1] == ["r@example.org"]
        assert "Well seen." in mailoutbox[-1].body

    def test_a_failure_in_the_middle_leaves_nothing(self, passage, editor, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(apply_correction, "accept", fail)
        before = Event.objects.count(), fresh(passage).version, Article.objects.get().version
        with pytest.raises(RuntimeError):
            actions.apply(passage, wording="2021", by=editor, notice_kind="correction", notice="It was 2021.")
        assert (Event.objects.count(), fresh(passage).version, Article.objects.get().version) == before
        assert (Revision.objects.count(), Correction.objects.count()) == (1, 0)
        assert (Report.objects.get().status, live_body()) == ("new", "<p>It opened in 2019.</p>")
        assert Article.objects.get().body == "<p>It opened in 2019.</p>"


class TestBesideOtherChanges:
    @pytest.fixture
    def article(self):
        return make.live(headline="Printed", body="<p>The bridg is old.</p>\n<p>Trams run.</p>")

    @pytest.fixture
    def passage(self, article):
        return reported(article, "bridg")

    def test_the_editor_is_asked_and_nothing_happens_before(self, article, passage, editor):
        rewrite(article, headline="Not yet")
        with pytest.raises(UnpublishedChanges, match="holds other changes"):
            actions.apply(passage, wording="bridge", by=editor)
        assert Revision.objects.count() == 1

    def test_a_working_copy_that_was_saved_without_a_change_is_no_question(self, article, passage, editor):
        rewrite(article)
        actions.apply(passage, wording="bridge", by=editor)
        assert "bridge" in live_body()

    def test_the_fix_alone_leaves_the_rest_unpublished(self, article, passage, editor):
        rewrite(article, headline="Not yet")
        actions.apply(passage, wording="bridge", by=editor, others=Others.LEAVE)
        article.refresh_from_db()
        assert (Revision.objects.live().get().headline, article.headline) == ("Printed", "Not yet")
        assert "bridge" in live_body() and "bridge" in article.body

    def test_everything_can_go_along(self, article, passage, editor):
        rewrite(article, headline="Now")
        actions.apply(passage, wording="bridge", by=editor, others=Others.PUBLISH)
        assert Revision.objects.live().get().headline == "Now"
        assert not Article.objects.unfinished().exists()

    def test_a_sentence_that_was_changed_elsewhere_gets_the_mended_word_only(self, article, editor):
        passage = reported(article, "The bridg is old.")
        rewrite(article, body="<p>The bridg is <em>rather</em> old.</p>\n<p>Trams run.</p>")
        done = actions.apply(passage, wording="The bridge is old.", by=editor, others=Others.LEAVE)
        article.refresh_from_db()
        assert article.body == "<p>The bridge is <em>rather</em> old.</p>\n<p>Trams run.</p>"
        assert done.left_alone == ()

    def test_a_working_copy_that_words_it_otherwise_is_left_alone_and_told(self, article, passage, editor):
        rewrite(article, body="<p>A new crossing.</p>")
        done = actions.apply(passage, wording="bridge", by=editor, others=Others.LEAVE)
        article.refresh_from_db()
        assert article.body == "<p>A new crossing.</p>"
        assert done.left_alone == (article,)

    def test_everything_is_not_published_if_the_fix_has_no_place_in_it(self, article, passage, editor):
        rewrite(article, body="<p>A new crossing.</p>")
        with pytest.raises(PassageGone, match="working copy words this passage otherwise"):
            actions.apply(passage, wording="bridge", by=editor, others=Others.PUBLISH)
        assert Revision.objects.count() == 1

    def test_an_embargoed_update_is_asked_about_stays_unseen_and_gets_the_fix(self, article, passage, editor):
        at = timezone.now() + timedelta(days=1)
        articles.actions.publish(rewrite(article, headline="Embargoed"), by=editor, at=at)
        with pytest.raises(UnpublishedChanges, match="scheduled") as refusal:
            actions.apply(passage, wording="bridge", by=editor)
        assert refusal.value.scheduled_for == at
        actions.apply(passage, wording="bridge", by=editor, others=Others.LEAVE)
        to_come = Revision.objects.live(at).get()
        assert Revision.objects.live().get().headline == "Printed"
        assert (to_come.headline, "bridge" in to_come.body) == ("Embargoed", True)
        assert not list(hash_chain.breaks())

    def test_a_scheduled_correction_keeps_its_notice(
        self, article, passage, editor, django_capture_on_commit_callbacks
    ):
        at = timezone.now() + timedelta(days=1)
        with django_capture_on_commit_callbacks(execute=True):
            articles.actions.publish(
                rewrite(article, headline="E"), by=editor, at=at, kind="correction", reason="We were wrong."
            )
        with django_capture_on_commit_callbacks(execute=True):
            actions.apply(passage, wording="bridge", by=editor, others=Others.LEAVE)
        notice = Correction.objects.get()
        assert (notice.revision.number, notice.text, notice.published_at) == (3, "We were wrong.", at)


class TestRefusals:
    @pytest.fixture
    def article(self):
        return make.live(body="<p>The bridg is old.</p>\n<p>Trams run.</p>")

    def test_a_passage_that_is_gone(self, article, editor):
        passage = reported(article, "The bridg is old.")
        articles.actions.publish(rewrite(article, body="<p>Trams run.</p>"), by=editor)
        with pytest.raises(PassageGone):
            actions.apply(passage, wording="The bridge is old.", by=editor)

    def test_words_that_are_not_those_that_were_looked_at(self, article, editor):
        passage = reported(article, "bridg")
        articles.actions.publish(rewrite(article, body="<p>The briidg is old.</p>\n<p>Trams run.</p>"), by=editor)
        with pytest.raises(PassageChanged) as refusal:
            actions.apply(passage, wording="bridge", by=editor, instead_of="bridg")
        assert refusal.value.words == "briidg"

    def test_joining_paragraphs(self, article, editor):
        passage = reported(article, "old.\nTrams")
        with pytest.raises(ParagraphsChange, match="join or split"):
            actions.apply(passage, wording="old, trams", by=editor)

    @pytest.mark.parametrize("wording", ["bridg", " bridg \r\n"])
    def test_the_same_words(self, article, editor, wording):
        with pytest.raises(NothingToChange):
            actions.apply(reported(article, "bridg"), wording=wording, by=editor)

    def test_a_notice_without_words(self, article, editor):
        with pytest.raises(NoReason):
            actions.apply(reported(article, "bridg"), wording="bridge", by=editor, notice_kind="correction", notice=" ")

    def test_an_article_that_was_withdrawn(self, article, editor):
        passage = reported(article, "bridg")
        articles.actions.withdraw(article, by=editor, note="Gone.")
        with pytest.raises(NotLive):
            actions.apply(passage, wording="bridge", by=editor)

    def test_somebody_was_faster(self, article, editor):
        passage = reported(article, "bridg")
        actions.assign(passage, to=make.user("olha", first_name="Olha"), by=make.user("maria", first_name="Maria"))
        with pytest.raises(DecidedMeanwhile, match=r"Maria worked on this passage.*assigned"):
            actions.apply(passage, wording="bridge", by=editor)

    def test_another_reader_wrote_meanwhile(self, article, editor):
        passage = reported(article, "bridg")
        report(article, "bridg")
        with pytest.raises(DecidedMeanwhile, match="Another reader"):
            actions.apply(passage, wording="bridge", by=editor)

    def test_a_passage_of_no_words_has_no_place(self, article, editor):
        with pytest.raises(PassageGone):
            actions.apply(reported(article), wording="x", by=editor)


class TestProposing:
    def test_a_wording_waits_for_those_who_may_publish(self, editor):
        article = make.live(body="<p>The bridg is old.</p>")
        passage = reported(article, "bridg")
        actions.propose(passage, wording="bridge", by=make.user(group="Moderators"))
        assert Passage.objects.get().proposal == "bridge"
        assert (Revision.objects.count(), Article.objects.get().version) == (1, article.version)
        actions.apply(fresh(passage), wording="bridge", by=editor)
        assert Passage.objects.get().proposal == ""

    @pytest.mark.parametrize("wording", ["", "bridg"])
    def test_nothing_new_is_no_proposal(self, wording):
        with pytest.raises(NothingToChange):
            actions.propose(reported(make.live(body="<p>A bridg.</p>"), "bridg"), wording=wording, by=make.user())
