"""The verbs: what editors keep, and what readers see."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import actions, content, preflight
from articles.errors import NotLive, NotReady, NotWithdrawn, StaleArticle, WrongTime
from articles.models import Article, OldAddress, Revision
from articles.signals import revised
from tests import make

pytestmark = pytest.mark.django_db
Kind = Revision.Kind


def read(article, at=None):
    """Return the headline that a reader sees, or None."""
    found = Revision.objects.live(at).filter(article=article).first()
    return found and found.headline


def rewrite(article, *, by=None, **fields):
    """Change the working copy as an editor would."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    actions.save_working_copy(article, by=by)
    return article


class TestWorkingCopy:
    def test_saving_a_live_article_changes_nothing_for_readers(self):
        article = make.live(headline="As printed")
        rewrite(article, headline="Not yet")
        assert read(article) == "As printed"

    def test_scripts_are_taken_out_on_save(self):
        article = make.article(body="<p>Safe<script>alert(1)</script></p>")
        assert article.body == "<p>Safe</p>"

    def test_a_stale_save_is_refused_and_says_who_was_faster(self):
        article = make.article()
        mine, theirs = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
        actions.save_working_copy(theirs, by=make.user("maria", first_name="Maria", last_name="K"))
        with pytest.raises(StaleArticle, match="Maria K saved") as refusal:
            actions.save_working_copy(mine, by=None)
        assert refusal.value.article.version == theirs.version

    def test_every_version_is_remembered(self):
        article = rewrite(make.article(headline="One"), headline="Two")
        assert [draft.content["headline"] for draft in article.drafts.order_by("version")] == ["One", "Two"]

    def test_of_what_one_person_saves_in_a_row_one_draft_in_five_minutes_is_kept(self):
        ann, article = make.user("ann"), make.article(headline="0")
        for number in range(1, 5):
            article = rewrite(article, by=ann, headline=str(number))
        assert [draft.content["headline"] for draft in article.drafts.order_by("version")] == ["0", "1", "4"]

    def test_a_draft_that_somebody_has_open_is_kept(self):
        ann, ben, article = make.user("ann"), make.user("ben"), make.article(headline="0")
        for number in range(1, 5):
            article = rewrite(article, by=ann, headline=str(number))
            if number == 2:
                article.presences.create(user=ben, version=article.version, seen_at=timezone.now())
        assert [draft.content["headline"] for draft in article.drafts.order_by("version")] == ["0", "1", "2", "4"]

    def test_saving_does_not_undo_what_was_published_meanwhile(self):
        article = make.article()
        opened = Article.objects.get(pk=article.pk)
        actions.publish(article, by=None)
        actions.save_working_copy(opened, by=None)
        assert Article.objects.get(pk=article.pk).path

    def test_a_saved_draft_comes_back_without_what_is_gone(self):
        section, person = make.section(), make.person("Olha")
        article = make.article(headline="Then", section=section, tags=["river"], bylines=[person])
        draft = article.drafts.get()
        article.headline, article.section = "Now", None
        actions.save_working_copy(article, by=None, bylines=[])
        section.delete()
        person.delete()
        article = actions.restore_draft(article, draft=draft, by=None)
        assert (article.headline, article.section) == ("Then", None)
        assert [(line.name, line.person) for line in article.bylines.all()] == [("Olha", None)]

    def test_pictures_in_use_are_known(self):
        hero, inside = make.image(), make.image()
        figure = f'<figure class="news-image" data-image="{inside.pk}" data-size="text"></figure>'
        article = make.article(hero=hero, body=f"<p>Words.</p>{figure}")
        assert set(article.pictures.all()) == {hero, inside}


