"""A query that is written once answers like one that is written anew each time."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Revision
from press.prepared_queries import prepared
from tests import make

pytestmark = pytest.mark.django_db


@prepared
def headlines(count, *, words, at):
    return (
        Article.objects.filter(Q(headline=words) | Q(created_at__gt=at)).order_by("pk").values_list("headline")[:count]
    )


@prepared
def among(*, numbers):
    return Article.objects.filter(pk__in=numbers).order_by("pk")


@prepared
def with_their_articles(*, numbers):
    return Revision.objects.filter(article__in=numbers).select_related("article").order_by("pk")


def test_values_are_told_anew_each_time():
    make.article(headline="One")
    make.article(headline="Two")
    soon = timezone.now() + timedelta(hours=1)
    assert headlines(5, words="One", at=soon) == [("One",)]
    assert headlines(5, words="Two", at=soon) == [("Two",)]
    assert headlines(5, words="Three", at=timezone.now() - timedelta(hours=1)) == [("One",), ("Two",)]


def test_what_is_not_named_becomes_part_of_the_query():
    for words in ("One", "Two", "Three"):
        make.article(headline=words)
    ago = timezone.now() - timedelta(hours=1)
    assert [len(headlines(count, words="", at=ago)) for count in (2, 1, 3)] == [2, 1, 3]


def test_lists_may_be_of_any_length():
    articles = [make.article(headline=words) for words in ("One", "Two", "Three")]
    numbers = [article.pk for article in articles]
    assert among(numbers=numbers) == articles
    assert among(numbers=numbers[1:]) == articles[1:]
    assert among(numbers=[]) == []


def test_what_joins_along_needs_no_query_of_its_own(django_assert_num_queries):
    article = make.live(headline="Read")
    with_their_articles(numbers=[article.pk])
    with django_assert_num_queries(1):
        (revision,) = with_their_articles(numbers=[article.pk])
        assert revision.article.headline == "Read"


def test_answers_are_not_shared():
    article = make.article(headline="One")
    (first,) = among(numbers=[article.pk])
    first.headline = "Changed"
    assert among(numbers=[article.pk])[0].headline == "One"


def test_a_moment_that_would_stand_still_is_refused():
    @prepared
    def live():
        return Revision.objects.live()

    with pytest.raises(ValueError, match="must be told what changes"):
        live()
