"""Limits that hold to the exact count, however many processes ask at once."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from press.models import Tally

_WITH_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[\d.]+):\d+")


@dataclass(frozen=True)
class Limit:
    """At most `count` times within `seconds`, for one `key`."""

    key: str
    count: int
    seconds: int


class TooMany(Exception):
    """A limit is reached; `retry_after` says in how many seconds it opens again."""

    def __init__(self, limit: Limit, retry_after: int) -> None:
        self.limit, self.retry_after = limit, retry_after
        super().__init__(limit.key)


@transaction.atomic
def spend(limits: Iterable[Limit]) -> None:
    """Count one more under each limit.

    :raises TooMany: one of them is reached; then nothing is counted under any.
    """
    now = timezone.now()
    for limit in sorted(limits, key=lambda limit: limit.key):
        start = _window_start(now, limit.seconds)
        if _count_one(limit.key, start) > limit.count:
            opens = start + timedelta(seconds=limit.seconds)
            raise TooMany(limit, max(1, int((opens - now).total_seconds())))


def forget_old(before: datetime) -> None:
    """Delete tallies of windows that began before a moment."""
    Tally.objects.filter(window_start__lt=before).delete()


def sender_address(request: HttpRequest) -> str:
    """Return the network address that a request came from.

    `X-Forwarded-For` is read from the right, and only past proxies that `NEWSROOM_TRUSTED_PROXIES` names.
    """
    address = request.META.get("REMOTE_ADDR", "")
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while chain and _trusted(address):
        address = chain.pop()
    return address


def counted_address(request: HttpRequest) -> str | None:
    """Return the address that failed logins of a request count for: of IPv6 the first of its /64; None if unknown."""
    parsed = _parsed(sender_address(request))
    if parsed is None:
        return None
    if parsed.version == 4:
        return str(parsed)
    return str(ip_network(f"{parsed}/64", strict=False).network_address)


def fingerprint(address: str, *, at: datetime | None = None) -> str:
    """Return a name for a network address that cannot be turned back and changes every day.

    Addresses of IPv6 count by their /64, since one reader has many.
    """
    day = f"{at or timezone.now():%Y-%m-%d}"
    return hmac.new(settings.SECRET_KEY.encode(), f"{day} {_network(address)}".encode(), hashlib.sha256).hexdigest()[
        :32
    ]


def _network(address: str) -> str:
    parsed = _parsed(address)
    if parsed is None:
        return "unknown"
    return str(ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)


def _trusted(address: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """Read an address, which some proxies give with a port.

    One of IPv4 in the dress of IPv6, as sockets for both give it, is one of IPv4.
    """
    match = _WITH_PORT.fullmatch(address)
    try:
        parsed = ip_address(match["v6"] or match["v4"] if match else address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _window_start(now: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=UTC)


def _count_one(key: str, start: datetime) -> int:
    table = connection.ops.quote_name(Tally._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, window_start, count) VALUES (%s, %s, 1) "  # noqa: S608 - the name is ours
            f"ON CONFLICT (key, window_start) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, connection.ops.adapt_datetimefield_value(start)],
        )
        return cursor.fetchone()[0]
