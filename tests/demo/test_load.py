"""The demo paper comes in by the editors' own door, once, and whole."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import TestCase
from PIL import Image as Drawing

from articles import hash_chain
from articles.models import Article, Image, Placement, Revision
from corrections.models import Correction, Passage, Report
from demo import loader, logins
from demo import paper as content
from demo.pictures import PICTURES
from licensing.models import Grant, Reprint, ReprintRequest
from masthead.models import Person, PolicyPage, Publication
from newsroom import startup


@pytest.fixture
def small_pictures(tmp_path, monkeypatch):
    """Put plain colors in the place of pictures, whose renditions take most of a minute."""
    for number, key in enumerate(PICTURES):
        Drawing.new("RGB", (640, 400), (number, 99, 200)).save(tmp_path / f"{key}.avif", "PNG")
    monkeypatch.setattr("demo.pictures.FOLDER", tmp_path)


class TestLoaded(TestCase):
    """The paper is loaded once for all of these; they only look."""

    @classmethod
    def setUpTestData(cls):
        loader.load()
        cls.paper = content.load()

    def test_all_of_it_is_there(self):
        paper = self.paper
        assert Publication.objects.get().name == paper.publication.name
        assert Article.objects.count() == len(paper.stories)
        assert Person.objects.exclude(photo="").count() == sum(bool(person.photo) for person in paper.people)
        assert PolicyPage.objects.count() == len(paper.pages)
        assert Placement.objects.count() == len(paper.placements)
        assert Revision.objects.count() == sum(len(story.revisions) + bool(story.withdrawal) for story in paper.stories)
        notices = sum(bool(revision.notice) for story in paper.stories for revision in story.revisions)
        assert Correction.objects.count() == notices
        assert not list(hash_chain.breaks())

    def test_every_screen_has_something_on_it(self):
        articles = Article.objects.with_state()
        assert articles.filter(live_kind=None, scheduled_for__isnull=False).exists(), "an embargo"
        assert articles.filter(live_kind__isnull=False, scheduled_for__isnull=False).exists(), "a scheduled update"
        assert articles.filter(live_kind="withdrawal").exists()
        assert articles.filter(live_kind="correction").exists()
        assert articles.filter(stage=Article.Stage.IN_REVIEW).exists()
        assert articles.filter(language="uk").exists()

    def test_what_readers_sent_waits_or_is_decided(self):
        reports = self.paper.reports
        assert Report.objects.count() == len(reports)
        decided = [report.status for report in reports if report.status not in ("new", "progress")]
        assert sorted(Report.objects.decided().values_list("status", flat=True)) == sorted(decided)
        assert not Passage.objects.waiting().filter(start=None).exclude(quote="").exists()
        assert not Report.objects.filter(decided_at__lt=F("received_at")).exists()

    def test_reprints_are_at_every_stage(self):
        assert set(ReprintRequest.objects.values_list("status", flat=True)) == {"new", "asked", "granted", "refused"}
        assert ReprintRequest.objects.overdue().exists()
        assert Grant.objects.in_force().exists()
        assert Grant.objects.revoked().exists()
        assert set(Reprint.objects.values_list("status", flat=True)) == {"fine", "found"}
        assert not Reprint.objects.filter(article=None).exists()

    def test_no_key_of_the_files_is_left_in_a_text(self):
        for revision in Revision.objects.all():
            assert "story:" not in revision.body
            assert all(part.split('"')[0].isdigit() for part in revision.body.split('data-image="')[1:])

    def test_logins_have_one_password_and_their_groups(self):
        for name, (group, _person) in logins.LOGINS.items():
            user = User.objects.get(username=name)
            assert user.check_password(logins.password())
            assert [found.name for found in user.groups.all()] == [group]
        assert logins.are_there()

    def test_a_house_that_is_lived_in_is_left_alone(self):
        assert not startup.wants_demo()
        with pytest.raises(CommandError, match="There is a paper here already"):
            call_command("demo")


@pytest.mark.django_db(transaction=True)
def test_nobody_is_written_to(small_pictures, run_jobs, mailoutbox):
    loader.load()
    assert run_jobs()
    assert not mailoutbox


@pytest.mark.django_db(transaction=True)
def test_a_loading_that_was_broken_off_begins_again(small_pictures, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(loader, "_settle", lambda paper, rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            loader.load()
    pictures = Image.objects.count()
    assert pictures
    assert startup.wants_demo()
    loader.load()
    assert Image.objects.count() == pictures


@pytest.mark.django_db
def test_a_public_address_gets_no_demo(settings):
    settings.DEMO = False
    assert not startup.wants_demo()
