"""Readers find what they may read, whatever they type."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from taggit.models import Tag

from articles import actions, search
from articles.models import Article, Revision
from articles.search import sqlite
from articles.search.snippets import snippet
from articles.search.words import parse
from tests import make
from tests.any_input import HealthCheck, given, settings, st

pytestmark = pytest.mark.django_db


def found(text, **filters):
    return [hit.revision.headline for hit in search.search(text, search.Filters(**filters)).hits]


@pytest.fixture
def river():
    return make.live(
        headline="Flood warning for the river",
        standfirst="Water rises in Podil.",
        body="<p>The embankment was closed on Monday, said engineer Kovalenko.</p>",
        tags=["Weather"],
        bylines=[make.person("Olha Marchenko")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "flood",
        "FLOOD river",
        "embank",
        "kovalenko",
        "weather",
        "marchenko",
        "podil monday",
        '"closed on monday"',
    ],
)
def test_words_are_found_wherever_they_stand(river, text):
    assert found(text) == [river.headline]


@pytest.mark.parametrize("text", ["drought", '"monday on closed"', '"the river water"', "flood drought", "ood"])
def test_what_is_not_there_is_not_found(river, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Повінь у Києві: п’ять вулиць закрито", "п'ять києв"),
        ("Їжак знайшов дім", "їжак"),
        ("Crème brûlée im Café", "creme cafe"),
        ("فيضان في المدينة القديمة", "المدينة"),
        ("น้ำท่วมกรุงเทพมหานคร", "กรุงเทพ"),
        ("河水上涨警报发布", "上涨"),
        ("Straße gesperrt", "strasse"),
    ],
)
def test_every_language_is_found(words, text):
    article = make.live(headline=words)
    assert found(text) == [article.headline]


def test_a_word_in_the_headline_counts_more_than_one_in_the_text():
    make.live(headline="Council meets", body="<p>They spoke of a bridge.</p>")
    make.live(headline="Bridge opens", body="<p>At last.</p>")
    make.live(headline="Council rests", body="<p>They spoke of the bridge again.</p>")
    assert found("bridge")[0] == "Bridge opens"


def test_new_counts_more_than_old():
    with time_machine.travel(timezone.now() - timedelta(days=900), tick=False):
        make.live(headline="Budget of the year before")
    make.live(headline="Budget of this year")
    assert found("budget") == ["Budget of this year", "Budget of the year before"]


class TestWhoMaySeeIt:
    def test_drafts_and_embargoed_texts_are_not_found(self):
        make.article(headline="Secret draft")
        hour = timezone.now() + timedelta(hours=1)
        make.live(headline="Secret embargo", at=hour)
        assert found("secret") == []
        with time_machine.travel(hour, tick=False):
            assert found("secret") == ["Secret embargo"]

    def test_withdrawn_texts_are_not_found(self, river):
        actions.withdraw(river, by=None, note="No.")
        assert found("flood") == []

    def test_of_an_updated_text_only_the_new_words_are_found(self, river):
        article = Article.objects.get(pk=river.pk)
        article.headline = "Drought warning"
        actions.save_working_copy(article, by=None)
        actions.publish(article, by=None)
        assert found("drought") == ["Drought warning"]
        assert found("flood") == []

    def test_a_schedule_called_off_is_never_found(self, river):
        article = Article.objects.get(pk=river.pk)
        article.headline = "Drought warning"
        actions.save_working_copy(article, by=None)
        hour = timezone.now() + timedelta(hours=1)
        actions.publish(article, by=None, at=hour)
        actions.unschedule(article, by=None)
        with time_machine.travel(hour, tick=False):
            assert found("drought") == []
            assert found("flood") == [river.headline]


def test_filters_narrow_the_search(river):
    section = make.section("Sport")
    make.live(headline="Flood of goals", section=section, language="uk")
    person = Revision.objects.get(article=river).credits.get().person
    tag = Revision.objects.get(article=river).subjects.get().tag
    assert found("flood", section=section.pk) == ["Flood of goals"]
    assert found("flood", language="uk") == ["Flood of goals"]
    assert found("flood", person=person.pk) == [river.headline]
    assert found("flood", tag=tag.pk) == [river.headline]
    today = timezone.now().date()
    assert len(found("flood", since=today, until=today)) == 2
    assert found("flood", until=today - timedelta(days=1)) == []


def test_filters_hold_together(river):
    tag = Revision.objects.get(article=river).subjects.get().tag
    make.live(headline="Flood of letters", tags=[tag.name], language="pt-BR")
    make.live(headline="Flood of questions", language="pt-BR")
    assert found("flood", tag=tag.pk, language="pt-BR") == ["Flood of letters"]
    assert found("flood", tag=tag.pk, language="pt") == []
    assert found("flood", tag=tag.pk, section=-1) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_can_be_asked_for(river, day):
    assert found("flood", since=day) == ([river.headline] if day == date.min else [])
    assert found("flood", until=day) == ([river.headline] if day == date.max else [])


def test_what_else_could_narrow_a_search_is_told(river):
    make.live(headline="Flood of goals", section=make.section("Sport"), language="uk", tags=["Weather", "Football"])
    weather, football = Tag.objects.get(name="Weather"), Tag.objects.get(name="Football")
    marked = search.search("flood").marked
    assert marked["tag"] == [str(weather.pk), str(football.pk)]
    assert set(marked["language"]) == {"en", "uk"}


class TestWhenMoreMatchThanAreRanked:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr(search, "MOST", 4)

    def publish(self, *headlines):
        now = timezone.now()
        for age, headline in enumerate(headlines):
            with time_machine.travel(now - timedelta(hours=age), tick=False):
                make.live(headline=headline)

    def test_the_newest_are_and_it_is_said(self):
        self.publish(*(f"Snow report {number}" for number in range(6)))
        results = search.search("snow")
        assert [hit.revision.headline for hit in results.hits] == [f"Snow report {number}" for number in range(4)]
        assert (results.count, results.more) == (4, True)

    def test_it_is_not_said_of_just_as_many(self):
        self.publish(*(f"Snow report {number}" for number in range(4)))
        results = search.search("snow")
        assert (results.count, results.more) == (4, False)

    def test_a_rare_word_finds_the_oldest_all_the_same(self):
        self.publish(*(f"Snow report {number}" for number in range(6)), "Snow avalanche")
        assert found("snow avalanche") == ["Snow avalanche"]

    def test_no_page_repeats_another(self):
        self.publish(*(f"Snow report {number}" for number in range(6)))
        shown = [search.search("snow", page=page, size=2) for page in (1, 2, 3)]
        assert [len(results.hits) for results in shown] == [2, 2, 0]
        assert [results.has_next for results in shown] == [True, False, False]
        assert len({hit.revision.pk for results in shown for hit in results.hits}) == 4


def test_beginnings_of_very_many_words_are_found_too(river, monkeypatch):
    monkeypatch.setattr(sqlite, "MOST_FORMS", 1)
    make.live(headline="Warnings ignored")
    assert set(found("warni")) == {"Warnings ignored", river.headline}


def test_an_index_from_before_learns_what_it_lacks(river):
    make.live(headline="Flood of goals", section=make.section("Sport"), language="pt-BR", tags=["Weather", "Football"])
    editor = SimpleNamespace(connection=connection, execute=connection.cursor().execute)
    before = search.search("flood").marked
    marks, words = (import_module(f"articles.migrations.{name}") for name in ("0012_search_marks", "0013_search_words"))
    words.backwards(None, editor)
    marks.backwards(None, editor)
    marks.forwards(None, editor)
    words.forwards(None, editor)
    after = search.search("flood").marked
    assert {kind: sorted(values) for kind, values in after.items()} == {
        kind: sorted(values) for kind, values in before.items()
    }
    assert found("embank") == [river.headline]
    if connection.vendor == "sqlite":
        assert sqlite._forms("langu") == []


def test_a_text_of_more_words_than_an_index_holds_is_found_by_its_beginning():
    article = make.live(body=f"<p>{' '.join(f'{number:020}' for number in range(60_000))}</p>")
    assert found(f"{42:020}") == [article.headline]


def test_pages_follow_one_another():
    for number in range(5):
        make.live(headline=f"Snow report {number}")
    first, second = search.search("snow", size=3), search.search("snow", page=2, size=3)
    assert (len(first.hits), first.has_next) == (3, True)
    assert (len(second.hits), second.has_next) == (2, False)


def test_suggestions_look_at_headlines_only(river):
    make.live(headline="Quiet day", body="<p>No flood.</p>")
    assert [one.headline for one in search.suggest("flo")] == [river.headline]


def test_the_index_can_be_made_anew(river):
    make.live(headline="Flood at night", at=timezone.now() + timedelta(hours=1))
    assert search.rebuild() == 2
    assert found("flood") == [river.headline]


HOSTILE = [
    '"',
    '""',
    "*",
    "a*",
    "(",
    ")",
    "AND",
    "OR(",
    "NEAR(",
    "-",
    "{headline}:",
    "^",
    "';",
    "%",
    "\\",
    "a:b",
    "😀",
    'flood"AND',
    '"flood',
    "''flood''",
    "flood*",
    "*flood",
    "col:flood",
    "+flood",
    "~flood",
]
HOSTILE += ["", " ", "flood AND", "x\0y", "\ud800", "a" * 10_000, '"' * 999, "é" * 500, "flood " * 2000]


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_can_be_typed(river, text):
    search.search(text)
    search.suggest(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(river, text):
    search.search(text)


def test_matches_are_marked_in_a_stretch_of_the_text():
    text = "Long before. " * 30 + "Then the Bridges opened again. " + "Long after. " * 30
    pieces = snippet([text], parse("bridge"))
    assert [piece.text for piece in pieces if piece.is_match] == ["Bridges"]
    joined = "".join(piece.text for piece in pieces)
    assert joined.startswith("… ")
    assert joined.endswith(" …")
    assert len(joined) < 260


def test_what_filters_ask_for_is_not_text(river):
    tag = Revision.objects.get(article=river).subjects.get().tag
    assert found(f"tag{tag.pk}") == []
    assert found("languageen") == []


def test_a_match_far_down_is_shown_where_it_stands():
    parts = ["First.", *["Long before. " * 30] * 3, "Then the bridge opened."]
    assert "".join(piece.text for piece in snippet(parts, parse("bridge"))).endswith("Then the bridge opened.")


def test_a_search_costs_few_queries(river, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        search.search("flood")
