"""Corrections reach those who have our texts: all of them, once, when readers see the change and not before."""

from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import articles.actions
from articles.models import Revision
from licensing import actions, jobs, letters
from licensing.models import Delivery, Republisher
from press import worker
from tests import make
from tests.licensing.make_request import granted

pytestmark = pytest.mark.django_db
FORM = "/licensing/republished/"


@pytest.fixture
def article(settings):
    make.publication(name="The Landing", reprints_email="reprints@landing.example")
    return make.live(body="<p>The bridge cost 40 million.</p>\n<p>It is old.</p>", license=make.license("Ours"))


@pytest.fixture
def changed(django_capture_on_commit_callbacks, run_jobs, mailoutbox):
    """Return a function that does something, what follows from it, and returns the letters that came of it."""

    def do(verb, *args, **fields):
        run_jobs()
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb(*args, **fields)
        run_jobs()
        return list(mailoutbox)

    return do


def publish(article, body="<p>The bridge cost 44 million.</p>\n<p>It is old.</p>", **fields):
    article.refresh_from_db()
    article.body = body
    articles.actions.save_working_copy(article, by=None)
    return articles.actions.publish(article, by=None, **{"kind": "correction", "reason": "It was 44 million."} | fields)


def registered(article, **fields):
    revision = article.revisions.live().get()
    known = {"outlet": "The Copy", "url": "https://copy.example/", "email": "desk@copy.example", "language": "en"}
    return actions.register(revision, **known | fields)


class TestChanges:
    @pytest.mark.parametrize("kind", ["correction", "update"])
    def test_holders_and_republishers_get_the_difference_and_the_new_text(self, article, changed, kind):
        grant, republisher = granted(article), registered(article)
        told = changed(publish, article, kind=kind)
        assert sorted(to for letter in told for to in letter.to) == ["desk@copy.example", "petro@outlet.example"]
        for letter in told:
            assert "− The bridge cost 40 million." in letter.body
            assert "+ The bridge cost 44 million." in letter.body
            assert "It was 44 million." in letter.body
            assert letter.reply_to == ["reprints@landing.example"]
        assert grant.get_absolute_url() in "".join(letter.body for letter in told)
        assert republisher.get_absolute_url() in "".join(letter.body for letter in told)

    def test_a_mended_typo_is_told_to_nobody(self, article, changed):
        granted(article)
        assert changed(publish, article, kind="minor") == []

    def test_a_withdrawal_is_told_without_any_of_the_text(self, article, changed):
        granted(article)
        (letter,) = changed(articles.actions.withdraw, article, by=None, note="None of it was true.")
        assert letter.subject == "Withdrawn: River bridge reopens"
        assert "None of it was true." in letter.body
        assert "million" not in letter.body

    def test_what_comes_back_is_told_too(self, article, changed):
        granted(article)
        changed(articles.actions.withdraw, article, by=None, note="Wrong.")
        (letter,) = changed(articles.actions.reinstate, article, by=None, reason="It was right.")
        assert "It was right." in letter.body

    def test_who_took_the_corrected_text_hears_only_of_what_comes_after(self, article, changed):
        changed(publish, article)
        granted(article)
        (letter,) = changed(publish, article, body="<p>The bridge cost 45 million.</p>\n<p>It is old.</p>")
        assert "− The bridge cost 44 million." in letter.body

    def test_a_retraction_without_a_new_text_is_told_once(self, client, article, changed):
        granted(article)
        client.force_login(make.user(group="Editors"))
        notice = {"article": article.pk, "kind": "retraction", "text": "None of it can be upheld."}
        (letter,) = changed(client.post, "/admin/corrections/correction/add/", notice)
        assert "None of it can be upheld." in letter.body
        told = Delivery.objects.get()
        assert changed(jobs.tell_notice, told.revision_id, told.notice, told.words) == []

    @pytest.mark.parametrize("over", ["revoked", "expired", "stopped"])
    def test_those_who_have_it_no_more_get_no_letter(self, article, changed, over):
        if over == "stopped":
            actions.stop(registered(article))
        else:
            grant = granted(article)
            if over == "revoked":
                actions.revoke(grant, by=make.user(), because="No.")
            else:
                before = timezone.now() - timedelta(hours=1)
                type(grant).objects.update(live_from=before - timedelta(days=1), live_until=before)
        assert changed(publish, article) == []

    def test_other_articles_are_nobodys_business(self, article, changed):
        granted(make.live())
        assert changed(publish, article) == []

    def test_telling_costs_no_job_where_nobody_has_the_text(self, article, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            publish(article)
        assert worker.drain() == []


class TestSchedules:
    def test_a_scheduled_change_is_told_when_its_hour_has_come_and_once(self, article, changed, time_machine):
        granted(article)
        hour = timezone.now() + timedelta(hours=3)
        assert changed(publish, article, at=hour) == []
        assert changed(jobs.catch_up) == []
        time_machine.move_to(hour + timedelta(minutes=4), tick=False)
        assert len(changed(jobs.catch_up)) == 1
        assert changed(jobs.catch_up) == []

    def test_a_schedule_that_is_called_off_is_never_told(self, article, changed, time_machine):
        granted(article)
        hour = timezone.now() + timedelta(hours=3)
        revision = publish(article, at=hour)
        articles.actions.unschedule(article, by=None)
        time_machine.move_to(hour + timedelta(minutes=4), tick=False)
        assert changed(jobs.catch_up) == []
        assert changed(jobs.tell, revision.pk) == []

    def test_what_was_missed_while_we_were_down_is_told_later(
        self, article, changed, django_capture_on_commit_callbacks
    ):
        granted(article)
        with django_capture_on_commit_callbacks(execute=False):
            publish(article)
        assert len(changed(jobs.catch_up)) == 1

    def test_the_same_change_twice_is_one_letter(self, article, changed):
        granted(article)
        assert len(changed(publish, article)) == 1
        assert changed(jobs.tell, Revision.objects.latest("pk").pk) == []
        assert Delivery.objects.count() == 1


class TestDelivery:
    def test_what_fails_is_kept_for_the_desk_and_tried_again(self, client, article, changed, monkeypatch, mailoutbox):
        granted(article)
        changed(jobs.catch_up)
        sound = EmailBackend.send_messages
        monkeypatch.setattr(EmailBackend, "send_messages", _refuse)
        assert changed(publish, article) == []
        failed = Delivery.objects.get()
        assert (failed.sent_at, failed.attempts, failed.error) == (None, 1, "OSError: SMTP says no")
        client.force_login(make.user(group="Publishers"))
        for door in ("delivery/?delivery=failing", f"delivery/{failed.pk}/change/", f"grant/{failed.grant_id}/change/"):
            assert "SMTP says no" in client.get(f"/admin/licensing/{door}").content.decode()
        monkeypatch.setattr(EmailBackend, "send_messages", sound)
        _come_due()
        worker.drain()
        failed.refresh_from_db()
        assert (bool(failed.sent_at), failed.attempts, failed.error, len(mailoutbox)) == (True, 2, "", 1)

    def test_a_letter_that_went_out_does_not_go_out_again(self, article, changed):
        granted(article)
        changed(publish, article)
        assert changed(letters.send_change, Delivery.objects.get().pk) == []


def _refuse(*args):
    raise OSError("SMTP says no")


def _come_due():
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))


