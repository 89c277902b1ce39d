"""What keeps the inbox usable: limits, a trap for robots, and a list of what nobody wants."""

import re

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from corrections.models import Block, Report
from press.throttle import Limit, fingerprint, sender_address, spend

LEAST_SECONDS = 2
MOST_LINKS = 3
A_SENDER_AN_HOUR, A_SENDER_A_DAY = 20, 60
AN_ARTICLE_AN_HOUR = 300
ALL_A_MINUTE = 6000
_LINK = re.compile(r"(?:https?:)?//([\w.-]+)|\bwww\.([\w.-]+)", re.IGNORECASE)


class Unwanted(Exception):
    """A report is refused; `str()` says why to the person who sent it."""


def sender_of(request: HttpRequest) -> str:
    """Return today's fingerprint of where a request came from."""
    return fingerprint(sender_address(request))


def count(sender: str, article: int) -> None:
    """Count a report on the article of this id under every limit.

    :raises press.throttle.TooMany: one of them is reached.
    """
    spend(
        [
            Limit(f"report sender hour {sender}", A_SENDER_AN_HOUR, 3600),
            Limit(f"report sender day {sender}", A_SENDER_A_DAY, 86_400),
            Limit(f"report article {article}", AN_ARTICLE_AN_HOUR, 3600),
            Limit("report all", ALL_A_MINUTE, 60),
        ]
    )


def stamp() -> str:
    """Return a mark of this moment that a form carries until it is sent."""
    return signing.TimestampSigner(salt="report").sign("form")


def judge(*, trap: str, opened: str, elapsed: int | None, words: str, email: str, sender: str) -> None:
    """Look at how and what somebody wrote. `elapsed` is in milliseconds, as the reader's browser measured it.

    :raises Unwanted: a robot filled the trap or was too quick, there are too many links, or the block list knows it.
    """
    if trap:
        raise Unwanted(_("This looks as if a program had filled it in. Leave the last field empty."))
    if _too_quick(opened, elapsed):
        raise Unwanted(_("That was very quick. Please read it once more and send it again."))
    hosts = linked_hosts(words)
    if len(hosts) > MOST_LINKS:
        raise Unwanted(_("A report may hold at most %(n)s links.") % {"n": MOST_LINKS})
    block = _block_for(words=words, email=email, sender=sender, hosts=hosts)
    if block:
        Block.objects.filter(pk=block.pk).update(hits=F("hits") + 1)
        raise Unwanted(_("We do not take this report. If that is a mistake, write to the desk."))


def linked_hosts(words: str) -> list[str]:
    """Return the hosts that a text links to, in lower case, one for each link."""
    return [(first or second).lower().strip(".") for first, second in _LINK.findall(words)]


def _too_quick(opened: str, elapsed: int | None) -> bool:
    if elapsed is not None:
        return elapsed < LEAST_SECONDS * 1000
    try:
        signing.TimestampSigner(salt="report").unsign(opened, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True


def _block_for(*, words: str, email: str, sender: str, hosts: list[str]) -> Block | None:
    folded = words.casefold()
    sites = {site for host in hosts for site in _with_parents(host)}
    for block in Block.objects.against(sender=sender, emails=_ways_to_block(email), sites=sites):
        if block.kind != Block.Kind.WORDS or block.value.casefold() in folded:
            return block
    return None


def _with_parents(host: str) -> list[str]:
    """Return a host and the sites that it belongs to: a.b.example, b.example and example."""
    names = host.split(".")
    return [".".join(names[at:]) for at in range(len(names))]


def _ways_to_block(email: str) -> set[str]:
    """Return how the block list may name an address: whole, or by its host with or without “@”."""
    whole = email.lower()
    host = whole.rpartition("@")[2]
    return {whole, f"@{host}", *_with_parents(host)} if email else set()


def learn(report: Report) -> list[Block]:
    """Put the sender, the address and the linked sites of an unwanted report on the block list; never our own site."""
    sites = set(linked_hosts(f"{report.message} {report.suggestion}")) - {settings.SITE.hostname}
    found = [(Block.Kind.DOMAIN, site) for site in sorted(sites)]
    found += [(Block.Kind.SENDER, report.sender), (Block.Kind.EMAIL, report.email.lower())]
    source = {"learned_from": report.passage}
    return [Block.objects.get_or_create(source, kind=kind, value=value[:200])[0] for kind, value in found if value]
