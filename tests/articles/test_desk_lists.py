"""The start page and the list: what is going on, found quickly and with few queries."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import actions
from articles.models import Article, WantedPicture
from articles.templatetags.desk import spoken
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
SESSION_AND_USER = 2
PERMISSIONS = 2
PAPER = 1


@pytest.fixture
def editor(client):
    editor = make.user("ed", group="Editors")
    client.force_login(editor)
    return editor


def fill(count):
    """Make `count` stories of every kind, with pictures, sections and bylines."""
    section, person = make.section(), make.person()
    for number in range(count):
        make.live(headline=f"Live {number}", section=section, hero=make.image(), bylines=[person])
        make.article(headline=f"Draft {number}", section=section, hero=make.image(), bylines=[person])
        make.article(headline=f"Review {number}", stage=Article.Stage.IN_REVIEW)
        make.live(headline=f"Coming {number}", at=timezone.now() + timedelta(hours=1))


class TestStart:
    def panel(self, client, name):
        page = client.get("/admin/")
        return [str(row) for panel in page.context["panels"] if panel.name == name for row in panel.rows]

    def test_my_open_stories_are_those_that_are_not_out(self, client, editor):
        make.article(by=editor, headline="Begun")
        make.live(by=editor, headline="Out")
        changed = make.live(by=editor, headline="Out, changed since")
        actions.save_working_copy(Article.objects.get(pk=changed.pk), by=editor)
        make.article(headline="Somebody else's")
        make.article(assignee=editor, headline="Assigned")
        assert sorted(self.panel(client, "mine")) == ["Assigned", "Begun", "Out, changed since"]

    def test_all_that_is_scheduled_is_there_the_nearest_first(self, client, editor):
        now = timezone.now()
        for hours in (9, 3, 6, *range(10, 20)):
            make.live(headline=f"In {hours}", at=now + timedelta(hours=hours))
        assert self.panel(client, "scheduled")[:4] == ["In 3", "In 6", "In 9", "In 10"]
        assert len(self.panel(client, "scheduled")) == 13

    def test_what_waits_for_review_and_what_came_out_last(self, client, editor):
        make.article(stage=Article.Stage.IN_REVIEW, headline="Please read")
        make.live(headline="Out")
        assert self.panel(client, "waiting") == ["Please read"]
        assert self.panel(client, "published") == ["Out"]

    def test_wanted_pictures_are_there_for_those_who_can_bring_them(self, client, editor):
        WantedPicture.objects.create(url="https://old.example/a.jpg", reason="Not found (404).")
        assert self.panel(client, "wanted") == ["https://old.example/a.jpg"]
        client.force_login(make.user(group="Moderators"))
        assert self.panel(client, "wanted") == []

    def test_empty_lists_say_what_would_be_there(self, client, editor):
        page = client.get("/admin/").content.decode()
        for sentence in ("Nothing is waiting.", "Nothing is scheduled.", "Nothing has been published yet."):
            assert sentence in page

    def test_it_costs_the_same_few_queries_however_much_goes_on(self, client, editor, django_assert_max_num_queries):
        client.get("/admin/")
        fill(6)
        with django_assert_max_num_queries(SESSION_AND_USER + PERMISSIONS + PAPER + len(["mine", "waiting", "…"]) + 4):
            client.get("/admin/")

    def test_signing_in_leaves_a_mark_without_a_secret_and_signing_out_takes_it(self, client):
        make.user("ann", group="Editors")
        answer = client.post("/admin/login/?next=/admin/", {"username": "ann", "password": "correct horse"})
        assert answer.cookies["desk"].value == "1"
        assert not answer.cookies["desk"]["httponly"]
        assert client.post("/admin/logout/").cookies["desk"].value == ""

    def test_a_refused_sign_in_leaves_none(self, client):
        assert "desk" not in client.post("/admin/login/", {"username": "ann", "password": "no"}).cookies


class TestList:
    def titles(self, client, **filters):
        return [str(article) for article, _status in client.get(LIST, filters).context["cl"].rows]

    def test_the_last_changed_comes_first(self, client, editor):
        first, second = make.article(headline="First"), make.article(headline="Second")
        actions.save_working_copy(Article.objects.get(pk=first.pk), by=None)
        assert self.titles(client) == [first.headline, second.headline]

    def test_stories_by_one_author_in_one_section_of_one_month(self, client, editor):
        make.publication(time_zone="Europe/Kyiv")
        city, olha = make.section("City"), make.person("Olha")
        for headline, moment, fields in (
            ("Meant", "2026-02-28 21:59 +0000", {"section": city, "bylines": [olha]}),
            ("Next month in Kyiv", "2026-02-28 22:01 +0000", {"section": city, "bylines": [olha]}),
            ("Another section", "2026-02-10 12:00 +0000", {"section": make.section("Arts"), "bylines": [olha]}),
            ("Another author", "2026-02-10 12:00 +0000", {"section": city}),
        ):
            with time_machine.travel(moment, tick=False):
                make.live(headline=headline, **fields)
        assert self.titles(client, author=olha.pk, section=city.pk, month="2026-02") == ["Meant"]

    def test_every_status_finds_its_own(self, client, editor):
        changed, gone = make.live(headline="changed"), make.live(headline="withdrawn")
        actions.save_working_copy(Article.objects.get(pk=changed.pk), by=None)
        actions.withdraw(gone, by=None, note="Gone.")
        make.live(headline="live")
        make.article(headline="draft")
        make.article(headline="review", stage=Article.Stage.IN_REVIEW)
        make.article(headline="ready", stage=Article.Stage.READY)
        make.live(headline="scheduled", at=timezone.now() + timedelta(hours=1))
        for status in ("draft", "review", "ready", "scheduled", "changed", "withdrawn"):
            assert self.titles(client, status=status) == [status]
        assert sorted(self.titles(client, status="live")) == ["changed", "live"]

    @pytest.mark.parametrize(
        "filters",
        [{"author": "x"}, {"section": "9999999999999999999999"}, {"month": "2026-99"}, {"status": "?"}, {"q": "\0"}],
    )
    def test_an_odd_address_filters_nothing(self, client, editor, filters):
        make.article(headline="Bridge")
        assert self.titles(client, **filters) == ["Bridge"]

    def test_the_filters_stand_there_with_what_is_chosen(self, client, editor):
        city = make.section("City")
        page = client.get(LIST, {"section": city.pk, "q": "river"}).content.decode()
        assert f'<option value="{city.pk}" selected>City</option>' in page
        assert 'value="river"' in page

    def test_it_leafs_on(self, client, editor):
        for number in range(41):
            make.article(headline=f"Story {number}")
        page = client.get(LIST)
        assert len(page.context["cl"].rows) == 40
        assert 'href="?p=2"' in page.content.decode()
        assert self.titles(client, p=2) == ["Story 0"]

    def test_it_costs_the_same_few_queries_however_long_it_is(self, client, editor, django_assert_max_num_queries):
        fill(8)
        with django_assert_max_num_queries(SESSION_AND_USER + PERMISSIONS + PAPER + 8):
            client.get(LIST)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5), "in 5 min"),
        (-timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=2), "in 2 h"),
        (-timedelta(hours=30), "30 h ago"),
        (timedelta(days=3), "Sat 12:00"),
        (-timedelta(days=20), "15 Jan"),
        (-timedelta(days=400), "31 Dec 2024"),
    ],
)
def test_moments_are_told_as_people_say_them(away, words):
    with time_machine.travel("2026-02-04 12:00 +0000", tick=False):
        assert spoken(timezone.localtime(timezone.now() + away)) == words


@pytest.mark.parametrize("page", ["-1", "0", "9" * 18, "9" * 30, "x"])
def test_a_page_that_is_not_there_is_no_accident(client, editor, page):
    make.article()
    assert client.get(LIST, {"p": page}).status_code in (200, 302)
