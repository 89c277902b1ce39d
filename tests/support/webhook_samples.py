"""What providers tell, in the shapes that they were recorded in; names, numbers and keys are invented."""

import base64
import functools
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

SECRET = "a secret between two"
KEYS = {
    "PATREON_WEBHOOK_SECRET": SECRET,
    "STRIPE_WEBHOOK_SECRET": SECRET,
    "LIQPAY_PRIVATE_KEY": SECRET,
}


@dataclass
class Told:
    """A body and its headers, as they go over the line."""

    body: bytes
    headers: dict[str, str]
    content_type: str = "application/json"


# --- Patreon --------------------------------------------------------------------------------------------------------


def patreon(event: str = "members:pledge:create", *, tier: str = "Helm", member: str = "6e8d5b84-dfc9", **attributes):
    """A member of a campaign; `tier` empty shows the blank of the turn of a month."""
    told = {
        "campaign_lifetime_support_cents": 500,
        "currently_entitled_amount_cents": 500 if tier else 0,
        "email": "Daryna@paper.example",
        "full_name": "Daryna Patron",
        "is_follower": False,
        "last_charge_date": "2026-11-01T08:24:05.000+00:00",
        "last_charge_status": "Paid",
        "lifetime_support_cents": 500,
        "next_charge_date": "2026-12-01T08:00:00.000+00:00",
        "note": "",
        "patron_status": "active_patron",
        "pledge_cadence": 1,
        "pledge_relationship_start": "2026-10-01T16:36:58.615+00:00",
        "will_pay_amount_cents": 500 if tier else 0,
    }
    entitled = [{"id": "9512023", "type": "tier"}] if tier else []
    body = {
        "data": {
            "attributes": told | attributes,
            "id": member,
            "relationships": {
                "address": {"data": None},
                "campaign": {"data": {"id": "9441253", "type": "campaign"}},
                "currently_entitled_tiers": {"data": entitled},
                "user": {"data": {"id": "88555402", "type": "user"}},
            },
            "type": "member",
        },
        "included": [
            {"attributes": {"title": tier, "amount_cents": 500}, "id": "9512023", "type": "tier"},
            {"attributes": {"full_name": "Daryna Patron"}, "id": "88555402", "type": "user"},
        ],
        "links": {"self": "https://www.patreon.com/api/oauth2/v2/members/6e8d5b84-dfc9"},
    }
    return patreon_signed(json.dumps(body).encode(), event)


def patreon_signed(body: bytes, event: str = "members:update") -> Told:
    signature = hmac.new(SECRET.encode(), body, hashlib.md5).hexdigest()
    return Told(body, {"X-Patreon-Event": event, "X-Patreon-Signature": signature})


# --- Stripe ---------------------------------------------------------------------------------------------------------

NOON = 1_793_000_000


def stripe(kind: str, about: dict, *, key: str = "evt_1", created: int = NOON) -> Told:
    body = {
        "id": key,
        "object": "event",
        "api_version": "2025-03-31.basil",
        "created": created,
        "data": {"object": about},
        "livemode": True,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }
    return stripe_signed(json.dumps(body, indent=2).encode())


def stripe_signed(body: bytes, *, at: float | None = None, secret: str = SECRET) -> Told:
    stamp = str(int(time.time() if at is None else at))
    signature = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return Told(body, {"Stripe-Signature": f"t={stamp},v1={'0' * 64},v1={signature},v0=abc"})


def stripe_charge(kind: str = "charge.succeeded", *, refunded: int = 0, **event) -> Told:
    about = {
        "id": "ch_3Q2f",
        "object": "charge",
        "amount": 1500,
        "amount_captured": 1500,
        "amount_refunded": refunded,
        "billing_details": {"address": {"country": "UA"}, "email": "daryna@paper.example", "name": "Daryna Patron"},
        "created": NOON,
        "currency": "eur",
        "customer": "cus_Daryna",
        "paid": True,
        "payment_intent": "pi_3Q2f",
        "payment_method_details": {"card": {"brand": "visa", "last4": "4242"}, "type": "card"},
        "refunded": refunded == 1500,
        "status": "succeeded",
    }
    return stripe(kind, about, **event)


