"""In forced colors, as high contrast has them, every word can be read and no state is told by a ground alone."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import Page, expect

from corrections import actions
from press import page_cache
from tests import make, paper
from tests.browser.desk_user import ready, said, text_of
from tests.browser.text_selection import mark
from tests.corrections.make_report import reported, rewrite

READABLE = 4.5  # WCAG 2.2, 1.4.3.
SEEN = 3.0  # 1.4.11, of what is no text.
CONTRAST = """(element, of) => {
  const numbers = (color) => [...color.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
  const light = ([red, green, blue]) => [red, green, blue].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = numbers(getComputedStyle(node).backgroundColor);
      if (color[3] > 0.5) return color;
    }
    return dark ? [0, 0, 0, 1] : [255, 255, 255, 1];
  };
  const [ink, paper] = [numbers(getComputedStyle(element)[of]), ground(element.ownerSVGElement ?? element)].map(light);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""
STROKE = "element => getComputedStyle(element).textDecorationLine"
STYLE = "(element, name) => getComputedStyle(element)[name]"


@pytest.fixture(params=["dark", "light"], autouse=True)
def forced(request, page) -> None:
    page.emulate_media(forced_colors="active", color_scheme=request.param)


@pytest.fixture
def editor(sign_in):
    user = make.user("ed", group="Editors", first_name="Ed")
    sign_in(user)
    return user


@pytest.fixture
def corrected(page):
    """Return an article in which words were put right, with a notice."""
    article = make.live(headline="The bridge of 2019", body="<p>The bridge was opened in 2019 by the mayor.</p>")
    editor = make.user("eva", group="Editors")
    wording = {"wording": "2021", "notice_kind": "correction", "notice": "It was 2021."}
    actions.apply(reported(article, "2019"), by=editor, **wording)
    return article


def assert_readable(page: Page, selector: str, *, at_least: int = 1) -> None:
    """Make sure that everything of a kind is there, and stands out from what is behind it."""
    found = page.locator(selector)
    expect(found.first).to_be_attached()
    seen = [one for one in found.all() if one.is_visible()]
    assert len(seen) >= at_least
    contrasts = {one.inner_text()[:30]: one.evaluate(CONTRAST, "color") for one in seen}
    assert all(contrast >= READABLE for contrast in contrasts.values()), contrasts


# --- Words ----------------------------------------------------------------------------------------------------------


def test_what_a_search_found_can_be_read(page, corrected):
    page.goto("/search/?q=bridge")
    assert_readable(page, "mark", at_least=2)


def test_words_that_were_put_right_can_be_read_and_are_told(page, corrected):
    page.goto(corrected.path)
    assert_readable(page, "mark.mended")
    assert page.locator("mark.mended").evaluate(STROKE) == "underline"


def test_what_changed_can_be_read_and_is_told(page, corrected):
    page.goto(f"{corrected.path}history/")
    assert_readable(page, "ins, del", at_least=2)
    assert page.locator("del").first.evaluate(STROKE) == "line-through"
    assert page.locator("ins").first.evaluate(STROKE) == "underline"


def test_words_that_a_reader_marks_can_be_read_in_the_form(page, corrected):
    page.goto(corrected.path)
    mark(page, "by the mayor")
    page.keyboard.press("Control+Enter")
    assert_readable(page, "dialog[open] mark")


def test_a_reported_passage_can_be_read_at_the_desk(page, editor):
    article = make.live(body="<p>The bridge was opened in 2019 by the mayor.</p>")
    passage = reported(article, "2019", suggestion="2021")
    page.goto("/admin/")
    assert_readable(page, "ins, del", at_least=2)
    page.goto(f"/admin/corrections/passage/{passage.pk}/change/")
    assert_readable(page, "mark, ins, del", at_least=3)
    rewrite(article, body="<p>Quite another text.</p>")
    actions.anchor_again(article)
    page.reload()
    assert_readable(page, "mark")


def test_two_texts_at_once_can_be_read(page, editor):
    article = make.article(headline="Bridge", body="<p>One.</p>")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    ready(page)
    rewrite(article, headline="Their bridge", body="<p>One of theirs.</p>")
    page.get_by_label("Headline").fill("My bridge")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-conflict] mark").first).to_be_visible()
    assert_readable(page, "mark")
    page.goto(f"/admin/articles/article/{article.pk}/history/")
    assert_readable(page, "ins, del", at_least=2)


FAINT = """([contrast, least]) => [...document.querySelectorAll("body *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.closest("svg"))
  .filter((one) => one.getBoundingClientRect().width > 1 && eval(contrast)(one, "color") < least)
  .map((one) => one.outerHTML.slice(0, 200))"""


