"""What strangers send us by a form: let in or refused with a sentence, without a cookie and without an account.

A view calls `admit` before it reads anything, `judge` when the form is in order, and keeps what was sent within
`keeping`. Each raises `Refused`, which says what to answer.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core import signing
from django.db import OperationalError
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press import blocklist
from press.rate_limit import Limit, TooMany, fingerprint, sender_address
from press.same_origin import is_ours

LEAST_SECONDS = 2
MOST_LINKS = 3
MOST_BYTES = 64 * 1024
A_MOMENT = 30  # Seconds after which a browser may try again while we are too busy.
LARGEST = 2**31 - 1  # What a column of whole numbers holds.

logger = logging.getLogger(__name__)


class Refused(Exception):
    """What somebody sent is not taken. `str()` says why; `status`, and `retry_after` in seconds, are for the answer."""

    def __init__(self, sentence: str, *, status: int = 403, retry_after: int | None = None):
        self.status, self.retry_after = status, retry_after
        super().__init__(sentence)


class VisitorForm(forms.Form):
    """What every form for strangers carries: a trap, the moment when it was opened, how long the browser saw it."""

    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    elapsed = forms.IntegerField(min_value=0, max_value=LARGEST, required=False, widget=forms.HiddenInput)


def admit(request: HttpRequest) -> None:
    """Let in what comes from our own pages, is not too long and has arrived whole; it is read by this.

    :raises Refused: it is not.
    """
    if not is_ours(request):
        raise Refused(_("This can only be sent from our own pages."), status=403)
    if _is_too_long(request):
        raise Refused(_("This is too long. Please shorten it and send it again."), status=413)
    try:
        request.POST  # noqa: B018 - it is read here, where that may fail.
    except UnreadablePostError:
        raise Refused(_("It did not arrive whole. Please send it again."), status=400) from None


def _is_too_long(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > MOST_BYTES


@contextmanager
def keeping() -> Iterator[None]:
    """Turn a limit that is reached, and a database that is too busy, into a refusal.

    :raises Refused: nothing was kept.
    """
    try:
        yield
    except TooMany as refusal:
        minutes = max(1, refusal.retry_after // 60)
        sentence = _("Too much came at once. Please send it again in %(n)s minutes.") % {"n": minutes}
        raise Refused(sentence, status=429, retry_after=refusal.retry_after) from None
    except OperationalError:
        logger.warning("What somebody sent could not be stored", exc_info=True)
        sentence = _("We are very busy at this moment and could not take it. Please send it again shortly.")
        raise Refused(sentence, status=503, retry_after=A_MOMENT) from None


def sender_of(request: HttpRequest) -> str:
    """Return today's fingerprint of where a request came from."""
    return fingerprint(sender_address(request))


def limits(what: str, sender: str, *, an_hour: int, a_day: int) -> list[Limit]:
    """Return how often one sender may send such a thing, to be counted by `press.rate_limit.spend`."""
    return [
        Limit(f"{what} sender hour {sender}", an_hour, 3600),
        Limit(f"{what} sender day {sender}", a_day, 86_400),
    ]


def stamp() -> str:
    """Return a mark of this moment that a form carries until it is sent."""
    return signing.TimestampSigner(salt="visitor").sign("form")


def judge(*, trap: str, opened: str, elapsed: int | None, words: str, email: str, sender: str) -> None:
    """Look at how and what somebody wrote. `elapsed` is in milliseconds, as the reader's browser measured it.

    :raises Refused: a robot filled the trap or was too quick, there are too many links, or the block list knows it.
    """
    if trap:
        raise Refused(_("This looks as if a program had filled it in. Leave the last field empty."))
    if _too_quick(opened, elapsed):
        raise Refused(_("That was very quick. Please read it once more and send it again."))
    if len(blocklist.linked_hosts(words)) > MOST_LINKS:
        raise Refused(_("It may hold at most %(n)s links.") % {"n": MOST_LINKS})
    if blocklist.meets(words=words, email=email, sender=sender):
        raise Refused(_("We do not take this. If that is a mistake, write to the desk."))


def _too_quick(opened: str, elapsed: int | None) -> bool:
    if elapsed is not None:
        return elapsed < LEAST_SECONDS * 1000
    try:
        signing.TimestampSigner(salt="visitor").unsign(opened, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True
