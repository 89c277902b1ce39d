"""What providers tell us: nothing forged, nothing twice, nothing undone by what comes late, nothing lost."""

import base64
import hashlib
import json
from datetime import UTC, date, datetime

import pytest
import time_machine

from support import actions
from support.models import Patron, Payment, Tier, WebhookEvent
from tests import make
from tests.support import webhook_samples
from tests.support.webhook_samples import Told

pytestmark = pytest.mark.django_db
PROVIDERS = ["patreon", "stripe", "liqpay", "monobank"]
GOOD = {
    "patreon": webhook_samples.patreon,
    "stripe": webhook_samples.stripe_charge,
    "liqpay": webhook_samples.liqpay,
    "monobank": webhook_samples.monobank,
}
SIGN = {
    "patreon": webhook_samples.patreon_signed,
    "stripe": webhook_samples.stripe_signed,
    "liqpay": webhook_samples.liqpay_signed,
    "monobank": webhook_samples.monobank_signed,
}
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def set_up(settings):
    for name, value in webhook_samples.KEYS.items():
        setattr(settings, name, value)
    settings.MONOBANK_PUBLIC_KEY = webhook_samples.monobank_public_key()
    settings.PATREON_CURRENCY = "USD"
    make.publication(name="The Landing")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def tell(client):
    """Return a function that posts what a provider tells, and returns the status and words of the answer."""

    def post(provider: str, told: Told, **headers) -> tuple[int, str]:
        answer = client.post(
            f"/support/webhooks/{provider}/", told.body, told.content_type, headers=told.headers | headers
        )
        return answer.status_code, answer.content.decode().strip()

    return post


def sums() -> list[tuple[str, int, int, str]]:
    return list(Payment.objects.order_by("pk").values_list("source", "amount", "refunded", "currency"))


class TestDoor:
    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_what_is_signed_is_taken_note_of(self, tell, provider):
        assert tell(provider, GOOD[provider]()) == (200, "done")
        assert WebhookEvent.objects.get().outcome == "done"
        assert Payment.objects.count() == 1

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_what_is_changed_by_one_byte_is_refused(self, tell, provider):
        good = GOOD[provider]()
        forged = Told(good.body.replace(b"e", b"f", 1), good.headers, good.content_type)
        assert tell(provider, forged)[0] == 403
        assert not WebhookEvent.objects.exists()

    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.parametrize("signature", [None, "", "0", "я", "\x00", "A" * 5000, "t=1,v1=", "t=9" * 99])
    def test_no_signature_is_no_signature(self, tell, provider, signature):
        good = GOOD[provider]()
        body = good.body.split(b"&")[0] if provider == "liqpay" else good.body
        names = ["X-Patreon-Signature", "Stripe-Signature", "X-Sign"]
        headers = {} if signature is None else dict.fromkeys(names, signature.encode().decode("latin-1"))
        assert tell(provider, Told(body, headers, good.content_type))[0] == 403

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_a_key_that_is_not_set_opens_nothing(self, tell, provider, settings):
        for name in (*webhook_samples.KEYS, "MONOBANK_PUBLIC_KEY"):
            setattr(settings, name, "")
        status, words = tell(provider, GOOD[provider]())
        assert (status, words) == (503, "This provider is not set up here.")

    def test_an_empty_key_is_not_a_key(self, tell, settings):
        settings.STRIPE_WEBHOOK_SECRET = ""
        assert tell("stripe", webhook_samples.stripe_signed(b"{}", secret=""))[0] == 503

    @pytest.mark.parametrize("key", ["nonsense", "QUJD", webhook_samples.SECRET])
    def test_a_key_that_is_none_is_said_to_be_none(self, tell, settings, key):
        settings.MONOBANK_PUBLIC_KEY = key
        assert tell("monobank", webhook_samples.monobank())[0] == 503

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_what_is_too_long_is_not_read(self, tell, provider):
        assert tell(provider, SIGN[provider](b"[" * 600_000))[0] == 413

    def test_nobody_else_is_listened_to(self, tell, client):
        assert tell("paypal", webhook_samples.stripe_charge())[0] == 404
        assert client.get("/support/webhooks/stripe/").status_code == 405

    def test_an_old_signature_of_stripe_is_no_good(self, tell):
        body = webhook_samples.stripe_charge().body
        assert tell("stripe", webhook_samples.stripe_signed(body, at=NOW.timestamp() - 301))[0] == 403
        assert tell("stripe", webhook_samples.stripe_signed(body, at=NOW.timestamp() + 301))[0] == 403
        assert tell("stripe", webhook_samples.stripe_signed(body, at=NOW.timestamp() - 299))[0] == 200

    def test_liqpays_newer_signature_is_as_good(self, tell):
        assert tell("liqpay", webhook_samples.liqpay(way=hashlib.sha3_256))[0] == 200

    def test_the_key_that_the_bank_shows_is_a_key(self, settings):
        """As monobank’s documentation has it; it is not ours, so our signature is no good with it."""
        from support.providers import Forged, monobank

        settings.MONOBANK_PUBLIC_KEY = (
            "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUZrd0V3WUhLb1pJemowQ0FRWUlLb1pJemowREFRY0RRZ0FFK0UxRnBVZzczYmhGdmp2SzlrMl"
            "hJeTZtQkU1MQpib2F0RU1qU053Z1l5ZW55blpZQWh3Z3dyTGhNY0FpT25SYzNXWGNyMGRrY2NvVnFXcVBhWVQ5T3hRPT0KLS0tLS1FTkQgUFVC"
            "TElDIEtFWS0tLS0tCg=="
        )
        assert monobank.obstacle() == ""
        with pytest.raises(Forged):
            monobank.verify(b"{}", webhook_samples.monobank().headers)


