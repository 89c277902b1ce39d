"""Sending a report: what is kept, what is refused and why, and the page on which readers follow it."""

from datetime import timedelta
from urllib.parse import quote_plus, urlencode

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import actions as articles
from corrections import actions
from corrections.models import Correction, Passage, Report
from tests import make
from tests.corrections.make_report import rewrite

pytestmark = pytest.mark.django_db
ADDRESS = "/corrections/report/"
KEY = "2c0a7b1e-6a3c-4c5b-9d0e-1f2a3b4c5d6e"
BODY = """<p>The bridge over the river <a href="https://a.example/">reopened on Monday</a> after two years.</p>
<p>It cost 40 million.</p>"""


@pytest.fixture
def article():
    return make.live(body=BODY)


@pytest.fixture
def send(client, article):
    """Return a function that sends a report as the script of the article does."""

    def post(headers: dict | None = None, **fields):
        fields = {"article": article.pk, "revision": 1, "message": "It is 44.", "elapsed": 5000} | fields
        return client.post(ADDRESS, fields, headers={"accept": "application/json"} | (headers or {}))

    return post


def marked(text: str, quote: str) -> dict:
    start = text.index(quote)
    return {
        "part": "text",
        "quote": quote,
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[start + len(quote) :][:32],
        "start": start,
        "end": start + len(quote),
    }


TEXT = "The bridge over the river reopened on Monday after two years.\nIt cost 40 million."


class TestKeeping:
    def test_a_report_is_kept_as_it_was_sent_and_answered_with_its_number(self, send):
        answer = send(kind="fact", suggestion="44 million", name="Olha", **marked(TEXT, "40 million"))
        report = Report.objects.get()
        assert answer.status_code == 201
        assert answer.json() == {"receipt": report.receipt, "status": f"/corrections/status/{report.token}/"}
        assert (report.kind, report.message, report.suggestion) == ("fact", "It is 44.", "44 million")
        assert (report.quote, report.start, report.end) == ("40 million", 70, 80)
        assert report.revision.number == 1
        assert (report.passage.part, report.passage.quote, report.passage.start) == ("text", "40 million", 70)
        assert not report.passage.changed

    def test_without_script_the_same_form_stands_on_a_page(self, client, article):
        page = client.get(ADDRESS, {"article": article.pk, "revision": 1})
        assert "csrf" not in page.content.decode()
        assert not page.cookies
        fields = {name: page.context["form"].initial.get(name, "") for name in ("article", "revision", "opened")}
        later = timezone.now() + timedelta(seconds=5)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("time.time", later.timestamp)
            answer = client.post(ADDRESS, fields | {"quote": "40 million", "message": "It is 44."}, follow=True)
        assert answer.status_code == 200
        assert Report.objects.get().receipt in answer.content.decode()
        assert Passage.objects.get().start == 70

    def test_words_copied_by_hand_are_found_in_the_headline_too(self, send):
        send(part="", quote="River bridge reopens")
        assert Passage.objects.get().part == "headline"

    def test_a_report_without_words_is_about_the_article(self, send):
        assert send(part="article").status_code == 201
        assert (Passage.objects.get().part, Passage.objects.get().quote) == ("article", "")

    def test_two_clicks_make_one_report(self, send):
        first, second = send(key=KEY), send(key=KEY)
        assert first.json() == second.json()
        assert Report.objects.count() == 1

    def test_readers_of_the_same_words_meet_in_one_passage(self, send):
        for quote in ("cost 40 million", "40 million", "It cost 40"):
            send(**marked(TEXT, quote))
        passage = Passage.objects.get()
        assert (passage.readers, passage.quote) == (3, "cost 40 million")

    def test_reports_on_the_article_as_a_whole_stand_by_themselves(self, send):
        send(part="article")
        send(part="article")
        assert Passage.objects.count() == 2

    def test_the_gravest_kind_and_a_wanted_reply_show_on_the_passage(self, send):
        send(kind="typo", **marked(TEXT, "40 million"))
        send(kind="fact", email="olha@paper.example", **marked(TEXT, "40 million"))
        send(kind="other", **marked(TEXT, "40 million"))
        assert (Passage.objects.get().kind, Passage.objects.get().reply_wanted) == ("fact", True)

    def test_what_was_read_in_an_older_revision_is_found_in_the_one_that_stands(self, send, article):
        rewrite(article, body=BODY.replace("<p>It cost", "<p>All in all it cost"))
        articles.publish(type(article).objects.get(pk=article.pk), by=None)
        send(**marked(TEXT, "40 million"))
        passage = Passage.objects.get()
        assert (passage.anchored_in.number, passage.start, passage.changed) == (2, 81, False)

    def test_words_that_have_gone_meanwhile_are_kept_and_said_to_have_changed(self, send, article):
        rewrite(article, body="<p>Nothing of it is left.</p>")
        articles.publish(type(article).objects.get(pk=article.pk), by=None)
        send(**marked(TEXT, "40 million"))
        passage = Passage.objects.get()
        assert (passage.quote, passage.start, passage.changed) == ("40 million", None, True)

    def test_a_marked_caption_belongs_to_its_picture(self, send, article):
        image = make.image(caption="The bridge in spring.")
        rewrite(article, hero=image)
        articles.publish(type(article).objects.get(pk=article.pk), by=None)
        send(revision=2, part="caption", image=image.pk, quote="spring", start=14, end=20)
        assert (Passage.objects.get().image, Passage.objects.get().start) == (image, 14)

    def test_of_a_passage_beyond_measure_the_ends_are_kept(self, send):
        send(quote="a" * 3000)
        assert Report.objects.get().shortened
        assert len(Report.objects.get().quote) <= 1003

    def test_a_broken_link_needs_no_words(self, send):
        assert send(kind="link", message="", **marked(TEXT, "reopened on Monday")).status_code == 201


