"""Pictures in the newsroom, in a real browser: into the library, into a text, before readers."""

import base64
import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from articles.actions import pictures
from articles.models import Article, Image
from press import richtext
from tests import make
from tests.press.picture_files import quarters, written

DROP = """([selector, files, kind]) => {
  const frame = document.querySelector("iframe.cke_wysiwyg_frame");
  const page = selector.startsWith("text ") ? frame.contentDocument : document;
  const place = page.querySelector(selector.replace(/^text /, ""));
  const { DataTransfer, File, DragEvent, ClipboardEvent } = page.defaultView;
  const transfer = new DataTransfer();
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  files.forEach(([name, type, content]) => transfer.items.add(new File([bytes(content)], name, { type })));
  const { x, y } = place.getBoundingClientRect();
  const given = { bubbles: true, cancelable: true, dataTransfer: transfer, clientX: x + 8, clientY: y + 8 };
  if (kind === "paste") place.dispatchEvent(new ClipboardEvent("paste", { ...given, clipboardData: transfer }));
  else ["dragenter", "dragover", "drop"].forEach((name) => place.dispatchEvent(new DragEvent(name, given)));
}"""
PASTE = """(html) => CKEDITOR.instances.id_body.fire("paste", {
  type: "html", dataValue: html, method: "paste", dataTransfer: new CKEDITOR.plugins.clipboard.dataTransfer(),
})"""

JPEG = ("bridge.jpg", "image/jpeg", written(quarters(900, 600)))
PNG = ("river.png", "image/png", written(quarters(500, 400), "png"))
SVG = ("drawing.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")


@pytest.fixture
def editor(sign_in):
    user = make.user("ed", group="Editors", first_name="Ed")
    sign_in(user)
    return user


def drop(page, where: str, *files, kind: str = "drop") -> None:
    page.evaluate(DROP, [where, [(name, kind, base64.b64encode(data).decode()) for name, kind, data in files], kind])


def write_in(page, article: Article | None = None):
    """Open the page of an article and return the frame that its text is written in."""
    page.goto(f"/admin/articles/article/{article.pk}/change/" if article else "/admin/articles/article/add/")
    text = page.frame_locator("iframe.cke_wysiwyg_frame")
    expect(text.locator("body.cke_editable")).to_be_visible()
    return text


def stored(page) -> str:
    """Return what the text area would send, cleaned as the server does."""
    page.wait_for_timeout(400)
    return richtext.clean(page.locator("#id_body").input_value())


def picker(page):
    return page.locator("dialog.picker[open]")


# --- The library ----------------------------------------------------------------------------------------------------


def test_dropped_files_come_in_and_each_is_answered(page, editor):
    page.goto("/admin/articles/image/")
    drop(page, "body", JPEG, SVG, PNG, ("again.jpg", *JPEG[1:]))
    rows = page.locator(".arrival")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("In the library.")
    expect(rows.nth(1)).to_have_text(re.compile("drawing.svg.*SVG drawings can carry programs", re.DOTALL))
    expect(rows.nth(2)).to_contain_text("In the library.")
    expect(rows.nth(3)).to_have_text(re.compile("again.jpg.*Was in the library already", re.DOTALL))
    expect(page.locator(".card")).to_have_count(2)
    assert Image.objects.count() == 2


def test_too_large_a_file_is_refused_before_it_is_sent(page, editor):
    page.goto("/admin/articles/image/")
    page.evaluate("document.querySelector('[data-library]').dataset.maxBytes = 100")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    drop(page, "body", JPEG)
    expect(page.locator(".arrival")).to_contain_text("The file is too large")
    assert sent == []


def test_lost_connection_is_said_and_nothing_else_stops(page, editor, context):
    page.goto("/admin/articles/image/")
    context.set_offline(True)
    drop(page, "body", JPEG)
    expect(page.locator(".arrival")).to_contain_text("The desk cannot be reached.")