class TestMalformed:
    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.parametrize("body", [b"", b"no json", b"[1,2]", b"\xff\xfe\x00", b"NaN", b"[" * 20_000, b'{"a":NaN}'])
    def test_what_is_no_json_object_is_kept_and_said_to_be_none(self, tell, provider, body):
        status, _words = tell(provider, SIGN[provider](body))
        event = WebhookEvent.objects.get()
        assert (status, event.outcome) in [(400, "unreadable"), (200, "unreadable")]
        assert event.trouble
        assert WebhookEvent.objects.waiting().count() == 1

    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.parametrize("path", ["missing", "wrong type", "huge", "null"])
    def test_what_is_not_as_it_should_be_is_kept_for_somebody_to_look_at(self, tell, provider, path):
        wrong = {"missing": ..., "wrong type": {"a": []}, "huge": 10**40, "null": None}[path]
        good = GOOD[provider]()
        data = json.loads(good.body if provider != "liqpay" else _liqpay_words(good))
        place = data["data"] if provider == "patreon" else data["data"]["object"] if provider == "stripe" else data
        name = {"patreon": "id", "stripe": "amount", "liqpay": "amount", "monobank": "amount"}[provider]
        if wrong is ...:
            del place[name]
        else:
            place[name] = wrong
        kind = {"event": "members:pledge:create"} if provider == "patreon" else {}
        status, said = tell(provider, SIGN[provider](json.dumps(data).encode(), **kind))
        if provider == "patreon" and path == "huge":
            assert status == 200  # A name of forty digits is a name.
        else:
            assert (status, said) == (200, "unreadable")
            assert not Payment.objects.exists()

    @pytest.mark.parametrize("currency", [[], {"a": 1}, "UAH", 980.5])
    def test_a_currency_that_is_no_number_is_kept_for_somebody_to_look_at(self, tell, currency):
        assert tell("monobank", webhook_samples.monobank(ccy=currency)) == (200, "unreadable")
        assert not Payment.objects.exists()

    @pytest.mark.parametrize("amount", ["1e999999", "-1e999999", "1e-999999", "0.001", "true", '"Infinity"', "[]"])
    def test_an_amount_that_no_money_has_is_kept_for_somebody_to_look_at(self, tell, amount):
        body = _liqpay_words(webhook_samples.liqpay(amount="AMOUNT")).replace(b'"AMOUNT"', amount.encode())
        assert tell("liqpay", webhook_samples.liqpay_signed(body)) == (200, "unreadable")
        assert not Payment.objects.exists()

    def test_half_a_character_in_a_name_is_no_hindrance(self, tell):
        """Whoever cuts a name at so many letters may cut an emoji in two."""
        told = webhook_samples.liqpay(sender_first_name="Daryna \ud83d", sender_email="daryna@paper.example")
        assert tell("liqpay", told) == (200, "done")
        assert Patron.objects.get().name == "Daryna ? Patron"

    def test_a_kind_that_nobody_knows_is_kept(self, tell):
        assert tell("stripe", webhook_samples.stripe("payout.paid", {"id": "po_1"})) == (200, "unknown")
        assert tell("patreon", webhook_samples.patreon("posts:publish")) == (200, "unknown")
        assert tell("liqpay", webhook_samples.liqpay("moonshine")) == (200, "unknown")
        assert tell("monobank", webhook_samples.monobank("moonshine")) == (200, "unknown")
        assert WebhookEvent.objects.waiting().count() == 4

    def test_what_is_on_its_way_is_nothing_to_do(self, tell):
        assert tell("monobank", webhook_samples.monobank("processing")) == (200, "nothing")
        assert tell("liqpay", webhook_samples.liqpay("failure")) == (200, "nothing")
        assert tell("liqpay", webhook_samples.liqpay("sandbox")) == (200, "nothing")
        assert not Payment.objects.exists()

    def test_nothing_of_cards_is_kept(self, tell):
        for provider in PROVIDERS:
            tell(provider, GOOD[provider]())
        words = " ".join(WebhookEvent.objects.values_list("words", flat=True))
        assert "Daryna" in words
        for secret in ("4242", "444403", "67XZtXdR4NpKU3", "last4", "maskedPan"):
            assert secret not in words

    def test_after_an_upgrade_an_event_can_be_read_again(self, tell, monkeypatch):
        monkeypatch.setattr("support.providers.stripe.READERS", {})
        assert tell("stripe", webhook_samples.stripe_charge()) == (200, "unknown")
        monkeypatch.undo()
        event = actions.read_again(WebhookEvent.objects.get(), by=make.user())
        assert event.outcome == "done"
        assert sums() == [("stripe", 1500, 0, "EUR")]
        assert not WebhookEvent.objects.waiting().exists()