class TestRefusing:
    @pytest.mark.parametrize(
        "fields, sentence",
        [
            ({"message": " ", "suggestion": "40 million", "quote": "40 million"}, "Say what is wrong"),
            ({"email": "olha@"}, "valid email"),
            ({"message": "x" * 2001}, "at most 2000"),
            ({"kind": "insult"}, "valid choice"),
            ({"article": ""}, "which article"),
            ({"article": 0}, "greater than or equal"),
            ({"article": 987654}, "no such article"),
            ({"article": "1' OR 1=1"}, "whole number"),
            ({"message": "Nul \x00 byte"}, "Null characters"),
        ],
    )
    def test_a_refusal_says_why(self, send, fields, sentence):
        answer = send(**fields)
        assert answer.status_code == 400
        assert sentence in answer.json()["error"]
        assert not Report.objects.exists()

    FIELDS = ("article", "revision", "part", "image", "quote", "prefix", "suffix", "start", "end", "shortened", "kind")
    FIELDS += ("message", "suggestion", "name", "email", "website", "key", "opened", "elapsed")

    @pytest.mark.parametrize("field", FIELDS)
    @pytest.mark.parametrize(
        "value", ["\x00", "²", "-1", "9" * 40, str(2**31), "\ud800", "<script>alert(1)</script>", "x" * 5000, "\u202e"]
    )
    def test_nothing_that_a_field_may_hold_breaks_anything(self, client, article, field, value):
        fields = {"article": article.pk, "quote": "40 million", "message": "It is 44.", "elapsed": 5000, field: value}
        body = urlencode(fields, errors="surrogatepass")
        answer = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500

    @pytest.mark.parametrize("body", [b"message=\xff\xfe&article=1", b"%00=%00", b"\x00\x01", b"a" * 1000, b"&" * 2000])
    @pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "a/b"])
    def test_nothing_that_a_body_may_hold_breaks_anything(self, client, body, kind):
        assert 400 <= client.post(ADDRESS, body, content_type=kind).status_code < 500

    def test_words_in_other_encodings_are_kept_as_far_as_they_can_be_read(self, client, article):
        body = b"article=%d&elapsed=5000&message=caf\xe9" % article.pk
        answer = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302
        assert Report.objects.get().message.startswith("caf")

    def test_more_than_64_kilobytes_are_not_read(self, client):
        answer = client.post(ADDRESS, "message=" + "x" * 65_536, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 413

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://elsewhere.example"},
            {"origin": "null"},
            {"origin": "http://["},
        ],
    )
    def test_forms_on_other_sites_are_refused(self, send, headers):
        answer = send(headers)
        assert answer.status_code == 403
        assert not Report.objects.exists()

    @pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}])
    def test_forms_on_our_own_site_are_taken(self, send, headers):
        assert send(headers).status_code == 201

    def test_what_was_typed_stands_in_the_form_again(self, client, article):
        typed = {"message": "My words", "email": "not an address", "kind": "fact"}
        page = client.post(ADDRESS, {"article": article.pk, "elapsed": 5000} | typed)
        assert page.status_code == 400
        assert "My words" in page.content.decode()
        assert "not an address" in page.content.decode()

    def test_pictures_that_the_article_does_not_print_are_not_taken_for_its_own(self, send):
        send(part="caption", image=make.image().pk, quote="40 million")
        assert Passage.objects.get().image is None

    def test_a_withdrawn_article_takes_no_reports(self, send, article):
        articles.withdraw(article, by=None, note="Wrong from end to end.")
        assert send().status_code == 400

    def test_a_draft_takes_no_reports(self, client):
        draft = make.article()
        assert client.get(ADDRESS, {"article": draft.pk}).status_code == 404
        assert client.post(ADDRESS, {"article": draft.pk, "message": "x", "elapsed": 5000}).status_code == 400

    def test_an_address_brings_no_unprintable_sign_into_the_form(self, client, article):
        answer = client.get(ADDRESS, {"article": article.pk, "quote": "40\0 million"})
        assert b"40 million" in answer.content
        assert b"\0" not in answer.content

    @pytest.mark.parametrize("number", ["", "0", "²", "\x00", "1" * 30, "1.0", "x"])
    def test_forms_for_what_is_no_article_are_not_found(self, client, number):
        assert client.get(f"{ADDRESS}?article={quote_plus(number)}").status_code == 404

    def test_a_busy_database_sends_nobody_away_empty_handed(self, send, monkeypatch):
        def locked(*args, **kwargs):
            raise OperationalError("database is locked")

        monkeypatch.setattr(actions, "receive_report", locked)
        answer = send()
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "send it again" in answer.json()["error"]


