"""Stripe: https://docs.stripe.com/webhooks and https://docs.stripe.com/api/events/types.

Money is told by charges and one-off checkouts, people by checkouts and subscriptions. A payment is named by its payment
intent, which charges, refunds, checkouts and (in older versions of the API) invoices have in common.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from support.providers.facts import (
    Forged,
    Incoming,
    Member,
    Paid,
    Unreadable,
    at,
    currency,
    digest,
    email,
    first,
    key,
    minor,
    parsed,
    since_1970,
    text,
)

TOLERANCE = 300  # Seconds, as Stripe's own libraries have it.
MOST_SIGNATURES = 10


def obstacle() -> str:
    """Say why Stripe cannot be listened to; empty where it can."""
    return "" if settings.STRIPE_WEBHOOK_SECRET else _("NEWSROOM_STRIPE_SECRET is not set.")


def verify(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return what was signed.

    :raises Forged: no signature is Stripe's, or it is older than five minutes.
    """
    parts = [part.strip().partition("=") for part in headers.get("Stripe-Signature", "").split(",")]
    stamp = first(value for name, _is, value in parts if name == "t") or ""
    signatures = [value for name, _is, value in parts if name == "v1"][:MOST_SIGNATURES]
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12) or abs(time.time() - int(stamp)) > TOLERANCE:
        raise Forged
    ours = hmac.new(settings.STRIPE_WEBHOOK_SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    if not any(hmac.compare_digest(ours.encode(), theirs.encode()) for theirs in signatures):
        raise Forged
    return body


def named(body: bytes, headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the key and the kind of an event, also of one that cannot be read."""
    try:
        data = parsed(body)
        return key(data, "id"), text(data, "type", most=80)
    except Unreadable:
        return digest(body), ""


def read(data: dict, kind: str) -> Incoming:
    """Return what an event tells.

    :raises Unreadable: it is not what Stripe's documentation shows.
    """
    if kind not in READERS:
        return Incoming("", kind, known=False)
    about = at(data, "data", "object")
    if not isinstance(about, dict):
        raise Unreadable("data.object should be what the event is about.")
    order = since_1970(data, "created")
    if order is None:
        raise Unreadable("created should be a moment.")
    facts = READERS[kind](about, f"{order:%Y-%m-%dT%H:%M:%S}")
    return Incoming("", kind, tuple(fact for fact in facts if fact))


def _checkout(session: dict, order: str) -> list[Member | Paid | None]:
    """A payment link was used. What a subscription costs is told by its charges."""
    if text(session, "payment_status") not in ("paid", "no_payment_required"):
        return []
    once = text(session, "mode") == "payment"
    customer = text(session, "customer") or text(session, "id")
    named: dict[str, Any] = {"name": text(session, "customer_details", "name", most=120)}
    named["email"] = email(session, "customer_details", "email") or email(session, "customer_email")
    money: dict[str, Any] = {"amount": minor(session, "amount_total"), "currency": currency(session, "currency")}
    if once and not money["amount"]:
        return []
    if not once:
        began, language = since_1970(session, "created"), text(session, "locale", most=20)
        language = "" if language == "auto" else language
        since = began.date() if began else None
        return [Member(key=customer, order=order, since=since, language=language, **named, **money)]
    paid = Paid(
        key=key(session, "payment_intent"), at=since_1970(session, "created"), member=customer, **named, **money
    )
    return [paid]


def _charge(charge: dict, order: str) -> list[Paid | None]:
    """Money came, or some of it went back; `amount_refunded` is all that went back so far."""
    if charge.get("paid") is not True and not at(charge, "amount_refunded"):
        return []
    paid = Paid(
        key=text(charge, "payment_intent") or key(charge, "id"),
        amount=minor(charge, "amount"),
        currency=currency(charge, "currency"),
        at=since_1970(charge, "created"),
        refunded=minor(charge, "amount_refunded") if at(charge, "amount_refunded") is not None else 0,
        member=text(charge, "customer"),
        name=text(charge, "billing_details", "name", most=120),
        email=email(charge, "billing_details", "email") or email(charge, "receipt_email"),
    )
    return [paid]


def _invoice(invoice: dict, order: str) -> list[Paid | None]:
    """An invoice was paid. Newer versions do not name its payment here; then its charge tells."""
    intent = text(invoice, "payment_intent")
    if not intent or not minor(invoice, "amount_paid"):
        return []
    paid = Paid(
        key=intent,
        amount=minor(invoice, "amount_paid"),
        currency=currency(invoice, "currency"),
        at=since_1970(invoice, "status_transitions", "paid_at") or since_1970(invoice, "created"),
        member=text(invoice, "customer"),
        name=text(invoice, "customer_name", most=120),
        email=email(invoice, "customer_email"),
    )
    return [paid]


def _subscription(subscription: dict, order: str) -> list[Member]:
    """A subscription began, changed or ended."""
    items = at(subscription, "items", "data", default=[])
    item = first(items) if isinstance(items, list) else None
    status, began = text(subscription, "status"), since_1970(subscription, "start_date")
    paid_until = since_1970(subscription, "current_period_end") or since_1970(item or {}, "current_period_end")
    over = since_1970(subscription, "ended_at") or since_1970(subscription, "cancel_at")
    ending = over or (paid_until if at(subscription, "cancel_at_period_end") else None)
    return [
        Member(
            key=key(subscription, "customer"),
            order=order,
            amount=minor(item or {}, "price", "unit_amount") if at(item, "price", "unit_amount") is not None else 0,
            currency=text(item or {}, "price", "currency").upper()[:3],
            tier=text(item or {}, "price", "nickname", most=120),
            since=began.date() if began else None,
            until=ending.date() if ending else None,
            ended=bool(ending) or status in ("canceled", "unpaid", "incomplete_expired"),
            lapsing=status in ("past_due", "incomplete", "paused"),
        )
    ]


READERS: dict[str, Callable[[dict, str], list]] = {
    "checkout.session.completed": _checkout,
    "checkout.session.async_payment_succeeded": _checkout,
    "charge.succeeded": _charge,
    "charge.refunded": _charge,
    "invoice.paid": _invoice,
    "invoice.payment_succeeded": _invoice,
    "customer.subscription.created": _subscription,
    "customer.subscription.updated": _subscription,
    "customer.subscription.deleted": _subscription,
}
