"""All ways to report a mistake: by touch, from the keyboard, without script, and when the paper is out of reach."""

import pytest
from playwright.sync_api import expect

from corrections.models import Passage, Report
from tests.browser.text_selection import mark, rich_article

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def article():
    return rich_article()


@pytest.fixture
def opened(page, article):
    page.clock.install()
    page.goto(article.path)
    return page


def write(page, words="Look at this."):
    page.get_by_label("What is wrong?").fill(words)
    page.clock.fast_forward(3000)


class TestByTouch:
    @pytest.fixture
    def phone(self, browser, base_url, article):
        context = browser.new_context(base_url=base_url, **PHONE)
        page = context.new_page()
        page.clock.install()
        page.goto(article.path)
        page.locator("h1").tap()
        yield page
        context.close()

    def test_a_button_below_the_marked_words_opens_the_dialog(self, phone):
        mark(phone, "Nobody believed it.")
        phone.clock.run_for(500)
        button = phone.locator(".report-here")
        words = phone.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
        assert button.bounding_box()["y"] > words + 30  # Below the handles; the system's menu is above.
        button.tap()
        write(phone)
        phone.get_by_role("button", name="Send").tap()
        expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
        assert (Report.objects.get().quote, Passage.objects.get().part) == ("Nobody believed it.", "text")

    def test_a_tap_alone_opens_nothing(self, phone):
        mark(phone, "Nobody believed it.")
        phone.clock.run_for(500)
        phone.get_by_text("First the rails are laid.").tap()
        phone.evaluate("getSelection().removeAllRanges()")
        phone.clock.run_for(500)
        assert phone.get_by_role("dialog").count() == 0
        expect(phone.locator(".report-here")).to_be_hidden()

    def test_the_link_is_in_reach_in_the_middle_of_the_article(self, phone):
        phone.get_by_text("Roses are red").scroll_into_view_if_needed()
        tab = phone.locator(".report-tab")
        assert tab.evaluate("tab => { const box = tab.getBoundingClientRect(); return box.bottom <= innerHeight }")
        assert tab.bounding_box()["width"] >= 24
        tab.tap()
        write(phone, "The poem is about violets.")
        phone.get_by_role("button", name="Send").tap()
        expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
        assert Report.objects.get().message == "The poem is about violets."

    def test_no_keyboard_is_spoken_of(self, phone):
        expect(phone.get_by_text("or select the words and use the button beside them")).to_be_visible()
        assert phone.locator(".keyboard-only").is_hidden()

    @pytest.mark.parametrize("size", [(320, 568), (390, 844), (568, 320)])
    def test_everything_of_the_dialog_can_be_reached_on_small_screens(self, phone, size):
        phone.set_viewport_size({"width": size[0], "height": size[1]})
        phone.locator(".report-tab").tap()
        dialog = phone.get_by_role("dialog")
        box = dialog.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        for name in ("Send", "Cancel", "Close"):
            expect(dialog.get_by_role("button", name=name)).to_be_in_viewport()
        dialog.get_by_label("Your e-mail").scroll_into_view_if_needed()
        expect(dialog.get_by_label("Your e-mail")).to_be_in_viewport()
        assert phone.evaluate("document.documentElement.scrollWidth") <= size[0]