def test_every_word_on_every_kind_of_page_can_be_read(browser, base_url, forced, page):
    article = paper.fill()
    page_cache.invalidate()
    searches = ("/search/?q=bridge", "/search/?q=bridge&language=en")
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    context = browser.new_context(base_url=base_url, bypass_csp=True, forced_colors="active", color_scheme=scheme)
    reader, faint = context.new_page(), {}
    for address in paper.walk(Client(), article.path, paper.withdrawn(), *searches, *paper.by_letter()):
        reader.goto(address)
        faint[address] = reader.evaluate(FAINT, [CONTRAST, READABLE])
    context.close()
    assert len(faint) > 20
    assert {address: found for address, found in faint.items() if found} == {}


# --- States ---------------------------------------------------------------------------------------------------------


def test_the_field_that_has_the_focus_is_told(page, editor):
    page.goto("/admin/articles/article/add/")
    ready(page)
    for label in ("Kicker", "Headline", "Standfirst"):
        page.get_by_label(label, exact=True).focus()
        assert page.get_by_label(label, exact=True).evaluate(STYLE, "outlineStyle") == "solid"


def test_the_caption_that_is_written_in_is_told(page, editor):
    figure = f'<figure class="news-image" data-image="{make.image().pk}" data-size="text"></figure>'
    page.goto(f"/admin/articles/article/{make.article(body=f'<p>First.</p>{figure}').pk}/change/")
    ready(page)
    caption = text_of(page).locator("figcaption")
    caption.click()
    expect(caption).to_have_class("cke_widget_editable cke_widget_editable_focused")
    assert caption.evaluate(STYLE, "outlineStyle") == "solid"
    sizes = text_of(page).locator(".tools [data-size]")
    assert_readable_all(sizes)
    grounds = {size.get_attribute("aria-pressed"): size.evaluate(STYLE, "backgroundColor") for size in sizes.all()}
    assert grounds["true"] != grounds["false"]


def assert_readable_all(found) -> None:
    assert all(one.evaluate(CONTRAST, "color") >= READABLE for one in found.all())


def test_what_is_pressed_is_told_and_can_be_read(page, editor):
    page.goto(f"/admin/articles/article/{make.article().pk}/change/")
    ready(page)
    page.get_by_role("button", name="Preview", exact=True).click()
    widths = page.locator(".preview-tools [data-width]")
    assert_readable_all(widths)
    assert len({width.evaluate(STYLE, "backgroundColor") for width in widths.all()}) == 2


def test_bars_are_told_from_what_is_behind_them(page):
    make.support_page()
    make.goal(amount=100, reached=40)
    page.goto("/support/")
    whole, filled = page.locator(".thermometer rect").all()
    assert filled.evaluate(CONTRAST, "fill") >= SEEN
    assert whole.evaluate(STYLE, "fill") != filled.evaluate(STYLE, "fill")
    assert page.locator(".thermometer").evaluate(STYLE, "borderTopStyle") == "solid"


def test_the_chart_of_corrections_and_its_legend_say_the_same(page, corrected):
    page.goto("/corrections/")
    kinds = {kind: page.locator(f'figcaption [data-kind="{kind}"]') for kind in ("reports", "accepted")}
    assert all(sign.evaluate(STYLE, "borderTopStyle") == "solid" for sign in kinds.values())
    for kind, sign in kinds.items():
        bar = page.locator(f'svg [data-kind="{kind}"]').last
        assert bar.evaluate(STYLE, "fill") == sign.evaluate(STYLE, "backgroundColor")
    assert page.locator('svg [data-kind="accepted"]').last.evaluate(CONTRAST, "fill") >= SEEN
    assert page.locator('svg [data-kind="reports"]').last.evaluate(CONTRAST, "stroke") >= SEEN


def test_a_logo_keeps_the_ground_that_it_was_drawn_for(page):
    make.support_page()
    make.funder(logo=ContentFile(make.png(), name="fund.png"))
    page.goto("/support/")
    logo = page.locator(".funder img")
    assert logo.evaluate(STYLE, "backgroundColor") == "rgb(255, 255, 255)"


def test_what_is_a_button_looks_like_one(page, editor, corrected, context, base_url):
    context.add_cookies([{"name": "desk", "value": "1", "url": base_url}])
    page.goto(corrected.path)
    edit = page.get_by_role("link", name="Edit")
    assert edit.evaluate(STYLE, "borderTopStyle") == "solid"
    edit.click()
    ready(page)
    page.get_by_role("button", name="Save draft").click()
    said(page, "Saved")
    buttons = {name: page.get_by_role("button", name=name) for name in ("Update live", "Save draft")}
    weights = {name: button.evaluate(STYLE, "fontWeight") for name, button in buttons.items()}
    assert weights["Update live"] != weights["Save draft"]
