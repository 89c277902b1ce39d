"""Counting where republished articles are read: a picture of one pixel in the kit, and nothing kept of a reader.

The site that shows it is what the browser names as where it comes from, which anybody may forge: figures are a hint.
What one network, and all together, can add is limited, and so is the number of rows.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.rights.syndication import absolute
from licensing.models import ReadElsewhere
from press.rate_limit import Limit, TooMany, fingerprint, spend

HOSTS = 50  # Sites that have a row of their own for one article.
A_NETWORK_AN_HOUR = 5  # Of one article: readers behind one address are few, and a reload is no reader.
ALL_AN_HOUR = 20_000
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def address(article: Article) -> str:
    """Return the address of the picture that counts; "" where the paper does not count."""
    return absolute(reverse("read-elsewhere", args=[article.pk])) if settings.KIT_COUNTER else ""


def host_of(referrer: str) -> str | None:
    """Return the site that a Referer header names, "" if it names none that could be; None if it is ours."""
    try:
        host = (urlsplit(referrer).hostname or "").rstrip(".")
    except ValueError:
        return ""
    if host == settings.SITE.hostname:
        return None
    return host if _HOST.fullmatch(host) else ""


def count(article_id: int, *, referrer: str, sender: str) -> bool:
    """Count one reading of an article by somebody at the network address `sender`; return whether it was counted."""
    host = host_of(referrer)
    if host is None or not settings.KIT_COUNTER:
        return False
    try:
        _add(article_id, host, sender)
    except TooMany:
        return False
    return True


@transaction.atomic
def _add(article_id: int, host: str, sender: str) -> None:
    key = f"read {article_id} {fingerprint(sender)}"
    spend([Limit("read all", ALL_AN_HOUR, 3600), Limit(key, A_NETWORK_AN_HOUR, 3600)])
    rows = ReadElsewhere.objects.filter(article=article_id)
    known = host == "" or rows.filter(host=host).exists()
    if not known and rows.count() >= HOSTS:
        host = ""
    now = timezone.now()
    ReadElsewhere.objects.update_or_create(
        article_id=article_id,
        host=host,
        defaults={"count": F("count") + 1, "last_at": now},
        create_defaults={"count": 1, "first_at": now, "last_at": now},
    )