class TestRepublishers:
    def send(self, client, article, **fields):
        typed = {"article": article.pk, "outlet": "The Copy", "url": "copy.example/x", "email": "Desk@copy.example"}
        return client.post(FORM, {**typed, "elapsed": 5000, **fields})

    def test_who_printed_it_says_so_and_gets_a_page_and_a_letter(self, client, article, run_jobs, mailoutbox):
        assert "Tell us that you printed it" in client.get(FORM, {"article": article.pk}).content.decode()
        answer = self.send(client, article)
        found = Republisher.objects.get()
        assert answer["Location"] == found.get_absolute_url()
        assert (found.url, found.email) == ("https://copy.example/x", "desk@copy.example")
        page = client.get(answer["Location"])
        assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex")
        run_jobs()
        assert found.get_absolute_url() in mailoutbox[-1].body

    def test_who_is_known_already_is_brought_up_to_date(self, client, article):
        self.send(client, article)
        self.send(client, article, outlet="The Copy on Sunday")
        assert Republisher.objects.get().outlet == "The Copy on Sunday"

    @pytest.mark.parametrize(
        "field, value, status",
        [("email", "x", 400), ("url", "javascript:alert(1)", 400), ("website", "x", 403), ("outlet", "", 400)],
    )
    def test_what_is_wrong_is_said(self, client, article, field, value, status):
        assert self.send(client, article, **{field: value}).status_code == status
        assert not Republisher.objects.exists()

    def test_the_page_shows_what_changed_until_it_was_mended(self, client, article):
        found = registered(article)
        revision = publish(article)
        page = client.get(found.get_absolute_url()).content.decode()
        assert "<del>40</del>" in page
        client.post(found.get_absolute_url(), {"do": "mended", "number": revision.number})
        assert "<del>" not in client.get(found.get_absolute_url()).content.decode()

    def test_a_withdrawn_article_is_not_shown(self, client, article):
        found = registered(article)
        articles.actions.withdraw(article, by=None, note="None of it was true.")
        page = client.get(found.get_absolute_url()).content.decode()
        assert "None of it was true." in page
        assert "million" not in page

    def test_the_letters_can_be_stopped(self, client, article):
        found = registered(article)
        client.post(found.get_absolute_url(), {"do": "stop"})
        assert "You get no more letters" in client.get(found.get_absolute_url()).content.decode()
        assert not Republisher.objects.listening().exists()

    def test_a_forged_address_is_not_found(self, client, db):
        assert client.get("/licensing/republished/AAAAAAAAAAAA/").status_code == 404
