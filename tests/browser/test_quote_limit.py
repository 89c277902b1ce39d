"""Quoting in a real browser: counted against the license, with the link, and nothing is ever blocked."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.text_selection import mark, rich_article

LINK = '<a href="{0}">{0}</a>'


@pytest.fixture
def article(context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    make.publication(name="River Post")
    return rich_article(license=make.license("House rules", max_extract=40, notice="Forty, with a link."))


def address(page, article):
    return page.locator("link[rel=canonical]").get_attribute("href")


def quote(page):
    page.get_by_role("button", name="Quote this").click()
    return page.get_by_role("dialog")


def pasted(page):
    return page.evaluate("() => navigator.clipboard.readText()")


def copied_by_hand(page):
    page.keyboard.press("Control+c")
    return pasted(page)


def test_marked_words_are_counted_and_come_with_their_source_in_three_forms(page, article, complaints):
    page.goto(article.path)
    mark(page, "A tram 🚋 and a flag 🇺🇦")
    dialog = quote(page)
    expect(dialog.locator("[data-quote=count]")).to_have_text("22")
    expect(dialog.locator("[data-quote=over]")).to_be_hidden()
    out = dialog.get_by_role("textbox")
    expect(out).to_have_value(
        f'<blockquote cite="{address(page, article)}">\n<p>A tram 🚋 and a flag 🇺🇦</p>\n</blockquote>\n'
        f"<p>“River bridge reopens after two years” by River Post, River Post, House rules: "
        f"{LINK.format(address(page, article))}</p>"
    )
    dialog.get_by_label("Markdown").check(force=True)
    expect(out).to_have_value(
        f"> A tram 🚋 and a flag 🇺🇦\n\n“River bridge reopens after two years” by River Post, "
        f"River Post, House rules: [{address(page, article)}]({address(page, article)})"
    )
    dialog.get_by_label("Plain text").check(force=True)
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    assert pasted(page).startswith("A tram 🚋 and a flag 🇺🇦\n\n“River bridge")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert complaints == []


def test_more_than_the_license_lets_out_is_said_and_not_blocked(page, article):
    page.goto(article.path)
    mark(page, "Nobody believed it.", "He said he would come.")
    dialog = quote(page)
    expect(dialog.locator("[data-quote=over]")).to_be_visible()
    assert dialog.get_by_role("textbox").input_value().count("<p>") > 5


def test_what_looks_like_markup_stays_words(page, article, complaints):
    page.goto(article.path)
    mark(page, "<img src=x onerror=alert(1)>")
    assert "<p>&lt;img src=x onerror=alert(1)&gt;</p>" in quote(page).get_by_role("textbox").input_value()
    assert complaints == []


def test_a_longer_passage_copied_by_hand_takes_source_and_rule_along_and_a_short_one_nothing(page, article):
    page.goto(article.path)
    mark(page, "Nobody believed it.", "He said he would come.")
    expect(page.locator(".marked-menu")).to_be_visible()
    copied = copied_by_hand(page)
    assert copied.startswith("Nobody believed it.")
    assert address(page, article) in copied and "Forty, with a link." in copied
    mark(page, "Nobody believed it.")
    assert copied_by_hand(page) == "Nobody believed it."


def test_where_nothing_may_be_quoted_only_reporting_is_offered(page):
    article = rich_article(license=make.license("Nothing", max_extract=0))
    page.goto(article.path)
    mark(page, "Nobody believed it.")
    expect(page.get_by_role("button", name="Report a mistake")).to_be_visible()
    expect(page.get_by_role("button", name="Quote this")).to_be_hidden()


def test_without_marked_words_the_link_leads_to_the_line(page, article):
    page.goto(article.path)
    page.get_by_role("link", name="Quote this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("River bridge reopens after two years")
    page.get_by_role("button", name="Copy").first.click()
    assert "<a href=" in pasted(page)