class TestPublish:
    def test_first_publication_is_revision_one_at_a_dated_address(self):
        make.publication(time_zone="Europe/Kyiv")
        with time_machine.travel("2026-03-01 22:30 +0000", tick=False):
            article = make.live(headline="Bridge reopens!")
            revision = article.revisions.get()
        assert (revision.number, revision.kind) == (1, Kind.FIRST)
        assert article.path == "/2026/03/02/bridge-reopens/"

    def test_a_taken_address_gets_a_number(self):
        first, second = make.live(headline="Same"), make.live(headline="Same")
        assert second.path == first.path.replace("same", "same-2")

    def test_an_embargo_ends_by_itself(self):
        hour = timezone.now() + timedelta(hours=3)
        article = make.live(at=hour)
        assert read(article) is None
        with time_machine.travel(hour, tick=False):
            assert read(article) == article.headline

    def test_a_scheduled_update_leaves_the_old_text_until_its_minute(self):
        article = make.live(headline="Old")
        hour = timezone.now() + timedelta(hours=1)
        actions.publish(rewrite(article, headline="New"), by=None, at=hour)
        assert read(article) == "Old"
        assert read(article, at=hour - timedelta(seconds=1)) == "Old"
        assert read(article, at=hour) == "New"

    def test_publishing_now_replaces_a_schedule(self):
        article = make.live(headline="Old")
        actions.publish(rewrite(article, headline="Later"), by=None, at=timezone.now() + timedelta(hours=1))
        actions.publish(rewrite(article, headline="At once"), by=None)
        assert [one.headline for one in article.revisions.order_by("number")] == ["Old", "At once"]
        assert read(article, at=timezone.now() + timedelta(hours=2)) == "At once"

    def test_a_schedule_can_be_called_off(self):
        article = make.live(headline="Old")
        actions.publish(rewrite(article, headline="Later"), by=None, at=timezone.now() + timedelta(hours=1))
        actions.unschedule(article, by=None)
        assert read(article, at=timezone.now() + timedelta(hours=2)) == "Old"
        with pytest.raises(WrongTime, match="Nothing is scheduled"):
            actions.unschedule(article, by=None)

    def test_an_embargo_called_off_leaves_a_draft_that_was_never_published(self):
        article = make.live(at=timezone.now() + timedelta(days=1))
        actions.unschedule(article, by=None)
        article.refresh_from_db()
        assert article.first_published_at is None
        assert not article.revisions.exists()

    def test_the_past_cannot_be_scheduled(self):
        with pytest.raises(WrongTime, match="has passed"):
            actions.publish(make.article(), by=None, at=timezone.now() - timedelta(minutes=1))

    def test_first_publication_never_moves_and_a_minor_fix_claims_no_update(self):
        article = make.live(headline="Teh bridge")
        first = article.first_published_at
        minor = actions.publish(rewrite(article, headline="The bridge"), by=None, kind=Kind.MINOR)
        assert (minor.published_at, minor.updated_at) == (first, None)
        update = actions.publish(rewrite(article, headline="The bridge again"), by=None, kind=Kind.UPDATE)
        assert (update.published_at, update.updated_at) == (first, update.live_from)
        later = actions.publish(rewrite(article, headline="The bridge, again"), by=None, kind=Kind.MINOR)
        assert later.updated_at == update.live_from

    def test_a_stale_copy_is_not_published(self):
        article = make.article()
        rewrite(article, headline="Changed meanwhile")
        with pytest.raises(StaleArticle):
            actions.publish(article, by=None)

    def test_what_was_printed_keeps_its_names_when_they_change(self):
        person = make.person("Ivan Old")
        article = make.live(bylines=[person], tags=["river"])
        person.name = "Ivan New"
        person.save()
        assert article.revisions.get().bylines == [{"person": person.pk, "name": "Ivan Old", "role": "author"}]
        assert list(Revision.objects.live().by_person(person)) == [article.revisions.get()]

    def test_the_default_license_is_pinned(self):
        license = make.license("All rights reserved", is_default=True)
        article = make.live()
        license.is_default = False
        license.save()
        assert article.revisions.get().license == license

    def test_rooms_above_hear_of_it_after_commit(self, django_capture_on_commit_callbacks):
        heard = []

        def listen(sender, revision, **kwargs):
            heard.append(revision)

        revised.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                article = make.live()
                assert heard == []
        finally:
            revised.disconnect(listen)
        assert heard == [article.revisions.get()]


class TestPreflight:
    def test_everything_in_the_way_is_named_at_once(self):
        hero = make.image(filename="bare.jpg", alt_text="", license=None)
        article = make.article(
            headline=" ",
            hero=hero,
            body='<p><a href="/2020/01/01/nowhere/">There</a></p>'
            '<figure class="news-image" data-image="999999" data-size="text"></figure>',
        )
        with pytest.raises(NotReady) as refusal:
            actions.publish(article, by=None)
        assert [str(blocker) for blocker in refusal.value.blockers] == [
            "The article has no headline.",
            "The picture bare.jpg has no alt text.",
            "The picture bare.jpg has no license.",
            "Picture 999999 in the text is not in the library.",
            "The link to /2020/01/01/nowhere/ leads nowhere on this site.",
        ]
        assert not article.revisions.exists()

    def test_links_to_articles_of_now_and_before_are_fine(self):
        there = make.live(headline="There")
        OldAddress.objects.create(path="/old/there/", article=there)
        body = f'<p><a href="{there.path}">a</a> <a href="/old/there/">b</a> <a href="https://elsewhere.example/">c</a></p>'
        assert make.live(headline="Here", body=body).revisions.exists()

    def test_doubts_are_listed_and_do_not_block(self):
        article = make.live(standfirst="", headline="x" * 111)
        sentences = [str(doubt) for doubt in preflight.warnings(article)]
        assert "There is no standfirst." in sentences
        assert "The headline is longer than 110 characters." in sentences


