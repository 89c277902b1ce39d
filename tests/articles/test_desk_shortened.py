"""A text of which hardly anything is left is published by who says that it is meant, and by no slip of a key."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions, preflight
from articles.errors import NotConfirmed
from articles.models import Article, Revision
from tests import make
from tests.articles.article_form import address, press
from tests.corrections.make_report import reported, rewrite

pytestmark = pytest.mark.django_db
LONG = "<p>" + "The trams ring again on all three lines. " * 100 + "</p>"  # 800 words.
SENTENCE = "Readers see 800 words now; this has 3 words."
SLIP = "<p>Xxx yyy zzz.</p>"
YES = "800-3"


@pytest.fixture
def editor():
    return make.user("ed", group="Editors")


@pytest.fixture
def article():
    return make.live(headline="Trams return", body=LONG)


def printed() -> str:
    return Revision.objects.live().get().body


def tick(page: str) -> str:
    """Return the box that a page has for saying yes, "" without one."""
    found = re.search('<input type="checkbox" name="confirmed"[^>]*>', page)
    return found[0] if found else ""


# --- Asked ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["publish", "schedule"])
def test_three_words_in_place_of_a_story_are_asked_about(client, editor, article, do):
    moment = {"publish_at": "2099-01-01T06:00"} if do == "schedule" else {}
    answer = press(client, article, by=editor, do=do, body=SLIP, kind="minor", reason="A typo.", **moment)
    page = answer.content.decode()
    assert (answer.status_code, Revision.objects.count()) == (422, 1)
    assert f"{SENTENCE} Tick “Publish it all the same” and press again." in page
    assert 'value="800-3"' in tick(page) and "checked" not in tick(page)
    assert (answer.context["form"]["body"].value(), answer.context["decision"]["reason"].value()) == (SLIP, "A typo.")


def test_the_page_is_told_without_being_loaded_anew(client, editor, article):
    answer = press(client, article, by=editor, do="publish", body=SLIP, json=True)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"confirmed": [f"{SENTENCE} Tick “Publish it all the same” and press again."]}
    assert YES in answer.json()["parts"]["findings"]


def test_it_is_told_before_anybody_presses(client, editor, article):
    rewrite(article, body=SLIP)
    client.force_login(editor)
    assert SENTENCE in client.get(address(article)).content.decode()


@pytest.mark.parametrize(
    ("body", "left"),
    [('<figure class="news-image" data-image="{}" data-size="text"></figure>', "0 words"), ("<p>Gone.</p>", "1 word")],
)
def test_an_emptied_text_is_asked_about_though_a_picture_is_left(client, editor, article, body, left):
    image = make.image(alt_text="A tram", license=make.license())
    answer = press(client, article, by=editor, do="publish", body=body.format(image.pk), json=True)
    assert f"this has {left}." in answer.json()["errors"]["confirmed"][0]
    assert printed() == article.revisions.get().body


def test_what_is_scheduled_is_not_lost_by_a_slip_either(client, editor):
    article = make.article(body=LONG)
    actions.publish(article, by=editor, at=timezone.now() + timedelta(days=1))
    answer = press(client, Article.objects.get(), by=editor, do="publish", body=SLIP, json=True)
    assert "What is scheduled has 800 words; this has 3 words." in answer.json()["errors"]["confirmed"][0]


def test_no_other_way_of_publishing_goes_round_the_question(client, editor, article):
    passage = reported(article, "return", part="headline")
    rewrite(article, body=SLIP)
    with pytest.raises(NotConfirmed, match="from the article’s own page"):
        actions.publish(Article.objects.get(), by=editor)
    client.force_login(editor)
    page = f"/admin/corrections/passage/{passage.pk}/change/"
    shown = client.get(page).context["form"]
    typed = {name: shown[name].value() or "" for name in ("version", "seen", "publish_as")}
    typed |= {"others": "publish", "wording": "returned", "words": "Thank you."}
    answer = client.post(page, typed | {"do": "fix"})
    assert (answer.status_code, Revision.objects.count()) == (409, 1)
    assert SENTENCE in answer.content.decode()
    assert answer.context["form"]["words"].value() == "Thank you."


# --- Answered -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["publish", "schedule"])
def test_who_says_that_it_is_meant_publishes_it(client, editor, article, do):
    moment = {"publish_at": "2099-01-01T06:00"} if do == "schedule" else {}
    press(client, article, by=editor, do=do, body=SLIP, **moment)
    press(client, Article.objects.get(), by=editor, do=do, confirmed=YES, **moment)
    assert Revision.objects.latest("number").body == SLIP


def test_a_tick_is_still_there_when_something_else_stands_in_the_way(client, editor, article):
    answer = press(client, article, by=editor, do="publish", body=SLIP, headline="", confirmed=YES)
    assert (answer.status_code, Revision.objects.count()) == (422, 1)
    assert "checked" in tick(answer.content.decode())


def test_a_yes_to_one_loss_is_none_to_a_greater_one(client, editor, article):
    answer = press(client, article, by=editor, do="publish", body="<p>Xxx.</p>", confirmed=YES, json=True)
    assert "this has 1 word." in answer.json()["errors"]["confirmed"][0]


@pytest.mark.parametrize("answer", ["yes", "\0", "9" * 500, ""])
def test_an_answer_that_is_none_is_none(client, editor, article, answer):
    assert press(client, article, by=editor, do="publish", body=SLIP, confirmed=answer).status_code == 422


# --- Not asked ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "<p>" + "The trams ring again on all three lines. " * 20 + "</p>"),  # A fifth is left.
        ("<p>" + "Trams run. " * 15 + "</p>", SLIP),  # Of 30 words 27 are lost.
        (SLIP, LONG),
        (LONG, LONG + "<p>More.</p>"),
    ],
)
def test_editing_is_not_asked_about(client, editor, before, after):
    article = make.live(body=before)
    press(client, article, by=editor, do="publish", body=after)
    assert Revision.objects.count() == 2


def test_a_story_that_nobody_has_seen_is_as_short_as_its_writer_likes(client, editor):
    article = make.article(body=LONG)
    press(client, article, by=editor, do="publish", body=SLIP)
    assert printed() == SLIP


def test_a_story_that_was_withdrawn_is_published_again_without_a_question(editor, article):
    actions.withdraw(article, by=editor, note="It was not so.")
    assert preflight.questions(rewrite(article, body=SLIP)) == []


def test_saving_a_draft_asks_nothing(client, editor, article):
    assert press(client, article, by=editor, do="save", body=SLIP).status_code == 302
    assert (Article.objects.get().body, printed()) == (SLIP, article.revisions.get().body)


def test_who_may_not_publish_is_told_and_not_asked(client, article):
    reporter = make.user("rep", group="Reporters")
    article.assignee = reporter
    article.save()
    rewrite(article, body=SLIP)
    client.force_login(reporter)
    page = client.get(address(article)).content.decode()
    assert SENTENCE in page and not tick(page)


def test_a_text_without_spaces_between_words_is_measured_too(client, editor):
    article = make.live(body="<p>" + "电车今天又回来了。" * 60 + "</p>", language="zh")
    assert press(client, article, by=editor, do="publish", body="<p>电车。</p>").status_code == 422