class TestFromTheKeyboard:
    def test_the_whole_way_needs_no_pointer(self, opened):
        mark(opened, "Nobody believed")
        opened.keyboard.press("Control+Enter")
        opened.get_by_role("dialog").wait_for()
        opened.keyboard.type("None believed")
        opened.keyboard.press("Tab")
        opened.keyboard.type("A word.")
        opened.clock.fast_forward(3000)
        for _ in range(12):
            opened.keyboard.press("Tab")
            if opened.evaluate("document.activeElement.matches('[data-send]')"):
                break
        opened.keyboard.press("Enter")
        expect(opened.get_by_role("heading", name="Thank you")).to_be_visible()
        assert Report.objects.get().message == "A word."
        opened.keyboard.press("Escape")
        expect(opened.get_by_role("dialog")).to_be_hidden()

    def test_kinds_are_chosen_with_arrows(self, opened):
        opened.get_by_role("link", name="Suggest a correction").press("Enter")
        opened.get_by_label("Typo").focus()
        opened.keyboard.press("ArrowRight")
        assert opened.get_by_label("Wrong fact").is_checked()

    def test_the_focus_stays_in_the_dialog_and_goes_back_to_where_it_was(self, opened):
        link = opened.get_by_role("link", name="Suggest a correction")
        link.press("Enter")
        opened.get_by_role("dialog").wait_for()
        for _ in range(25):
            opened.keyboard.press("Tab")
            assert opened.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        opened.keyboard.press("Escape")
        expect(link).to_be_focused()

    def test_no_key_sends_what_is_typed_elsewhere(self, opened):
        opened.get_by_role("link", name="Suggest a correction").press("Enter")
        opened.get_by_label("What is wrong?").press("Control+Enter")
        assert opened.get_by_role("dialog").count() == 1

    def test_everything_has_a_name(self, opened):
        opened.get_by_role("link", name="Suggest a correction").press("Enter")
        dialog = opened.get_by_role("dialog", name="Report a mistake")
        expect(dialog).to_be_visible()
        for box in ("How should it read?", "What is wrong?", "Your name", "Your e-mail"):
            expect(dialog.get_by_role("textbox", name=box)).to_be_visible()
        expect(dialog.get_by_role("group", name="What is it about?")).to_be_visible()
        assert dialog.get_by_role("textbox").count() == 4  # The trap is for robots alone.


class TestWithoutScript:
    @pytest.fixture
    def plain(self, browser, base_url, article):
        context = browser.new_context(base_url=base_url, java_script_enabled=False)
        page = context.new_page()
        page.goto(article.path)
        yield page
        assert context.cookies() == []
        context.close()

    def test_the_link_leads_to_a_form_that_does_the_same(self, plain):
        plain.get_by_role("link", name="Suggest a correction").click()
        plain.get_by_label("The words in question").fill("Nobody believed it.")
        plain.get_by_label("Wrong fact").check(force=True)
        plain.get_by_label("What is wrong?").fill("Many did.")
        plain.wait_for_timeout(3100)
        plain.get_by_role("button", name="Send").click()
        expect(plain.get_by_role("heading", level=1)).to_contain_text("It has arrived")
        report = Report.objects.get()
        assert (report.kind, report.message, report.passage.part) == ("fact", "Many did.", "text")
        assert report.passage.quote == "Nobody believed it."

    def test_the_link_in_the_middle_works_too(self, plain):
        plain.locator(".report-tab").click()
        expect(plain.get_by_role("button", name="Send")).to_be_visible()

    def test_a_refusal_keeps_what_was_typed(self, plain):
        plain.get_by_role("link", name="Suggest a correction").click()
        plain.get_by_label("What is wrong?").fill("Many did.")
        plain.get_by_role("button", name="Send").click()
        expect(plain.get_by_role("alert")).to_contain_text("That was very quick")
        assert plain.get_by_label("What is wrong?").input_value() == "Many did."
        plain.wait_for_timeout(3100)
        plain.get_by_role("button", name="Send").click()
        expect(plain.get_by_role("heading", level=1)).to_contain_text("It has arrived")

    def test_what_came_with_a_report_can_be_erased(self, plain):
        plain.get_by_role("link", name="Suggest a correction").click()
        plain.get_by_label("What is wrong?").fill("Many did.")
        plain.get_by_label("Your e-mail").fill("olha@paper.example")
        plain.wait_for_timeout(3100)
        plain.get_by_role("button", name="Send").click()
        plain.get_by_role("button", name="Erase my name and address now").click()
        expect(plain.get_by_text("They were erased")).to_be_visible()
        assert Report.objects.get().email == ""


