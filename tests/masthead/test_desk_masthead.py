"""The masthead at the desk: the paper, its people, its pages, the front page; readers see each change at once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from taggit.models import Tag

from articles.models import License, Placement, Section
from masthead.models import Person, PolicyPage, Publication
from press import security_headers
from press.page_cache.generation import Stamp
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(make.user("adm", group="Administrators"))
    return client


@pytest.fixture
def told(monkeypatch):
    """Return the list, growing, of how often a verb said that readers' pages changed; verbs name what they drop."""
    calls = []
    monkeypatch.setattr("press.page_cache.invalidate", lambda **named: named or calls.append(1))
    return calls


def jpeg(**options) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (900, 600), "#7a1f2b").save(written, "JPEG", **options)
    return SimpleUploadedFile("olha.jpg", written.getvalue(), "image/jpeg")


def with_gps() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0110] = "A camera with a serial number"
    return jpeg(exif=exif)


def paper(**fields) -> dict:
    """Return the form of the publication."""
    return {
        "name": "The Test",
        "language": "en",
        "time_zone": "Europe/Kyiv",
        "accent": "#7a1f2b",
        "social_links-TOTAL_FORMS": 0,
        "social_links-INITIAL_FORMS": 0,
    } | fields


class TestPublication:
    def test_its_form_opens_straight_away_also_before_anybody_has_named_it(self, admin):
        answer = admin.get("/admin/masthead/publication/", follow=True)
        assert answer.status_code == 200
        assert answer.redirect_chain[-1][0] == "/admin/masthead/publication/1/change/"
        assert not Publication.objects.exists()

    def test_it_is_named_and_readers_see_it(self, admin, told):
        admin.post("/admin/masthead/publication/1/change/", paper(name="The Landing"))
        admin.post("/admin/masthead/publication/1/change/", paper(name="The New Landing"))
        assert Publication.objects.get().name == "The New Landing"
        assert len(told) == 2

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("time_zone", "Kyiv", "“Kyiv” is not a time zone"),
            ("accent", "red", "Write a color as in"),
            ("language", "?", "Write a language as in"),
        ],
    )
    def test_what_cannot_be_is_said(self, admin, field, value, sentence):
        answer = admin.post("/admin/masthead/publication/1/change/", paper(**{field: value}))
        assert sentence in answer.content.decode()

    def test_there_is_no_second_paper_and_the_first_is_not_deleted(self, admin):
        make.publication()
        assert admin.get("/admin/masthead/publication/add/").status_code == 403
        assert admin.post("/admin/masthead/publication/1/delete/", {"post": "yes"}).status_code == 403
        assert admin.get("/admin/masthead/publication/2/change/").status_code == 302

    def test_a_logo_keeps_what_is_transparent(self, admin):
        drawn = BytesIO()
        Image.new("RGBA", (2400, 400), (0, 0, 0, 0)).save(drawn, "PNG")
        logo = SimpleUploadedFile("logo.png", drawn.getvalue(), "image/png")
        admin.post("/admin/masthead/publication/1/change/", paper(logo=logo))
        kept = Image.open(Publication.objects.get().logo)
        assert (kept.format, kept.mode, kept.size) == ("PNG", "RGBA", (1200, 200))

    @pytest.mark.parametrize(
        "content", [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a", b"x"]
    )
    def test_what_is_no_picture_is_refused_with_a_sentence(self, admin, content):
        answer = admin.post(
            "/admin/masthead/publication/1/change/", paper(logo=SimpleUploadedFile("logo.png", content, "image/png"))
        )
        assert "Please" in str(answer.context["adminform"].form.errors["logo"])
        assert not Publication.objects.exists()


class TestPeople:
    def test_a_photo_is_kept_without_what_the_camera_wrote_into_it(self, admin, told):
        person = {"name": "Olha", "slug": "olha", "position": 1, "photo": with_gps()}
        admin.post("/admin/masthead/person/add/", person)
        kept = Image.open(Person.objects.get().photo)
        assert (kept.width, dict(kept.getexif())) == (640, {})
        assert len(told) == 1

    def test_who_stands_over_a_story_is_not_deleted(self, admin):
        person = make.person()
        make.article(bylines=[person])
        admin.post(f"/admin/masthead/person/{person.pk}/delete/", {"post": "yes"})
        assert Person.objects.exists()


class TestPolicyPages:
    def test_their_text_is_cleaned_and_written_in_the_same_editor(self, admin, told):
        page = {"title": "About", "slug": "about", "purpose": "about", "position": 1, "published": "on"}
        admin.post("/admin/masthead/policypage/add/", page | {"body": "<p onclick='x'>Us<script>1</script></p>"})
        kept = PolicyPage.objects.get()
        assert (kept.body, len(told)) == ("<p>Us</p>", 1)
        answer = admin.get(f"/admin/masthead/policypage/{kept.pk}/change/")
        assert answer.headers["Content-Security-Policy"] == security_headers.EDITOR
        assert "ckeditortype" in answer.content.decode()

    def test_a_purpose_is_served_once_in_a_language(self, admin):
        PolicyPage.objects.create(title="Privacy", slug="privacy", purpose="privacy")
        page = {"title": "Privacy again", "slug": "again", "purpose": "privacy", "position": 1}
        answer = admin.post("/admin/masthead/policypage/add/", page)
        assert "There is a page with this purpose already." in answer.content.decode()


class TestFront:
    def test_a_place_on_the_front_page_is_given_and_taken(self, admin, told):
        article = make.live()
        place = {"article": article.pk, "slot": "lead", "position": 0, "live_from": "2026-03-01T06:00"}
        admin.post("/admin/articles/placement/add/", place)
        placement = Placement.objects.get()
        assert (placement.article, placement.live_until) == (article, None)
        admin.post(f"/admin/articles/placement/{placement.pk}/delete/", {"post": "yes"})
        assert len(told) == 2

    def test_a_place_needs_an_article_and_an_end_after_its_beginning(self, admin):
        place = {"slot": "lead", "position": 0, "live_from": "2026-03-02T06:00", "live_until": "2026-03-01T06:00"}
        answer = admin.post("/admin/articles/placement/add/", place)
        assert "Choose the article." in answer.content.decode()
        answer = admin.post("/admin/articles/placement/add/", place | {"article": make.live().pk})
        assert "must end after it begins" in answer.content.decode()

    def test_the_list_knows_now_to_come_and_past(self, admin):
        now, hour = timezone.now(), timedelta(hours=1)
        for headline, begins, ends in (
            ("Now", now - hour, None),
            ("Soon", now + hour, None),
            ("Gone", now - 2 * hour, now - hour),
        ):
            Placement.objects.create(article=make.live(headline=headline), live_from=begins, live_until=ends)
        for time, headline in (("now", "Now"), ("coming", "Soon"), ("past", "Gone")):
            rows = admin.get("/admin/articles/placement/", {"time": time}).context["cl"].result_list
            assert [row.article.headline for row in rows] == [headline]

    def test_what_readers_know_is_not_deleted(self, admin):
        section, license = make.section(), make.license()
        make.live(section=section, license=license, tags=["river"])
        for path in (
            f"articles/section/{section.pk}",
            f"articles/license/{license.pk}",
            f"taggit/tag/{Tag.objects.get().pk}",
        ):
            admin.post(f"/admin/{path}/delete/", {"post": "yes"})
        assert (Section.objects.count(), Tag.objects.count()) == (1, 1)
        assert License.objects.filter(pk=license.pk).exists()

    def test_a_change_from_the_list_reaches_readers_too(self, admin, told):
        section = make.section()
        form = {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-id": section.pk,
            "form-0-position": 7,
            "_save": "1",
        }
        admin.post("/admin/articles/section/", form)
        section.refresh_from_db()
        assert (section.position, len(told)) == (7, 1)


def test_the_stamp_of_the_page_store_really_moves(client, settings, django_capture_on_commit_callbacks):
    client.force_login(make.user("adm", group="Administrators"))
    before = Stamp(settings.PAGE_CACHE).look()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/masthead/publication/1/change/", paper(name="Renamed"))
    assert Stamp(settings.PAGE_CACHE).look() != before
