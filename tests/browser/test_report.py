"""Reporting a mistake in a real browser: what is marked is what arrives, whatever is marked and wherever."""

import json
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from corrections import actions, passages
from corrections.models import Report
from press import richtext
from tests import make
from tests.browser.text_selection import CAPTION, HEADLINE, LONG, mark, rich_article

SELECTIONS = {
    "one word": ("mayor", "", "text", "mayor"),
    "one character": (",", "", "standfirst", ","),
    "a figure of two characters": ("40", "", "text", "40"),
    "words in a link": ("river Lozna", "", "text", "river Lozna"),
    "words from before a link into it": ("bridge over", "the river", "text", "bridge over the river"),
    "words across markup": ("The ", "open", "text", "The old bridge over the river Lozna is open"),
    "over a no-break space and a run of spaces": ("cost 40", "“a lot”", "text", "cost 40 million, “a lot”"),
    "two paragraphs with a picture between": (" again.", "It cost", "text", "again.\nIt cost"),
    "a heading": ("What comes next", "", "text", "What comes next"),
    "an item of a list": ("First the rails", "", "text", "First the rails"),
    "two items of a list": ("are laid.", "Then the", "text", "are laid.\nThen the"),
    "a quotation": ("Nobody believed it.", "", "text", "Nobody believed it."),
    "a cell of a table": ("19 million", "", "text", "19 million"),
    "cells of a table": ("Year", "2025", "text", "Year\nSpent\n2025"),
    "signs beyond the basic plane": ("🚋 and a flag 🇺🇦", "", "text", "🚋 and a flag 🇺🇦"),
    "Ukrainian": ("Їжак у Києві", "", "text", "Їжак у Києві"),
    "Hebrew": ("שלום", "עולם", "text", "שלום עולם"),
    "Thai, without spaces": ("ไทย", "", "text", "ไทย"),
    "lines of a poem": ("red,", "rails", "text", "red,\nrails"),
    "preformatted text": ("iron   steel", "", "text", "iron steel"),
    "the second of two like passages": ("He said he would", "", "text", "He said he would", 1),
    "the headline": ("bridge reopens", "", "headline", "bridge reopens"),
    "the standfirst": ("again from Monday", "", "standfirst", "again from Monday"),
    "a caption": ("first days of spring", "", "caption", "first days of spring"),
    "a credit": ("Photo: Olha", "", "caption", "Photo: Olha"),
    "the dateline with it": ("Kyiv", "bridge over", "text", "The old bridge over"),
    "the headline and the text": ("two years", "What comes next", "text", None),
    "what looks like markup": ("<img src=x onerror=alert(1)>", "", "text", "<img src=x onerror=alert(1)>"),
}


@pytest.fixture
def article():
    return rich_article()


@pytest.fixture
def opened(page, article):
    """The article in a browser whose clock the test sets: nobody sends a report within two seconds."""
    page.clock.install()
    page.goto(article.path)
    return page


