"""From a reader's report to the corrected page, in a real browser, counted in clicks and page loads."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from articles.models import Revision
from corrections import actions
from corrections.models import Correction, Passage
from tests import make
from tests.browser.desk_user import Hand, ready
from tests.corrections.make_report import fresh, reported, rewrite

LIST = "/admin/corrections/passage/"
BODY = "<p>The <em>old</em> bridg is open.</p>\n<p>It was built in 2019, the mayor said.</p>"


@pytest.fixture
def editor():
    return make.user("ed", group="Editors", first_name="Edna")


@pytest.fixture
def hand(page, sign_in, editor):
    sign_in(editor)
    page.set_viewport_size({"width": 1280, "height": 768})
    return Hand(page)


@pytest.fixture
def reader(browser, base_url):
    """A reader's browser, which knows nothing of the desk."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.fixture
def article(page):
    return make.live(headline="Bridge reopens", body=BODY)


def within(hand, *, clicks, loads):
    print(f"{hand.clicks} clicks, {hand.loads} loads; budget {clicks} and {loads}")  # noqa: T201
    assert hand.clicks <= clicks
    assert hand.loads <= loads


def page_of(passage):
    return f"{LIST}{passage.pk}/change/"


def test_from_a_report_to_the_corrected_page(hand, page, reader, article, complaints):
    passage = reported(article, "bridg", suggestion="bridge")
    hand.start()
    hand.click(page.get_by_role("link", name="bridgbridge"))
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_have_text("Put right.")
    within(hand, clicks=3, loads=2)
    reader.goto(article.path)
    expect(reader.get_by_text("The old bridge is open.")).to_be_visible()
    assert (fresh(passage).status, complaints) == ("accepted", [])


def test_a_fact_is_put_right_with_a_notice_that_readers_see(hand, page, reader, article, complaints):
    reported(article, "2019", suggestion="2021", kind="fact")
    page.goto(LIST)
    hand.loads = 0
    hand.click(page.get_by_role("link", name="2019"))
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_have_text("Put right, with a public notice.")
    within(hand, clicks=3, loads=2)
    notice = Correction.objects.get()
    reader.goto(article.path)
    expect(reader.locator(f"#correction-{notice.pk}")).to_contain_text("It is “2021”.")
    reader.goto("/corrections/")
    expect(reader.get_by_text(notice.text)).to_be_visible()
    assert not complaints


def test_a_dated_note_from_the_editor_is_a_real_notice(hand, page, reader, article):
    hand.start()
    hand.follow("Bridge reopens")
    ready(page)
    hand.click(page.get_by_label("Correction: a fact was wrong"))
    hand.click(page.get_by_label("What changed, for readers"))
    hand.type("The bridge was built in 2021, not in 2019.")
    hand.press("Update live")
    expect(page.locator("[data-said]")).to_contain_text("Live")
    within(hand, clicks=4, loads=1)
    reader.goto(article.path)
    notice = Correction.objects.get()
    assert notice.revision == Revision.objects.latest("pk")
    expect(reader.locator(f"#correction-{notice.pk}")).to_contain_text("The bridge was built in 2021, not in 2019.")


def test_the_difference_and_the_notice_follow_what_is_typed(hand, page, article, complaints):
    passage = reported(article, "2019", suggestion="2021", kind="fact")
    page.goto(page_of(passage))
    expect(page.locator("[data-difference] ins")).to_have_text("2021")
    page.get_by_label("How it shall read").fill("spring 2022")
    expect(page.locator("[data-difference] ins")).to_have_text("spring 2022")
    expect(page.get_by_label("Public notice")).to_have_value(
        "An earlier version of this article said “2019”. It is “spring 2022”."
    )
    page.get_by_label("Minor fix").check()
    expect(page.get_by_label("Public notice")).to_be_hidden()
    page.get_by_label("Clarification").check()
    page.get_by_label("Public notice").fill("In my own words.")
    page.get_by_label("How it shall read").fill("2022")
    expect(page.get_by_label("Public notice")).to_have_value("In my own words.")
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_be_visible()
    assert (Correction.objects.get().kind, Correction.objects.get().text) == ("clarification", "In my own words.")
    assert not complaints


def test_a_minor_fix_keeps_the_hidden_notice_to_itself(hand, page, reader, article, complaints):
    passage = reported(article, "2019", suggestion="2021", kind="fact")
    page.goto(page_of(passage))
    expect(page.get_by_label("Public notice")).to_have_value(
        "An earlier version of this article said “2019”. It is “2021”."
    )
    page.get_by_label("Minor fix").check()
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_have_text("Put right.")
    reader.goto(f"{article.path}history/")
    expect(reader.get_by_text("A small mistake was mended.")).to_be_visible()
    expect(reader.get_by_text("An earlier version of this article")).to_have_count(0)
    assert not complaints