class TestWithdraw:
    def test_the_address_stays_and_the_text_is_gone_with_a_note(self):
        article = make.live()
        actions.withdraw(article, by=None, note="We could not confirm it.")
        assert read(article) is None
        standing = Revision.objects.in_force().get(article=article)
        assert standing.withdrawn
        assert standing.reason == "We could not confirm it."

    def test_only_what_readers_read_can_be_withdrawn(self):
        with pytest.raises(NotLive):
            actions.withdraw(make.article(), by=None, note="No.")

    def test_it_can_come_back_as_a_new_revision(self):
        article = make.live()
        actions.withdraw(article, by=None, note="Wait.")
        actions.publish(article, by=None, reason="Confirmed since.")
        assert read(article) == article.headline
        assert article.revisions.count() == 3

    def test_a_schedule_does_not_bring_it_back(self):
        article = make.live()
        actions.publish(rewrite(article, headline="Later"), by=None, at=timezone.now() + timedelta(hours=1))
        actions.withdraw(article, by=None, note="No.")
        assert read(article, at=timezone.now() + timedelta(hours=2)) is None


class TestReinstate:
    def test_what_stood_before_a_withdrawal_stands_again_whatever_the_working_copy_says(self):
        article = make.live(headline="As printed")
        rewrite(article, headline="Not yet")
        actions.withdraw(article, by=None, note="A mistake of ours.")
        actions.reinstate(article, by=None)
        assert read(article) == "As printed"
        assert article.revisions.count() == 3

    def test_only_a_withdrawn_article_comes_back(self):
        with pytest.raises(NotWithdrawn):
            actions.reinstate(make.live(), by=None)


class TestHistory:
    def test_readers_of_an_earlier_hour_saw_the_earlier_text(self):
        with time_machine.travel("2026-01-01 10:00 +0000", tick=False):
            article = make.live(headline="At ten")
        with time_machine.travel("2026-01-01 11:00 +0000", tick=False):
            actions.publish(rewrite(article, headline="At eleven"), by=None)
        assert (
            read(article, at=timezone.datetime(2026, 1, 1, 10, 30, tzinfo=timezone.get_default_timezone())) == "At ten"
        )

    def test_each_revision_is_sealed_onto_the_one_before(self):
        article = make.live(headline="One")
        actions.publish(rewrite(article, headline="Two"), by=None)
        first, second = article.revisions.order_by("number")
        assert first.sha256 == content.fingerprint(first, previous="")
        assert second.sha256 == content.fingerprint(second, previous=first.sha256)

    def test_two_revisions_cannot_stand_at_once(self):
        article = make.live()
        twin = article.revisions.get()
        twin.pk, twin.number = None, 2
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)

    def test_restoring_brings_words_tags_and_names_into_the_working_copy_only(self):
        person = make.person()
        article = make.live(headline="Right", tags=["river"], bylines=[person])
        article = rewrite(article, headline="Wrong")
        article.tags.set([])
        actions.publish(article, by=None)
        actions.restore(article, revision=article.revisions.get(number=1), by=None)
        assert (article.headline, list(article.tags.names())) == ("Right", ["river"])
        assert article.bylines.get().person == person
        assert read(article) == "Wrong"


class TestImport:
    def test_what_was_published_before_is_recorded_in_the_order_of_time(self):
        article, first = make.article(headline="Old"), timezone.now() - timedelta(days=9)
        actions.import_revision(article, published_at=first)
        article = rewrite(article, headline="Mended")
        second = actions.import_revision(article, published_at=first + timedelta(days=1), kind=Kind.CORRECTION)
        assert (read(article, at=first), read(article)) == ("Old", "Mended")
        assert (second.kind, second.published_at, second.updated_at) == (Kind.CORRECTION, first, second.live_from)

    @pytest.mark.parametrize("days", [-10, 1])
    def test_no_other_order_is_taken(self, days):
        article, now = make.article(), timezone.now()
        actions.import_revision(article, published_at=now - timedelta(days=9))
        with pytest.raises(WrongTime):
            actions.import_revision(article, published_at=now + timedelta(days=days))


class TestAddresses:
    def test_a_new_slug_leaves_a_redirect_behind(self):
        article = make.live(headline="First words")
        old = article.path
        actions.publish(rewrite(article, slug="second-words"), by=None)
        article.refresh_from_db()
        assert article.path.endswith("/second-words/")
        assert OldAddress.objects.get(path=old).article == article

    def test_a_scheduled_update_does_not_betray_its_new_slug(self):
        article = make.live(headline="First words")
        old = article.path
        actions.publish(rewrite(article, slug="second-words"), by=None, at=timezone.now() + timedelta(hours=1))
        article.refresh_from_db()
        assert article.path == old

    def test_a_slug_taken_back_is_no_longer_a_redirect(self):
        article = make.live(headline="First words")
        first = article.path
        actions.publish(rewrite(article, slug="second-words"), by=None)
        actions.publish(rewrite(article, slug="first-words"), by=None)
        article.refresh_from_db()
        assert article.path == first
        assert not OldAddress.objects.filter(path=first).exists()


def test_next_change_is_the_nearest_of_schedules_and_places():
    make.live(at=timezone.now() + timedelta(hours=5))
    near = timezone.now() + timedelta(hours=2)
    make.live().placements.create(live_until=near)
    assert actions.next_change() == near
