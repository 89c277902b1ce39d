"""The checker at the desk: a page goes in, a verdict in a sentence comes out, and a letter where it is needed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import articles.actions
from articles.models import OldAddress
from licensing.models import Reprint
from tests import make
from tests.licensing import reprint_cases
from tests.licensing.make_request import granted

pytestmark = pytest.mark.django_db
LIST = "/admin/licensing/reprint/"
TEXT, OTHER = (" ".join(story.paragraphs)[:1500].rpartition(" ")[0] for story in reprint_cases.stories()[0][:2])
SITE = "http://localhost:8000"


@pytest.fixture
def article():
    make.publication(name="The Landing", reprints_email="reprints@landing.example")
    terms = make.license("Ours", max_extract=500, link_required=True)
    return make.live(body=f"<p>{TEXT}</p>", standfirst="", license=terms)


@pytest.fixture(autouse=True)
def publisher(client, db):
    client.force_login(make.user("pub", group="Publishers"))


def page(article, words=TEXT, link='<a href="{}">The Landing</a>'):
    return (
        f"<html><body><p>Own words come first.</p><p>{words}</p><p>{link.format(SITE + article.path)}</p></body></html>"
    )


def check(client, source, **fields):
    """Check a page through the form; return what was kept."""
    answer = client.post(f"{LIST}add/", {"outlet": "The Outlet", "page": source, **fields})
    assert answer.status_code == 302, answer.content.decode()
    reprint = Reprint.objects.latest("pk")
    assert answer["Location"] == f"{LIST}{reprint.pk}/change/"
    assert client.get(answer["Location"]).status_code == 200
    return reprint


class TestVerdicts:
    def test_an_extract_with_a_link_is_fine(self, client, article):
        found = check(client, page(article, TEXT[:400]))
        assert (found.status, found.article) == ("fine", article)
        assert found.verdict.startswith("Fine: an extract of 39")

    def test_too_much_is_said_in_figures(self, client, article):
        found = check(client, page(article))
        assert found.status == "found"
        assert f"{found.findings['taken']} characters" in found.verdict
        assert "500 may be taken without asking" in found.verdict
        assert found.findings["percent"] == 100

    @pytest.mark.parametrize(
        "link, says",
        [
            ("", "There is no link"),
            ('<a rel="nofollow" href="{}">The Landing</a>', "nofollow"),
            ("Source: {}", "cannot be clicked"),
            ('<a href="{}"></a>', "has no words"),
            (f'<a href="{SITE}/">The Landing</a>', "but not to the article"),
        ],
    )
    def test_a_link_that_is_wrong_is_said(self, client, article, link, says):
        found = check(client, page(article, TEXT[:400], link))
        assert found.status == "found"
        assert says in found.verdict

    def test_a_link_to_an_old_address_is_right(self, client, article):
        OldAddress.objects.create(article=article, path="/2020/01/01/before/")
        assert check(client, page(article, TEXT[:400], f'<a href="{SITE}/2020/01/01/before/">x</a>')).status == "fine"

    def test_what_may_be_republished_may_be_taken_whole_but_not_changed(self, client, article):
        free = make.license("CC BY-ND 4.0", max_extract=None, may_republish=True, may_change=False)
        there = make.live(headline="Free", body=f"<p>{OTHER}</p>", standfirst="", license=free)
        assert "free to republish" in check(client, page(there, OTHER)).verdict
        edited = " ".join(word for n, word in enumerate(OTHER.split()) if n % 20)
        assert "only be printed as it is" in check(client, page(there, edited)).verdict

    def test_a_grant_in_force_to_the_outlet_counts_and_no_other(self, client, article):
        granted(article, request={"outlet": "Another"})
        assert check(client, page(article)).status == "found"
        grant = granted(article)
        found = check(client, page(article), outlet="the outlet")
        assert (found.status, found.grant) == ("fine", grant)
        assert grant.number in found.verdict

    def test_a_granted_extract_is_as_long_as_was_granted(self, client, article):
        granted(article, extent="extract", most=800)
        assert "the grant lets out 800" in check(client, page(article)).verdict

    def test_pictures_that_stay_ours_are_named(self, client, article):
        image = make.image(filename="heron-at-dawn.jpg", license=make.license("Agency", max_extract=0))
        led = make.live(headline="Led", body=f"<p>{OTHER}</p>", standfirst="", hero=image, license=make.license("Ours"))
        source = page(led, OTHER[:400]) + f'<img src="/up/{image.sha256[2:32]}-v1-w640.jpg">'
        assert "heron-at-dawn.jpg" in check(client, source).verdict

    def test_what_is_not_ours_is_not_claimed(self, client, article):
        found = check(client, "<p>We went to the market on our own and counted apples.</p>")
        assert (found.article, found.status, found.verdict) == (None, "fine", "Nothing of ours was found in it.")

    def test_withdrawn_articles_are_not_looked_for(self, client, article):
        articles.actions.withdraw(article, by=None, note="Wrong.")
        assert check(client, page(article)).article is None


class TestForm:
    def test_a_saved_file_is_read_in_its_own_encoding(self, client, article):
        content = f"<meta charset=windows-1251><p>Вступ</p><p>{TEXT}</p>".encode("cp1251")
        assert check(client, "", file=SimpleUploadedFile("page.html", content)).article == article

    @pytest.mark.parametrize("charset", ["undefined", "idna", "no-such-thing"])
    def test_a_saved_file_that_names_no_real_encoding_is_read_all_the_same(self, client, article, charset):
        content = f"<meta charset={charset}><p>Déjà vu</p><p>{TEXT}</p>".encode("latin-1", "replace")
        assert check(client, "", file=SimpleUploadedFile("page.html", content)).article == article

    @pytest.mark.parametrize(
        "fields",
        [
            {"page": ""},
            {"page": "  "},
            {"page": "a\0b"},
            {"page": "x", "outlet": ""},
            {"page": "x", "url": "javascript:alert(1)"},
            {"page": "x" * 2_000_001},
        ],
    )
    def test_what_is_wrong_is_said(self, client, article, fields):
        answer = client.post(f"{LIST}add/", {"outlet": "The Outlet", **fields})
        assert answer.status_code == 422
        assert not Reprint.objects.exists()

    def test_a_file_that_is_too_large_is_refused(self, client, article):
        file = SimpleUploadedFile("page.html", b"x" * (4 * 2**20 + 1))
        assert client.post(f"{LIST}add/", {"outlet": "The Outlet", "file": file}).status_code == 422

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 100, b"PK\x03\x04", "🙂".encode() * 500])
    def test_any_file_can_be_looked_at(self, client, article, content):
        assert client.post(f"{LIST}add/", {"outlet": "x", "file": SimpleUploadedFile("a", content)}).status_code in (
            302,
            422,
        )

    def test_pages_of_others_never_become_markup_of_ours(self, client, article):
        found = check(client, page(article, f"{TEXT} <b>&lt;script&gt;alert(1)&lt;/script&gt;</b>"), outlet="<i>x</i>")
        shown = client.get(f"{LIST}{found.pk}/change/").content.decode()
        assert "<script>alert(1)" not in shown
        assert "<i>x</i>" not in shown

    @pytest.mark.parametrize("group, status", [("Editors", 403), ("Publishers", 200)])
    def test_it_is_for_those_who_handle_reprints(self, client, article, group, status):
        client.force_login(make.user(group=group))
        assert client.get(f"{LIST}add/").status_code == status
        assert client.get(LIST).status_code == status


class TestLetter:
    def press(self, client, found, do, **fields):
        return client.post(f"{LIST}{found.pk}/change/", {"do": do, **fields})

    def test_it_is_drafted_with_all_that_is_wrong(self, client, article):
        found = check(client, page(article, link=""), url="https://outlet.example/x")
        drafted = client.get(f"{LIST}{found.pk}/change/").context["form"].initial
        for words in ("https://outlet.example/x", "There is no link", "500 may be taken", SITE + article.path):
            assert words in drafted["body"]

    def test_it_goes_when_somebody_says_so_and_the_reprint_waits(self, client, article, run_jobs, mailoutbox):
        found = check(client, page(article))
        run_jobs()
        assert mailoutbox == []
        words = {"email": "desk@outlet.example", "subject": "About the river", "body": "Please shorten it."}
        assert self.press(client, found, "ask", **words).status_code == 302
        run_jobs()
        (letter,) = mailoutbox
        assert (letter.to, letter.body, letter.reply_to) == (
            ["desk@outlet.example"],
            "Please shorten it.",
            ["reprints@landing.example"],
        )
        found.refresh_from_db()
        assert (found.status, bool(found.asked_at)) == ("asked", True)

    @pytest.mark.parametrize("fields, status", [({"email": ""}, 409), ({"email": "x"}, 422), ({"body": " "}, 409)])
    def test_without_an_address_or_words_nothing_goes_and_nothing_is_lost(self, client, article, fields, status):
        found = check(client, page(article))
        words = {"email": "desk@outlet.example", "subject": "A subject of ours", "body": "Please."} | fields
        answer = self.press(client, found, "ask", **words)
        assert answer.status_code == status
        assert "A subject of ours" in answer.content.decode()

    @pytest.mark.parametrize("do", ["fixed", "ignored", "fine"])
    def test_what_became_of_it_is_noted(self, client, article, do):
        found = check(client, page(article))
        self.press(client, found, do, note="They wrote back.")
        found.refresh_from_db()
        assert (found.status, found.note) == (do, "They wrote back.")
        assert "They wrote back." in client.get(f"{LIST}{found.pk}/change/").content.decode()

    @pytest.mark.parametrize("pk", ["999999", "x", "9" * 30])
    def test_a_reprint_that_is_not_there_is_not_found(self, client, pk):
        assert client.get(f"{LIST}{pk}/change/").status_code == 404
