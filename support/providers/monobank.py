"""monobank's acquiring: https://monobank.ua/api-docs/acquiring.

`X-Sign` is the base64 of an ECDSA signature (DER, SHA-256) of the body; the merchant's public key, in PEM inside
base64, is given by its `GET /api/merchant/pubkey`. Amounts are in minor units, `finalAmount` is what is left after
refunds. Events may come in any order; since refunds only ever grow, it does not matter. Nothing says who paid.
"""

import base64
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC
from Crypto.Signature import DSS
from django.conf import settings
from django.utils.translation import gettext as _

from support.providers.facts import Forged, Incoming, Paid, Unreadable, at, digest, key, minor, moment, parsed, text

MONEY_CAME = {"success", "reversed"}
ON_THE_WAY = {"created", "processing", "hold", "failure", "expired"}
CURRENCIES = {980: "UAH", 978: "EUR", 840: "USD", 826: "GBP", 985: "PLN", 756: "CHF", 203: "CZK"}


def obstacle() -> str:
    """Say why monobank cannot be listened to; empty where it can."""
    if not settings.MONOBANK_PUBLIC_KEY:
        return _("NEWSROOM_MONOBANK_PUBLIC_KEY is not set.")
    return "" if _public_key(settings.MONOBANK_PUBLIC_KEY) else _("NEWSROOM_MONOBANK_PUBLIC_KEY is not a key.")


@lru_cache(maxsize=4)
def _public_key(given: str) -> ECC.EccKey | None:
    """Return the key that was given as PEM or as base64 of it; None where it is none of an elliptic curve."""
    try:
        pem = given.encode() if "BEGIN" in given else base64.b64decode(given, validate=True)
        return ECC.import_key(pem.replace(b"\\n", b"\n"))
    except (ValueError, IndexError, TypeError):
        return None


def verify(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return what was signed.

    :raises Forged: the signature is not monobank's.
    """
    known = _public_key(settings.MONOBANK_PUBLIC_KEY)
    if known is None:
        raise Forged
    check = DSS.new(known, "fips-186-3", encoding="der")
    try:
        check.verify(SHA256.new(body), base64.b64decode(headers.get("X-Sign", ""), validate=True))
    except ValueError as error:
        raise Forged from error
    return body


def named(body: bytes, headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the key and the kind of an event, also of one that cannot be read."""
    try:
        return digest(body), text(parsed(body), "status", most=80)
    except Unreadable:
        return digest(body), ""


def read(data: dict, kind: str) -> Incoming:
    """Return what an event tells.

    :raises Unreadable: it is not what monobank's documentation shows.
    """
    if kind not in MONEY_CAME:
        return Incoming("", kind, known=kind in ON_THE_WAY)
    return Incoming("", kind, (_payment(data, back=kind == "reversed"),))


def _payment(data: dict, *, back: bool) -> Paid:
    amount = minor(data, "amount")
    left = minor(data, "finalAmount") if at(data, "finalAmount") is not None else amount
    return Paid(
        key=key(data, "invoiceId"),
        amount=max(amount, left),  # A tip makes the sum greater than the invoice.
        currency=_currency(data),
        at=_at(data),
        refunded=amount if back and left >= amount else max(0, amount - left),
    )


def _currency(data: dict) -> str:
    number = at(data, "ccy", default=980)
    if not isinstance(number, int) or number not in CURRENCIES:
        raise Unreadable("ccy should be the number of a currency.")
    return CURRENCIES[number]


def _at(data: dict) -> datetime:
    found = moment(data, "createdDate") or moment(data, "modifiedDate")
    if found is None:
        raise Unreadable("modifiedDate should be a moment.")
    return found
