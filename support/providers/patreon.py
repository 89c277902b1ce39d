"""Patreon, API version 2: https://docs.patreon.com/#webhooks.

The signature is the hexadecimal HMAC-MD5 of the body. Events carry neither a name nor a time of their own: the same
bytes are the same event, and what is told of a member is ordered by the beginning of the pledge and its last charge.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from support.providers.facts import (
    Forged,
    Incoming,
    Member,
    Paid,
    Unreadable,
    at,
    digest,
    email,
    key,
    minor,
    moment,
    text,
)

MEMBERS = {"members:create", "members:update", "members:delete"}
PLEDGES = {"members:pledge:create", "members:pledge:update", "members:pledge:delete"}
GONE = {"members:delete", "members:pledge:delete"}


def obstacle() -> str:
    """Say why Patreon cannot be listened to; empty where it can."""
    return "" if settings.PATREON_WEBHOOK_SECRET else _("NEWSROOM_PATREON_SECRET is not set.")


def verify(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return what was signed.

    :raises Forged: the signature is not Patreon's.
    """
    ours = hmac.new(settings.PATREON_WEBHOOK_SECRET.encode(), body, hashlib.md5).hexdigest()
    if not hmac.compare_digest(ours.encode(), headers.get("X-Patreon-Signature", "").strip().lower().encode()):
        raise Forged
    return body


def named(body: bytes, headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the key and the kind of an event, also of one that cannot be read."""
    kind = headers.get("X-Patreon-Event", "").replace("\0", "")[:80]
    return digest(kind.encode() + b"\n" + body), kind


def read(data: dict, kind: str) -> Incoming:
    """Return what an event tells.

    :raises Unreadable: it is not what Patreon's documentation shows.
    """
    if kind not in MEMBERS | PLEDGES:
        return Incoming("", kind, known=False)
    if at(data, "data", "type") != "member":
        raise Unreadable("data.type should be “member”.")
    member = _member(data, gone=kind in GONE)
    return Incoming("", kind, tuple(fact for fact in (member, _payment(data, member)) if fact))


def _member(data: dict, *, gone: bool) -> Member:
    who, of = at(data, "data"), ("attributes",)
    status, began = text(who, *of, "patron_status"), moment(who, *of, "pledge_relationship_start")
    charged, next_charge = moment(who, *of, "last_charge_date"), moment(who, *of, "next_charge_date")
    amount = _cents(who, "currently_entitled_amount_cents") or _cents(who, "will_pay_amount_cents")
    ended = gone or status == "former_patron"
    return Member(
        key=key(who, "id"),
        order=f"{_sorted(began)} {_sorted(charged)}",
        name=text(who, *of, "full_name", most=120),
        email=email(who, *of, "email"),
        tier=_tier(data),
        amount=amount,
        currency=settings.PATREON_CURRENCY,
        since=began.date() if began else None,
        until=next_charge.date() if ended and next_charge else None,
        ended=ended,
        lapsing=not ended and (status != "active_patron" or not amount),
    )


def _sorted(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S") if at else "-"


def _tier(data: dict) -> str:
    """Return the title of the dearest tier that the member is entitled to; around the 1st of a month there is none."""
    entitled = at(data, "data", "relationships", "currently_entitled_tiers", "data", default=[])
    wanted = {text(each, "id") for each in entitled if isinstance(each, dict)} if isinstance(entitled, list) else set()
    included = at(data, "included", default=[])
    tiers = [each for each in included if isinstance(each, dict)] if isinstance(included, list) else []
    mine = [each for each in tiers if each.get("type") == "tier" and text(each, "id") in wanted]
    dearest = max(mine, key=lambda each: _cents(each, "amount_cents"), default={})
    return text(dearest, "attributes", "title", most=120)


def _cents(resource: dict, name: str) -> int:
    """Return an amount among the attributes of something; 0 where Patreon leaves it blank."""
    return minor(resource, "attributes", name) if at(resource, "attributes", name) is not None else 0


def _payment(data: dict, member: Member) -> Paid | None:
    """Return the last charge, if it was paid or given back; others say nothing of money."""
    attributes = ("data", "attributes")
    status, charged = text(data, *attributes, "last_charge_status"), moment(data, *attributes, "last_charge_date")
    back = status in ("Refunded", "Refunded by Patreon", "Fraud")
    if charged is None or not (status == "Paid" or back) or not member.amount:
        return None
    return Paid(
        key=f"{member.key} {_sorted(charged)}",
        amount=member.amount,
        currency=member.currency,
        at=charged,
        refunded=member.amount if back else 0,
        member=member.key,
        name=member.name,
        email=member.email,
    )