def test_focal_point_is_set_by_a_click(page, editor, complaints):
    image = pictures.add(_file(), by=None)
    page.goto(f"/admin/articles/image/{image.pk}/change/")
    box = page.locator("[data-focal]").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every page that shows the picture follows.")).to_be_visible()
    image.refresh_from_db()
    assert image.focal == pytest.approx((0.25, 0.75), abs=0.01)
    assert complaints == []


def _file():
    return ContentFile(JPEG[2], name=JPEG[0])


# --- Into the text --------------------------------------------------------------------------------------------------


def test_picture_from_the_library_into_the_text_with_a_caption_of_its_own(page, editor, complaints):
    image = pictures.add(_file(), by=None, alt_text="A bridge", caption="The library's.", license=make.license())
    article = make.article(by=editor, body="<p>First.</p><p>Second.</p>")
    text = write_in(page, article)
    text.get_by_text("First.").click()
    page.get_by_role("button", name="Picture", exact=True).click()
    picker(page).locator(".tile").click()
    picker(page).get_by_role("button", name="Use this picture").click()
    expect(text.locator("figcaption")).to_have_attribute("data-placeholder", "The library's.")
    page.keyboard.type("Ours.")
    assert stored(page) == (
        f'<p>First.</p>\n<figure class="news-image" data-image="{image.pk}" data-size="text">'
        "<figcaption>Ours.</figcaption></figure>\n<p>Second.</p>"
    )
    assert complaints == []


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_dropped_or_pasted_photo_is_described_published_and_read(page, editor, complaints, run_jobs, kind):
    make.license("CC BY 4.0")
    article = make.article(by=editor, body="<p>First.</p>")
    text = write_in(page, article)
    text.get_by_text("First.").click()
    drop(page, "text p", JPEG, kind=kind)
    expect(picker(page).get_by_label("Alt text")).to_be_focused()
    page.keyboard.type("A bridge in four colours")
    picker(page).get_by_label("Credit").fill("Olha Reporter")
    picker(page).get_by_label("License").select_option(label="CC BY 4.0")
    picker(page).get_by_role("button", name="Use this picture").click()
    expect(text.locator("figure img")).to_have_attribute("alt", "A bridge in four colours")
    page.keyboard.type("Open again.")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("link", name="View")).to_be_visible()
    run_jobs()
    article.refresh_from_db()
    page.goto(article.path)
    shown = page.locator("figure.news-image").last
    expect(shown.locator("figcaption")).to_contain_text("Open again.")
    expect(shown.locator("figcaption")).to_contain_text("Olha Reporter")
    expect(shown.locator("img")).to_have_js_property("complete", True)
    expect(shown.get_by_alt_text("A bridge in four colours")).not_to_have_js_property("naturalWidth", 0)
    assert complaints == []


def test_several_dropped_photos_stand_one_after_the_other(page, editor):
    text = write_in(page)
    drop(page, "text body", JPEG, PNG)
    expect(picker(page).locator('.tile[aria-pressed="true"]')).to_have_count(2)
    picker(page).get_by_role("button", name="Use 2 pictures").click()
    expect(text.locator("figure.news-image")).to_have_count(2)
    assert {figure.image_id for figure in richtext.figures(stored(page))} == set(
        Image.objects.values_list("pk", flat=True)
    )


def test_refused_file_is_told_in_the_picker_and_changes_no_word(page, editor):
    text = write_in(page, make.article(by=editor, body="<p>First.</p>"))
    text.get_by_text("First.").click()
    drop(page, "text p", SVG)
    expect(picker(page)).to_contain_text("SVG drawings can carry programs")
    page.keyboard.press("Escape")
    assert stored(page) == "<p>First.</p>"


def test_stored_pictures_are_fetched_in_one_request_and_unknown_ones_are_named(page, editor, complaints):
    known = [pictures.add(_file(), by=None, caption="Known.").pk, make.image().pk]
    figures = [f'<figure class="news-image" data-image="{pk}" data-size="wide"></figure>' for pk in (*known, 4711)]
    body = richtext.clean("<p>First.</p>" + "".join(figures))
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/details/" in request.url else None)
    text = write_in(page, make.article(by=editor, body=body))
    expect(text.get_by_text("Picture 4711 is not in the library.")).to_be_visible()
    expect(text.locator("figcaption").first).to_have_attribute("data-placeholder", "Known.")
    assert len(asked) == 1
    assert richtext.clean(page.evaluate("CKEDITOR.instances.id_body.getData()")) == body
    assert complaints == []


