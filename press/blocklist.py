"""The block list: what no form takes in any more."""

import re
from datetime import datetime

from django.conf import settings
from django.db.models import F

from press.models import Block

_LINK = re.compile(r"(?:https?:)?//([\w.-]+)|\bwww\.([\w.-]+)", re.IGNORECASE)


def linked_hosts(words: str) -> list[str]:
    """Return the hosts that a text links to, in lower case, one for each link."""
    return [(first or second).lower().strip(".") for first, second in _LINK.findall(words)]


def meets(*, words: str, email: str, sender: str) -> bool:
    """Tell whether something that was sent is on the list, and count it there."""
    block = _block_for(words=words, email=email, sender=sender)
    if block:
        Block.objects.filter(pk=block.pk).update(hits=F("hits") + 1)
    return block is not None


def _block_for(*, words: str, email: str, sender: str) -> Block | None:
    folded = words.casefold()
    sites = {site for host in linked_hosts(words) for site in _with_parents(host)}
    for block in Block.objects.against(sender=sender, emails=_ways_to_block(email), sites=sites):
        if block.kind != Block.Kind.WORDS or block.value.casefold() in folded:
            return block
    return None


def _with_parents(host: str) -> list[str]:
    """Return a host and the sites that it belongs to: a.b.example, b.example and example."""
    names = host.split(".")
    return [".".join(names[at:]) for at in range(len(names))]


def _ways_to_block(email: str) -> set[str]:
    """Return how the list may name an address: whole, or by its host with or without “@”."""
    whole = email.lower()
    host = whole.rpartition("@")[2]
    return {whole, f"@{host}", *_with_parents(host)} if email else set()


def learn(*, words: str, email: str, sender: str, source: str) -> list[Block]:
    """Put a sender, an address and the linked sites on the list, but never our own site; `source` says from where."""
    sites = set(linked_hosts(words)) - {settings.SITE.hostname}
    found = [(Block.Kind.DOMAIN, site) for site in sorted(sites)]
    found += [(Block.Kind.SENDER, sender), (Block.Kind.EMAIL, email.lower())]
    learned = {"learned_from": source}
    return [Block.objects.get_or_create(learned, kind=kind, value=value[:200])[0] for kind, value in found if value]


def unlearn(source: str) -> None:
    """Take from the list what it learned from `source`."""
    Block.objects.filter(learned_from=source).delete()


def forget_senders(before: datetime) -> None:
    """Forget fingerprints of senders that came on the list before a moment: they change every day."""
    Block.objects.filter(kind=Block.Kind.SENDER, made_at__lt=before).delete()
