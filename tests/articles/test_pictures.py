"""The picture library's verbs: what comes in, what is refused, what readers get, and how a picture goes away."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from PIL import Image as Pillow

from articles import actions, jobs
from articles.actions import pictures, wanted_pictures
from articles.errors import AlreadyThere, InUse
from articles.models import Image, LeftFile, WantedPicture
from press.pictures import xmp
from tests import make
from tests.press.picture_files import iptc, jpeg_with, png_header, quarters, written

pytestmark = pytest.mark.django_db


def file(content: bytes | None = None, name: str = "bridge.jpg") -> ContentFile:
    return ContentFile(written(quarters(900, 600)) if content is None else content, name=name)


def files_in(folder: str) -> list[str]:
    return sorted(str(path.relative_to(settings.DATA / folder)) for path in (settings.DATA / folder).rglob("*.*"))


def nothing_is_left() -> bool:
    return not Image.objects.exists() and not files_in("media") and not files_in("originals")


# --- Into the library -----------------------------------------------------------------------------------------------


def test_picture_is_kept_with_its_facts_and_can_be_shown_at_once():
    ann = make.user("ann")
    image = pictures.add(file(), by=ann, alt_text="A bridge")
    assert (image.width, image.height, image.format, image.filename) == (900, 600, "jpeg", "bridge.jpg")
    assert (image.uploaded_by, image.alt_text) == (ann, "A bridge")
    assert image.renditions.keys() == {"w640.jpg"}
    assert Pillow.open(default_storage.open(image.renditions["w640.jpg"]["name"])).size == (640, 427)
    assert image.file.read() == written(quarters(900, 600))


def test_small_picture_is_shown_in_its_own_size():
    image = pictures.add(file(written(quarters(120, 80))), by=None)
    assert image.renditions["w120.jpg"]["width"] == 120


def test_what_the_file_says_is_filled_in():
    terms = make.license(url="https://creativecommons.org/licenses/by/4.0/")
    said = xmp.write(
        {
            "dc:creator": "Olha Reporter",
            "photoshop:Credit": "Reporter / Agency",
            "xmpRights:WebStatement": "http://www.creativecommons.org/licenses/by/4.0",
            "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        }
    )
    content = written(quarters(), xmp=said)
    image = pictures.add(file(jpeg_with(iptc((1, 90, b"\x1b%G"), (2, 120, "Міст".encode())), image=content)), by=None)
    assert (image.creator, image.credit, image.caption) == ("Olha Reporter", "Reporter / Agency", "Міст")
    assert (image.license, image.label) == (terms, Image.Label.AI)


def test_words_given_come_before_what_the_file_says():
    content = jpeg_with(iptc((2, 120, b"From the file"), (2, 110, b"Agency")))
    image = pictures.add(file(content), by=None, caption="Ours")
    assert (image.caption, image.credit) == ("Ours", "Agency")


def test_overlong_credit_of_a_file_is_cut_and_not_refused():
    image = pictures.add(file(jpeg_with(iptc((2, 110, b"x" * 250)))), by=None)
    assert len(image.credit) == 200


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG drawings can carry programs"),
        (b"<?php system($_GET['x']); ?>", "This file is not a picture"),
        (b"GIF89a" + b"<script>alert(1)</script>" * 9, "GIF files are not accepted"),
        (png_header(20_000, 20_000), "more than 120 megapixels"),
        (written(quarters(900, 600))[:5000], "damaged or incomplete"),
    ],
    ids=["empty", "svg", "program", "gif with script", "400 megapixels", "truncated"],
)
def test_hostile_and_broken_files_are_refused_with_a_sentence_and_leave_nothing(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        pictures.add(file(content), by=None)
    assert nothing_is_left()


def test_what_hangs_on_a_picture_never_reaches_a_rendition(run_jobs):
    image = pictures.add(file(written(quarters(400, 300)) + b"<script>alert(1)</script>"), by=None)
    run_jobs()
    assert all(b"<script>" not in (settings.DATA / "media" / name).read_bytes() for name in files_in("media"))
    assert image.file.read().endswith(b"</script>")


def test_file_over_the_limit_is_refused(settings):
    settings.PICTURE_MAX_BYTES = 1000
    with pytest.raises(ValidationError, match="are accepted"):
        pictures.add(file(), by=None)
    assert nothing_is_left()


def test_words_that_cannot_be_stored_leave_nothing():
    with pytest.raises(ValidationError):
        pictures.add(file(), by=None, alt_text="x" * 301)
    assert nothing_is_left()


def test_failure_of_the_database_leaves_no_file(monkeypatch):
    monkeypatch.setattr(Image, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pictures.add(file(), by=None)
    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
def test_picture_cannot_come_in_within_a_transaction_that_might_be_undone():
    with pytest.raises(RuntimeError), transaction.atomic():
        pictures.add(file(), by=None)
    assert nothing_is_left()


def test_same_file_twice_is_offered_and_not_stored_twice():
    first = pictures.add(file(), by=None)
    before = files_in("originals")
    with pytest.raises(AlreadyThere) as refused:
        pictures.add(file(name="again.jpg"), by=None)
    assert refused.value.image == first
    assert str(refused.value) == "This picture is in the library already, as bridge.jpg."
    assert files_in("originals") == before


def test_same_file_twice_at_once_is_stored_once(monkeypatch):
    first = pictures.add(file(), by=None)
    before = files_in("originals")
    answers = iter([None, first])
    monkeypatch.setattr(pictures, "_refuse_second", lambda sha256: _raise_if(next(answers)))
    with pytest.raises(AlreadyThere):
        pictures.add(file(), by=None)
    assert files_in("originals") == before


def _raise_if(image: Image | None) -> None:
    if image:
        raise AlreadyThere(image)


def test_name_of_a_file_never_becomes_a_path():
    image = pictures.add(file(name="../../evil.php"), by=None)
    assert image.filename == "evil.php"
    assert image.file.name.endswith(".jpeg")


# --- Renditions -----------------------------------------------------------------------------------------------------


def test_renditions_come_from_a_job_and_are_named_when_they_exist(run_jobs):
    image = pictures.add(file(), by=None)
    run_jobs()
    image.refresh_from_db()
    assert {"w320.jpg", "w640.webp", "w900.avif", "c160x160.jpg"} <= image.renditions.keys()
    assert all(default_storage.exists(made["name"]) for made in image.renditions.values())


def test_making_renditions_twice_changes_nothing(run_jobs):
    image = pictures.add(file(), by=None)
    run_jobs()
    image.refresh_from_db()
    before = image.renditions, files_in("media")
    jobs.make_renditions(image.pk)
    image.refresh_from_db()
    assert (image.renditions, files_in("media")) == before


def test_half_written_file_of_a_dead_worker_is_written_anew(run_jobs):
    image = pictures.add(file(), by=None)
    recipe = jobs.pictures.recipes_for(900, 600)[0]
    name = jobs.pictures.name(image.sha256, image.focal, recipe, jobs.rights_of(image))
    default_storage.save(name, ContentFile(b"half"))
    run_jobs()
    image.refresh_from_db()
    assert image.renditions[recipe.slug]["name"] == name
    assert Pillow.open(default_storage.open(name)).width == recipe.width


def test_new_focal_point_makes_new_crops_and_leaves_the_old_ones_for_a_month(run_jobs):
    image = pictures.add(file(), by=None)
    run_jobs()
    image.refresh_from_db()
    old = image.renditions["c160x160.jpg"]["name"]
    pictures.describe(image, by=None, focal_x=0.1)
    run_jobs()
    image.refresh_from_db()
    assert image.renditions["c160x160.jpg"]["name"] != old
    assert default_storage.exists(old)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        jobs.forget_left_files()
    assert default_storage.exists(old)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        jobs.forget_left_files()
    assert not default_storage.exists(old)
    assert all(default_storage.exists(made["name"]) for made in image.renditions.values())


def test_rendition_that_is_named_again_is_not_forgotten(run_jobs):
    image = pictures.add(file(), by=None)
    run_jobs()
    for focal in (0.1, 0.5):
        image.refresh_from_db()
        pictures.describe(image, by=None, focal_x=focal)
        run_jobs()
    image.refresh_from_db()
    assert not LeftFile.objects.filter(name=image.renditions["c160x160.jpg"]["name"]).exists()


def test_rights_are_written_into_every_rendition(run_jobs):
    terms = make.license(url="https://creativecommons.org/licenses/by/4.0/")
    image = pictures.add(file(), by=None, credit="Olha Reporter", license=terms)
    run_jobs()
    image.refresh_from_db()
    for made in image.renditions.values():
        content = default_storage.open(made["name"]).read()
        assert b"Olha Reporter" in content
        assert b"creativecommons.org/licenses/by/4.0/" in content


def test_job_for_a_picture_that_is_gone_does_nothing():
    jobs.make_renditions(4711)
    assert not files_in("media")


def test_picture_that_changed_while_its_renditions_were_made_waits_for_the_next_job(monkeypatch):
    image = pictures.add(file(), by=None)
    make_them = jobs._make

    def changed_meanwhile(old, recipes):
        Image.objects.filter(pk=image.pk).update(credit="Somebody else")
        return make_them(old, recipes)

    monkeypatch.setattr(jobs, "_make", changed_meanwhile)
    jobs.make_renditions(image.pk)
    image.refresh_from_db()
    assert image.renditions.keys() == {"w640.jpg"}
    assert LeftFile.objects.exists()


# --- Words ----------------------------------------------------------------------------------------------------------


def test_mended_caption_reaches_every_page(page_stamps):
    image = make.image()
    pictures.describe(image, by=make.user("ann"), caption="The bridge in autumn.")
    image.refresh_from_db()
    assert (image.caption, image.changed_by.username) == ("The bridge in autumn.", "ann")
    assert page_stamps == ["invalidated"]


def test_describing_with_the_same_words_changes_nothing(page_stamps):
    image = make.image()
    pictures.describe(image, by=None, caption=image.caption)
    assert page_stamps == []


def test_impossible_words_are_refused():
    with pytest.raises(ValidationError):
        pictures.describe(make.image(), by=None, focal_x=1.5)


@pytest.fixture
def page_stamps(monkeypatch):
    stamps = []
    monkeypatch.setattr(pictures.page_cache, "invalidate", lambda **kwargs: stamps.append("invalidated"))
    return stamps


# --- Where it is used, and away from readers ------------------------------------------------------------------------


def placed(image: Image) -> str:
    return f'<p>Text.</p><figure class="news-image" data-image="{image.pk}" data-size="wide"></figure>'


def test_uses_are_working_copies_live_and_scheduled_texts():
    image = make.image()
    draft = make.article(hero=image, headline="Draft")
    live = make.live(body=placed(image), headline="Live")
    live.body = "<p>The picture was taken out, but readers still see it.</p>"
    actions.save_working_copy(live, by=None)
    make.article(headline="Another")
    assert {article.headline for article in pictures.uses(image)} == {draft.headline, live.headline}


def test_takedown_reaches_every_article_and_deletes_public_files(client, run_jobs, django_capture_on_commit_callbacks):
    image = pictures.add(file(), by=None, alt_text="A bridge", license=make.license())
    run_jobs()
    image.refresh_from_db()
    article = make.live(body=placed(image), hero=image)
    with django_capture_on_commit_callbacks(execute=True):
        pictures.take_down(image, by=make.user("ann"), reason="The photographer asked.")
    assert (image.taken_down_by.username, image.taken_down_reason) == ("ann", "The photographer asked.")
    assert not files_in("media")
    page = client.get(article.path).content.decode()
    assert "/media/" not in page
    pictures.put_back(image, by=None)
    run_jobs()
    image.refresh_from_db()
    assert not image.taken_down_at
    assert "w900.avif" in image.renditions


def test_picture_in_use_now_or_ever_is_not_deleted():
    used, printed_once = make.image(), make.image()
    make.article(hero=used, headline="A draft")
    article = make.live(body=placed(printed_once))
    article.body = "<p>Without.</p>"
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None)
    with pytest.raises(InUse, match="“A draft”"):
        pictures.delete(used)
    with pytest.raises(InUse, match="“River bridge reopens”"):
        pictures.delete(printed_once)


def test_deleted_picture_takes_all_its_files_along(run_jobs, django_capture_on_commit_callbacks):
    image = pictures.add(file(), by=None)
    run_jobs()
    image.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        pictures.delete(image)
    assert nothing_is_left()


# --- Wanted pictures ------------------------------------------------------------------------------------------------


def test_wanted_picture_is_brought_into_its_place_with_the_words_that_were_known():
    url = "https://old.example/a.jpg?x=1&y=2"
    body = (
        f'<figure><img src="{url}" alt="x"><figcaption>By <em>us</em></figcaption></figure><p>and <img src="{url}"></p>'
    )
    article = make.article(body=body)
    row = WantedPicture.objects.create(url=url, article=article, alt_text="A boat", reason="not found")
    image = wanted_pictures.bring(row, file(), by=None)
    article.refresh_from_db()
    placeholder = f'<figure class="news-image" data-image="{image.pk}" data-size="text">'
    assert article.body == (
        f"{placeholder}<figcaption>By <em>us</em></figcaption></figure>\n<p>and</p>\n{placeholder}</figure>"
    )
    assert (image.alt_text, row.image, list(article.pictures.all())) == ("A boat", image, [image])


def test_wanted_picture_that_the_library_has_is_used_again():
    there = pictures.add(file(), by=None)
    row = WantedPicture.objects.create(url="https://old.example/a.jpg", reason="not found")
    assert wanted_pictures.bring(row, file(), by=None) == there


# --- Public files ---------------------------------------------------------------------------------------------------


def test_rendition_is_served_for_ever_without_a_query(client, django_assert_num_queries):
    image = pictures.add(file(), by=None)
    address = default_storage.url(image.renditions["w640.jpg"]["name"])
    with django_assert_num_queries(0):
        answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Pillow.open(BytesIO(answer.content)).width == 640


@pytest.mark.parametrize(
    "name", ["evil.html", "drawing.svg", "none.jpg", "../secret_key", "../originals/x.jpeg", "a\0.jpg"]
)
def test_only_pictures_are_served(client, name):
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    for evil in ("evil.html", "drawing.svg"):
        (Path(settings.MEDIA_ROOT) / evil).write_text("<script>alert(1)</script>")
    assert client.get(f"/media/{name}").status_code == 404


def test_originals_are_not_served(client):
    image = pictures.add(file(), by=None)
    assert client.get(f"/media/{image.file.name}").status_code == 404