def test_size_words_and_removal_of_a_picture_in_the_text(page, editor, complaints):
    image = pictures.add(_file(), by=None)
    body = f'<p>First.</p><figure class="news-image" data-image="{image.pk}" data-size="text"></figure><p>Last.</p>'
    text = write_in(page, make.article(by=editor, body=body))
    text.locator("figure img").click()
    page.keyboard.press("Enter")
    expect(text.get_by_role("button", name="As wide as the text")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert 'data-size="full"' in stored(page)
    text.get_by_role("button", name="Alt text, credit…").click()
    picker(page).get_by_label("Alt text").fill("Mended")
    picker(page).get_by_role("button", name="Save").click()
    expect(text.locator("figure img")).to_have_attribute("alt", "Mended")
    text.locator("figure img").click()
    text.get_by_role("button", name="Remove").click()
    assert stored(page) == "<p>First.</p>\n<p>Last.</p>"
    page.keyboard.press("Control+z")
    expect(text.locator("figure.news-image")).to_have_count(1)
    assert complaints == []


def test_library_that_does_not_answer_is_told_and_the_text_stays(page, editor, context):
    text = write_in(page, make.article(by=editor, body="<p>First.</p>"))
    context.set_offline(True)
    text.get_by_text("First.").click()
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.locator(".cke_notification")).to_contain_text("The library cannot be reached.")
    assert stored(page) == "<p>First.</p>"


# --- The picker -----------------------------------------------------------------------------------------------------


def test_picker_is_used_with_the_keyboard_alone(page, editor, complaints):
    for name in ("ferry", "bridge", "boat"):
        make.image(caption=f"The {name}.")
    write_in(page)
    page.get_by_role("button", name="Picture", exact=True).focus()
    page.keyboard.press("Enter")
    expect(picker(page).get_by_role("searchbox")).to_be_focused()
    expect(picker(page).locator(".tile")).to_have_count(3)
    picker(page).locator(".tile").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(picker(page).get_by_label("Caption")).to_have_value("The bridge.")
    picker(page).get_by_role("button", name="Use this picture").press("Enter")
    assert [figure.size for figure in richtext.figures(stored(page))] == ["text"]
    assert complaints == []


def test_search_in_the_picker_follows_the_words(page, editor):
    make.image(caption="The ferry.")
    make.image(caption="The bridge.")
    write_in(page)
    page.get_by_role("button", name="Picture", exact=True).click()
    picker(page).get_by_role("searchbox").fill("ferry")
    expect(picker(page).locator(".tile")).to_have_count(1)
    picker(page).get_by_role("searchbox").fill("submarine")
    expect(picker(page)).to_contain_text("No picture has these words")
    picker(page).get_by_role("button", name="Close").click()
    expect(page.locator("dialog.picker")).to_be_hidden()


def test_words_that_cannot_be_stored_keep_the_picker_open(page, editor):
    image = make.image(alt_text="")
    write_in(page)
    page.get_by_role("button", name="Picture", exact=True).click()
    picker(page).locator(".tile").click()
    picker(page).get_by_label("Alt text").evaluate(
        "(field) => { field.maxLength = 999; field.value = 'x'.repeat(301); }"
    )
    picker(page).get_by_role("button", name="Use this picture").click()
    expect(picker(page).get_by_role("alert")).to_contain_text("Alt text")
    image.refresh_from_db()
    assert image.alt_text == ""


# --- The editor -----------------------------------------------------------------------------------------------------

