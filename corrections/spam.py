"""What keeps the inbox usable: limits, and a list of what nobody wants."""

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from corrections.models import Block, Report
from press import visitors
from press.throttle import Limit, spend

A_SENDER_AN_HOUR, A_SENDER_A_DAY = 20, 60
AN_ARTICLE_AN_HOUR = 300
ALL_A_MINUTE = 6000


def count(sender: str, article: int) -> None:
    """Count a report on the article of this id under every limit.

    :raises press.throttle.TooMany: one of them is reached.
    """
    spend(
        [
            *visitors.limits("report", sender, an_hour=A_SENDER_AN_HOUR, a_day=A_SENDER_A_DAY),
            Limit(f"report article {article}", AN_ARTICLE_AN_HOUR, 3600),
            Limit("report all", ALL_A_MINUTE, 60),
        ]
    )


def judge(*, trap: str, opened: str, elapsed: int | None, words: str, email: str, sender: str) -> None:
    """Look at how and what somebody wrote, as `press.visitors.judge` does, and whether the block list knows it.

    :raises press.visitors.Refused: we do not take it.
    """
    visitors.judge(trap=trap, opened=opened, elapsed=elapsed, words=words)
    block = _block_for(words=words, email=email, sender=sender)
    if block:
        Block.objects.filter(pk=block.pk).update(hits=F("hits") + 1)
        raise visitors.Refused(_("We do not take this report. If that is a mistake, write to the desk."))


def _block_for(*, words: str, email: str, sender: str) -> Block | None:
    folded = words.casefold()
    sites = {site for host in visitors.linked_hosts(words) for site in _with_parents(host)}
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
    sites = set(visitors.linked_hosts(f"{report.message} {report.suggestion}")) - {settings.SITE.hostname}
    found = [(Block.Kind.DOMAIN, site) for site in sorted(sites)]
    found += [(Block.Kind.SENDER, report.sender), (Block.Kind.EMAIL, report.email.lower())]
    source = {"learned_from": report.passage}
    return [Block.objects.get_or_create(source, kind=kind, value=value[:200])[0] for kind, value in found if value]