class TestOutOfReach:
    @pytest.fixture
    def written(self, opened):
        """A report ready to be sent, with all scripts there."""
        mark(opened, "Nobody believed")
        opened.keyboard.press("Control+Enter")
        write(opened)
        return opened

    def test_offline_it_is_kept_and_goes_out_by_itself(self, written, context):
        context.set_offline(True)
        written.get_by_role("button", name="Send").click()
        expect(written.get_by_role("heading", name="Not sent yet")).to_be_visible()
        written.get_by_role("button", name="Back to the article").click()
        expect(written.get_by_text("Kept in this browser, not sent yet.")).to_be_visible()
        assert not Report.objects.exists()
        context.set_offline(False)
        expect(written.locator("[data-report-waiting] [data-state=sent]")).to_be_visible()
        assert Report.objects.get().quote == "Nobody believed"

    def test_it_outlives_the_page(self, written, context, article):
        context.set_offline(True)
        written.get_by_role("button", name="Send").click()
        expect(written.get_by_role("heading", name="Not sent yet")).to_be_visible()
        written.close()
        context.set_offline(False)
        page = context.new_page()
        page.goto(article.path)
        expect(page.locator("[data-report-waiting] [data-state=sent]")).to_be_visible()
        assert Report.objects.get().message == "Look at this."
        page.reload()
        expect(page.locator("[data-report-waiting] li")).to_have_count(0)

    def test_an_answer_that_never_came_makes_no_second_report(self, written):
        def cut_off(route):
            route.fetch()
            route.abort()

        written.route("**/corrections/report/", cut_off, times=1)
        written.get_by_role("button", name="Send").click()
        expect(written.get_by_role("heading", name="Not sent yet")).to_be_visible()
        written.get_by_role("button", name="Back to the article").click()
        written.get_by_role("button", name="Send now").click()
        expect(written.locator("[data-report-waiting] [data-state=sent]")).to_be_visible()
        assert Report.objects.count() == 1

    @pytest.mark.parametrize("status", [500, 502, 503, 200])
    def test_a_paper_in_trouble_is_like_none(self, written, status):
        written.route("**/corrections/report/", lambda route: route.fulfill(status=status, body="<h1>Oh</h1>"), times=1)
        written.get_by_role("button", name="Send").click()
        expect(written.get_by_role("heading", name="Not sent yet")).to_be_visible()
        written.clock.fast_forward(16_000)  # It tries again by itself.
        expect(written.locator("[data-report-waiting] [data-state=sent]")).to_be_visible()
        assert Report.objects.count() == 1

    def test_what_is_refused_later_says_so_and_can_be_discarded(self, written, context):
        context.set_offline(True)
        written.get_by_role("button", name="Send").click()
        written.get_by_role("button", name="Back to the article").click()
        refusal = {"error": "There is no such article.", "fields": {}}
        written.route("**/corrections/report/", lambda route: route.fulfill(status=400, json=refusal))
        context.set_offline(False)
        expect(written.locator("[data-report-waiting]")).to_contain_text("Not taken: There is no such article.")
        expect(written.locator("[data-report-waiting]")).to_contain_text("Look at this.")
        written.get_by_role("button", name="Discard").click()
        assert written.evaluate("Object.keys(localStorage).length") == 0

    def test_a_full_browser_says_that_nothing_could_be_kept(self, written, context):
        written.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
        context.set_offline(True)
        written.get_by_role("button", name="Send").click()
        expect(written.get_by_role("alert")).to_contain_text("this browser cannot keep the report")
        assert written.get_by_label("What is wrong?").input_value() == "Look at this."

    def test_what_lies_in_the_browser_is_shown_as_text(self, opened, context, article, complaints):
        hostile = "<img src=x onerror=alert(1)>"
        stored = {"address": "/nowhere/", "fields": [["key", "k"], ["message", hostile]], "at": 1}
        opened.evaluate("(stored) => localStorage.setItem('report:k', JSON.stringify(stored))", stored)
        opened.evaluate("localStorage.setItem('report:broken', '{')")
        opened.reload()
        expect(opened.locator("[data-report-waiting] q")).to_have_text(hostile)
