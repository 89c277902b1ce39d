"""What all providers' words are turned into, and how single values are read."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation, Overflow
from typing import Any, NoReturn

from django.utils.dateparse import parse_datetime

from support.minor_units import WITHOUT_MINOR_UNITS

LARGEST = 10**12  # In minor units: a ten-billion gift is a mistake of somebody's.
OF_CARDS = ("card", "maskedpan", "wallet", "iban", "fingerprint")
LONGEST_ID = 200


class Forged(Exception):
    """The words are not the provider's: their signature is missing, wrong or too old."""


class Unreadable(Exception):
    """The words are the provider's, and yet not what we expect of it; `str()` says what is missing."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """How somebody stands with a provider. `order` sorts what is told of one member, by the provider's own times.

    Where support has `ended`, `until` is the last day that is paid for, if the provider tells it. Where it is
    `lapsing`, the provider shows no support at this moment, which may be over in a few days.
    """

    key: str
    order: str
    name: str = ""
    email: str = ""
    language: str = ""
    tier: str = ""
    amount: int = 0
    currency: str = ""
    since: date | None = None
    until: date | None = None
    ended: bool = False
    lapsing: bool = False


@dataclass(frozen=True, kw_only=True)
class Paid:
    """How a payment stands: amounts in minor units, `refunded` in all so far. `at` is None as long as nothing is paid.

    `member` is the key of who paid, empty where the provider does not say.
    """

    key: str
    amount: int
    currency: str
    at: datetime | None
    refunded: int = 0
    member: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Incoming:
    """One thing that a provider tells: its `key` never comes twice. Without facts it concerns us in nothing."""

    key: str
    kind: str
    facts: tuple[Member | Paid, ...] = ()
    known: bool = True


def digest(body: bytes) -> str:
    """Return a name for words that carry none of their own."""
    return hashlib.sha256(body).hexdigest()


def parsed(body: bytes) -> dict:
    """Return the JSON object in `body`; fractions are exact.

    :raises Unreadable: it is none.
    """
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"This is no JSON: {error}"[:200]) from error
    if not isinstance(found, dict):
        raise Unreadable("This is JSON, but not an object.")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def at(data: Any, *path: str, default: Any = None) -> Any:
    """Return what lies at a path of names, or `default` where one of them is missing or null."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return default if data is None else data


def text(data: dict, *path: str, most: int = 200) -> str:
    """Return the words at a path as one line; numbers are words here, whatever else lies there is none."""
    found = at(data, *path, default="")
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return " ".join(storable(str(found)).split())[:most]


def storable(words: str) -> str:
    """Return words without what no database takes: zeros, and halves of characters, as of an emoji that was cut."""
    return words.replace("\0", "").encode(errors="replace").decode()


def key(data: dict, *path: str) -> str:
    """Return the provider's own name for something.

    :raises Unreadable: it is missing, or too long to be one.
    """
    found = text(data, *path, most=LONGEST_ID + 1)
    if not found or len(found) > LONGEST_ID:
        raise Unreadable(f"{'.'.join(path)} should name something.")
    return found


def minor(data: dict, *path: str) -> int:
    """Return an amount that is told in minor units.

    :raises Unreadable: it is none.
    """
    found = at(data, *path)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= LARGEST:
        raise Unreadable(f"{'.'.join(path)} should be an amount in minor units.")
    return found


def major(data: dict, *path: str, currency: str) -> int:
    """Return, in minor units, an amount that is told in whole ones.

    :raises Unreadable: it is none.
    """
    try:
        told = Decimal(str(at(data, *path)))
        amount = told if currency in WITHOUT_MINOR_UNITS else told * 100
        if 0 <= amount <= LARGEST and amount == amount.to_integral_value():
            return int(amount)
    except (InvalidOperation, Overflow):
        pass
    raise Unreadable(f"{'.'.join(path)} should be an amount.")


def currency(data: dict, *path: str) -> str:
    """Return the three letters of a currency.

    :raises Unreadable: there are none.
    """
    found = text(data, *path).upper()
    if len(found) != 3 or not (found.isascii() and found.isalpha()):
        raise Unreadable(f"{'.'.join(path)} should be a currency.")
    return found


def moment(data: dict, *path: str) -> datetime | None:
    """Return a moment that is told as in ISO 8601; None where there is none.

    :raises Unreadable: something else lies there.
    """
    found = at(data, *path)
    if found in (None, ""):
        return None
    try:
        read = parse_datetime(found)
    except (TypeError, ValueError):
        read = None
    if read is None:
        raise Unreadable(f"{'.'.join(path)} should be a moment.")
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def since_1970(data: dict, *path: str, unit: int = 1) -> datetime | None:
    """Return a moment that is told in seconds since 1970, or in the `unit`-th part of one; None where there is none.

    :raises Unreadable: something else lies there.
    """
    found = at(data, *path)
    if found is None:
        return None
    try:
        return datetime.fromtimestamp(int(found) / unit, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise Unreadable(f"{'.'.join(path)} should be a moment.") from error


def email(data: dict, *path: str) -> str:
    """Return the address at a path in lower case, empty where there is none that could be one."""
    found = text(data, *path, most=255).lower()
    return found if 3 <= len(found) <= 254 and "@" in found and " " not in found else ""


def without_cards(data: Any) -> Any:
    """Return JSON without whatever tells of cards, wallets and accounts: we never keep that."""
    if isinstance(data, dict):
        return {name: without_cards(value) for name, value in data.items() if not _of_a_card(name)}
    if isinstance(data, list):
        return [without_cards(value) for value in data]
    return data


def _of_a_card(name: str) -> bool:
    folded = name.lower().replace("_", "")
    return any(word in folded for word in OF_CARDS)


def first(found: Iterable) -> Any:
    return next(iter(found), None)