def stripe_subscription(kind: str = "customer.subscription.created", *, status: str = "active", **event) -> Told:
    price = {"id": "price_1", "object": "price", "currency": "eur", "nickname": "Helm", "unit_amount": 1500}
    about = {
        "id": "sub_1",
        "object": "subscription",
        "cancel_at": None,
        "cancel_at_period_end": False,
        "customer": "cus_Daryna",
        "ended_at": event.pop("ended_at", None),
        "items": {"data": [{"id": "si_1", "current_period_end": NOON + 2_600_000, "price": price, "quantity": 1}]},
        "start_date": NOON,
        "status": status,
    }
    return stripe(kind, about, **event)


def stripe_checkout(*, mode: str = "subscription", **event) -> Told:
    about = {
        "id": "cs_1",
        "object": "checkout.session",
        "amount_total": 1500,
        "created": NOON,
        "currency": "eur",
        "customer": "cus_Daryna",
        "customer_details": {"email": "daryna@paper.example", "name": "Daryna Patron"},
        "locale": "uk",
        "mode": mode,
        "payment_intent": None if mode == "subscription" else "pi_3Q2f",
        "payment_status": "paid",
        "subscription": "sub_1" if mode == "subscription" else None,
    }
    return stripe("checkout.session.completed", about, **event)


# --- LiqPay ---------------------------------------------------------------------------------------------------------


def liqpay(status: str = "success", *, way=hashlib.sha1, **fields) -> Told:
    body = {
        "payment_id": 2_514_441_923,
        "action": "pay",
        "status": status,
        "version": 3,
        "type": "buy",
        "paytype": "card",
        "public_key": "i00000000",
        "acq_id": 414_963,
        "order_id": "gift-77",
        "liqpay_order_id": "8TEZT8YI1690000000000000",
        "description": "Gift to the Landing",
        "sender_first_name": "Daryna",
        "sender_last_name": "Patron",
        "sender_card_mask2": "424242*42",
        "sender_card_bank": "A bank",
        "sender_card_type": "visa",
        "sender_card_country": 804,
        "amount": 200.5,
        "currency": "UAH",
        "sender_commission": 0.0,
        "create_date": 1_793_000_000_000,
        "end_date": 1_793_000_060_000,
        "transaction_id": 2_514_441_923,
    }
    return liqpay_signed(json.dumps(body | fields).encode(), way=way)


def liqpay_signed(body: bytes, *, way=hashlib.sha1) -> Told:
    from urllib.parse import urlencode

    data = base64.b64encode(body).decode()
    signature = base64.b64encode(way(f"{SECRET}{data}{SECRET}".encode()).digest()).decode()
    form = urlencode({"data": data, "signature": signature}).encode()
    return Told(form, {}, "application/x-www-form-urlencoded")


# --- monobank -------------------------------------------------------------------------------------------------------


@functools.cache
def monobank_key() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(20_261_128, ec.SECP256R1())


def monobank_public_key() -> str:
    """The public key as the bank gives it: PEM in base64."""
    form, encoding = serialization.PublicFormat.SubjectPublicKeyInfo, serialization.Encoding.PEM
    return base64.b64encode(monobank_key().public_key().public_bytes(encoding, form)).decode()


def monobank(status: str = "success", **fields) -> Told:
    body = {
        "invoiceId": "p2_9ZgpZVsl3",
        "status": status,
        "amount": 4200,
        "ccy": 980,
        "finalAmount": 4200,
        "createdDate": "2026-11-20T14:15:22Z",
        "modifiedDate": "2026-11-20T14:16:22Z",
        "reference": "84d0070ee4e44667b31371d8f8813947",
        "destination": "Gift to the Landing",
        "cancelList": [],
        "paymentInfo": {"maskedPan": "444403******1902", "rrn": "060189181768", "paymentSystem": "visa", "fee": 42},
        "walletData": {"cardToken": "67XZtXdR4NpKU3", "walletId": "c1376a611e17b059aeaf96b73258da9c"},
    }
    return monobank_signed(json.dumps(body | fields).encode())


def monobank_signed(body: bytes) -> Told:
    signature = monobank_key().sign(body, ec.ECDSA(SHA256()))
    return Told(body, {"X-Sign": base64.b64encode(signature).decode()})