def _liqpay_words(told: Told) -> bytes:
    from urllib.parse import parse_qs

    return base64.b64decode(parse_qs(told.body.decode())["data"][0])


class TestReplay:
    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_the_same_thing_told_five_times_happens_once(self, tell, provider, run_jobs, mailoutbox):
        good = GOOD[provider]()
        answers = {tell(provider, good) for _time in range(5)}
        assert answers == {(200, "done")}
        event = WebhookEvent.objects.get()
        assert event.repeats == 4
        assert Payment.objects.count() == 1
        run_jobs()
        assert len(mailoutbox) == len({letter.subject for letter in mailoutbox})

    def test_one_payment_told_in_three_ways_is_one_payment(self, tell):
        invoice = {
            "id": "in_1", "payment_intent": "pi_3Q2f", "amount_paid": 1500, "currency": "eur",
            "created": webhook_samples.NOON, "customer": "cus_Daryna", "customer_email": "daryna@paper.example",
        }  # fmt: skip
        tell("stripe", webhook_samples.stripe_checkout(mode="payment", key="evt_1"))
        tell("stripe", webhook_samples.stripe("invoice.paid", invoice, key="evt_2"))
        tell("stripe", webhook_samples.stripe_charge(key="evt_3"))
        assert sums() == [("stripe", 1500, 0, "EUR")]
        assert Patron.objects.count() == 1


