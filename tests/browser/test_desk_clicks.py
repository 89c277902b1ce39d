"""What the common tasks cost in clicks and page loads. The budgets were set by measuring three other systems."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from articles import actions
from articles.models import Article, Revision
from masthead.models import Person
from tests import make
from tests.browser.desk_user import Hand, ready, said, text_of


@pytest.fixture
def editor():
    editor = make.user("ed", group="Editors", first_name="Edna", last_name="Editor")
    make.person("Edna Editor", user=editor)
    return editor


@pytest.fixture
def hand(page, sign_in, editor):
    sign_in(editor)
    page.set_viewport_size({"width": 1280, "height": 768})
    return Hand(page)


def within(hand, *, clicks, loads):
    print(f"{hand.clicks} clicks, {hand.loads} loads; budget {clicks} and {loads}")  # noqa: T201
    assert hand.clicks <= clicks
    assert hand.loads <= loads


def live_headline():
    return Revision.objects.live().latest("pk").headline


@pytest.fixture
def photo(tmp_path):
    from PIL import Image

    path = tmp_path / "tram.jpg"
    Image.new("RGB", (1200, 800), "#7a1f2b").save(path)
    return path


def test_a_new_story_with_picture_tag_and_author(hand, page, photo):
    make.license("All rights reserved", is_default=True)
    hand.start()
    hand.click(page.locator(".start-search").get_by_role("link", name="New article"))
    expect(page.get_by_label("Headline", exact=True)).to_be_focused()
    hand.type("A tram returns")
    hand.click(text_of(page))
    hand.type("It rings its bell again.")
    hand.press("Choose or drop a picture")
    hand.upload(page.locator("dialog[open]").get_by_text("Upload", exact=True), photo)
    page.locator(".picker-words").wait_for()
    hand.click(page.locator(".picker-words").get_by_label("Alt text"))
    hand.type("A red tram")
    hand.key("Tab")
    hand.type("The first tram since spring.")
    page.locator(".picker-words").get_by_label("License").select_option(label="All rights reserved")
    hand.clicks += 1
    hand.press("Use this picture")
    hand.click(page.get_by_label("Tags"))
    hand.type("tram, city hall")
    hand.press("Publish now")
    said(page, "Live")
    revision = Revision.objects.get()
    assert (revision.hero.alt_text, revision.hero.caption) == ("A red tram", "The first tram since spring.")
    assert [tag["name"] for tag in revision.tags] == ["city hall", "tram"]
    assert [line["name"] for line in revision.bylines] == ["Edna Editor"]
    within(hand, clicks=10, loads=2)


def test_one_typo_in_a_live_story_found_by_its_headline(hand, page):
    make.live(headline="Bridge reopens", body="<p>The old brigde is open.</p>")
    hand.start()
    hand.type("brigde")
    hand.click(page.get_by_role("option", name="Bridge reopens"))
    ready(page)
    page.wait_for_timeout(300)
    hand.type("bridge")
    hand.click(page.get_by_label("Minor fix"))
    hand.press("Update live")
    said(page, "Live")
    last = Revision.objects.latest("pk")
    assert (last.body, last.kind) == ("<p>The old bridge is open.</p>", "minor")
    within(hand, clicks=4, loads=2)


def test_scheduled_for_tomorrow_at_six(hand, page, editor):
    make.article(by=editor, headline="Morning news")
    hand.start()
    hand.follow("Morning news")
    ready(page)
    hand.press("Tomorrow 06:00")
    hand.click(page.get_by_role("button", name="Schedule for"))
    said(page, "Scheduled for")
    assert timezone.localtime(Revision.objects.get().live_from).hour == 6
    within(hand, clicks=6, loads=2)


def test_an_update_seen_at_the_width_of_a_phone_then_published(hand, page):
    make.live(headline="Bridge reopens", body="<p>Open.</p>")
    hand.start()
    hand.follow("Bridge reopens")
    hand.click(text_of(page))
    hand.key("Control+End")
    hand.type(" And crowded.")
    hand.press("Preview")
    preview = page.frame_locator(".preview iframe")
    preview.get_by_text("And crowded.").wait_for()
    assert preview.locator("html").evaluate("() => innerWidth") == 390
    hand.press("Update live")
    said(page, "Live")
    assert "And crowded." in Revision.objects.latest("pk").body
    within(hand, clicks=6, loads=2)


def test_compared_with_the_version_before_and_restored(hand, page):
    article = make.live(headline="Bridge", body="<p>Right words.</p>")
    article.body = "<p>Wrong words.</p>"
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None)
    hand.start()
    hand.follow("Versions")
    assert page.locator(".comparison del").inner_text() == "Right"
    hand.click(page.get_by_role("button", name="Restore this version").first)
    ready(page)
    hand.press("Update live")
    said(page, "Live")
    assert Revision.objects.latest("pk").body == "<p>Right words.</p>"
    within(hand, clicks=4, loads=2)


def test_a_picture_from_the_library_into_the_text_with_its_own_caption(hand, page, photo, editor):
    from articles.actions import pictures

    with photo.open("rb") as file:
        pictures.add(file, by=editor, alt_text="A tram", caption="Of the library.", license=make.license())
    make.article(by=editor, headline="Tram story", body="<p>Words.</p>")
    hand.start()
    hand.follow("Tram story")
    hand.click(text_of(page))
    hand.click(page.locator(".cke_button__newsimage"))
    hand.click(page.locator(".picker .tile").first)
    hand.press("Use this picture")
    hand.click(text_of(page).locator("figcaption"))
    hand.type("My own words.")
    hand.press("Publish now")
    said(page, "Live")
    assert "My own words." in Revision.objects.get().body
    within(hand, clicks=8, loads=1)


def test_a_story_taken_offline_with_a_notice(hand, page):
    article = make.live(headline="Bridge")
    hand.start()
    hand.follow("Bridge")
    ready(page)
    hand.click(page.locator("summary", has_text="Withdraw"))
    expect(page.get_by_label("What readers will be told")).to_be_focused()
    hand.type("We were deceived.")
    hand.press("Withdraw and tell readers")
    said(page, "Withdrawn")
    within(hand, clicks=3, loads=1)
    hand.click(page.locator("[data-said]").get_by_role("button", name="Undo"))
    said(page, "Live again")
    assert Revision.objects.live().filter(article=article).exists()


def test_a_dated_correction_note(hand, page):
    make.live(headline="Bridge", body="<p>It opened on Tuesday.</p>")
    hand.start()
    hand.follow("Bridge")
    ready(page)
    hand.click(page.get_by_label("Correction: a fact was wrong"))
    hand.type("It opened on Monday, not on Tuesday.")
    hand.press("Update live")
    said(page, "Live")
    last = Revision.objects.latest("pk")
    assert (last.kind, last.reason) == ("correction", "It opened on Monday, not on Tuesday.")
    within(hand, clicks=4, loads=1)


def test_all_that_is_scheduled_is_on_the_start_page(hand, page):
    make.live(headline="Tomorrow's news", at=timezone.now() + timedelta(hours=20))
    hand.start()
    assert page.locator("[data-panel=scheduled]").get_by_text("Tomorrow's news").is_visible()
    within(hand, clicks=0, loads=0)


def test_stories_by_one_author_in_one_section_last_month(hand, page):
    city, olha = make.section("City"), make.person("Olha Reporter")
    with time_machine.travel("2026-10-10 12:00 +0000", tick=False):
        make.live(headline="Meant", section=city, bylines=[olha])
        make.live(headline="Another author", section=city, bylines=[Person.objects.get(name="Edna Editor")])
    make.live(headline="Another month", section=city, bylines=[olha])
    hand.start()
    hand.follow("Articles")
    hand.choose("Author", "Olha Reporter")
    hand.choose("Section", "City")
    hand.choose("Month", "October 2026")
    page.get_by_text("Another month").wait_for(state="detached")
    assert page.locator(".articles th[scope=row]").all_inner_texts() == ["Meant"]
    assert "month=2026-10" in page.url
    assert Article.objects.count() == 3
    within(hand, clicks=4, loads=1)


def test_fifteen_stories_fit_on_a_small_screen(hand, page):
    for number in range(20):
        make.article(headline=f"A headline that is as long as headlines are, number {number}")
    page.goto("/admin/articles/article/")
    inside = page.locator(".articles tbody tr").evaluate_all(
        "rows => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert inside >= 15
