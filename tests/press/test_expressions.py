"""A union may be of queries that each have an order and a limit of their own, on every database."""

import pytest

from articles.models import Article
from press.expressions import UnionAll
from tests import make

pytestmark = pytest.mark.django_db


def headlines(*queries) -> list[str]:
    found = Article.objects.filter(pk__in=UnionAll(queries)).order_by("headline")
    return [article.headline for article in found]


@pytest.fixture
def every():
    for headline in ("Bridge 1", "Bridge 2", "Bridge 3", "Tram 1", "Tram 2"):
        make.article(headline=headline)
    return Article.objects.values("pk")


def test_each_query_keeps_its_order_and_its_limit(every):
    newest, oldest = every.order_by("-pk"), every.order_by("pk")
    bridges, trams = (newest.filter(headline__startswith=word) for word in ("Bridge", "Tram"))
    assert headlines(bridges[:2], trams[:1]) == ["Bridge 2", "Bridge 3", "Tram 2"]
    assert headlines(oldest[:1], newest[:1]) == ["Bridge 1", "Tram 2"]


def test_a_row_that_two_queries_find_is_found_once(every):
    assert headlines(every.filter(headline="Tram 1"), every.order_by("-pk")[:2]) == ["Tram 1", "Tram 2"]


def test_what_is_empty_from_the_start_is_left_out(every):
    assert headlines(every.none(), every.filter(pk__in=[]), every.filter(headline="Tram 1")) == ["Tram 1"]


def test_nothing_is_asked_where_all_is_empty(every, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert headlines(every.none()) == []
