"""What is done in a picture's caption stays there: no stroke of a key reaches the story around it."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from articles.actions import pictures
from tests import make
from tests.browser.test_pictures import JPEG, stored, write_in

FIRST, LAST = "First words of the story.", "Last words."
OLD = "The old caption."
CAPTIONS = {
    "all of it emphasized": "<em>The old caption.</em>",
    "of two lines": "The old<br>caption.",
    "none": "",
}
SELECT_ALL = "CKEDITOR.instances.id_body.execCommand('selectAll')"
SELECTED = "document.querySelector('iframe.cke_wysiwyg_frame').contentDocument.getSelection().toString()"


@pytest.fixture
def editor(sign_in):
    user = make.user("ed", group="Editors", first_name="Ed")
    sign_in(user)
    return user


@pytest.fixture
def picture(editor) -> int:
    return pictures.add(ContentFile(JPEG[2], name=JPEG[0]), by=None, alt_text="A bridge", license=make.license()).pk


@pytest.fixture
def opened(page, editor, picture):
    """Return a function that opens a story with a picture of this caption, and gives the frame it is written in."""

    def open_story(caption: str = OLD):
        figure = f'<figure class="news-image" data-image="{picture}" data-size="text">'
        figure += f"<figcaption>{caption}</figcaption></figure>" if caption else "</figure>"
        text = write_in(page, make.article(by=editor, body=f"<p>{FIRST}</p>{figure}<p>{LAST}</p>"))
        expect(text.locator("figure img")).not_to_have_js_property("naturalWidth", 0)
        return text

    return open_story


def left(page: Page) -> str | None:
    """Return the caption that would be stored, having made sure of the story around it."""
    before, figure, after = stored(page).split("\n")
    assert (before, after) == (f"<p>{FIRST}</p>", f"<p>{LAST}</p>")
    return figure.partition("<figcaption>")[2].partition("</figcaption>")[0]


def cyrillic(page: Page, modifiers: int = 2) -> None:
    """Press Ctrl and the key of A, which types “ф” on a Ukrainian keyboard."""
    session = page.context.new_cdp_session(page)
    key = {"modifiers": modifiers, "key": "ф", "code": "KeyA", "windowsVirtualKeyCode": 65}
    for kind in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **key})


WAYS = {
    "Ctrl+A": lambda page: page.keyboard.press("Control+a"),
    "Cmd+A": lambda page: page.keyboard.press("Meta+a"),
    "Ctrl+A twice": lambda page: [page.keyboard.press("Control+a") for _time in range(2)],
    "Ctrl+A in Ukrainian": cyrillic,
    "the editor's command": lambda page: page.evaluate(SELECT_ALL),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
CTRL_A = WAYS["Ctrl+A"]


@every_way
def test_all_is_the_caption(page, opened, way):
    opened().locator("figcaption").click()
    way(page)
    page.keyboard.type("Ours")
    assert left(page) == "Ours"


@pytest.mark.parametrize("caption", CAPTIONS.values(), ids=CAPTIONS)
def test_all_is_the_caption_whatever_is_in_it(page, opened, caption):
    opened(caption).locator("figcaption").click()
    CTRL_A(page)
    page.keyboard.type("Ours")
    assert left(page) == ("<em>Ours</em>" if "<em>" in caption else "Ours")


@pytest.mark.parametrize("key", ["Delete", "Backspace", "Control+x"])
def test_what_is_taken_away_is_the_caption(page, opened, key):
    opened().locator("figcaption").click()
    CTRL_A(page)
    page.keyboard.press(key)
    assert left(page) == ""


def test_what_is_pasted_takes_the_place_of_the_caption(page, opened):
    opened("Ours.").locator("figcaption").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("End")
    page.keyboard.type(" The old caption.")
    CTRL_A(page)
    page.keyboard.press("Control+v")
    assert left(page) == "Ours."


@every_way
def test_with_the_picture_chosen_all_is_its_caption(page, opened, way):
    opened().locator("figure img").click()
    way(page)
    page.keyboard.type("Ours")
    assert left(page) == "Ours"


def test_from_the_buttons_of_a_picture_nothing_is_selected(page, opened):
    text = opened()
    text.locator("figure img").click()
    text.locator("figure button").first.focus()
    CTRL_A(page)
    assert page.evaluate(SELECTED) in ("", OLD)
    page.keyboard.press("Delete")
    left(page)


def test_in_the_story_all_is_the_story_still(page, opened):
    text = opened()
    text.get_by_text(FIRST).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Anew.")
    assert stored(page) == "<p>Anew.</p>"


def test_a_caption_that_was_replaced_is_brought_back(page, opened, complaints):
    opened().locator("figcaption").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("x")
    assert left(page) == "x"
    page.keyboard.press("Control+z")
    assert left(page) == OLD
    assert not complaints
