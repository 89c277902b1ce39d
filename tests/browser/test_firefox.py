"""The way of a report in Firefox, where Firefox is installed."""

from uuid import uuid4

import pytest

from corrections.models import Passage, Report
from tests import firefox, make
from tests.browser.desk_user import Hand
from tests.browser.test_report import SELECTIONS
from tests.browser.text_selection import SELECT, rich_article
from tests.corrections.make_report import fresh
from tests.processes import wait_until

pytestmark = pytest.mark.skipif(firefox.find() is None, reason="Firefox is not installed")
SOME = (
    "one word",
    "words across markup",
    "two paragraphs with a picture between",
    "two items of a list",
    "cells of a table",
    "signs beyond the basic plane",
    "Hebrew",
    "the second of two like passages",
    "the headline",
    "a caption",
)
LATER = "const now = performance.now() + 3000; performance.now = () => now"  # Nobody sends within two seconds.


@pytest.fixture(scope="module")
def fox():
    with firefox.running() as started:
        yield started


@pytest.fixture
def article():
    return rich_article()


@pytest.fixture
def opened(fox, base_url, article):
    fox.goto(f"{base_url}{article.path}?{uuid4()}")  # Every test has the same addresses, and Firefox remembers pages.
    yield fox
    fox.goto("about:blank")


def report(fox, start, end="", nth=0, **fields):
    """Mark words, report them by Ctrl+Enter, and wait for the thanks."""
    fox.run(f"return ({SELECT})(arguments[0])", [start, end or start, nth])
    fox.chord(firefox.CONTROL, firefox.ENTER)
    wait_until(lambda: fox.text("dialog[open]"))
    for name, words in fields.items():
        fox.run(f"document.querySelector('dialog [name={name}]').value = ''")
        fox.type(f"dialog [name={name}]", words)
    fox.run(LATER)
    fox.click("dialog [type=submit]")
    wait_until(lambda: "Thank you" in fox.text("dialog[open]"))


@pytest.mark.parametrize("name", SOME)
def test_what_is_marked_is_what_arrives(opened, name):
    start, end, part, quote, *nth = SELECTIONS[name]
    report(opened, start, end, *nth, message="Look at this.")
    found = Report.objects.select_related("passage").get()
    assert (found.passage.part, found.quote, found.passage.changed) == (part, quote, False)


def test_from_a_marked_word_to_the_corrected_page(opened, page, sign_in, base_url, article):
    report(opened, "Trams run", "Monday", suggestion="Trams run again from Tuesday")
    receipt = Report.objects.get().receipt
    assert receipt in opened.text("dialog[open]")
    sign_in(make.user("ed", group="Editors"))
    passage = Passage.objects.get()
    page.goto(f"/admin/corrections/passage/{passage.pk}/change/")
    Hand(page).press("Fix and publish")
    page.locator(".messagelist").wait_for()
    opened.goto(f"{base_url}{article.path}?{uuid4()}")
    assert "Trams run again from Tuesday, slowly." in opened.text("main")
    assert fresh(passage).status == "accepted"
