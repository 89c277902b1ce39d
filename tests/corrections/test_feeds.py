"""Notices as feeds, which stay readable whatever stands in a notice."""

from html import unescape
from xml.etree import ElementTree

import pytest

import articles.actions
from articles.models import Article
from corrections import actions
from corrections.models import Correction
from tests import make
from tests.corrections.make_report import rewrite

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def editor():
    return make.user("olha")


@pytest.fixture
def article():
    make.publication(name="The Landing")
    return make.live(headline="River bridge reopens")


@pytest.fixture
def notice(article, editor):
    return actions.announce(article.revisions.get(), kind="correction", text="It was 2006.", by=editor)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def items(client, address="/corrections/feed/"):
    return [{field.tag: field.text for field in item} for item in read(client, address).iter("item")]


def test_a_notice_is_an_item_with_its_words_address_and_time(client, notice):
    (item,) = items(client)
    assert item["title"] == "Correction: River bridge reopens"
    assert item["description"] == "It was 2006."
    assert item["link"].endswith(notice.get_absolute_url())
    assert item["guid"] == f"correction-{notice.pk}"
    assert item["pubDate"]


def test_a_withdrawn_notice_keeps_its_place_and_says_why(client, notice, editor):
    before = items(client)[0]["guid"]
    actions.withdraw_notice(notice, by=editor, because="The first year was right.")
    (item,) = items(client)
    assert (item["guid"], item["description"]) == (before, "Withdrawn: The first year was right.")


def test_atom_says_when_a_notice_was_withdrawn(client, notice, editor):
    def updated():
        return read(client, "/corrections/feed/atom/").find(f"{ATOM}entry/{ATOM}updated").text

    before = updated()
    actions.withdraw_notice(notice, by=editor, because="No.")
    assert updated() >= before


def test_an_article_has_a_feed_of_its_own(client, notice, article, editor):
    other = make.live(headline="Another")
    actions.announce(other.revisions.get(), kind="correction", text="Elsewhere.", by=editor)
    assert [item["description"] for item in items(client, f"/corrections/feed/article/{article.pk}/")] == [
        "It was 2006."
    ]
    assert len(items(client)) == 2


def test_it_goes_on_after_a_withdrawal_for_that_is_when_it_matters(client, notice, article, editor):
    articles.actions.withdraw(Article.objects.get(pk=article.pk), by=editor, note="Untrue.")
    assert len(items(client, f"/corrections/feed/article/{article.pk}/")) == 1


@pytest.mark.parametrize("number", ["0", "987654", "9" * 30])
def test_what_is_no_article_has_none(client, notice, number):
    assert client.get(f"/corrections/feed/article/{number}/").status_code == 404


def test_a_draft_has_none(client, db):
    assert client.get(f"/corrections/feed/article/{make.article().pk}/").status_code == 404


def test_notices_of_other_texts_say_what_readers_saw(client, notice, article):
    rewrite(article, headline="A secret scoop")
    assert items(client)[0]["title"] == "Correction: River bridge reopens"


@pytest.mark.parametrize("words", ["<script>alert(1)</script> & ]]>", "Form\x0bfeed\x0c and \x1f bell", "💡 \u202e ﷽"])
def test_a_feed_can_be_read_whatever_a_notice_says(client, notice, words):
    Correction.objects.update(text=words)
    (item,) = items(client)
    assert item["description"].startswith(words[:4])


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/feed.json", "/section/city/feed/"])
def test_a_notice_goes_wherever_its_article_went(client, editor, address):
    article = make.live(section=make.section())
    gone = actions.announce(article.revisions.get(), kind="correction", text="Never so.", by=editor)
    actions.withdraw_notice(gone, by=editor, because="No.")
    notice = actions.announce(article.revisions.get(), kind="correction", text="It <was> 2006.", by=editor)
    feed = client.get(address).content.decode()
    assert f"Correction, {notice.published_at.day} " in feed
    assert "It <was> 2006." in unescape(unescape(feed))
    assert "Never so." not in feed


def test_feeds_are_pages_that_are_kept(client, notice):
    from press.page_cache.decorator import policy_at

    for address in ("/corrections/feed/", "/corrections/feed/atom/", "/corrections/feed/article/1/", "/corrections/"):
        assert policy_at(address) is not None
    for address in ("/corrections/report/", "/corrections/status/x/"):
        assert policy_at(address) is None


def test_many_notices_cost_no_query_each(client, notice, django_assert_max_num_queries):
    rows = [Correction(article=notice.article, revision=notice.revision, text=str(n)) for n in range(60)]
    for row in rows:
        row.published_at = notice.published_at
    Correction.objects.bulk_create(rows)
    with django_assert_max_num_queries(4):
        assert len(items(client)) == 50
