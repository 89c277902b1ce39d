"""LiqPay: https://www.liqpay.ua/documentation/en/api/callback.

A form of two fields: `data` is JSON in base64, `signature` the base64 of the SHA-1 of private key, data and private key
(SHA3-256 from version 7 on). Amounts are in whole units. A subscription is named by its order, each payment by its own
number.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

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
    key,
    major,
    parsed,
    since_1970,
    text,
)

MONEY_CAME = {"success", "wait_accept"}
MONEY_WENT_BACK = {"reversed"}
ON_THE_WAY = {
    "failure", "error", "sandbox", "processing", "prepared", "wait_bitcoin", "wait_secure", "wait_reserve", "hold_wait",
    "invoice_wait", "cash_wait", "wait_qr", "wait_sender", "wait_card", "wait_compensation", "wait_lc", "try_again",
    "3ds_verify", "otp_verify", "cvv_verify", "sender_verify", "receiver_verify", "phone_verify", "ivr_verify",
    "pin_verify", "captcha_verify", "password_verify", "senderapp_verify", "p24_verify", "mp_verify",
}  # fmt: skip
MILLI = 1000


def obstacle() -> str:
    """Say why LiqPay cannot be listened to; empty where it can."""
    return "" if settings.LIQPAY_PRIVATE_KEY else _("NEWSROOM_LIQPAY_PRIVATE_KEY is not set.")


def verify(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the JSON that was signed.

    :raises Forged: the signature is not LiqPay's.
    """
    try:
        fields = dict(parse_qsl(body.decode("ascii"), max_num_fields=10))
    except (UnicodeDecodeError, ValueError) as error:
        raise Forged from error
    signed = f"{settings.LIQPAY_PRIVATE_KEY}{fields.get('data', '')}{settings.LIQPAY_PRIVATE_KEY}".encode()
    theirs = fields.get("signature", "").encode()
    ours = [base64.b64encode(way(signed).digest()) for way in (hashlib.sha1, hashlib.sha3_256)]
    if not any(hmac.compare_digest(each, theirs) for each in ours):
        raise Forged
    try:
        return base64.b64decode(fields["data"], validate=True)
    except (KeyError, ValueError):
        return fields.get("data", "").encode()


def named(body: bytes, headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the key and the kind of an event, also of one that cannot be read."""
    try:
        data = parsed(body)
    except Unreadable:
        return digest(body), ""
    return digest(body), f"{text(data, 'action', most=40)} {text(data, 'status', most=39)}".strip()


def read(data: dict, kind: str) -> Incoming:
    """Return what an event tells.

    :raises Unreadable: it is not what LiqPay's documentation shows.
    """
    action, status = text(data, "action"), text(data, "status")
    if status in ("subscribed", "unsubscribed"):
        return Incoming("", kind, (_subscriber(data, gone=status == "unsubscribed"),))
    if status in MONEY_CAME | MONEY_WENT_BACK:
        return Incoming("", kind, (_payment(data, regular=action == "regular", back=status in MONEY_WENT_BACK),))
    return Incoming("", kind, known=status in ON_THE_WAY)


def _subscriber(data: dict, *, gone: bool) -> Member:
    began, told = since_1970(data, "create_date", unit=MILLI), _told_at(data)
    return Member(
        key=key(data, "order_id"),
        order=f"{told:%Y-%m-%dT%H:%M:%S}",
        name=_name(data),
        email=email(data, "sender_email"),
        language=text(data, "language", most=20),
        amount=major(data, "amount", currency=currency(data, "currency")),
        currency=currency(data, "currency"),
        since=began.date() if began and not gone else None,
        ended=gone,
    )


def _payment(data: dict, *, regular: bool, back: bool) -> Paid:
    unit = currency(data, "currency")
    amount = major(data, "amount", currency=unit)
    partly = at(data, "refund_amount")
    return Paid(
        key=key(data, "payment_id"),
        amount=amount,
        currency=unit,
        at=since_1970(data, "create_date", unit=MILLI) or _told_at(data),
        refunded=(amount if partly is None else major(data, "refund_amount", currency=unit)) if back else 0,
        member=key(data, "order_id") if regular else "",
        name=_name(data),
        email=email(data, "sender_email"),
    )


def _told_at(data: dict) -> datetime:
    told = since_1970(data, "end_date", unit=MILLI) or since_1970(data, "create_date", unit=MILLI)
    return told or datetime.fromtimestamp(0, UTC)


def _name(data: dict) -> str:
    return " ".join(filter(None, (text(data, f"sender_{each}_name", most=60) for each in ("first", "last"))))
