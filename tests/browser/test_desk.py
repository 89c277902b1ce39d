"""Writing in a real browser: saved by itself, two people at once, a lost connection, a phone, a keyboard, no script."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from articles.models import Article, Revision
from tests import make
from tests.browser.desk_user import focused, ready, said, saved, shown_buttons, text_of
from tests.processes import wait_until

LONG = "<p>" + "The trams ring again on all three lines. " * 100 + "</p>"  # 800 words.


@pytest.fixture
def editor(sign_in):
    editor = make.user("ed", group="Editors", first_name="Edna", last_name="Editor")
    sign_in(editor)
    return editor


@pytest.fixture
def colleague(browser, base_url):
    """The browser of somebody else who may edit all stories."""
    context = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 768})
    client = Client()
    client.force_login(make.user("ann", group="Editors", first_name="Ann", last_name="Other"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
    page = context.new_page()
    yield page
    page.goto("about:blank")
    context.close()


def change_page(article):
    return f"/admin/articles/article/{article.pk}/change/"


def add_to(page, paragraph, words):
    """Write `words` at the end of a paragraph of the text."""
    text_of(page).locator("p").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def from_start_to_live(page):
    page.goto("/admin/articles/article/add/")
    ready(page)
    focused(page)
    page.keyboard.type("Trams return")
    text_of(page).click()
    page.keyboard.type("They ring again.")
    page.get_by_role("button", name="Publish now").click()
    said(page, "Live")


class TestSaving:
    def test_a_story_is_saved_while_it_is_written_and_gets_its_address(self, page, editor, complaints):
        page.goto("/admin/articles/article/add/")
        ready(page)
        focused(page)
        page.keyboard.type("Trams return")
        saved(page)
        article = Article.objects.get()
        assert page.url.endswith(change_page(article))
        text_of(page).click()
        page.keyboard.type("They ring again.")
        expect(page.locator("[name=version]")).to_have_value("2")
        page.reload()
        ready(page)
        assert page.get_by_label("Headline").input_value() == "Trams return"
        assert text_of(page).inner_text().strip() == "They ring again."
        assert not complaints

    def test_ctrl_s_saves_also_in_the_text(self, page, editor):
        article = make.article(body="<p>Words.</p>")
        page.goto(change_page(article))
        ready(page)
        add_to(page, 0, " More.")
        page.keyboard.press("Control+s")
        said(page, "Saved")
        assert Article.objects.get().body == "<p>Words. More.</p>"

    def test_after_publishing_one_stays_in_the_story(self, page, editor, complaints):
        from_start_to_live(page)
        assert "Update live" in shown_buttons(page)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="View", exact=True).click()
        assert opened.value.locator("h1").inner_text() == "Trams return"
        assert not complaints

    def test_what_stands_in_the_way_has_the_focus(self, page, editor):
        page.goto(change_page(make.article(headline="", hero=make.image(alt_text="", filename="tram.jpg"))))
        ready(page)
        page.get_by_role("button", name="Publish now").click()
        expect(page.locator("[data-errors-of=headline]")).to_have_text("The article has no headline.")
        expect(page.locator("[data-errors]")).to_contain_text("The picture tram.jpg has no alt text.")
        expect(page.get_by_label("Headline")).to_be_focused()

    def test_the_button_says_what_it_will_do(self, page, editor):
        page.goto(change_page(make.article()))
        ready(page)
        assert shown_buttons(page) == ["Save draft", "Preview", "Submit", "Publish now"]
        page.get_by_label("Publish at").fill("2099-03-03T06:00")
        assert shown_buttons(page)[-1] == "Schedule for 3 Mar 06:00" or "06:00" in shown_buttons(page)[-1]
        page.get_by_role("button", name="Now", exact=True).click()
        assert shown_buttons(page)[-1] == "Publish now"

    def test_three_words_in_place_of_a_story_take_a_second_thought(self, page, editor, complaints):
        article = make.live(body=LONG)
        page.goto(change_page(article))
        ready(page)
        page.get_by_label("What changed, for readers").fill("Kept.")
        text_of(page).click()
        page.keyboard.press("Control+a")
        page.keyboard.type("Xxx yyy zzz.")
        page.get_by_role("button", name="Update live").dblclick()
        page.get_by_role("alert").get_by_text("Readers see 800 words now; this has 3 words.").wait_for()
        expect(page.get_by_label("Publish it all the same")).to_be_focused()
        assert Revision.objects.count() == 1
        assert page.get_by_label("What changed, for readers").input_value() == "Kept."
        page.keyboard.press("Space")
        page.get_by_role("button", name="Update live").click()
        said(page, "Live")
        assert Revision.objects.live().get().body == "<p>Xxx yyy zzz.</p>"
        assert [line for line in complaints if "422" not in line] == []

    def test_a_reporter_sees_no_button_to_publish(self, page, sign_in):
        reporter = make.user("rep", group="Reporters")
        sign_in(reporter)
        page.goto(change_page(make.article(by=reporter)))
        ready(page)
        assert shown_buttons(page) == ["Save draft", "Preview", "Submit"]
        page.get_by_role("button", name="Submit").click()
        said(page, "Submitted")


class TestTwoPeople:
    @pytest.fixture
    def both(self, page, editor, colleague):
        """Two pages with the same story open."""
        article = make.article(headline="Bridge", body="<p>One.</p><p>Two.</p><p>Three.</p>")
        for one in (colleague, page):
            one.goto(change_page(article))
            ready(one)
        return page, colleague

    def test_each_sees_who_is_there(self, both):
        mine, _theirs = both
        expect(mine.locator("[data-present]")).to_have_text("Also here: Ann Other")

    def test_different_paragraphs_come_together(self, both):
        mine, theirs = both
        add_to(theirs, 0, " Hers.")
        theirs.keyboard.press("Control+s")
        said(theirs, "Saved")
        add_to(mine, 2, " His.")
        mine.get_by_role("button", name="Save draft").click()
        expect(mine.locator("[data-conflict]")).to_contain_text("Ann Other saved this article while you were writing.")
        assert text_of(mine).inner_text().split() == ["One.", "Hers.", "Two.", "Three.", "His."]
        mine.get_by_role("button", name="Save draft").click()
        said(mine, "Saved")
        assert Article.objects.get().body == "<p>One. Hers.</p>\n<p>Two.</p>\n<p>Three. His.</p>"

    def test_the_same_paragraph_is_shown_twice_and_nothing_is_saved_until_somebody_decides(self, both):
        mine, theirs = both
        add_to(theirs, 1, " Hers.")
        theirs.get_by_label("Headline").fill("Her headline")
        theirs.get_by_role("button", name="Save draft").click()
        said(theirs, "Saved")
        add_to(mine, 1, " His.")
        mine.get_by_label("Headline").fill("His headline")
        mine.get_by_role("button", name="Save draft").click()
        panel = mine.locator("[data-conflict]")
        expect(panel).to_contain_text("Two. His.")
        expect(panel).to_contain_text("Two. Hers.")
        mine.wait_for_timeout(4000)
        assert Article.objects.get().headline == "Her headline"
        panel.locator("[data-choose=headline]").get_by_role("button", name="Take my colleague’s").click()
        mine.get_by_role("button", name="Save draft").click()
        said(mine, "Saved")
        kept = Article.objects.get()
        assert (kept.headline, kept.body) == ("Her headline", "<p>One.</p>\n<p>Two. His.</p>\n<p>Three.</p>")

    def test_while_typing_a_banner_offers_to_bring_both_together(self, both):
        mine, theirs = both
        theirs.get_by_label("Kicker").fill("Hers")
        theirs.get_by_role("button", name="Save draft").click()
        said(theirs, "Saved")
        mine.get_by_label("Headline").fill("His headline")
        mine.get_by_role("button", name="Bring both together").click()
        expect(mine.get_by_label("Kicker")).to_have_value("Hers")
        saved(mine)
        kept = Article.objects.get()
        assert (kept.headline, kept.kicker) == ("His headline", "Hers")


class TestLostConnection:
    def test_nothing_is_called_saved_until_it_is(self, page, editor):
        page.goto(change_page(make.article()))
        ready(page)
        page.context.set_offline(True)
        page.get_by_label("Headline").fill("Typed in a tunnel")
        expect(page.locator("[data-banner]")).to_contain_text("The desk cannot be reached.")
        assert page.locator(".bar-saved").inner_text() == "Not saved yet"
        expect(page.get_by_role("button", name="Copy my text")).to_be_visible()
        page.context.set_offline(False)
        saved(page)
        assert Article.objects.get().headline == "Typed in a tunnel"

    def test_what_was_never_saved_is_offered_on_return(self, page, editor):
        article = make.article()
        page.goto(change_page(article))
        ready(page)
        page.route("**/change/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.get_by_label("Headline").fill("Typed in a tunnel")
        expect(page.locator("[data-banner]")).to_be_visible()
        page.goto("/admin/")
        page.unroute("**/change/")
        Article.objects.filter(pk=article.pk).update(headline=article.headline, version=article.version)
        page.goto(change_page(article))
        page.get_by_role("button", name="Bring it back").click()
        expect(page.get_by_label("Headline")).to_have_value("Typed in a tunnel")
        saved(page)
        assert Article.objects.get().headline == "Typed in a tunnel"

    def test_after_signing_in_again_in_another_tab_it_goes_on(self, page, editor, sign_in, base_url):
        page.goto(change_page(make.article()))
        ready(page)
        page.context.clear_cookies()
        page.get_by_label("Headline").fill("Typed too late")
        expect(page.locator("[data-banner]")).to_contain_text("You are no longer signed in.")
        other = page.context.new_page()
        other.goto("/admin/login/")
        other.get_by_label("Username").fill("ed")
        other.get_by_label("Password").fill("correct horse")
        other.get_by_role("button", name="Log in").click()
        other.locator(".start-search").wait_for()
        page.get_by_role("button", name="Save draft").click()
        said(page, "Saved")
        assert Article.objects.get().headline == "Typed too late"


class TestFields:
    def test_bylines_are_added_completed_and_moved_by_keyboard(self, page, editor):
        make.person("Olha Reporter")
        article = make.article(bylines=[make.person("Ivan First")])
        page.goto(change_page(article))
        ready(page)
        page.get_by_role("button", name="Add a name").focus()
        page.keyboard.press("Enter")
        page.keyboard.type("olh")
        page.get_by_role("option", name="Olha Reporter").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Control+s")
        said(page, "Saved")
        assert [str(line) for line in article.bylines.order_by("position")] == ["Olha Reporter", "Ivan First"]

    def test_tags_are_completed_one_after_the_other(self, page, editor):
        other = make.article(tags=["river", "city hall"])
        article = make.article()
        page.goto(change_page(article))
        ready(page)
        tags = page.get_by_label("Tags")
        tags.click()
        page.keyboard.type("riv")
        page.get_by_role("option", name="river").click()
        page.keyboard.type("brand new")
        page.keyboard.press("Control+s")
        said(page, "Saved")
        assert sorted(tag.name for tag in article.tags.all()) == ["brand new", "river"]
        assert other.tags.count() == 2

    def test_related_stories_are_found_and_taken_away(self, page, editor):
        other = make.live(headline="The older story")
        article = make.article()
        page.goto(change_page(article))
        ready(page)
        page.get_by_text("Related stories, license").click()
        page.get_by_label("Related stories").first.click()
        page.keyboard.type("older")
        page.get_by_role("option", name="The older story").click()
        saved(page)
        expect(page.locator("[name=version]")).to_have_value("2")
        assert list(article.related.all()) == [other]


class TestPhone:
    @pytest.fixture(autouse=True)
    def phone(self, page, editor):
        page.set_viewport_size({"width": 360, "height": 740})

    @pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/", "add", "change", "history"])
    def test_nothing_stands_out_to_the_side(self, page, complaints, path):
        article = make.live(
            headline="A headline of ordinary length about the bridge", hero=make.image(), section=make.section()
        )
        known = {
            "add": "/admin/articles/article/add/",
            "change": change_page(article),
            "history": f"/admin/articles/article/{article.pk}/history/",
        }
        page.goto(known.get(path, path))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert not complaints

    def test_a_story_goes_out_from_the_bar_at_the_bottom(self, page):
        from_start_to_live(page)
        bar = page.locator(".bar-buttons").bounding_box()
        assert round(bar["y"] + bar["height"]) == 740
        assert Revision.objects.live().exists()


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_a_story_is_written_and_published(self, page, editor):
        make.person("Olha Reporter")
        page.goto("/admin/articles/article/add/")
        page.get_by_label("Headline").fill("Trams return")
        page.locator("#id_body").fill("<p>They ring again.</p>")
        page.locator("#id_bylines-0-name").fill("Olha Reporter")
        page.get_by_role("button", name="Publish now").click()
        expect(page.locator(".messagelist")).to_contain_text("Live")
        assert Revision.objects.live().get().bylines[0]["name"] == "Olha Reporter"

    def test_three_words_in_place_of_a_story_take_a_second_thought(self, page, editor):
        page.goto(change_page(make.live(body=LONG)))
        page.locator("#id_body").fill("<p>Xxx yyy zzz.</p>")
        page.get_by_role("button", name="Update live").click()
        page.get_by_role("alert").get_by_text("Readers see 800 words now; this has 3 words.").wait_for()
        page.get_by_role("button", name="Update live").click()
        page.get_by_role("alert").get_by_text("Readers see 800 words now; this has 3 words.").wait_for()
        assert Revision.objects.count() == 1
        page.get_by_label("Publish it all the same").check()
        page.get_by_role("button", name="Update live").click()
        expect(page.locator(".messagelist")).to_contain_text("Live")
        assert Revision.objects.live().get().body == "<p>Xxx yyy zzz.</p>"

    def test_both_texts_are_shown_when_somebody_was_faster(self, page, editor):
        article = make.article(headline="Bridge")
        page.goto(change_page(article))
        Article.objects.filter(pk=article.pk).update(headline="Theirs", version=2)
        page.get_by_label("Headline").fill("Mine")
        page.get_by_role("button", name="Save draft").click()
        expect(page.locator("[data-conflict]")).to_contain_text("Theirs")
        assert page.get_by_label("Headline").input_value() == "Mine"


class TestWayThere:
    def test_the_start_page_finds_stories_by_keyboard_and_opens_them_at_the_words(self, page, editor):
        make.live(headline="Bridge", body="<p>First.</p><p>A tipo here.</p>")
        page.goto("/admin/")
        focused(page)
        page.keyboard.type("tipo")
        page.get_by_role("option", name="Bridge").wait_for()
        page.keyboard.press("Enter")
        ready(page)
        wait_until(lambda: text_of(page).evaluate("() => String(getSelection())") == "tipo", seconds=20)

    def test_staff_have_an_edit_link_on_the_live_page_and_readers_the_same_bytes(self, page, context, editor, base_url):
        article = make.live(headline="Bridge")
        page.goto(article.path)
        assert page.get_by_role("link", name="Edit").count() == 0
        context.add_cookies([{"name": "desk", "value": "1", "url": base_url}])
        page.reload()
        page.get_by_role("link", name="Edit").click()
        ready(page)
        assert page.url.endswith(change_page(article))

    def test_a_filter_is_followed_at_once_and_stands_in_the_address(self, page, editor, complaints):
        make.article(headline="In the city", section=make.section("City"))
        make.article(headline="Elsewhere", section=make.section("Arts"))
        page.goto("/admin/articles/article/")
        page.get_by_label("Section").select_option(label="City")
        expect(page.get_by_text("Elsewhere")).to_have_count(0)
        page.reload()
        expect(page.get_by_text("In the city")).to_be_visible()
        expect(page.get_by_text("Elsewhere")).to_have_count(0)
        assert not complaints

    def test_versions_are_compared_without_loading_the_page_anew(self, page, editor):
        article = make.article(headline="First thought")
        page.goto(change_page(article))
        ready(page)
        page.get_by_label("Headline").fill("Second thought")
        page.get_by_role("button", name="Save draft").click()
        said(page, "Saved")
        page.get_by_role("link", name="Versions").click()
        page.get_by_label("Old: Saved draft").check()
        expect(page.locator(".comparison del")).to_have_text("First")
        page.get_by_role("button", name="Restore this version").click()
        ready(page)
        assert page.get_by_label("Headline").input_value() == "First thought"
