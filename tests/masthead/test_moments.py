"""Days and hours are told in the paper's own zone and language, also after it has changed them."""

from datetime import UTC, datetime

import pytest

from articles.models import Article, Revision
from masthead.models import Publication
from press import page_cache
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
LATE = datetime(2026, 3, 14, 22, 30, tzinfo=UTC)  # In Kyiv, half an hour past midnight.


@pytest.fixture
def article():
    make.publication(language="en", time_zone="UTC")
    article = make.live()
    Revision.objects.update(published_at=LATE)
    Article.objects.update(first_published_at=LATE)
    return article


def turn(**fields) -> None:
    Publication.objects.update(**fields)
    page_cache.invalidate()


def front(client) -> str:
    return client.get("/").content.decode()


def test_lists_tell_the_day_in_the_zone_that_the_paper_moved_to(client, article):
    assert '<time datetime="2026-03-14T22:30:00+00:00">14 March</time>' in front(client)
    turn(time_zone="Europe/Kyiv")
    assert '<time datetime="2026-03-15T00:30:00+02:00">15 March</time>' in front(client)


def test_lists_tell_the_day_in_the_language_that_the_paper_turned_to(client, article):
    assert ">14 March</time>" in front(client)
    turn(language="uk")
    assert ">14 березня</time>" in front(client)


def test_an_article_tells_the_hour_in_the_zone_that_the_paper_moved_to(client, article):
    assert ">14 March 2026, 22:30</time>" in client.get(article.path).content.decode()
    turn(time_zone="Europe/Kyiv")
    assert ">15 March 2026, 00:30</time>" in client.get(article.path).content.decode()


def test_two_articles_of_one_day_keep_their_own_hours(client, article):
    later = make.live(headline="Later")
    Article.objects.filter(pk=later.pk).update(first_published_at=LATE.replace(minute=45))
    assert ">14 March 2026, 22:30</time>" in client.get(article.path).content.decode()
    assert ">14 March 2026, 22:45</time>" in client.get(later.path).content.decode()
