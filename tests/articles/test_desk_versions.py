"""Versions of an article at the desk: compared by words, brought back with one button."""

import pytest

from articles import actions
from articles.models import Article
from tests import make
from tests.articles.article_form import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make.user("ed", group="Editors")
    client.force_login(editor)
    return editor


def republish(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None, reason="New facts.")
    return article


def history(article):
    return f"/admin/articles/article/{article.pk}/history/"


def compared(page):
    return page.context["old"].token, page.context["new"].token


def test_the_two_published_last_are_compared_first(client, editor):
    article = republish(make.live(body="<p>The old words.</p>"), body="<p>The new words.</p>")
    page = client.get(history(article))
    assert compared(page) == ("r1", "r2")
    assert "<del>old</del><ins>new</ins>" in page.content.decode()


def test_what_is_not_published_yet_is_compared_with_what_is(client, editor):
    article = make.live(headline="As printed")
    press(client, article, by=editor, headline="Not yet")
    assert compared(client.get(history(article))) == ("r1", "now")


def test_any_two_can_be_compared_saved_drafts_too(client, editor):
    article = make.article(headline="First thought")
    press(client, article, by=editor, headline="Second thought")
    page = client.get(history(article), {"old": "d1", "new": "now"})
    assert compared(page) == ("d1", "now")
    assert "<del>First</del>" in page.content.decode()


@pytest.mark.parametrize("address", ["?old=r99&new=zzz", "?old=&new=", "?old=now&new=now"])
def test_an_odd_address_compares_something(client, editor, address):
    assert client.get(history(make.live()) + address).status_code == 200


def test_one_version_alone_says_what_will_come(client, editor):
    assert "There is one version so far." in client.get(history(make.article())).content.decode()


def test_a_published_version_comes_back_and_readers_see_nothing_of_it_yet(client, editor):
    article = republish(make.live(headline="Right"), headline="Wrong")
    answer = client.post(history(article), {"restore": "r1", "version": article.version}, follow=True)
    assert Article.objects.get().headline == "Right"
    assert article.revisions.live().get().headline == "Wrong"
    assert "Revision 1: First published is the working copy now." in answer.content.decode()


def test_a_saved_draft_comes_back(client, editor):
    article = make.article(headline="First thought")
    press(client, article, by=editor, headline="Second thought")
    client.post(history(article), {"restore": "d1", "version": 2})
    assert Article.objects.get().headline == "First thought"


def test_a_stale_page_brings_nothing_back(client, editor):
    article = republish(make.live(headline="Right"), headline="Wrong")
    answer = client.post(history(article), {"restore": "r1", "version": 1}, follow=True)
    assert Article.objects.get().headline == "Wrong"
    assert "saved this article while you were writing" in answer.content.decode()


@pytest.mark.parametrize("token", ["now", "r9", "d9", ""])
def test_what_is_not_kept_cannot_come_back(client, editor, token):
    article = make.live()
    answer = client.post(history(article), {"restore": token, "version": 1}, follow=True)
    assert "That version is no longer kept" in answer.content.decode()


def test_who_may_not_change_a_story_may_compare_but_not_restore(client):
    article = republish(make.live(headline="Right"), headline="Wrong")
    client.force_login(make.user(group="Reporters"))
    assert "Restore this version" not in client.get(history(article)).content.decode()
    assert client.post(history(article), {"restore": "r1", "version": 2}).status_code == 403


@pytest.mark.parametrize("version", ["²", "9" * 30, "-1", "x"])
def test_a_version_that_is_no_number_brings_nothing_back(client, editor, version):
    article = make.live()
    answer = client.post(history(article), {"restore": "r1", "version": version})
    assert answer.status_code == 302
    assert Article.objects.get().version == article.version
