"""What strangers send us by a form: let in or refused with a sentence, without a cookie and without an account.

A view calls `admit` before it reads anything, and `submit` when the form is in order, with the verb that stores what
was sent. Both raise `Refused`, which says what to answer.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

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
Stored = TypeVar("Stored")


class Refused(Exception):
    """What somebody sent is not taken. `str()` says why; `status`, and `retry_after` in seconds, are for the answer."""

    def __init__(self, sentence: str, *, status: int = 403, retry_after: int | None = None) -> None:
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

    WRITTEN: ClassVar[tuple[str, ...]] = ()
    """The fields in which somebody writes freely: their words are looked at for links and blocked words."""

    @property
    def written(self) -> str:
        """All that was written freely, once the form is valid."""
        return "\n".join(str(self.cleaned_data[name]) for name in self.WRITTEN)


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


def submit(form: VisitorForm, *, sender: str, store: Callable[[], Stored]) -> Stored:
    """Look at what somebody wrote in a valid form, and return what `store` makes of it.

    :raises Refused: a robot wrote it, the block list knows it, a limit is reached or the database is too busy.
    """
    judge(form, sender=sender)
    with storing():
        return store()


@contextmanager
def storing() -> Iterator[None]:
    """Turn a limit that is reached, and a database that is too busy, into a refusal.

    :raises Refused: nothing was stored.
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


def opened_now() -> str:
    """Return a signed mark of this moment, which a form carries as `opened` until it is sent."""
    return signing.TimestampSigner(salt="visitor").sign("form")


def judge(form: VisitorForm, *, sender: str) -> None:
    """Look at how and what somebody wrote in a valid form.

    :raises Refused: a robot filled the trap or was too quick, there are too many links, or the block list knows it.
    """
    data, words = form.cleaned_data, form.written
    if data["website"]:
        raise Refused(_("This looks as if a program had filled it in. Leave the last field empty."))
    if _too_quick(data["opened"], data["elapsed"]):
        raise Refused(_("That was very quick. Please read it once more and send it again."))
    if len(blocklist.linked_hosts(words)) > MOST_LINKS:
        raise Refused(_("It may hold at most %(n)s links.") % {"n": MOST_LINKS})
    if blocklist.meets(words=words, email=data.get("email", ""), sender=sender):
        raise Refused(_("We do not take this. If that is a mistake, write to the desk."))


def _too_quick(opened: str, elapsed: int | None) -> bool:
    """Tell whether a form came sooner than somebody can write; `elapsed` is in milliseconds, by the browser's clock."""
    if elapsed is not None:
        return elapsed < LEAST_SECONDS * 1000
    try:
        signing.TimestampSigner(salt="visitor").unsign(opened, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True