EVERYTHING = (
    '<p>Words <strong>bold</strong>, <em>slanted</em>, <a href="https://paper.example/a" rel="license">linked</a>, '
    'H<sub>2</sub>O, <q>quoted</q>, <abbr title="World Wide Web">WWW</abbr>, <span lang="uk">українською</span>.</p>'
    '<h2 id="place">Heading</h2><h3>Smaller</h3><h4>Smallest</h4><ul><li>One</li><li>Two<ol start="3">'
    "<li>Deep</li></ol></li></ul>"
    '<blockquote cite="https://paper.example/a"><p>Said.</p></blockquote>'
    '<blockquote class="pull"><p>Pulled.</p></blockquote>'
    '<figure class="news-image" data-image="1" data-size="wide"><figcaption>With <em>words</em></figcaption></figure>'
    '<hr><table><caption>Sums</caption><thead><tr><th scope="col">A</th><th>B</th></tr></thead><tbody><tr>'
    '<td colspan="2">1</td></tr></tbody></table><pre>code\n  more</pre>'
    "<p><del>old</del> <ins>new</ins> <mark>marked</mark></p>"
)


def test_editor_gives_back_whatever_the_cleaner_keeps(page, editor, complaints):
    body = richtext.clean(EVERYTHING)
    write_in(page, make.article(by=editor, body=body))
    assert richtext.clean(page.evaluate("CKEDITOR.instances.id_body.getData()")) == body
    assert complaints == []


def test_pasting_from_elsewhere_brings_words_and_no_baggage(page, editor):
    text = write_in(page)
    page.evaluate(
        PASTE,
        '<h1 class="x" style="color:red">Title</h1><p style="margin:9px" onclick="x()">Text <b>bold</b> '
        '<img src="https://elsewhere.example/track.gif"><font face="Arial">font</font></p>'
        '<iframe src="//evil"></iframe>',
    )
    expect(text.get_by_role("heading", name="Title")).to_be_visible()
    assert stored(page) == "<h2>Title</h2>\n<p>Text <strong>bold</strong> font</p>"


def test_text_area_keeps_in_step_and_says_so(page, editor):
    text = write_in(page)
    page.evaluate(
        "window.told = 0;"
        "document.addEventListener('newsroom:edited', (event) => { window.told += event.target.id === 'id_body'; })"
    )
    text.locator("body").click()
    page.keyboard.type("Word by word.")
    assert stored(page) == "<p>Word by word.</p>"
    assert page.evaluate("window.told") >= 1


def test_headings_and_pull_quotes_are_one_click(page, editor):
    text = write_in(page, make.article(by=editor, body="<p>Heading</p><p>Quote</p>"))
    text.get_by_text("Heading").click()
    page.get_by_role("button", name="Heading", exact=True).click()
    text.get_by_text("Quote").click()
    page.get_by_role("button", name="Pull quote").click()
    assert stored(page) == '<h2>Heading</h2>\n<blockquote class="pull"><p>Quote</p></blockquote>'
    page.get_by_role("button", name="Pull quote").click()
    text.get_by_text("Heading").click()
    page.get_by_role("button", name="Heading", exact=True).click()
    assert stored(page) == "<p>Heading</p>\n<p>Quote</p>"


def test_editor_calls_nobody_and_breaks_no_rule_of_the_page(page, editor, complaints, base_url):
    called = []
    page.on("request", lambda request: called.append(request.url))
    text = write_in(page, make.article(by=editor))
    text.locator("p").first.click()
    page.get_by_role("button", name=re.compile("^Link")).click()
    expect(page.locator(".cke_dialog")).to_be_visible()
    assert [address for address in called if not address.startswith((base_url, "data:", "blob:", "about:"))] == []
    assert complaints == []


def test_editor_and_picker_fit_a_phone(page, editor):
    make.image()
    page.set_viewport_size({"width": 360, "height": 740})
    write_in(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Picture", exact=True).click()
    picker(page).locator(".tile").click()
    expect(picker(page).get_by_role("button", name="Use this picture")).to_be_in_viewport()
    picker(page).get_by_role("button", name="Back to all pictures").click()
    expect(picker(page).locator(".tile")).to_be_visible()
