"""The front page, sections, subjects, authors and the archive."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import actions
from articles.models import Placement
from press import page_cache
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 11, 23, 12, tzinfo=UTC)


def told(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def publish_many(count: int, **fields) -> list:
    made = []
    for number in range(count):
        with time_machine.travel(NOON - timedelta(hours=number), tick=False):
            made.append(make.live(headline=f"Story {number:03}", **fields))
    return made


def in_order(text: str, *headlines: str) -> bool:
    places = [text.index(headline) for headline in headlines]
    return places == sorted(places)


# --- The front page ---


def test_an_empty_front_page_looks_meant(client):
    make.publication(name="The Landing")
    text = told(client, "/")
    assert "The Landing" in text and "The first edition is being written." in text


def test_one_article_is_the_lead(client):
    make.live(headline="The only one")
    assert "The only one" in told(client, "/")


def test_without_choice_the_newest_leads(client):
    publish_many(6)
    assert in_order(told(client, "/"), "Story 000", "Story 001", "Story 002")


def test_editors_choose_the_lead_and_for_how_long(client):
    old = publish_many(6)[-1]
    now = NOON + timedelta(minutes=1)
    Placement.objects.create(article=old, live_from=NOON, live_until=now + timedelta(hours=1))
    with time_machine.travel(now, tick=False):
        assert in_order(told(client, "/"), "Story 005", "Story 000")
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        assert in_order(told(client, "/"), "Story 000", "Story 005")


def test_a_place_for_what_cannot_be_read_is_left_out(client):
    article = make.live(headline="Withdrawn story")
    Placement.objects.create(article=article)
    actions.withdraw(article, by=None, note="Wrong.")
    make.live(headline="Still there")
    text = told(client, "/")
    assert "Withdrawn story" not in text and "Still there" in text


def test_of_a_story_and_its_translation_the_one_in_the_paper_s_language_is_shown(client):
    make.publication(language="en")
    english = make.live(headline="Bridge open")
    make.live(headline="Міст відкрито", language="uk", translation_of=english)
    text = told(client, "/")
    assert "Bridge open" in text and "Міст відкрито" not in text


def test_a_translation_has_its_place_though_its_original_is_in_a_section_that_is_not_shown(client):
    make.publication(language="en")
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        original = make.live(headline="Bridge open", section=make.section("Notes", in_navigation=False))
        make.live(headline="Міст відкрито", language="uk", translation_of=original, section=make.section("City"))
    publish_many(5)
    text = told(client, "/")
    assert "Міст відкрито" in text and "Bridge open" not in text


def test_a_story_in_another_language_says_so_where_it_is_listed(client):
    section = make.section()
    make.live(headline="River bridge reopens", section=section)
    make.live(headline="Міст знову відкрито", language="uk", section=section)
    text = told(client, section.get_absolute_url())
    assert text.count('<article class="teaser" lang="uk" dir="ltr">') == 1
    assert '<article class="teaser" lang="en"' not in text


def test_no_story_stands_twice_outside_the_latest(client):
    publish_many(7, section=make.section())
    text = told(client, "/")
    assert all(text.count(f"Story {number:03}") == 1 for number in range(7))


def test_a_section_that_seldom_publishes_keeps_its_place(client):
    publish_many(1, section=make.section("Culture"))
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        for number in range(30):
            make.live(headline=f"City {number}", section=make.section("City"))
    assert 'href="/section/culture/">Culture</a></h2>' in told(client, "/")


def test_front_page_costs_ten_queries_at_most(client, django_assert_max_num_queries):
    make.publication()
    for name in ("City", "Culture", "Economy"):
        publish_many(6, section=make.section(name), hero=make.image(), bylines=[make.person()])
    with django_assert_max_num_queries(10):
        told(client, "/")


# --- Lists ---


def test_section_subject_and_author_list_what_is_live_and_nothing_else(client):
    fields = {"section": make.section(), "tags": ["bridges"], "bylines": [make.person(slug="olha")]}
    make.live(headline="Live story", **fields)
    make.live(headline="Coming story", at=datetime.now(UTC) + timedelta(days=1), **fields)
    make.article(headline="Draft story", **fields)
    actions.withdraw(make.live(headline="Gone story", **fields), by=None, note="Wrong.")
    for path in ("/section/city/", "/tag/bridges/", "/author/olha/"):
        text = told(client, path)
        assert "Live story" in text, path
        assert not any(headline in text for headline in ("Coming story", "Draft story", "Gone story")), path


def test_pages_of_a_list_end_where_it_ends(client, django_assert_max_num_queries):
    publish_many(41, section=make.section())
    first, last = told(client, "/section/city/"), told(client, "/section/city/?page=3")
    assert "Story 019" in first and "Story 020" not in first
    assert 'rel="next" href="?page=2"' in first and 'rel="prev"' not in first
    assert "Story 040" in last and 'rel="next"' not in last
    assert 'rel="prev" href="/section/city/"' in told(client, "/section/city/?page=2")
    with django_assert_max_num_queries(6):
        told(client, "/section/city/?page=2")


def test_a_page_that_is_not_there_is_not_found(client):
    publish_many(21, section=make.section())
    for page in ("0", "-1", "3", "01", "x", "1.5", "٣", "99999999999999999999", "%00"):
        assert client.get(f"/section/city/?page={page}").status_code == 404, page


def test_lists_without_articles_say_so(client):
    make.section()
    make.person(slug="olha")
    assert "Nothing has been published in this section yet." in told(client, "/section/city/")
    assert "No articles under this name yet." in told(client, "/author/olha/")


def test_author_page_tells_who_somebody_is(client):
    make.person("Olha Reporter", slug="olha", role="City desk", biography="Has covered trams.\n\nRows at weekends.")
    text = told(client, "/author/olha/")
    assert all(part in text for part in ("<h1>Olha Reporter</h1>", "City desk", "Has covered trams.", "Rows at"))


# --- The archive ---


def test_archive_goes_from_years_to_days(client):
    publish_many(2)
    assert 'href="/2020/11/"' in told(client, "/archive/")
    for path in ("/2020/", "/2020/11/", "/2020/11/23/"):
        assert "Story 000" in told(client, path), path


def test_archive_costs_the_same_for_many(client, django_assert_max_num_queries):
    for number in range(4):
        with time_machine.travel(NOON, tick=False):
            make.live(headline=f"Story {number}", section=make.section(f"Part-{number}"))
    told(client, "/2020/11/")
    page_cache.invalidate()
    with django_assert_max_num_queries(5):
        assert "Part-3" in told(client, "/2020/11/")


def test_days_are_those_of_the_paper_s_zone(client):
    make.publication(time_zone="Europe/Kyiv")
    with time_machine.travel(datetime(2020, 11, 22, 23, 30, tzinfo=UTC), tick=False):
        make.live(headline="After midnight in Kyiv")
    assert "After midnight in Kyiv" in told(client, "/2020/11/23/")
    assert client.get("/2020/11/22/").status_code == 404


def test_a_day_without_articles_between_others_says_so(client):
    for day in (20, 23):
        with time_machine.travel(NOON.replace(day=day), tick=False):
            make.live()
    text = told(client, "/2020/11/21/")
    assert "Nothing was published at this time." in text
    assert 'href="/2020/11/20/"' in text and 'href="/2020/11/22/"' in text


def test_periods_outside_the_calendar_or_the_paper_s_life_are_not_found(client):
    publish_many(1)
    for path in ("/2019/", "/2021/", "/2020/13/", "/2020/11/31/", "/2020/12/", "/1000/", "/2020/11/24/"):
        assert client.get(path).status_code == 404, path


def test_archive_of_a_paper_without_articles_says_so(client):
    assert "Nothing has been published yet." in told(client, "/archive/")
    assert client.get("/2020/").status_code == 404


# --- Subjects that have no letters, or no readers yet ---


@pytest.mark.parametrize("name", ["+++", "…", "😀"])
def test_a_subject_without_letters_has_a_page_too(client, name):
    article = make.live(tags=[name, "?!"])
    told(client, article.path)
    for tag in article.tags.all():
        assert article.headline in told(client, f"/tag/{tag.slug}/")


@pytest.mark.parametrize("end", ["", "feed/", "feed/atom/", "feed.json"])
def test_a_subject_that_readers_have_not_met_is_not_betrayed(client, end):
    make.article(tags=["Draft"])
    make.live(tags=["Merger"], at=datetime.now(UTC) + timedelta(days=1))
    make.live(tags=["Bridge"])
    codes = [client.get(f"/tag/{slug}/{end}").status_code for slug in ("draft", "merger", "bridge")]
    assert codes == [404, 404, 200]