class TestOrder:
    def test_money_that_went_back_stays_away_whatever_comes_first(self, tell):
        tell("stripe", webhook_samples.stripe_charge("charge.refunded", refunded=1500, key="evt_2"))
        assert tell("stripe", webhook_samples.stripe_charge(key="evt_1")) == (200, "outdated")
        tell("liqpay", webhook_samples.liqpay("reversed", end_date=1_793_000_900_000))
        tell("liqpay", webhook_samples.liqpay("success"))
        tell("monobank", webhook_samples.monobank("reversed", finalAmount=0, modifiedDate="2026-11-21T00:00:00Z"))
        tell("monobank", webhook_samples.monobank("success"))
        assert [(amount, back) for _source, amount, back, _currency in sums()] == [
            (1500, 1500), (20050, 20050), (4200, 4200),
        ]  # fmt: skip
        assert Payment.objects.confirmed().in_currency("UAH").total() == 0

    def test_part_of_the_money_can_go_back(self, tell):
        tell("stripe", webhook_samples.stripe_charge(key="evt_1"))
        tell("stripe", webhook_samples.stripe_charge("charge.refunded", refunded=900, key="evt_3"))
        tell("stripe", webhook_samples.stripe_charge("charge.refunded", refunded=500, key="evt_2"))
        tell("monobank", webhook_samples.monobank(finalAmount=4000))
        assert sums() == [("stripe", 1500, 900, "EUR"), ("monobank", 4200, 200, "UAH")]

    def test_an_end_is_not_undone_by_an_earlier_beginning(self, tell):
        ended = webhook_samples.stripe_subscription(
            "customer.subscription.deleted", status="canceled", ended_at=webhook_samples.NOON + 90, key="evt_2",
            created=webhook_samples.NOON + 90,
        )  # fmt: skip
        assert tell("stripe", ended) == (200, "done")
        assert tell("stripe", webhook_samples.stripe_subscription(key="evt_1")) == (200, "outdated")
        assert Patron.objects.get().until_date == date(2026, 10, 26)

    def test_of_two_things_in_one_second_the_end_weighs_more(self, tell):
        gone = webhook_samples.patreon("members:pledge:delete", patron_status="former_patron")
        assert tell("patreon", gone) == (200, "done")
        assert tell("patreon", webhook_samples.patreon("members:pledge:update")) == (200, "outdated")
        assert Patron.objects.get().until_date == date(2026, 12, 1)

    def test_who_comes_back_is_a_patron_again(self, tell):
        tell("patreon", webhook_samples.patreon("members:pledge:delete", patron_status="former_patron"))
        again = {"pledge_relationship_start": "2026-11-27T10:00:00Z", "last_charge_date": "2026-11-27T10:00:00Z"}
        assert tell("patreon", webhook_samples.patreon(**again)) == (200, "done")
        assert Patron.objects.get().until_date is None

    def test_liqpays_subscription_begins_pays_and_ends(self, tell):
        began = {"action": "subscribe", "order_id": "monthly-5", "sender_email": "daryna@paper.example"}
        tell("liqpay", webhook_samples.liqpay("subscribed", **began))
        patron = Patron.objects.get()
        assert (patron.email, patron.name, patron.until_date) == ("daryna@paper.example", "Daryna Patron", None)
        tell("liqpay", webhook_samples.liqpay("success", action="regular", order_id="monthly-5", payment_id=9))
        assert patron.payments.get().amount == 20050
        tell("liqpay", webhook_samples.liqpay("unsubscribed", order_id="monthly-5", end_date=1_793_900_000_000))
        tell("liqpay", webhook_samples.liqpay("subscribed", **began, amount=70))
        patron.refresh_from_db()
        assert patron.until_date is not None


