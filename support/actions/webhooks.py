"""Taking note of what providers tell us: each thing once, in whatever order it arrives."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from support.actions.payments import note_member, note_payment
from support.models import WebhookEvent
from support.providers import PROVIDERS, Incoming, Member, Unreadable, without_cards
from support.providers.facts import parsed, storable
from support.querysets import WebhookEventQuerySet

Outcome = WebhookEvent.Outcome
MOST_WORDS = 100_000
_LONG_NUMBER = re.compile(r"[0-9]{12,}")


@transaction.atomic
def receive_event(provider: str, words: bytes, headers: Mapping[str, str]) -> WebhookEvent:
    """Keep what a provider told in `words`, whose signature was found right, and do what follows from it.

    What came before is only counted. What cannot be understood is kept for somebody to look at.
    """
    key, kind = PROVIDERS[provider].named(words, headers)
    kept, is_new = WebhookEvent.objects.get_or_create(
        source=provider, key=key, defaults={"kind": kind, "outcome": Outcome.UNREADABLE}
    )
    if is_new:
        _understand(kept, words)
    else:
        WebhookEvent.objects.filter(pk=kept.pk).update(repeats=F("repeats") + 1)
    return kept


@transaction.atomic
def read_again(event: WebhookEvent, *, by: User) -> WebhookEvent:
    """Try once more to understand an event that was kept, as after an upgrade; then somebody has looked at it."""
    event = WebhookEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    event.settled_at, event.settled_by = timezone.now(), by
    if event.outcome in (Outcome.UNREADABLE, Outcome.UNKNOWN):
        _understand(event, event.words.encode())
    return event


def settle(events: WebhookEventQuerySet, *, by: User) -> int:
    """Note that somebody has looked at these events; return how many were waiting."""
    return events.waiting().update(settled_at=timezone.now(), settled_by=by)


def forget_words(before: datetime) -> None:
    """Forget what was told before a moment, but for what still waits."""
    old = WebhookEvent.objects.filter(received_at__lt=before)
    old.with_words().exclude(pk__in=WebhookEvent.objects.waiting().values("pk")).update(words="")


def _understand(event: WebhookEvent, words: bytes) -> None:
    event.words = _LONG_NUMBER.sub("…", storable(words.decode(errors="replace")))[:MOST_WORDS]
    event.trouble = ""
    try:
        data = parsed(words)
        event.words = storable(json.dumps(without_cards(data), ensure_ascii=False, default=str))[:MOST_WORDS]
        incoming = PROVIDERS[event.source].read(data, event.kind)
    except Unreadable as trouble:
        event.outcome, event.trouble = Outcome.UNREADABLE, str(trouble)[:300]
    else:
        event.outcome = _follow(event, incoming)
    event.save()


def _follow(event: WebhookEvent, incoming: Incoming) -> str:
    """Take note of all facts; return what came of it."""
    if not incoming.known:
        return Outcome.UNKNOWN
    news = []
    for fact in incoming.facts:
        noted = note_member(event.source, fact) if isinstance(fact, Member) else note_payment(event.source, fact)
        patron, is_news = noted
        event.patron = patron or event.patron
        news.append(is_news)
    if not news:
        return Outcome.NOTHING
    return Outcome.DONE if any(news) else Outcome.OUTDATED
