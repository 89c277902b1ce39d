"""The picture library at the desk: who may do what, what the modules are answered, and what people are told."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.actions import pictures
from articles.models import Image, WantedPicture
from tests import make
from tests.press.picture_files import quarters, written

pytestmark = pytest.mark.django_db

SEARCH, UPLOAD, DETAILS, PICKER = (
    reverse(f"admin:articles_image_{name}") for name in ("search", "upload", "details", "picker")
)
LIST = reverse("admin:articles_image_changelist")


@pytest.fixture
def reporter(client):
    user = make.user("olha", group="Reporters")
    client.force_login(user)
    return user


@pytest.fixture
def editor(client):
    user = make.user("ed", group="Editors")
    client.force_login(user)
    return user


def upload_of(content: bytes | None = None, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, written(quarters(400, 300)) if content is None else content)


def page_of(image: Image, name: str = "change") -> str:
    return reverse(f"admin:articles_image_{name}", args=[image.pk])


# --- Who may --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SEARCH, UPLOAD, DETAILS, PICKER, LIST])
def test_strangers_are_sent_to_sign_in(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


@pytest.mark.parametrize("address", [SEARCH, DETAILS, PICKER, LIST])
def test_staff_without_permission_see_no_pictures(client, address):
    client.force_login(make.user())
    assert client.get(address).status_code == 403


def test_moderators_may_look_but_not_upload_nor_write(client):
    client.force_login(make.user(group="Moderators"))
    image = make.image()
    assert client.get(SEARCH).status_code == 200
    assert client.get(page_of(image)).status_code == 200
    assert client.post(UPLOAD, {"file": upload_of()}).status_code == 403
    assert client.post(DETAILS, {"id": image.pk, "caption": "x"}).status_code == 403
    assert client.get(SEARCH).json()["pictures"][0]["editable"] is False


def test_reporters_describe_what_they_brought_until_readers_see_it(client, reporter):
    own, of_others = make.image(uploaded_by=reporter), make.image()
    assert client.post(DETAILS, {"id": own.pk, "alt_text": "A bridge", "license": own.license_id}).status_code == 200
    answer = client.post(DETAILS, {"id": of_others.pk, "caption": "x"})
    assert (answer.status_code, "editors change its words" in answer.json()["error"]) == (403, True)
    assert client.post(page_of(of_others), {"alt_text": "x"}).status_code == 403
    make.live(hero=own)
    assert client.post(DETAILS, {"id": own.pk, "caption": "x"}).status_code == 403
    shown = {picture["id"]: picture["editable"] for picture in client.get(SEARCH).json()["pictures"]}
    assert shown == {own.pk: False, of_others.pk: False}


def test_reporters_write_rights_on_many_of_their_own_only(client, reporter):
    own, of_others = make.image(uploaded_by=reporter, credit=""), make.image(credit="")
    chosen = {"action": "set_rights", "_selected_action": [own.pk, of_others.pk], "apply": "1", "credit": "Ours"}
    page = client.post(LIST, chosen, follow=True).content.decode()
    assert "were left alone" in page
    assert [Image.objects.get(pk=one.pk).credit for one in (own, of_others)] == ["Ours", ""]


def test_upload_and_words_ask_for_the_token_of_the_form(client, reporter):
    client.handler.enforce_csrf_checks = True
    image = make.image()
    assert client.post(UPLOAD, {"file": upload_of()}).status_code == 403
    assert client.post(DETAILS, {"id": image.pk, "caption": "x"}).status_code == 403
    assert Image.objects.count() == 1


# --- Uploads --------------------------------------------------------------------------------------------------------


def test_reporters_upload_and_get_the_picture_back(client, reporter):
    answer = client.post(UPLOAD, {"file": upload_of()})
    picture = answer.json()["picture"]
    assert (answer.status_code, answer.json()["duplicate"]) == (201, False)
    assert picture.keys() == {
        *("id", "thumb", "large", "width", "height", "filename", "page", "uses", "editable", "taken_down"),
        *("alt_text", "caption", "credit", "license", "license_name"),
    }
    assert (picture["width"], picture["filename"], picture["uses"], picture["editable"]) == (400, "bridge.jpg", 0, True)
    assert client.get(picture["thumb"])["Content-Type"] == "image/jpeg"
    assert Image.objects.get().uploaded_by == reporter


def test_same_file_again_is_answered_with_the_picture_that_is_there(client, reporter):
    first = client.post(UPLOAD, {"file": upload_of()}).json()["picture"]
    again = client.post(UPLOAD, {"file": upload_of(name="copy.jpg")})
    assert (again.status_code, again.json()["duplicate"]) == (200, True)
    assert again.json()["picture"]["id"] == first["id"]


def test_refused_file_is_answered_with_a_sentence(client, reporter):
    answer = client.post(UPLOAD, {"file": upload_of(b"<svg/>", "drawing.svg")})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("SVG drawings can carry programs")


def test_file_that_is_too_large_is_refused_before_it_is_read(client, reporter, settings):
    settings.PICTURE_MAX_BYTES = 1000
    unread = client.generic(
        "POST", UPLOAD, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="104857600"
    )
    assert unread.status_code == 413
    assert "too large" in unread.json()["error"]


def test_upload_without_a_file_is_answered_with_a_sentence(client, reporter):
    assert client.post(UPLOAD).json() == {"error": "No file arrived."}


def test_plain_form_takes_several_files_and_says_what_became_of_each(client, reporter):
    files = [upload_of(), upload_of(name="again.jpg"), upload_of(b"no", "words.txt")]
    page = client.post(reverse("admin:articles_image_add"), {"file": files}, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said[0] == "bridge.jpg is in the library."
    assert said[1] == "again.jpg: This picture is in the library already, as bridge.jpg."
    assert said[2].startswith("words.txt: This file is not a picture.")


# --- Search ---------------------------------------------------------------------------------------------------------


def found(client, **query) -> list[str]:
    return [picture["filename"] for picture in client.get(SEARCH, query).json()["pictures"]]


@pytest.mark.parametrize("words", ["ferry", "FERRY", "kovalenko ferry", "landing", "boat.png"])
def test_search_reads_caption_credit_alt_text_and_file_name(client, editor, words):
    make.image()
    make.image(caption="The ferry", credit="Kovalenko", alt_text="A landing stage", filename="boat.png")
    assert found(client, q=words) == ["boat.png"]


def test_search_finds_cyrillic_in_any_letter_case(client, editor):
    make.image(caption="Міст через Лозну", filename="bridge.jpg")
    make.image(caption="Пором")
    assert found(client, q="лозну МІСТ") == ["bridge.jpg"]


def test_states_narrow_the_search_down(client, editor):
    make.image(filename="plain.jpg", uploaded_by=editor)
    make.article(hero=make.image(filename="used.jpg", credit=""))
    make.image(filename="bare.jpg", license=None, alt_text="")
    assert found(client, state="uncredited") == ["used.jpg"]
    assert found(client, state="unlicensed") == found(client, state="without_alt_text") == ["bare.jpg"]
    assert found(client, state="mine") == ["plain.jpg"]
    assert found(client, state="unused") == ["bare.jpg", "plain.jpg"]
    assert found(client, state="nonsense") == found(client) == ["bare.jpg", "used.jpg", "plain.jpg"]


def test_search_is_paged_and_costs_the_same_for_many(client, editor, django_assert_max_num_queries):
    for _each in range(40):
        make.image()
    with django_assert_max_num_queries(8):
        first = client.get(SEARCH).json()
    second = client.get(SEARCH, {"page": first["next"]}).json()
    assert (len(first["pictures"]), len(second["pictures"]), first["count"], second["next"]) == (32, 8, 40, None)


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"q": '"'}, {"q": "%"}, {"page": "x"}, {"page": "999"}, {"state": "__class__"}]
)
def test_odd_searches_are_answered(client, editor, query):
    make.image()
    assert client.get(SEARCH, query).status_code == 200


# --- Words ----------------------------------------------------------------------------------------------------------


def test_details_of_many_pictures_come_at_once(client, editor):
    one, other = make.image(), make.image()
    answer = client.get(DETAILS, {"ids": f"{one.pk},4711,{other.pk},x,{10**30}"})
    assert {picture["id"] for picture in answer.json()["pictures"]} == {one.pk, other.pk}


def test_words_are_stored_and_answered(client, reporter):
    image, terms = make.image(uploaded_by=reporter, alt_text=""), make.license("CC0")
    words = {"alt_text": "A boat", "caption": "On the river.", "credit": "Us", "license": terms.pk}
    picture = client.post(DETAILS, {"id": image.pk, **words}).json()["picture"]
    assert {name: picture[name] for name in words} == words
    image.refresh_from_db()
    assert (image.alt_text, image.license, image.changed_by) == ("A boat", terms, reporter)


def test_words_that_cannot_be_stored_are_answered_with_a_sentence(client, reporter):
    image = make.image(uploaded_by=reporter)
    answer = client.post(DETAILS, {"id": image.pk, "alt_text": "x" * 301})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Alt text: ")


def test_words_of_a_picture_that_is_gone_are_answered_with_a_sentence(client, reporter):
    answer = client.post(DETAILS, {"id": 4711, "alt_text": "x"})
    assert (answer.status_code, answer.json()["error"]) == (404, "This picture is no longer in the library.")


def test_picker_has_the_choices_and_no_page_around_it(client, reporter):
    make.license("Handout terms")
    page = client.get(PICKER).content.decode()
    assert "Handout terms" in page
    assert "<html" not in page


# --- The page of one picture ----------------------------------------------------------------------------------------


def words_of(client, image: Image, **changes) -> dict:
    form = client.get(page_of(image)).context["adminform"].form
    return {field.html_name: field.value() or "" for field in form} | changes


def test_saved_words_are_kept_and_said(client, editor):
    image = make.image()
    answer = client.post(page_of(image), words_of(client, image, credit="Agency", focal_x="0.2"), follow=True)
    image.refresh_from_db()
    assert (image.credit, image.focal_x, image.changed_by) == ("Agency", 0.2, editor)
    assert "Saved. Every page that shows the picture follows." in answer.content.decode()


def test_stale_words_are_refused_once_and_nothing_typed_is_lost(client, editor):
    image = make.image()
    mine = words_of(client, image, caption="Mine")
    pictures.describe(image, by=make.user("anna"), caption="Theirs")
    refused = client.post(page_of(image), mine)
    assert "anna changed these words while you were writing" in refused.content.decode()
    assert refused.context["adminform"].form["caption"].value() == "Mine"
    again = {field.html_name: field.value() or "" for field in refused.context["adminform"].form}
    client.post(page_of(image), again)
    image.refresh_from_db()
    assert image.caption == "Mine"


def test_page_says_where_the_picture_is_used(client, editor):
    image = make.image()
    make.live(headline="On the bridge", hero=image)
    page = client.get(page_of(image)).content.decode()
    assert "On the bridge" in page
    assert "Delete from the library" not in page


def test_original_is_for_the_staff_and_never_shown_in_place(client, reporter):
    image = pictures.add(upload_of(), by=None)
    answer = client.get(page_of(image, "original"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="bridge.jpg"'
    assert b"".join(answer) == written(quarters(400, 300))
    client.logout()
    assert client.get(page_of(image, "original")).status_code == 302


def test_missing_original_is_not_found(client, reporter):
    assert client.get(page_of(make.image(), "original")).status_code == 404


def test_takedown_needs_a_reason_and_can_be_undone(client, editor):
    image = make.image()
    figure = f'<figure class="news-image" data-image="{image.pk}"></figure>'
    article = make.live(body=f"<p>Before.</p>{figure}<p>After.</p>")

    def is_missing() -> bool:
        return "A picture that stood here was taken down." in client.get(article.path).content.decode()

    client.post(page_of(image, "take_down"), {"reason": " "})
    assert not is_missing()
    client.post(page_of(image, "take_down"), {"reason": "Not ours."})
    assert is_missing()
    assert "Not ours." in client.get(page_of(image)).content.decode()
    client.post(page_of(image, "put_back"))
    assert not is_missing()
    assert "Not ours." not in client.get(page_of(image)).content.decode()


@pytest.mark.parametrize("name", ["take_down", "put_back"])
def test_reporters_take_nothing_down(client, reporter, name):
    assert client.post(page_of(make.image(), name), {"reason": "x"}).status_code == 403


def test_unused_picture_is_deleted_and_a_used_one_is_not(client, editor):
    used, unused = make.image(), make.image()
    make.article(hero=used)
    refused = client.post(page_of(used, "delete"), {"post": "yes"}, follow=True)
    assert "it can be taken down, not deleted" in refused.content.decode()
    client.post(page_of(unused, "delete"), {"post": "yes"})
    assert list(Image.objects.all()) == [used]


# --- The grid -------------------------------------------------------------------------------------------------------


def test_grid_filters_by_state_and_month(client, editor):
    with time_machine.travel(datetime(2025, 3, 5, tzinfo=UTC)):
        make.image(filename="march.jpg", credit="")
    make.image(filename="today.jpg")
    assert [image.filename for image, _thumb in client.get(LIST, {"month": "2025-03"}).context["tiles"]] == [
        "march.jpg"
    ]
    assert [image.filename for image, _thumb in client.get(LIST, {"state": "uncredited"}).context["tiles"]] == [
        "march.jpg"
    ]
    assert len(client.get(LIST, {"month": "nonsense"}).context["tiles"]) == 2


def test_grid_costs_the_same_for_many(client, editor, django_assert_max_num_queries):
    for _each in range(48):
        make.image()
    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_credit_and_license_of_many_are_set_at_once_where_none_is_said(client, editor):
    bare, named = make.image(credit="", license=None), make.image(credit="Agency", license=None)
    chosen = {"action": "set_rights", "_selected_action": [bare.pk, named.pk]}
    assert "Write this to all of them" in client.post(LIST, chosen).content.decode()
    said = {"credit": "Us", "license": make.license().pk, "only_empty": "on", "apply": "1"}
    client.post(LIST, chosen | said)
    bare.refresh_from_db()
    named.refresh_from_db()
    assert (bare.credit, named.credit) == ("Us", "Agency")
    assert bare.license == named.license == make.license()


def test_rights_of_many_need_something_to_write(client, editor):
    chosen = {"action": "set_rights", "_selected_action": [make.image().pk], "apply": "1"}
    assert "Write a credit or a creator, or choose a license." in client.post(LIST, chosen).content.decode()


# --- Wanted pictures ------------------------------------------------------------------------------------------------


@pytest.fixture
def row():
    return WantedPicture.objects.create(
        url="https://old.example/a.jpg", reason="The file is missing.", alt_text="A boat"
    )


def test_wanted_picture_is_brought_by_a_plain_form(client, editor, row):
    address = reverse("admin:articles_wantedpicture_change", args=[row.pk])
    assert "https://old.example/a.jpg" in client.get(address).content.decode()
    client.post(address, {"file": upload_of()})
    row.refresh_from_db()
    assert row.image.alt_text == "A boat"
    assert not WantedPicture.objects.missing().exists()


def test_wanted_picture_may_be_one_of_the_library(client, editor, row):
    image = make.image()
    client.post(reverse("admin:articles_wantedpicture_change", args=[row.pk]), {"image": image.pk})
    row.refresh_from_db()
    assert row.image == image


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, "Choose the file, or a picture of the library."), ({"file": b"no"}, "This file is not a picture.")],
)
def test_wanted_picture_that_is_not_right_is_refused_with_a_sentence(client, editor, row, sent, sentence):
    files = {name: upload_of(content) for name, content in sent.items()}
    answer = client.post(reverse("admin:articles_wantedpicture_change", args=[row.pk]), files)
    assert sentence in answer.content.decode()


def test_reporters_see_wanted_pictures_and_change_none(client, reporter, row):
    address = reverse("admin:articles_wantedpicture_change", args=[row.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"file": upload_of()}).status_code == 403


@pytest.mark.parametrize("seen", ["x", "2026-13-01T00:00", "2026-01-01T00:00:00", "9999-12-31T23:59:59-23:59"])
def test_a_form_that_nobody_was_given_is_refused_once(client, editor, seen):
    words = {"alt_text": "A bridge", "focal_x": "0.5", "focal_y": "0.5", "seen": seen}
    image = make.image()
    answer = client.post(page_of(image), words)
    assert answer.status_code == 200
    assert "changed these words while you were writing" in answer.content.decode()
