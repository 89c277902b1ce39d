"""Addresses: one for every page, and a way to it from every other."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import actions
from articles.models import Article, OldAddress
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def article():
    with time_machine.travel(NOON, tick=False):
        return make.live()


def moved_to(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 301, path
    return response["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "/2020/11/23/river-bridge-reopens",
        "/2020/11/23/River-Bridge-Reopens/",
        "/river-bridge-reopens/",
        "/river-bridge-reopens",
        "/2020/11/river-bridge-reopens/",
        "/2025/01/02/river-bridge-reopens/",
    ],
)
def test_an_address_spelled_otherwise_leads_to_the_article(client, article, path):
    assert moved_to(client, path) == article.path


def test_old_slug_leads_to_the_new_one(client, article):
    article.slug = "bridge-open"
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None)
    assert moved_to(client, "/2020/11/23/river-bridge-reopens/") == "/2020/11/23/bridge-open/"


def test_address_of_a_site_before_leads_here_whatever_its_shape(client, article):
    OldAddress.objects.create(path="/node/17.html", article=article)
    assert moved_to(client, "/node/17.html") == article.path


def test_unicode_slugs_work(client):
    with time_machine.travel(NOON, tick=False):
        article = make.live(headline="Міст знову відкрито", language="uk")
    assert article.path == "/2020/11/23/міст-знову-відкрито/"
    assert client.get(article.path).status_code == 200
    assert client.get("/2020/11/23/Міст-Знову-Відкрито/").status_code == 301


def test_capitals_chosen_by_an_editor_end_up_small(client):
    assert make.live(slug="COVID-Figures").path.endswith("/covid-figures/")


def test_pages_other_than_articles_are_found_with_capitals_or_without_the_slash(client):
    make.section("City")
    assert moved_to(client, "/section/city") == "/section/city/"
    assert moved_to(client, "/section/City/") == "/section/city/"
    assert moved_to(client, "/Archive") == "/archive/"
    assert moved_to(client, "/admin") == "/admin/"


@pytest.mark.parametrize("is_scheduled", [False, True])
def test_a_slug_that_no_reader_knows_yet_leads_nowhere(client, article, is_scheduled):
    article.slug = "mayor-resigns"
    actions.save_working_copy(article, by=None)
    if is_scheduled:
        actions.publish(article, by=None, at=timezone.now() + timedelta(hours=1))
    assert client.get("/mayor-resigns/").status_code == 404
    assert client.get("/2020/11/23/mayor-resigns/").status_code == 404


def test_what_is_embargoed_is_not_betrayed_by_a_redirect(client):
    with time_machine.travel(NOON, tick=False):
        make.live(at=NOON + timedelta(hours=1))
        assert client.get("/river-bridge-reopens/").status_code == 404
        assert client.get("/2020/11/23/River-bridge-reopens").status_code == 404


@pytest.mark.parametrize(
    "path", ["/nothing/", "/2020/11/23/nothing/", "/a%00b/", "/section/%00/", "/x.php", "/0000/01/01/"]
)
def test_what_is_not_there_is_not_found_and_the_page_helps_on(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "To the front page" in response.content.decode()


def test_only_reading_is_allowed(client, article):
    assert client.post(article.path).status_code == 405
    assert client.head(article.path).status_code == 200


@pytest.mark.parametrize("slug", ["x" * 200, "İ" * 200])
def test_no_address_name_is_longer_than_the_database_keeps(slug):
    longest = Article._meta.get_field("slug").max_length
    articles = [make.live(slug=slug) for _time in range(3)]
    assert len({one.path for one in articles}) == 3
    assert all(len(one.slug) <= longest for one in articles)
