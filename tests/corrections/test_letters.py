"""Letters to readers: what they say, in which language, and that nobody can write letters of ours to others."""

import pytest
from django.core import mail
from django.utils import translation

from corrections import actions, letters
from corrections.models import DeclineReason, Report
from masthead.letters import fill, wording
from masthead.models import Letter
from tests import make
from tests.corrections.make_report import report

pytestmark = pytest.mark.django_db
OCCASIONS = ["received", "accepted", "declined"]
READER = "reader@paper.example"


@pytest.fixture(autouse=True)
def our_own_words():
    """Begin without the wordings that the desk keeps."""
    Letter.objects.all().delete()


@pytest.fixture
def article():
    make.publication(name="The Landing", corrections_email="corrections@landing.example")
    return make.live(body="<p>The bridge cost 40 million.</p>")


@pytest.fixture
def moderator():
    return make.user("mo")


class TestOccasions:
    def test_who_left_an_address_hears_that_the_report_arrived(self, article, run_jobs):
        found = report(article, "40 million", email=READER)
        run_jobs()
        (letter,) = mail.outbox
        assert letter.to == [READER]
        assert letter.subject == f"We have your report {found.receipt}"
        assert found.get_absolute_url() in letter.body
        assert "River bridge reopens" in letter.body
        assert letter.body.endswith("The Landing\n")

    def test_who_left_none_gets_none(self, article, run_jobs):
        report(article, "40 million")
        run_jobs()
        assert mail.outbox == []

    def test_who_was_right_is_thanked_and_led_to_the_passage(self, article, moderator, run_jobs):
        found = report(article, "40 million", email=READER)
        actions.accept(found.passage, by=moderator, revision=article.revisions.get(), words="Well seen.")
        run_jobs()
        letter = mail.outbox[-1]
        assert letter.subject == "Put right, thanks to you: River bridge reopens"
        assert "Well seen." in letter.body
        assert f"http://localhost:8000{article.path}#:~:text=" in letter.body

    def test_who_was_not_right_is_told_why(self, article, moderator, run_jobs):
        reason = DeclineReason.objects.create(name="As it was", words="The figure is that of the budget.")
        found = report(article, "40 million", email=READER)
        actions.decline(found.passage, by=moderator, reason=reason, words="See page 12.")
        run_jobs()
        assert "The figure is that of the budget.\n\nSee page 12." in mail.outbox[-1].body

    def test_unwanted_reports_are_not_answered(self, article, moderator, run_jobs):
        found = report(article, "40 million", email=READER)
        run_jobs()
        mail.outbox.clear()
        actions.mark_spam(found.passage, by=moderator)
        run_jobs()
        assert mail.outbox == []

    def test_who_has_been_forgotten_is_not_written_to(self, article, run_jobs):
        actions.erase(report(article, email=READER))
        run_jobs()
        assert mail.outbox == []


class TestWording:
    def test_answers_come_to_the_address_for_corrections(self, article):
        letter = letters.compose(report(article, email=READER), "received")
        assert letter.reply_to == ["corrections@landing.example"]
        assert letter.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_letters_are_in_the_language_of_the_article(self, article):
        found = report(article, email=READER, language="uk")
        with translation.override("en"):
            letter = letters.compose(found, "received")
        assert letter.subject != f"We have your report {found.receipt}"
        assert found.receipt in letter.subject
        assert "Дяку" in letter.body

    @pytest.mark.parametrize("language", ["en", "uk"])
    @pytest.mark.parametrize("occasion", OCCASIONS)
    def test_every_letter_says_what_it_must(self, article, language, occasion):
        found = report(article, "40 million", email=READER, language=language)
        Report.objects.filter(pk=found.pk).update(reply="In my own words.")
        found.refresh_from_db()
        letter = letters.compose(found, occasion)
        assert "{" not in letter.subject + letter.body
        assert (found.get_absolute_url() if occasion == "received" else "In my own words.") in letter.body

    def test_the_desks_own_wording_comes_first_and_english_stands_in(self, article):
        Letter.objects.create(occasion="report-received", language="en", subject="Got {receipt}", body="Hello {name}")
        Letter.objects.create(occasion="report-received", language="pt-BR", subject="Recebido", body="Olá {name}")
        words = {language: wording("report-received", language).body for language in ("en-GB", "pt-BR", "fr")}
        assert words == {"en-GB": "Hello {name}", "pt-BR": "Olá {name}", "fr": "Hello {name}"}

    def test_what_is_filled_in_is_not_filled_again(self):
        assert fill("{name}: {words}", {"name": "{words}", "words": "{name} {unknown}"}) == (
            "{words}: {name} {unknown}\n"
        )

    def test_what_there_is_not_leaves_no_hole(self):
        assert fill("A\n\n{reason}\n\n{words}\n\nB", {"reason": "", "words": ""}) == "A\n\nB\n"


class TestForgery:
    @pytest.mark.parametrize(
        "field, value",
        [
            ("name", "Olha\nBcc: all@paper.example"),
            ("message", "x\r\n\r\nBcc: all@paper.example"),
            ("suggestion", "<script>alert(1)</script>"),
        ],
    )
    def test_readers_words_never_become_headers(self, article, field, value):
        found = report(article, "40 million", email=READER, **{field: value})
        for occasion in OCCASIONS:
            message = letters.compose(found, occasion).message()
            assert message["Bcc"] is None
            assert message["To"] == READER

    def test_a_headline_of_many_lines_is_one_subject(self, article):
        found = report(article, email=READER)
        found.revision.headline = "Bridge\r\nBcc: all@paper.example " + "x" * 300
        message = letters.compose(found, "accepted").message()
        assert message["Bcc"] is None
        assert len(letters.compose(found, "accepted").subject) <= 200

    @pytest.mark.parametrize("address", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "a b@c.example"])
    def test_an_address_is_one_address(self, client, article, address):
        fields = {"article": article.pk, "message": "x", "elapsed": 5000, "email": address}
        assert client.post("/corrections/report/", fields).status_code == 400

    def test_letters_are_plain_text(self, article):
        found = report(article, email=READER, name="<b>Olha</b>")
        assert letters.compose(found, "received").content_subtype == "plain"
