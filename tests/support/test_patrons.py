"""Patrons at the desk: who may see them, one person's data, money by hand, sums, and letters of thanks."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from support import actions, payment_totals
from support.errors import SentAlready
from support.letters import unsubscribe_path
from support.models import Delivery, ListFault, Patron, PatronList, Payment, ThanksLetter, WebhookEvent
from tests import make
from tests.support.make_ballot import patron, tier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper():
    return make.publication(name="The Landing", patrons_email="patrons@landing.example")


@pytest.fixture
def publisher(client):
    user = make.user(group="Publishers")
    client.force_login(user)
    return user


def payment(number: str = "1", **fields) -> Payment:
    default = {"source": "bank", "amount": 20000, "currency": "UAH", "confirmed_at": timezone.now()}
    return Payment.objects.create(number=number, **default | fields)


class TestAdjectives:
    def test_only_who_agreed_is_on_the_wall(self):
        wishes = {"no": "", "name": "Ivan Nechui", "initials": "I. N.", "anonymous": ""}
        for wish in wishes:
            patron(f"{wish}@paper.example", name="Ivan Nechui", wall=wish)
        patron("ended@paper.example", wall="name", until_date="2026-02-01")
        assert {one.wall: one.printed for one in Patron.objects.on_the_wall()} == {
            "name": "Ivan Nechui", "initials": "I. N.", "anonymous": "",
        }  # fmt: skip

    def test_a_total_is_of_confirmed_payments_less_refunds(self):
        payment("1")
        payment("2", refunded=5000)
        payment("3", confirmed_at=None)
        payment("4", currency="EUR")
        payment("5", confirmed_at=datetime(2020, 1, 1, tzinfo=UTC))
        since = datetime(2021, 1, 1, tzinfo=UTC)
        assert Payment.objects.confirmed(since).in_currency("UAH").total() == 35000
        assert Payment.objects.confirmed(since).in_currency("GBP").total() == 0

    def test_sums_are_by_month_tier_and_source(self):
        helm = patron(tier=tier("Helm"))
        payment("1", patron=helm, source="stripe")
        payment("2", refunded=15000)
        sums = payment_totals.of("UAH")
        assert (sums.total, sums.months[-1].total, sums.months[-1].number) == (25000, 25000, 2)
        assert [(group.label, group.total) for group in sums.tiers] == [("Helm", 20000), ("Without a tier", 5000)]
        assert [(group.label, group.share) for group in sums.sources] == [("Stripe", 100), ("Bank transfer", 25)]


class TestDesk:
    def test_the_money_is_for_publishers(self, client):
        client.force_login(make.user(group="Editors"))
        for where in ("patron/", "patron/person/", "payment/", "payment/totals/", "webhookevent/", "thanksletter/"):
            assert client.get(f"/admin/support/{where}").status_code == 403

    def test_a_patron_is_added_by_hand(self, client, publisher):
        fields = {"name": "Daryna", "email": "Daryna@paper.example", "from_date": "2026-01-01", "wall": "no"}
        client.post("/admin/support/patron/add/", fields | {"wants_letters": "on"})
        found = Patron.objects.get()
        assert (found.email, found.source) == ("daryna@paper.example", "hand")
        assert found.letters_at
        again = client.post("/admin/support/patron/add/", fields)
        assert "There is a patron with this address already." in again.content.decode()
        nobody = client.post("/admin/support/patron/add/", fields | {"name": "", "email": ""})
        assert "Give a name or an e-mail address." in nobody.content.decode()

    def test_money_is_entered_in_whole_units_and_kept_exactly(self, client, publisher):
        fields = {"source": "bank", "number": "A/1", "sum": "199.95", "currency": "uah", "back": "0",
                  "confirmed_at": "2026-11-01T10:00"}  # fmt: skip
        client.post("/admin/support/payment/add/", fields)
        found = Payment.objects.get()
        assert (found.amount, found.currency) == (19995, "UAH")
        again = client.post("/admin/support/payment/add/", fields)
        assert "This payment is kept already." in again.content.decode()
        wrong = client.post("/admin/support/payment/add/", fields | {"number": "A/2", "back": "200"})
        assert "No more can go back than came." in wrong.content.decode()

    def test_what_a_provider_told_is_read_only(self, client, publisher):
        told = payment(source="stripe")
        page = client.get(f"/admin/support/payment/{told.pk}/change/").content.decode()
        assert 'name="_save"' not in page
        assert client.post(f"/admin/support/payment/{told.pk}/change/", {"number": "x"}).status_code == 403

    def test_totals_have_a_chart_and_its_numbers(self, client, publisher):
        assert "No payment has been confirmed yet." in client.get("/admin/support/payment/totals/").content.decode()
        payment("1")
        payment("2", currency="EUR", amount=550)
        page = client.get("/admin/support/payment/totals/?currency=EUR").content.decode()
        assert "<svg" in page
        assert "€5.50" in page
        assert "₴" not in page

    def test_what_was_not_understood_waits_on_the_start_page(self, client, publisher):
        event = WebhookEvent.objects.create(source="stripe", key="evt_1", kind="payout.paid", outcome="unknown")
        assert "Stripe payout.paid" in client.get("/admin/").content.decode()
        client.post("/admin/support/webhookevent/", {"action": "settle", "_selected_action": event.pk})
        assert "Stripe payout.paid" not in client.get("/admin/").content.decode()
        event.refresh_from_db()
        assert event.settled_by == publisher


class TestPersonalData:
    def test_one_persons_data_is_handed_out(self, client, publisher):
        who = patron(tier=tier("Helm"), wall="initials")
        payment("P-1", patron=who)
        WebhookEvent.objects.create(source="stripe", key="evt_1", outcome="done", patron=who, words='{"a": 1}')
        answer = client.post("/admin/support/patron/person/", {"email": "DARYNA@paper.example", "do": "hand-out"})
        data = json.loads(answer.content)
        assert (data["name"], data["tier"], data["since"]) == ("Daryna Patron", "Helm", "2026-01-01")
        assert data["payments"][0]["number"] == "P-1"
        assert data["told_by_providers"][0]["words"] == '{"a": 1}'

    def test_one_person_is_forgotten_everywhere(self, client, publisher):
        who = patron()
        payment("P-1", patron=who)
        WebhookEvent.objects.create(source="stripe", key="evt_1", outcome="done", patron=who, words="Daryna")
        WebhookEvent.objects.create(
            source="stripe", key="evt_2", outcome="unknown", words='{"to": "Daryna@paper.example"}'
        )
        upload = PatronList.objects.create(name="x.csv")
        ListFault.objects.create(upload=upload, line=2, sentence="x", cells=["Daryna", "daryna@paper.example"])
        client.post(f"/admin/support/patron/{who.pk}/change/", {
            "name": "Daryna Patron", "email": who.email, "from_date": "2026-01-01", "wall": "no",
            "payments-TOTAL_FORMS": 0, "payments-INITIAL_FORMS": 0,
        })  # fmt: skip
        client.post("/admin/support/patron/person/", {"email": who.email, "do": "erase"})
        assert not Patron.objects.exists()
        assert Payment.objects.get().patron is None
        assert not ListFault.objects.exists()
        kept = [
            *WebhookEvent.objects.values_list("words", flat=True),
            *LogEntry.objects.values_list("object_repr", flat=True),
        ]
        assert not [words for words in kept if "Daryna" in words or "daryna" in words]

    def test_nobody_is_known_by_a_strange_address(self, client, publisher):
        for email in ("nobody@paper.example", "no address", ""):
            answer = client.post("/admin/support/patron/person/", {"email": email, "do": "erase"})
            assert answer.status_code == 422

    def test_what_providers_told_is_forgotten_in_time(self):
        for key, outcome in (("1", "done"), ("2", "unknown")):
            WebhookEvent.objects.create(source="stripe", key=key, outcome=outcome, words="{}")
        actions.forget_words(timezone.now())
        assert list(WebhookEvent.objects.order_by("key").values_list("words", flat=True)) == ["", "{}"]


class TestLettersOfThanks:
    @pytest.fixture
    def readers(self):
        now = timezone.now()
        patron("en@paper.example", language="en", letters_at=now)
        patron("uk@paper.example", language="uk", letters_at=now)
        patron("any@paper.example", letters_at=now)
        patron("silent@paper.example", language="en")
        patron("ended@paper.example", language="en", letters_at=now, until_date="2026-02-01")

    def write(self, client, **fields) -> ThanksLetter:
        client.post("/admin/support/thanksletter/add/", {"subject": "Thank you", "body": "Dear {name}", **fields})
        return ThanksLetter.objects.get()

    @pytest.mark.parametrize(
        "language, expected", [("", ["any", "en", "uk"]), ("uk", ["any", "uk"]), ("en", ["any", "en"])]
    )
    def test_it_goes_to_those_who_want_it_once(
        self, client, publisher, readers, run_jobs, mailoutbox, language, expected
    ):
        letter = self.write(client, language=language)
        where = f"/admin/support/thanksletter/{letter.pk}/change/"
        for _time in range(2):
            client.post(where, {"subject": "Thank you", "body": "Dear {name}", "language": language, "_send": "1"})
            run_jobs()
        assert sorted(mail.to[0].split("@")[0] for mail in mailoutbox) == expected
        assert Delivery.objects.exclude(sent_at=None).count() == len(expected)
        with pytest.raises(SentAlready):
            actions.send_thanks(letter, by=publisher)

    def test_who_wants_no_more_gets_no_more(self, client, readers, run_jobs, mailoutbox):
        who = Patron.objects.get(email="uk@paper.example")
        letter = ThanksLetter.objects.create(subject="Thank you", body="Dear {name}", language="uk")
        actions.send_thanks(letter, by=None)
        run_jobs()
        mail = next(mail for mail in mailoutbox if mail.to == [who.email])
        link = mail.extra_headers["List-Unsubscribe"].strip("<>")
        assert link in mail.body
        where = link.removeprefix("http://localhost:8000")
        assert client.get(where).status_code == 200
        who.refresh_from_db()
        assert who.letters_at
        answer = client.post(where, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200
        who.refresh_from_db()
        assert who.letters_at is None
        assert client.get(where + "x/").status_code == 404
        assert client.get(unsubscribe_path(who).replace(str(who.pk), "1" + str(who.pk), 1)).status_code == 404
