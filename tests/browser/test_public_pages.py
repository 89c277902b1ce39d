"""Readers' pages in a real browser: they fit, load nothing they must not, and can be used from the keyboard."""

import pytest
from playwright.sync_api import expect

from articles import actions
from masthead.models import Publication
from tests import make

WIDE = "<table><tr>" + "".join(f"<td>Column number {n}</td>" for n in range(12)) + "</tr></table>"
WORD = "Wordwithoutanyplacetobreakitatallinthewholeofit" * 3
LONG = f"<p>{WORD}</p>"
QUOTE = '<blockquote class="pull"><p>Nobody believed that the bridge would open again.</p></blockquote>'


@pytest.fixture
def article():
    Publication.objects.update_or_create(pk=1, defaults={"name": "The Landing", "desk_email": "desk@paper.example"})
    image = make.image()
    figure = f'<figure class="news-image" data-image="{image.pk}" data-size="full"></figure>'
    fields = {"section": make.section(), "hero": make.image(), "tags": ["bridges"], "bylines": [make.person()]}
    for number in range(6):
        make.live(headline=f"Story {number} of a long week by the river", **fields)
    return make.live(body=f"<p>First words.</p>{QUOTE}{figure}{WIDE}{LONG}", dateline="Kyiv", **fields)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1600])
def test_pages_fit_every_width_without_scrolling_sideways(page, article, width, complaints):
    page.set_viewport_size({"width": width, "height": 800})
    unbroken = make.live(headline=WORD, kicker=WORD[:60], standfirst=WORD, section=article.section, tags=[WORD[:90]])
    actions.publish(unbroken, by=None, kind="correction", reason=f"{WORD} was wrong.")
    lists = ("/", "/section/city/", f"/search/?q={WORD}", "/archive/", unbroken.path[:12], "/corrections/", "/about/")
    for path in (article.path, f"{article.path}history/", unbroken.path, f"{unbroken.path}history/", *lists):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert complaints == []


def test_right_to_left_pages_fit_too(page, article):
    arabic = make.live(headline="الجسر", language="ar", body=article.body)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(arabic.path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("getComputedStyle(document.querySelector('.story')).direction") == "rtl"


def test_article_asks_for_six_files_and_sixty_kilobytes_at_most_before_pictures(page, article, base_url):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(article.path)
    page.wait_for_load_state("networkidle")
    assert len(answers) <= 6
    assert all(answer.url.startswith(base_url) for answer in answers)
    assert sum(answer.request.sizes()["responseBodySize"] for answer in answers) <= 60_000


def test_the_first_tab_leads_past_the_nameplate(page, article):
    page.goto(article.path)
    page.keyboard.press("Tab")
    link = page.locator(".skip")
    assert link.evaluate("link => link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_stands_beside_the_text_can_be_pressed(page, article):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(article.path)
    page.get_by_role("link", name="Olha Reporter").first.click()
    expect(page.get_by_role("heading", name="Olha Reporter")).to_be_visible()


def test_an_article_is_passed_on_by_its_canonical_link(page, article, context, base_url):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{article.path}?utm_source=letter#somewhere")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == base_url + article.path


def test_without_scripts_there_are_no_buttons_that_do_nothing(browser, article, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(article.path)
    expect(page.locator("[data-pass-on]")).to_be_hidden()
    context.close()


def test_a_wide_table_scrolls_by_itself_and_from_the_keyboard(page, article):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(article.path)
    table = page.get_by_role("region", name="Table")
    table.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(
        """async () => {
          const table = document.querySelector(".table");
          for (let turn = 0; turn < 100 && !table.scrollLeft; turn += 1)
            await new Promise((done) => setTimeout(done, 50));
          return table.scrollLeft > 0;
        }"""
    )


def test_an_address_is_copied_whole(page, article):
    page.goto("/about/")
    copied = page.locator(".address").first.evaluate(
        "link => { getSelection().selectAllChildren(link); return String(getSelection()); }"
    )
    assert copied == "desk@paper.example"
    assert page.locator(".address").first.evaluate("link => decodeURIComponent(link.href)") == f"mailto:{copied}"


def test_night_and_paper_change_the_page(page, article):
    def ground() -> str:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.emulate_media(color_scheme="light")
    page.goto(article.path)
    assert ground() == "rgb(253, 252, 249)"
    page.emulate_media(color_scheme="dark")
    assert ground() == "rgb(23, 21, 19)"
    page.emulate_media(media="print")
    assert ground() == "rgb(255, 255, 255)"
    assert not page.locator(".sections").is_visible()
