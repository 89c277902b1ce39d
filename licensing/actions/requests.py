"""Receiving requests and answering them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import Revision
from licensing import letters
from licensing.actions.request_log import Action, locked, log, move
from licensing.errors import NoReason
from licensing.models import Event, ReprintRequest, Status
from press.rate_limit import Limit, spend

PATIENCE = timedelta(days=30)


def receive_request(
    revision: Revision, *, key: UUID | None = None, limits: Sequence[Limit] = (), **words: Any
) -> ReprintRequest:
    """Store what an outlet asks about `revision`; `words` are the fields of a request.

    The same `key` twice is one request: the first one is returned. A request counts under `limits` in its transaction.

    :raises press.rate_limit.TooMany: one of them is reached; nothing is stored.
    """
    if known := _known(key):
        return known
    try:
        with transaction.atomic():
            spend(limits)
            request = ReprintRequest.objects.create(article=revision.article, revision=revision, key=key, **words)
            log(request, Action.RECEIVED)
            letters.send_later(request, "received")
            return request
    except IntegrityError:
        if known := _known(key):  # It came twice in the same moment.
            return known
        raise


def _known(key: UUID | None) -> ReprintRequest | None:
    return ReprintRequest.objects.filter(key=key).first() if key else None


@transaction.atomic
def assign(request: ReprintRequest, *, to: User | None, by: User) -> ReprintRequest:
    """Give the request to somebody, or back to all.

    :raises DecidedMeanwhile: it changed since `request` was read.
    """
    request = locked(request)
    request.assignee = to
    request.version += 1
    request.save()
    log(request, Action.TAKEN if to == by else Action.ASSIGNED, by=by, note=str(to or ""))
    return request


def add_note(request: ReprintRequest, *, by: User, text: str) -> Event:
    """Leave a word for colleagues.

    :raises NoReason: there is none.
    """
    if not text.strip():
        raise NoReason(_("The note is empty."))
    return log(request, Action.NOTED, by=by, note=text)


@transaction.atomic
def ask_back(request: ReprintRequest, *, by: User, words: str) -> ReprintRequest:
    """Ask the outlet something before deciding; the request waits for its answer.

    :raises NoReason: there is no question.
    :raises DecidedMeanwhile: it changed since `request` was read.
    """
    if not words.strip():
        raise NoReason(_("Write what you would like to know."))
    return _answer(request, Status.ASKED, Action.ASKED, by=by, words=words)


@transaction.atomic
def refuse(request: ReprintRequest, *, by: User, words: str) -> ReprintRequest:
    """Decline a request, and tell the outlet why.

    :raises NoReason: there are no words for the outlet.
    :raises DecidedMeanwhile: it changed since `request` was read.
    """
    if not words.strip():
        raise NoReason(_("Tell the outlet why."))
    return _answer(request, Status.REFUSED, Action.REFUSED, by=by, words=words)


def _answer(request: ReprintRequest, status: str, action: str, *, by: User, words: str) -> ReprintRequest:
    request = locked(request)
    move(request, status, answer=words)
    log(request, action, by=by, note=words)
    letters.send_later(request, status)
    return request


@transaction.atomic
def withdraw(request: ReprintRequest, *, by: User | None = None, note: str = "") -> ReprintRequest:
    """Close a request that the outlet takes back. Without `by` it is the outlet itself. No letter goes out.

    :raises DecidedMeanwhile: it changed since `request` was read.
    """
    request = locked(request)
    move(request, Status.WITHDRAWN)
    log(request, Action.WITHDRAWN, by=by, note=note)
    return request


@transaction.atomic
def reopen(request: ReprintRequest, *, by: User, note: str) -> ReprintRequest:
    """Take back a decision: the request waits again. A grant that was given stays until it is revoked.

    :raises NoReason: the log needs a word on why.
    :raises DecidedMeanwhile: it changed since `request` was read.
    """
    if not note.strip():
        raise NoReason(_("Say why the decision is taken back."))
    request = locked(request)
    move(request, Status.NEW)
    log(request, Action.REOPENED, by=by, note=note)
    return request


def forget_in_vain(before: datetime) -> int:
    """Forget who made requests that were closed before a moment without a grant; return how many."""
    known = ReprintRequest.objects.in_vain(before).exclude(name="", email="")
    return ReprintRequest.objects.filter(pk__in=known.values("pk")).update(name="", email="")


def expire_forgotten(at: datetime) -> int:
    """Close requests whose day or whose question passed long before `at`; return how many."""
    found = list(ReprintRequest.objects.given_up(at, PATIENCE))
    for request in found:
        with transaction.atomic():
            request = locked(request)
            move(request, Status.EXPIRED)
            log(request, Action.EXPIRED)
    return len(found)