def test_by_keyboard_alone(hand, page, article, complaints):
    reported(article, "bridg", suggestion="bridge")
    other = reported(article, "2019")
    page.goto(LIST)
    hand.key("j", "j", "k", "j", "x")
    expect(page.get_by_role("link", name="2019")).to_be_focused()
    assert page.locator("[name=chosen]:checked").count() == 1
    hand.key("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    hand.key("Escape", "k", "Enter")
    page.wait_for_url("**/change/")
    hand.key("a")
    expect(page.get_by_role("button", name="Fix and publish")).to_be_focused()
    hand.key("Enter")
    expect(page.get_by_role("link", name="Next report")).to_be_focused()
    hand.key("j")
    page.wait_for_url(f"**{page_of(other)}*")
    hand.key("d")
    expect(page.get_by_label("Reason", exact=True)).to_be_focused()
    hand.key("A", "Tab", "Enter")
    expect(page.locator(".messagelist")).to_have_text("Declined.")
    hand.key("u")
    expect(page.get_by_role("button", name="Take back")).to_be_focused()
    hand.key("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Taken back")
    assert (hand.clicks, sorted(Passage.objects.values_list("status", flat=True))) == (0, ["accepted", "new"])
    assert not complaints


def test_a_key_in_the_list_opens_the_row_at_its_place(hand, page, article):
    reported(article, "bridg", suggestion="bridge")
    page.goto(LIST)
    hand.key("j", "d")
    expect(page.get_by_label("Reason", exact=True)).to_be_focused()


def test_the_second_editor_is_told_and_keeps_what_was_typed(hand, page, browser, base_url, article):
    passage = reported(article, "bridg", suggestion="bridge")
    page.goto(page_of(passage))
    page.get_by_label("How it shall read").fill("bridge, rebuilt")
    context = browser.new_context(base_url=base_url)
    olha = Client()
    olha.force_login(make.user("olha", group="Editors", first_name="Olha"))
    context.add_cookies([{"name": "sessionid", "value": olha.cookies["sessionid"].value, "url": base_url}])
    second = context.new_page()
    second.goto(page_of(passage))
    second.get_by_role("button", name="Fix and publish").click()
    expect(second.locator(".messagelist")).to_have_text("Put right.")
    context.close()
    hand.press("Fix and publish")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("Olha worked on this passage")
    expect(page.locator(".typed").first).to_have_text("bridge, rebuilt")
    assert Revision.objects.count() == 2


def test_a_choice_is_asked_for_where_other_changes_wait(hand, page, reader, article):
    passage = reported(article, "bridg", suggestion="bridge")
    rewrite(article, headline="Not for readers yet")
    page.goto(page_of(passage))
    hand.press("Fix and publish")
    expect(page.locator("[data-refusal]")).to_be_focused()
    hand.click(page.get_by_label("Publish this fix alone"))
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_have_text("Put right.")
    reader.goto(article.path)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bridge reopens")


def test_nothing_typed_is_lost_when_the_desk_is_away(hand, page, context, article):
    page.goto(page_of(reported(article, "bridg")))
    page.get_by_label("How it shall read").fill("bridge")
    context.set_offline(True)
    hand.press("Fix and publish")
    expect(page.get_by_text("The desk cannot be reached.")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_label("How it shall read")).to_have_value("bridge")
    hand.press("Fix and publish")
    expect(page.locator(".messagelist")).to_have_text("Put right.")


def test_without_scripts(browser, base_url, sign_in, editor, article):
    passage = reported(article, "2019", suggestion="2021", kind="fact")
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    sign_in(editor, context)
    page = context.new_page()
    page.goto(LIST)
    page.get_by_role("link", name="2019").click()
    page.get_by_role("button", name="Fix and publish").click()
    expect(page.locator(".messagelist")).to_have_text("Put right, with a public notice.")
    assert fresh(passage).status == "accepted"
    context.close()


@pytest.mark.parametrize("door", ["list", "page", "start"])
def test_hostile_words_run_nowhere(hand, page, door, complaints):
    evil = "\"><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    article = make.live(headline=f"H {evil}", standfirst=evil, body="<p>Some &lt;b&gt;words&lt;/b&gt; here.</p>")
    passage = reported(article, "<b>words</b>", message=evil, suggestion=evil, name=evil, email="r@example.org")
    actions.add_note(passage, by=make.user(), text=evil)
    page.goto({"list": LIST, "page": page_of(passage), "start": "/admin/"}[door])
    if door == "page":
        page.get_by_label("How it shall read").fill(evil)
        expect(page.locator("[data-difference] ins").first).to_be_visible()
    assert page.title() != "owned"
    assert page.locator("main img, main script:not([src])").count() == 0
    assert not complaints


@pytest.mark.parametrize(("width", "rows"), [(1280, 14), (360, 2)])
def test_the_list_fits(hand, page, width, rows):
    article = make.live(body="".join(f"<p>Word{number} stands here.</p>" for number in range(20)))
    for number in range(20):
        reported(article, f"Word{number}", suggestion="Words")
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(LIST)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = (
        "[...document.querySelectorAll('[data-row]')].filter(row => row.getBoundingClientRect().bottom < 768).length"
    )
    assert page.evaluate(shown) >= rows
