"""Appeals in a real browser: how often they come, what takes them away, and that nothing moves."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from support.models import AppealCount, Channel
from tests import make
from tests.processes import wait_until

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
ZBAR = shutil.which("zbarimg")
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 150)));
})"""


@pytest.fixture
def article():
    make.publication()
    make.support_page()
    return make.live(headline="River bridge reopens")


@pytest.fixture
def asked(page):
    """Return a function that reads an address on a day of the browser's clock and tells whether it asked."""

    def read(path: str, day: float = 0) -> bool:
        page.clock.set_fixed_time(NOW + timedelta(days=day))
        page.goto(path)
        appeal = page.locator("[data-appeal]")
        if appeal.count():
            appeal.scroll_into_view_if_needed()
            expect(page.locator("[data-seen]")).to_be_visible()
        return bool(appeal.count())

    return read


def test_it_comes_as_often_as_the_desk_says_and_no_more(article, asked, complaints):
    make.appeal(cap_count=2, cap_days=10, days_between=1)
    assert [asked(article.path, day) for day in (0, 0.5, 1.5, 3, 9, 10.1)] == [True, False, True, False, False, True]
    assert complaints == []


def test_put_away_it_never_comes_back(page, article, asked):
    make.appeal()
    assert asked(article.path)
    page.get_by_role("button", name="Not now").click()
    expect(page.locator(".appeal-last")).to_be_focused()
    assert not asked(article.path, 400)


def test_who_gives_already_has_peace_from_all_of_them(page, article, asked):
    make.appeal(pause_days=100)
    make.appeal(placement="front", pause_days=100)
    assert asked(article.path)
    page.get_by_role("button", name="I give already").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert not asked("/", 99)
    assert asked("/", 101)


def test_who_comes_from_giving_has_peace_too(page, article, asked):
    make.appeal()
    page.clock.set_fixed_time(NOW)
    page.goto("/support/thanks/")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert not asked(article.path, 1)


def test_a_sensitive_story_never_asks(article, asked):
    make.appeal()
    assert not asked(make.live(headline="A death by the river", sensitive=True).path)


def test_articles_are_counted_in_the_browser_until_the_reader_says_no(page, article, asked):
    make.appeal(least_read=2, tells_count=True)
    other = make.live(headline="Another story")
    assert not asked(article.path)
    assert asked(other.path)
    expect(page.get_by_text("You have read 2 articles here")).to_be_visible()
    page.get_by_role("button", name="Stop counting").click()
    expect(page.get_by_text("count no more")).to_be_visible()
    assert not asked(article.path, 1)


def test_without_javascript_the_first_wording_stands(browser, base_url, article):
    make.appeal("Plain", "Loud", cap_count=1)
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    for _turn in range(2):
        page.goto(article.path)
        expect(page.get_by_role("heading", name="Plain: pay for this")).to_be_visible()
    expect(page.get_by_role("button", name="Not now")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("memory", ['{"asked": {"%d": {"no": 1}}}', '{"asked": {"%d": {"wording": %d}}}', "{}"])
def test_nothing_moves_whatever_is_decided(page, article, memory):
    """The article is so short that its appeal stands in the first window, where every shift would count."""
    loud = make.appeal("Plain", "Loud", tells_count=True).variants.get(name="Loud")
    loud.body = "Very long words. " * 60
    loud.save()
    make.support_page()
    remembered = memory % ((loud.appeal_id, loud.pk)[: memory.count("%")])
    page.add_init_script(f"localStorage.getItem('support') ?? localStorage.setItem('support', '{remembered}')")
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(article.path)
    assert page.evaluate(SHIFTS) == 0
    assert page.locator("[data-appeal]").count() == ("no" not in memory)
    assert page.get_by_role("heading", name="Loud").count() == 1 or "wording" not in memory


def test_an_article_that_asks_takes_six_files_at_most(page, article):
    make.publication(accent="#1f5a68")
    make.appeal("Plain", "Loud")
    make.support_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer.url))
    page.goto(article.path)
    page.wait_for_load_state("networkidle")
    assert any("appeals" in url for url in answers)
    assert len(answers) <= 6


def test_what_came_of_it_arrives_in_numbers_alone(browser, base_url, article):
    make.appeal()
    context = browser.new_context(user_agent=FIREFOX, base_url=base_url)
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })")
    page = context.new_page()
    page.goto(article.path)
    page.locator("[data-appeal]").scroll_into_view_if_needed()
    expect(page.locator("[data-seen]")).to_be_visible()
    page.evaluate("document.querySelector('.give').addEventListener('click', (event) => event.preventDefault())")
    page.get_by_role("link", name="Give").click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # What is sent while a page goes says who really sent it.
    assert _counts_soon() == {"seen": 1, "clicked": 1}
    assert context.cookies() == []
    context.close()


def _counts_soon() -> dict:
    return wait_until(lambda: len(found := dict(AppealCount.objects.values_list("event", "count"))) == 2 and found)


def test_only_readers_with_an_ad_blocker_are_spoken_to_and_only_once(page, article):
    make.support_page(blocker_notice=True, blocker_words="We have no advertisements.")
    notice = page.get_by_text("We have no advertisements.")
    page.goto(article.path)
    page.wait_for_load_state("networkidle")
    expect(notice).to_be_hidden()
    page.add_init_script(
        """const blocker = new CSSStyleSheet();
        blocker.replaceSync(".adsbox { display: none !important }");
        document.adoptedStyleSheets = [blocker];"""
    )
    page.goto(article.path)
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.goto(article.path)
    page.wait_for_load_state("networkidle")
    expect(notice).to_be_hidden()


@pytest.mark.skipif(ZBAR is None, reason="zbarimg, which reads codes, is not here.")
def test_codes_are_read_from_the_page_also_in_the_dark(page, article, tmp_path):
    value = "DE89370400440532013000"
    Channel.objects.create(kind="bank", label="Bank", value=value, holder="The Test", currency="EUR")
    make.support_page()
    page.emulate_media(color_scheme="dark")
    page.goto("/support/")
    page.locator(".code svg").screenshot(path=tmp_path / "code.png")
    read = subprocess.run([ZBAR, "--quiet", "--raw", str(tmp_path / "code.png")], capture_output=True, text=True)
    assert re.match(rf"BCD\n002\n1\nSCT\n\nThe Test\n{value}\n", read.stdout)


def test_the_support_page_fits_and_copies_by_keyboard(page, context, article, complaints):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    Channel.objects.create(kind="bank", label="Bank", value="DE89370400440532013000", holder="The Test")
    Channel.objects.create(kind="crypto", coin="other", label="Coin", value="x" * 120)
    make.goal(reached=300)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/support/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Copy: IBAN").press("Enter")
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "DE89370400440532013000"
    assert complaints == []