class TestPatrons:
    def test_a_pledge_makes_a_patron_of_its_tier(self, tell):
        helm = Tier.objects.create(name="helm", amount=5, currency="USD")
        tell("patreon", webhook_samples.patreon())
        patron = Patron.objects.get()
        assert (patron.name, patron.email) == ("Daryna Patron", "daryna@paper.example")
        assert (patron.tier, patron.source, patron.from_date) == (helm, "patreon", date(2026, 10, 1))
        assert (patron.wall, patron.letters_at) == ("no", None)
        assert Patron.objects.active().count() == 1

    def test_a_tier_is_found_by_what_is_paid(self, tell):
        deckhand = Tier.objects.create(name="Deckhand", amount=3, currency="USD")
        Tier.objects.create(name="Anchor", amount=50, currency="USD")
        Tier.objects.create(name="Far bank", amount=4, currency="EUR")
        tell("patreon", webhook_samples.patreon(tier="Some name of theirs"))
        assert Patron.objects.get().tier == deckhand

    def test_a_patron_known_by_address_is_the_same_one(self, tell):
        known = Patron.objects.create(email="daryna@paper.example", name="Daryna", wall="name", source="list")
        tell("patreon", webhook_samples.patreon())
        known.refresh_from_db()
        assert (Patron.objects.count(), known.source, known.wall) == (1, "patreon", "name")

    def test_the_end_of_one_way_to_give_does_not_end_another(self, tell):
        tell("stripe", webhook_samples.stripe_checkout())
        tell("patreon", webhook_samples.patreon("members:pledge:delete", patron_status="former_patron"))
        assert Patron.objects.get().until_date is None

    def test_the_blank_at_the_turn_of_a_month_takes_nothing_away(self, tell):
        Tier.objects.create(name="Helm", amount=5, currency="USD")
        with time_machine.travel(datetime(2026, 11, 1, 0, 20, tzinfo=UTC), tick=False):
            tell("patreon", webhook_samples.patreon(last_charge_date="2026-10-01T16:37:00Z"))
            tell("patreon", webhook_samples.patreon("members:update", tier="", last_charge_date="2026-11-01T00:10:00Z"))
            patron = Patron.objects.get()
            assert str(patron.tier) == "Helm"
            assert patron in Patron.objects.active(date(2026, 11, 11))
            assert patron not in Patron.objects.active(date(2026, 11, 12))
        tell("patreon", webhook_samples.patreon("members:update"))
        patron.refresh_from_db()
        assert patron.until_date is None

    def test_who_only_follows_is_no_patron(self, tell):
        follower = {"patron_status": None, "pledge_relationship_start": None, "last_charge_status": None}
        assert tell("patreon", webhook_samples.patreon("members:create", tier="", **follower)) == (200, "outdated")
        assert not Patron.objects.exists()

    def test_who_gives_once_is_a_patron_for_a_month(self, tell):
        tell("stripe", webhook_samples.stripe_checkout(mode="payment"))
        assert Patron.objects.get().until_date == date(2026, 11, 26)

    def test_nobody_is_named_where_the_provider_names_nobody(self, tell):
        tell("monobank", webhook_samples.monobank())
        assert not Patron.objects.exists()
        assert Payment.objects.confirmed(since=datetime(2026, 11, 1, tzinfo=UTC)).in_currency("UAH").total() == 4200


class TestLetters:
    def test_a_new_patron_is_welcomed_and_has_a_receipt(self, tell, run_jobs, mailoutbox):
        with time_machine.travel(datetime(2026, 11, 1, 9, tzinfo=UTC), tick=False):
            tell("patreon", webhook_samples.patreon())
            run_jobs()
        assert {letter.to[0] for letter in mailoutbox} == {"daryna@paper.example"}
        assert [letter.subject for letter in mailoutbox] == ["Thank you, and welcome", "We have received $5"]
        assert "Daryna Patron" in mailoutbox[0].body
        assert "1 November 2026" in mailoutbox[1].body

    def test_what_was_paid_long_ago_gets_no_receipt(self, tell, run_jobs, mailoutbox):
        tell("patreon", webhook_samples.patreon())
        run_jobs()
        assert [letter.subject for letter in mailoutbox] == ["Thank you, and welcome"]

    def test_letters_are_in_the_language_of_the_patron(self, tell, run_jobs, mailoutbox):
        tell("stripe", webhook_samples.stripe_checkout())
        run_jobs()
        assert Patron.objects.get().language == "uk"
        assert len(mailoutbox) == 1