class TestLanguage:
    @pytest.fixture
    def article(self):
        make.publication(language="en")
        return make.live(body=BODY, language="uk")

    def test_readers_are_answered_in_the_language_of_the_article(self, send):
        assert "дуже швидко" in send(elapsed=0).json()["error"].lower()

    def test_so_are_those_without_script(self, client, article):
        page = client.get(ADDRESS, {"article": article.pk}).content.decode()
        assert '<html lang="en"' in page
        assert 'class="report-page" lang="uk"' in page
        assert "Надіслати" in page
        answer = client.post(ADDRESS, {"article": article.pk, "elapsed": 5000, "email": "olha@"}).content.decode()
        assert "Send" not in answer.split("<main", 1)[1].split("</main>")[0]

    def test_and_those_who_follow_their_report(self, client, send):
        page = client.get(send().json()["status"]).content.decode()
        assert 'class="report-status" lang="uk"' in page


class TestFollowing:
    @pytest.fixture
    def report(self, send):
        send(name="Olha Petrenko", email="olha@paper.example", **marked(TEXT, "40 million"))
        return Report.objects.get()

    @pytest.fixture
    def moderator(self):
        return make.user("mo")

    def test_the_page_is_for_the_reader_alone(self, client, report):
        page = client.get(report.get_absolute_url())
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]

    def test_it_says_what_was_sent_and_leads_to_the_passage(self, client, report, article):
        page = client.get(report.get_absolute_url()).content.decode()
        assert "It has arrived" in page
        assert "It is 44." in page
        assert f'href="{article.path}#:~:text=It%20cost-,40%20million' in page

    def test_it_says_that_the_report_was_right_and_shows_the_notice(self, client, report, moderator, article):
        revision = article.revisions.get()
        notice = actions.announce(revision, kind="correction", text="It cost 44 million, not 40.", by=moderator)
        actions.accept(report.passage, by=moderator, revision=revision, correction=notice, words="Thank you, Olha.")
        page = client.get(report.get_absolute_url()).content.decode()
        assert "You were right" in page
        assert "Thank you, Olha." in page
        assert "It cost 44 million, not 40." in page

    def test_it_says_why_nothing_was_changed(self, client, report, moderator):
        actions.decline(report.passage, by=moderator, words="The budget says 40.")
        page = client.get(report.get_absolute_url()).content.decode()
        assert "left the article as it is" in page
        assert "The budget says 40." in page

    def test_the_reader_can_have_name_and_address_erased(self, client, report):
        page = client.post(report.get_absolute_url(), follow=True)
        report.refresh_from_db()
        assert (report.name, report.email, report.sender, report.message) == ("", "", "", "It is 44.")
        assert "They were erased" in page.content.decode()
        assert not report.passage.reply_wanted

    @pytest.mark.parametrize("token", ["x" * 24, "%00", "..", "%F0%9F%98%80"])
    def test_unknown_tokens_are_not_found(self, client, token):
        assert client.get(f"/corrections/status/{token}/").status_code == 404

    def test_personal_data_lives_for_its_time_and_no_longer(self, report, moderator):
        actions.decline(report.passage, by=moderator, words="No.")
        assert actions.erase_expired(timezone.now() - timedelta(days=90)) == 0
        Report.objects.update(decided_at=timezone.now() - timedelta(days=91))
        assert actions.erase_expired(timezone.now() - timedelta(days=90)) == 1
        report.refresh_from_db()
        assert (report.name, report.email) == ("", "")
        assert report.erased_at is not None

    def test_who_sent_it_is_forgotten_after_a_day(self, report):
        assert report.sender
        actions.forget_senders(timezone.now() - timedelta(days=1))
        report.refresh_from_db()
        assert report.sender
        actions.forget_senders(timezone.now() + timedelta(seconds=1))
        report.refresh_from_db()
        assert not report.sender


def test_hostile_words_are_shown_as_words(client, send):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    send(name=hostile[:120], suggestion=hostile, message=hostile, quote=hostile, part="text")
    report = Report.objects.get()
    Correction.objects.create(
        article=report.passage.article,
        revision=report.revision,
        text=hostile,
        was=hostile,
        now=hostile,
        published_at=timezone.now(),
    )
    addresses = [report.get_absolute_url(), "/corrections/", "/corrections/1/", report.passage.article.path]
    for address in [*addresses, Correction.objects.get().get_absolute_url(), report.passage.article.path + "history/"]:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