def send(page, **fields):
    """Fill in the open dialog, send it, and wait for the thanks."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is wrong?").fill(fields.pop("message", "Look at this."))
    for label, words in fields.items():
        dialog.get_by_label(label).fill(words)
    page.clock.fast_forward(3000)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("heading", name="Thank you")).to_be_visible()


@pytest.mark.parametrize("name", SELECTIONS)
def test_what_is_marked_is_what_arrives(opened, article, complaints, name):
    start, end, part, quote, *nth = SELECTIONS[name]
    mark(opened, start, end, nth=nth[0] if nth else 0)
    opened.keyboard.press("Control+Enter")
    send(opened)
    report = Report.objects.select_related("passage__image", "revision").get()
    assert report.passage.part == part
    assert quote is None or report.quote == quote
    if name != "a credit":  # It belongs to the picture and has no place in a text.
        text = passages.text_of(report.revision, part, report.passage.image)
        assert text[report.start : report.end] == report.quote
        assert (report.passage.quote, report.passage.start) == (report.quote, report.start)
        assert not nth or report.start > text.index(quote)
    assert not report.passage.changed
    assert complaints == []


def test_a_passage_beyond_measure_is_kept_by_its_ends_and_said_so(opened):
    mark(opened, "Every word", "That is all.")
    opened.keyboard.press("Control+Enter")
    expect(opened.get_by_text("You marked more than 1000 characters")).to_be_visible()
    assert opened.get_by_label("How should it read?").input_value() == ""
    send(opened)
    report = Report.objects.get()
    assert report.shortened
    assert len(report.quote) <= 1000
    assert report.passage.quote == LONG


def test_page_and_server_count_the_same_characters(page, article):
    notice = actions.announce(
        article.revisions.get(), kind="correction", text="40, not 30.", by=None, was="30 million", now="19 million"
    )
    page.goto(article.path)
    assert page.locator(f'.mended-link[href="#correction-{notice.pk}"]').count() == 1
    name = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]["js/quote.js"]
    text = page.evaluate(
        "async (name) => (await import(name)).plainText(document.querySelector('[data-part=text]'))", f"/static/{name}"
    )
    assert text == richtext.plain_text(article.revisions.get().body)


class TestOpening:
    def test_command_and_enter_open_it_on_a_mac(self, opened):
        mark(opened, "mayor")
        opened.keyboard.press("Meta+Enter")
        expect(opened.get_by_role("dialog")).to_be_visible()

    def test_the_quote_stands_in_its_context_and_the_wording_can_be_edited(self, opened):
        mark(opened, "the rails")
        opened.keyboard.press("Control+Enter")
        expect(opened.locator("[data-quote]")).to_have_text(re.compile("^… mayor.*First the rails are laid.*…$", re.S))
        assert opened.get_by_label("How should it read?").input_value() == "the rails"
        expect(opened.get_by_label("How should it read?")).to_be_focused()

    def test_marked_words_and_the_button_beside_them_do_the_same(self, opened):
        opened.get_by_text("Nobody believed it.").dblclick(position={"x": 12, "y": 12})
        opened.clock.run_for(500)
        opened.locator(".report-here").click()
        send(opened)
        assert Report.objects.get().quote == "Nobody"

    def test_the_link_takes_what_is_marked_along(self, opened):
        mark(opened, "Nobody believed")
        opened.locator(".report-tab").click()
        send(opened)
        assert Report.objects.get().quote == "Nobody believed"

    def test_without_marked_words_it_is_about_the_article(self, opened):
        opened.get_by_role("link", name="Suggest a correction").click()
        expect(opened.get_by_text("Tell us where it is and what is wrong")).to_be_visible()
        expect(opened.get_by_label("What is wrong?")).to_be_focused()
        send(opened, message="The whole story is of last year.")
        assert (Report.objects.get().passage.part, Report.objects.get().quote) == ("article", "")

    def test_words_outside_the_article_are_kindly_not_taken(self, opened):
        mark(opened, "Found a mistake?")
        opened.keyboard.press("Control+Enter")
        expect(opened.get_by_text("are not part of the article’s text")).to_be_visible()
        send(opened)
        assert Report.objects.get().quote == ""

    def test_of_several_parts_the_one_with_most_of_it_is_taken_and_said_so(self, opened):
        mark(opened, "two years", "Trams run again from Monday")
        opened.keyboard.press("Control+Enter")
        expect(opened.get_by_text("You marked more than one part")).to_be_visible()
        assert "Trams run again" in opened.locator("[data-quote]").inner_text()

    def test_it_opens_at_once(self, opened):
        mark(opened, "mayor")
        expect(opened.locator(".report-here")).to_be_visible()
        opened.clock.resume()
        took = opened.evaluate(
            """async () => {
              const times = [];
              for (let turn = 0; turn < 5; turn += 1) {
                const begun = performance.now();
                document.body.dispatchEvent(
                  new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
                while (!document.querySelector("dialog.report[open]")) await new Promise((done) => setTimeout(done));
                times.push(performance.now() - begun);
                document.querySelector("dialog.report").close();
              }
              return Math.min(...times.slice(1));
            }"""
        )
        assert took < 100

    @pytest.mark.parametrize(
        "words", ["mayor", "are laid.", "He said he would", "Every word of this", "bridge reopens"]
    )
    @pytest.mark.parametrize("height", [600, 900])
    def test_it_never_covers_the_marked_line_on_large_screens(self, opened, words, height):
        opened.set_viewport_size({"width": 1280, "height": height})
        mark(opened, words)
        opened.keyboard.press("Control+Enter")
        opened.get_by_role("dialog").wait_for()
        covered = opened.evaluate(
            """() => {
              const box = document.querySelector("dialog.report").getBoundingClientRect();
              const [range] = CSS.highlights.get("reported");
              const line = range.getClientRects()[0];
              const apart = line.bottom <= box.top || line.top >= box.bottom
                || line.right <= box.left || line.left >= box.right;
              const seen = ({ left, right, top, bottom }) =>
                top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
              return apart && seen(line) && seen(box) ? "" : JSON.stringify([line, box]);
            }"""
        )
        assert covered == ""


class TestSending:
    def test_everything_arrives_and_the_receipt_is_the_right_one(self, opened, article):
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        opened.get_by_label("Wrong fact").check(force=True)
        send(
            opened,
            message="It was the deputy.",
            **{
                "How should it read?": "deputy mayor",
                "Your name": "Olha Petrenko",
                "Your e-mail": "olha@paper.example",
            },
        )
        report = Report.objects.get()
        assert (report.kind, report.message, report.suggestion) == ("fact", "It was the deputy.", "deputy mayor")
        assert (report.name, report.email) == ("Olha Petrenko", "olha@paper.example")
        assert report.receipt in opened.get_by_role("dialog").inner_text()
        opened.get_by_role("link", name="See what becomes of it").click()
        expect(opened.get_by_role("heading", level=1)).to_contain_text("It has arrived")
        assert report.receipt in opened.inner_text("main")

    def test_a_wording_that_was_not_touched_is_none(self, opened):
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        send(opened)
        assert Report.objects.get().suggestion == ""

    def test_a_double_click_makes_one_report(self, opened):
        opened.get_by_role("link", name="Suggest a correction").click()
        opened.get_by_label("What is wrong?").fill("Twice.")
        opened.clock.fast_forward(3000)
        opened.get_by_role("button", name="Send").dblclick()
        expect(opened.get_by_role("heading", name="Thank you")).to_be_visible()
        assert Report.objects.count() == 1

    def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(self, opened):
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        opened.get_by_label("What is wrong?").fill("It was the deputy.")
        opened.get_by_label("Your e-mail").fill("olha@")
        opened.clock.fast_forward(3000)
        opened.get_by_role("button", name="Send").click()
        expect(opened.locator('[data-field="email"] .error')).to_contain_text("valid email")
        expect(opened.get_by_label("Your e-mail")).to_be_focused()
        expect(opened.get_by_label("Your e-mail")).to_have_attribute("aria-invalid", "true")
        assert opened.get_by_label("What is wrong?").input_value() == "It was the deputy."
        opened.get_by_label("Your e-mail").fill("olha@paper.example")
        send(opened, message="It was the deputy.")
        assert Report.objects.get().email == "olha@paper.example"

    def test_an_empty_report_is_not_even_sent(self, opened):
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        opened.get_by_role("button", name="Send").click()
        expect(opened.locator('[data-field="message"] .error')).to_contain_text("Say what is wrong")
        assert not Report.objects.exists()

    def test_too_quick_is_said_at_the_top(self, opened):
        opened.get_by_role("link", name="Suggest a correction").click()
        opened.get_by_label("What is wrong?").fill("Quick.")
        opened.get_by_role("button", name="Send").click()
        expect(opened.get_by_role("alert")).to_contain_text("That was very quick")
        assert opened.get_by_label("What is wrong?").input_value() == "Quick."

    def test_what_was_typed_survives_closing_by_accident(self, opened):
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        opened.get_by_label("What is wrong?").fill("It was the deputy.")
        opened.keyboard.press("Escape")
        expect(opened.get_by_role("dialog")).to_be_hidden()
        opened.reload()
        mark(opened, "mayor")
        opened.keyboard.press("Control+Enter")
        assert opened.get_by_label("What is wrong?").input_value() == "It was the deputy."
        send(opened, message="It was the deputy.")
        opened.get_by_role("button", name="Back to the article").click()
        opened.keyboard.press("Control+Enter")
        expect(opened.get_by_label("What is wrong?")).to_have_value("")

    def test_counters_say_what_is_left(self, opened):
        opened.get_by_role("link", name="Suggest a correction").click()
        limit = opened.locator('[data-field="message"] .limit')
        expect(limit).to_have_text("At most 2000 characters.")
        opened.get_by_label("What is wrong?").fill("x" * 1990)
        expect(limit).to_have_text("10 characters left")
        opened.get_by_label("What is wrong?").press_sequentially("y" * 20)
        assert len(opened.get_by_label("What is wrong?").input_value()) == 2000


class TestHostility:
    def test_nothing_that_stands_in_an_article_or_is_typed_runs(self, opened, complaints):
        shown = []
        opened.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
        hostile = "\"'><img src=x onerror=alert(2)><script>alert(3)</script>"
        mark(opened, "<img src=x onerror=alert(1)>")
        opened.keyboard.press("Control+Enter")
        send(opened, message=hostile, **{"How should it read?": hostile, "Your name": hostile})
        opened.get_by_role("link", name="See what becomes of it").click()
        assert hostile in opened.inner_text("main")
        assert shown == []
        assert complaints == []

    def test_nothing_that_an_answer_says_runs(self, opened, complaints):
        answer = {"error": "<img src=x onerror=alert(1)>", "fields": {}}
        opened.route("**/corrections/report/", lambda route: route.fulfill(status=400, json=answer))
        opened.get_by_role("link", name="Suggest a correction").click()
        opened.get_by_label("What is wrong?").fill("x")
        opened.get_by_role("button", name="Send").click()
        expect(opened.get_by_role("alert")).to_have_text("<img src=x onerror=alert(1)>")

    def test_an_answer_cannot_lead_elsewhere(self, opened):
        answer = {"receipt": "1", "status": "https://elsewhere.example/"}
        opened.route("**/corrections/report/", lambda route: route.fulfill(status=201, json=answer))
        opened.get_by_role("link", name="Suggest a correction").click()
        send(opened)
        assert "elsewhere" not in opened.get_by_role("link", name="See what becomes of it").get_attribute("href")


def test_the_mended_place_leads_to_the_notice_and_the_notice_to_the_place(page, article):
    make.publication()
    actions.announce(
        article.revisions.get(), kind="correction", text="19, not 30.", by=None, was="30 million", now="19 million"
    )
    page.goto(article.path)
    page.locator(".mended-link").click()
    assert page.evaluate("document.querySelector(':target').classList.contains('correction')")
    page.locator(".correction-line a").click()
    page.get_by_role("link", name="Go to the place in the article").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    assert page.evaluate("scrollY") > 0  # The browser went to the words.
    assert CAPTION in page.inner_text("main")
