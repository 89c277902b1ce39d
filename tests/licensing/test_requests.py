"""Asking to print an article: the form, the status page, and the desk that decides."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

import articles.actions
from licensing import actions, jobs, rate_limits
from licensing.errors import DecidedMeanwhile
from licensing.models import Event, Grant, ReprintRequest
from press.models import Block
from tests import make
from tests.licensing.make_request import ASKED, asked

pytestmark = pytest.mark.django_db
FORM = "/licensing/request/"
LIST = "/admin/licensing/reprintrequest/"


@pytest.fixture
def article():
    make.publication(name="The Landing", reprints_email="reprints@landing.example")
    return make.live(body="<p>The bridge cost 40 million.</p>", license=make.license("Ours", max_extract=500))


@pytest.fixture
def publisher(client):
    publisher = make.user("pub", group="Publishers", first_name="Paula")
    client.force_login(publisher)
    return publisher


def send(client, on, **fields):
    return client.post(FORM, {"article": on.pk, "extent": "full", "elapsed": 5000, **ASKED, **fields})


class TestForm:
    def test_it_says_what_needs_no_asking(self, client, article):
        page = client.get(FORM, {"article": article.pk}).content.decode()
        assert "Up to 500 characters need no permission" in page
        assert article.headline in page

    def test_what_is_sent_gets_a_receipt_a_page_and_a_letter(self, client, article, run_jobs, mailoutbox):
        answer = send(client, article)
        found = ReprintRequest.objects.get()
        assert answer.status_code == 302
        assert answer["Location"] == found.get_absolute_url()
        page = client.get(answer["Location"])
        assert found.receipt in page.content.decode()
        assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
        assert "no-store" in page["Cache-Control"]
        assert "csrf" not in page.content.decode()
        run_jobs()
        (letter,) = mailoutbox
        assert (letter.to, letter.reply_to) == (["petro@outlet.example"], ["reprints@landing.example"])
        assert found.get_absolute_url() in letter.body

    def test_the_same_form_twice_is_one_request(self, client, article):
        key = "2c0a7b1e-6a3c-4c5b-9d0e-1f2a3b4c5d6e"
        assert send(client, article, key=key)["Location"] == send(client, article, key=key)["Location"]
        assert ReprintRequest.objects.count() == 1

    @pytest.mark.parametrize(
        "field, value, status",
        [
            ("email", "", 400),
            ("email", "petro", 400),
            ("purpose", "", 400),
            ("purpose", "x" * 2001, 400),
            ("purpose", "a\0b", 400),
            ("deadline", "2001-01-01", 400),
            ("deadline", "yesterday", 400),
            ("extent", "all", 400),
            ("article", "0", 400),
            ("article", "9" * 30, 400),
            ("article", "x", 400),
            ("key", "x", 400),
            ("website", "https://buy.example", 403),
            ("elapsed", "10", 403),
            ("purpose", "https://a.example " * 4, 403),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client, article, field, value, status):
        answer = send(client, article, **{"place": "Our own Sunday issue", field: value})
        assert answer.status_code == status
        assert not ReprintRequest.objects.exists()
        if field != "article":
            assert "Our own Sunday issue" in unescape(answer.content.decode())

    def test_a_megabyte_of_text_is_too_long(self, client, article):
        assert send(client, article, purpose="x" * 1_000_000).status_code == 413

    def test_forms_of_other_sites_are_refused(self, client, article):
        answer = client.post(FORM, {"article": article.pk, **ASKED}, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403

    def test_limits_hold_and_say_when_again(self, client, article, monkeypatch):
        monkeypatch.setattr(rate_limits, "AN_ADDRESS_A_DAY", 1)
        assert [send(client, article).status_code for _ in range(2)] == [302, 429]
        assert int(send(client, article)["Retry-After"]) > 0
        assert ReprintRequest.objects.count() == 1

    def test_the_block_list_holds_here_too(self, client, article):
        Block.objects.create(kind="email", value="outlet.example")
        assert send(client, article).status_code == 403

    @pytest.mark.parametrize("number", ["", "0", "x", "99999", "9" * 40, "1\0"])
    def test_without_an_article_the_form_says_where_to_begin(self, client, article, number):
        assert client.get(FORM, {"article": number}).status_code == 404

    def test_nobody_asks_for_what_was_withdrawn(self, client, article):
        articles.actions.withdraw(article, by=None, note="Wrong.")
        assert client.get(FORM, {"article": article.pk}).status_code == 404
        assert send(client, article).status_code == 400


class TestStatusPage:
    def test_the_outlet_can_take_the_request_back(self, client, article):
        found = asked(article)
        assert client.post(found.get_absolute_url()).status_code == 302
        found.refresh_from_db()
        assert (found.status, bool(found.closed_at)) == ("withdrawn", True)
        assert "You took the request back." in client.get(found.get_absolute_url()).content.decode()

    def test_what_is_decided_is_not_taken_back_by_a_late_click(self, client, article):
        found = actions.refuse(asked(article), by=make.user(), words="No.")
        client.post(found.get_absolute_url())
        found.refresh_from_db()
        assert found.status == "refused"

    def test_a_forged_address_is_not_found(self, client, article):
        assert client.get("/licensing/request/AAAAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


def press(client, found, do, **fields):
    return client.post(f"{LIST}{found.pk}/change/", {"version": found.version, "most": 500, "do": do, **fields})


class TestInbox:
    def test_what_waits_is_listed_and_found(self, client, article, publisher):
        asked(article)
        for query in ("", "?q=outlet", "?q=petro%40outlet.example", "?q=bridge", "?view=ours", "?status=new"):
            assert "The Outlet" in client.get(f"{LIST}{query}").content.decode()
        for query in ("?q=nothing", "?view=mine", "?view=overdue", "?status=granted", "?q=%00", "?view=x&status=y"):
            assert client.get(f"{LIST}{query}").status_code == 200
        assert "The Outlet" not in client.get(f"{LIST}?view=mine").content.decode()

    def test_the_start_page_and_the_head_say_that_something_waits(self, client, article, publisher):
        asked(article)
        page = client.get("/admin/").content.decode()
        assert "Reprint requests" in page
        assert "Reprints <b>1</b>" in page

    def test_a_list_costs_the_same_however_long_it_is(self, client, article, publisher, django_assert_max_num_queries):
        for number in range(6):
            asked(article, outlet=f"Outlet {number}")
        with django_assert_max_num_queries(16):
            client.get(LIST)

    def test_asking_back_writes_the_question_and_waits(self, client, article, publisher, run_jobs, mailoutbox):
        found = asked(article)
        assert press(client, found, "ask", words="On which page?").status_code == 302
        found.refresh_from_db()
        assert (found.status, found.closed_at) == ("asked", None)
        run_jobs()
        assert "On which page?" in mailoutbox[-1].body
        assert "On which page?" in client.get(found.get_absolute_url()).content.decode()

    def test_refusing_says_why(self, client, article, publisher, run_jobs, mailoutbox):
        found = asked(article)
        assert press(client, found, "refuse", words=" ").status_code == 409
        assert press(client, found, "refuse", words="The photographs are not ours.").status_code == 302
        run_jobs()
        assert "The photographs are not ours." in mailoutbox[-1].body

    def test_granting_makes_a_grant_for_what_stands_now(self, client, article, publisher, run_jobs, mailoutbox):
        found = asked(article)
        fields = {"extent": "extract", "most": 800, "languages": "Polish", "fee": "€ 50", "words": "With pleasure."}
        day = timezone.localdate() + timedelta(days=30)
        assert press(client, found, "grant", live_until=day.isoformat(), **fields).status_code == 302
        made = Grant.objects.get()
        assert (made.revision, made.most, made.languages, made.fee) == (article.revisions.get(), 800, "Polish", "€ 50")
        assert timezone.localtime(made.live_until).date() == day + timedelta(days=1)
        run_jobs()
        assert made.get_absolute_url() in mailoutbox[-1].body
        assert "With pleasure." in mailoutbox[-1].body
        assert made.get_absolute_url() in client.get(found.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        "fields, status",
        [
            ({"extent": "extract", "most": ""}, 409),
            ({"extent": "extract", "most": "0"}, 422),
            ({"extent": "extract", "most": "9" * 20}, 422),
            ({"live_until": "2001-01-01"}, 409),
            ({"live_until": "9999-12-31"}, 422),
            ({"live_from": "soon"}, 422),
            ({"credit": "{headlin}"}, 422),
            ({"version": "x"}, 422),
            ({"conditions": "a\0b"}, 422),
        ],
    )
    def test_wrong_terms_are_refused_and_nothing_typed_is_lost(self, client, article, publisher, fields, status):
        found = asked(article)
        answer = press(client, found, "grant", **{"extent": "full", "words": "Gladly, after all.", **fields})
        assert answer.status_code == status
        assert "Gladly, after all." in answer.content.decode()
        assert not Grant.objects.exists()

    def test_of_two_people_the_second_is_told(self, client, article, publisher):
        found = asked(article)
        actions.refuse(ReprintRequest.objects.get(), by=make.user("ann", first_name="Ann", last_name="Lee"), words="No")
        answer = press(client, found, "grant", extent="full", conditions="Only in print.")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Ann Lee worked on this request while you were looking at it: refused." in page
        assert "Only in print." in page
        assert not Grant.objects.exists()

    def test_every_step_is_in_the_log_with_who_did_it(self, client, article, publisher):
        found = asked(article)
        press(client, found, "take")
        press(client, found, "note", version=2, note="They paid last time.")
        press(client, found, "refuse", version=2, words="No.")
        press(client, found, "reopen", version=3, why="By mistake.")
        log = list(Event.objects.order_by("pk").values_list("action", "made_by__first_name"))
        assert log == [(what, "Paula" if what != "received" else None) for what in
                       ("received", "taken", "noted", "refused", "reopened")]  # fmt: skip
        found.refresh_from_db()
        assert (found.status, found.closed_at, found.assignee) == ("new", None, publisher)
        page = client.get(f"{LIST}{found.pk}/change/").content.decode()
        assert "They paid last time." in page

    def test_leaving_a_note_keeps_what_else_was_typed(self, client, article, publisher):
        found = asked(article)
        answer = press(client, found, "note", note="Hm.", words="Half a letter", extent="full")
        assert answer.status_code == 200
        assert "Half a letter" in answer.content.decode()

    @pytest.mark.parametrize("pk", ["999999", "x", "9" * 30])
    def test_a_request_that_is_not_there_is_not_found(self, client, publisher, pk):
        assert client.get(f"{LIST}{pk}/change/").status_code == 404

    @pytest.mark.parametrize("group, status", [("Reporters", 403), ("Moderators", 403), ("Publishers", 200)])
    def test_only_those_who_handle_reprints_see_them(self, client, article, group, status):
        client.force_login(make.user(group=group))
        found = asked(article)
        assert client.get(LIST).status_code == status
        assert client.get(f"{LIST}{found.pk}/change/").status_code == status
        assert press(client, found, "take").status_code == (302 if status == 200 else 403)


class TestTime:
    def test_what_nobody_pursues_lapses_after_a_month(self, article):
        by_day = asked(article, deadline=timezone.localdate() - timedelta(days=31))
        by_silence = actions.ask_back(asked(article), by=make.user(), words="Where?")
        Event.objects.filter(action="asked").update(made_at=timezone.now() - timedelta(days=31))
        waiting = asked(article)
        jobs.tidy()
        for request in (by_day, by_silence, waiting):
            request.refresh_from_db()
        assert [one.status for one in (by_day, by_silence, waiting)] == ["expired", "expired", "new"]

    def test_who_asked_in_vain_is_forgotten_and_who_was_permitted_is_not(self, article):
        refused, permitted, lately = asked(article), asked(article), asked(article)
        actions.refuse(refused, by=make.user(), words="No.")
        actions.grant(permitted, by=make.user())
        ReprintRequest.objects.waiting().update(status="expired", closed_at=timezone.now())
        ReprintRequest.objects.exclude(pk=lately.pk).update(closed_at=timezone.now() - timedelta(days=91))
        jobs.tidy()
        left = ReprintRequest.objects.exclude(name="").exclude(email="")
        assert set(left) == {permitted, lately}
        assert ReprintRequest.objects.get(pk=refused.pk).outlet

    def test_a_verb_of_yesterday_does_not_undo_what_was_done_since(self, article):
        seen = asked(article)
        actions.withdraw(ReprintRequest.objects.get())
        with pytest.raises(DecidedMeanwhile):
            actions.assign(seen, to=None, by=make.user())
