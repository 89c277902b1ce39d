"""Mending what readers see while other words wait: in the working copy, or for their hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions, hash_chain
from articles.errors import NothingToAmend, NotLive, NotReady
from articles.models import Article, Revision
from articles.signals import revised
from tests import make

pytestmark = pytest.mark.django_db
Kind = Revision.Kind
TYPO, MENDED = "The bridge reopned on Monday.", "The bridge reopened on Monday."


def mend(copy):
    """Mend the standfirst where the typo is in it."""
    found = "reopned" in copy.standfirst
    copy.standfirst = copy.standfirst.replace("reopned", "reopened")
    return found


def rewrite(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    actions.save_working_copy(article, by=None)
    return article


def state(article):
    return Article.objects.with_state().get(pk=article.pk)


@pytest.fixture
def article():
    return make.live(headline="As printed", standfirst=TYPO)


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


class TestAlone:
    def test_readers_see_the_change_and_the_history_says_so(self, article):
        revision = actions.amend(article, change=mend, by=None, reason="A typo.")
        assert (revision.number, revision.kind, revision.reason) == (2, Kind.MINOR, "A typo.")
        assert Revision.objects.live().get().standfirst == MENDED

    def test_the_working_copy_is_mended_and_says_what_readers_see(self, article):
        actions.amend(article, change=mend, by=None)
        article.refresh_from_db()
        assert article.standfirst == MENDED
        assert not Article.objects.unfinished().exists()
        assert article.drafts.get(version=article.version).content["standfirst"] == MENDED

    def test_names_and_subjects_stay_as_they_were_printed(self):
        olha = make.person("Olha Reporter")
        article = make.live(standfirst=TYPO, bylines=[olha], tags=["bridges"])
        type(olha).objects.update(name="Olha Editor")
        revision = actions.amend(article, change=mend, by=None)
        assert [line["name"] for line in revision.bylines] == ["Olha Reporter"]
        assert [tag["name"] for tag in revision.tags] == ["bridges"]
        assert (revision.credits.count(), revision.subjects.count()) == (1, 1)

    def test_a_correction_claims_an_update_and_a_minor_fix_does_not(self, article):
        assert actions.amend(article, change=mend, by=None, kind=Kind.MINOR).updated_at is None
        again = actions.amend(
            article, change=lambda copy: setattr(copy, "kicker", "Roads") or True, by=None, kind="update"
        )
        assert again.updated_at == again.live_from

    def test_it_is_told_to_the_rooms_above(self, article, django_capture_on_commit_callbacks):
        heard = []
        revised.connect(listener := lambda revision, **rest: heard.append(revision.number), weak=False)
        with django_capture_on_commit_callbacks(execute=True):
            actions.amend(article, change=mend, by=None)
        revised.disconnect(listener)
        assert heard == [2]


class TestBesideOtherChanges:
    @pytest.mark.parametrize(
        "verb",
        [
            lambda article: actions.amend(article, change=mend, by=None),
            lambda article: actions.withdraw(article, by=None, note="We erred."),
        ],
    )
    def test_an_address_that_nobody_has_published_stays_unknown(self, article, verb):
        verb(rewrite(article, slug="mayor-resigns"))
        assert Article.objects.values_list("path", "slug").get() == (article.path, "mayor-resigns")

    def test_what_nobody_has_published_stays_where_it_is(self, article):
        rewrite(article, headline="Not yet")
        actions.amend(article, change=mend, by=None)
        article.refresh_from_db()
        live = Revision.objects.live().get()
        assert (live.headline, live.standfirst) == ("As printed", MENDED)
        assert (article.headline, article.standfirst) == ("Not yet", MENDED)

    def test_the_desk_still_knows_of_them(self, article):
        rewrite(article, headline="Not yet")
        actions.amend(article, change=mend, by=None)
        found = state(article)
        assert found.version > found.live_version

    def test_a_working_copy_in_which_the_words_are_gone_is_left_alone(self, article):
        changed = rewrite(article, standfirst="Another one.")
        actions.amend(article, change=mend, by=None)
        article.refresh_from_db()
        assert (article.standfirst, article.version) == ("Another one.", changed.version)

    def test_the_stage_of_the_work_stays(self, article):
        actions.submit(article, by=make.user())
        actions.amend(article, change=mend, by=None)
        article.refresh_from_db()
        assert article.stage == Article.Stage.IN_REVIEW


class TestBesideASchedule:
    @pytest.fixture
    def planned(self, article, tomorrow):
        by = make.user("olha")
        return actions.publish(
            rewrite(article, headline="To come"), by=by, at=tomorrow, kind=Kind.CORRECTION, reason="At dawn."
        )

    def test_no_word_of_it_is_seen_before_its_hour(self, article, planned):
        actions.amend(article, change=mend, by=None)
        live = Revision.objects.live().get()
        assert (live.headline, live.standfirst) == ("As printed", MENDED)

    def test_it_keeps_its_hour_its_words_and_who_made_it_and_has_the_change(self, article, planned, tomorrow):
        actions.amend(article, change=mend, by=None)
        to_come = Revision.objects.live(tomorrow).get()
        assert (to_come.headline, to_come.standfirst) == ("To come", MENDED)
        assert (to_come.kind, to_come.reason, to_come.made_by) == (Kind.CORRECTION, "At dawn.", planned.made_by)
        assert to_come.live_from == tomorrow
        assert to_come.updated_at == tomorrow

    def test_numbers_and_seals_are_in_order(self, article, planned):
        actions.amend(article, change=mend, by=None)
        assert list(article.revisions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
        assert not list(hash_chain.breaks())

    def test_what_is_scheduled_is_not_taken_for_unfinished_work(self, article, planned):
        actions.amend(article, change=mend, by=None)
        assert not Article.objects.unfinished().exists()

    def test_a_schedule_without_the_words_keeps_its_own(self, article, tomorrow):
        actions.publish(rewrite(article, standfirst="Another one."), by=None, at=tomorrow)
        actions.amend(article, change=mend, by=None)
        assert Revision.objects.live(tomorrow).get().standfirst == "Another one."

    def test_a_second_change_comes_before_it_as_well(self, article, planned, tomorrow):
        actions.amend(article, change=mend, by=None)
        actions.amend(article, change=lambda copy: setattr(copy, "kicker", "Roads") or True, by=None)
        assert Revision.objects.live(tomorrow).get().number == 4
        assert Revision.objects.live(tomorrow).get().kicker == Revision.objects.live().get().kicker == "Roads"
        assert not list(hash_chain.breaks())


class TestRefusals:
    def test_what_nobody_can_read_cannot_be_mended(self, article, tomorrow):
        with pytest.raises(NotLive):
            actions.amend(make.article(standfirst=TYPO), change=mend, by=None)
        with pytest.raises(NotLive):
            actions.amend(make.live(standfirst=TYPO, at=tomorrow), change=mend, by=None)
        actions.withdraw(article, by=None, note="Gone.")
        with pytest.raises(NotLive):
            actions.amend(article, change=mend, by=None)

    def test_a_change_without_a_place_changes_nothing(self):
        article = make.live(standfirst="Nothing wrong here.")
        with pytest.raises(NothingToAmend):
            actions.amend(article, change=mend, by=None)
        assert Revision.objects.count() == 1

    def test_a_headline_cannot_be_taken_away(self, article):
        with pytest.raises(NotReady, match="no headline"):
            actions.amend(article, change=lambda copy: setattr(copy, "headline", " ") or True, by=None)
        assert Revision.objects.live().get().headline == "As printed"
