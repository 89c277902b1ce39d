"""What changed: word by word, for everybody to read."""

import pytest

from articles import actions, diff
from articles.diff import GONE, NEW, SAME, Run
from articles.models import Revision
from tests import make

pytestmark = pytest.mark.django_db


def history(client, article) -> str:
    response = client.get(f"{article.path}history/")
    assert response.status_code == 200
    return response.content.decode()


def revise(article, *, kind=Revision.Kind.UPDATE, reason="", at=None, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None, kind=kind, reason=reason, at=at)


def test_every_step_tells_its_kind_its_reason_and_the_words(client):
    article = make.live(body="<p>The toll is 40 hryvnias.</p>")
    revise(article, body="<p>The toll is 14 hryvnias.</p>", kind="correction", reason="We had the digits reversed.")
    text = history(client, article)
    assert "Correction" in text and "First published" in text
    assert "We had the digits reversed." in text
    assert "The toll is <del>40</del><ins>14</ins> hryvnias." in text


def test_unchanged_passages_are_folded(client):
    body = "".join(f"<p>Paragraph {number}.</p>" for number in range(9))
    article = make.live(body=body)
    revise(article, body=body.replace("graph 4.", "graph four."))
    text = history(client, article)
    assert text.count("4 passages unchanged") == 2
    assert "Paragraph 7." not in text


def test_what_is_to_come_is_not_told(client):
    article = make.live()
    revise(article, headline="Secret headline", at=article.first_published_at.replace(year=2100))
    assert "Secret headline" not in history(client, article)


def test_scripts_in_changed_words_stay_words(client):
    article = make.live()
    revise(article, headline="<script>alert(1)</script>")
    assert "<script>alert" not in history(client, article)


def test_a_withdrawn_article_s_history_is_withdrawn_with_it(client):
    article = make.live()
    revise(article, body="<p>A claim that was false.</p>")
    actions.withdraw(article, by=None, note="Wrong.")
    response = client.get(f"{article.path}history/")
    assert response.status_code == 410
    assert "A claim" not in response.content.decode()


def test_words_from_before_a_withdrawal_do_not_come_back_with_the_article(client):
    article = make.live(body="<p>A claim that was false.</p>")
    actions.withdraw(article, by=None, note="Wrong.")
    revise(article, body="<p>What we can prove.</p>")
    text = history(client, article)
    assert "Withdrawal" in text and "A claim that was false" not in text


def test_pictures_that_came_and_went_are_told_in_words(client):
    first, second = make.image(alt_text="A bridge"), make.image(alt_text="A tram")
    figure = '<p>Text.</p><figure class="news-image" data-image="{}" data-size="text"></figure>'
    article = make.live(body=figure.format(first.pk))
    revise(article, body=figure.format(second.pk))
    text = history(client, article)
    assert "<del>Picture: A bridge</del>" in text and "<ins>Picture: A tram</ins>" in text


def test_a_change_of_links_alone_is_told(client):
    article = make.live(body="<p>Read more here.</p>")
    revise(article, body='<p>Read <a href="https://example.org/">more</a> here.</p>')
    assert "The words are the same; links or layout changed." in history(client, article)


def test_history_of_what_is_not_there_is_not_found(client):
    article = make.article()
    assert client.get("/2020/11/23/nothing/history/").status_code == 404
    assert article.path is None


def test_history_costs_six_queries_however_long_it_is(client, django_assert_max_num_queries):
    make.publication()
    article = make.live(hero=make.image())
    for number in range(8):
        revise(article, body=f"<p>Text number {number}.</p>")
    with django_assert_max_num_queries(6):
        history(client, article)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "New.", [Run(NEW, "New.")]),
        ("Old.", "", [Run(GONE, "Old.")]),
        ("a b c", "a x c", [Run(SAME, "a "), Run(GONE, "b"), Run(NEW, "x"), Run(SAME, " c")]),
        ("Міст зачинено", "Міст відчинено", [Run(SAME, "Міст "), Run(GONE, "зачинено"), Run(NEW, "відчинено")]),
        ("我们有书", "我们没书", [Run(SAME, "我们"), Run(GONE, "有"), Run(NEW, "没"), Run(SAME, "书")]),
        ("one 👍 two", "one 👎 two", [Run(SAME, "one "), Run(GONE, "👍"), Run(NEW, "👎"), Run(SAME, " two")]),
    ],
)
def test_words_are_compared_and_not_letters(before, after, runs):
    assert diff.of_words(before, after) == runs


def test_a_rewritten_sentence_is_not_cut_into_crumbs():
    before = "The mayor said on Monday that the old bridge would be closed for two years."
    after = "Officials confirmed in writing that every crossing will stay open all winter."
    assert len(diff.of_words(before, after)) <= 4


def test_a_paragraph_split_in_two_reads_as_two():
    passages = diff.of_text("One sentence. Another sentence.", "One sentence.\nAnother sentence.")
    assert ["".join(run.text for run in passage.runs if run.kind != GONE).strip() for passage in passages] == [
        "One sentence.",
        "Another sentence.",
    ]


def test_long_rewritten_texts_take_no_long_time():
    before = " ".join(f"old{number}" for number in range(4000))
    after = " ".join(f"new{number}" for number in range(4000))
    assert {run.kind for run in diff.of_words(before, after)} >= {GONE, NEW}
