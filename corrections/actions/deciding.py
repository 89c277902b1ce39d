"""Working on what readers reported, and deciding it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Revision
from corrections import letters
from corrections.actions.bookkeeping import Action, locked, log, recount
from corrections.errors import NoReason
from corrections.models import Correction, DeclineReason, Event, Passage, Status


@transaction.atomic
def assign(passage: Passage, *, to: AbstractBaseUser | None, by: AbstractBaseUser) -> Passage:
    """Give the passage to somebody, or back to all.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = locked(passage)
    passage.assignee = to
    log(passage, Action.TAKEN if to == by else Action.ASSIGNED, by=by, note=str(to or ""))
    passage.reports.waiting().update(status=Status.PROGRESS if to else Status.NEW)
    recount(passage)
    return passage


def add_note(passage: Passage, *, by: AbstractBaseUser, text: str) -> Event:
    """Leave a word for colleagues."""
    if not text.strip():
        raise NoReason(_("The note is empty."))
    return log(passage, Action.NOTED, by=by, note=text.strip())


@transaction.atomic
def decline(passage: Passage, *, by: AbstractBaseUser, reason: DeclineReason | None = None, words: str = "") -> Passage:
    """Close every waiting report on the passage without a change, and tell the readers why.

    :raises NoReason: neither a reason nor words for the reader are given.
    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    if reason is None and not words.strip():
        raise NoReason(_("Choose a reason, or write one for the reader."))
    passage = locked(passage)
    note = " ".join(filter(None, [str(reason or ""), words.strip()]))
    _close(passage, Status.DECLINED, Action.DECLINED, by=by, note=note, reason=reason, reply=words.strip())
    return passage


@transaction.atomic
def accept(
    passage: Passage,
    *,
    by: AbstractBaseUser,
    revision: Revision,
    correction: Correction | None = None,
    words: str = "",
) -> Passage:
    """Close every waiting report on the passage as put right in `revision`.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = locked(passage)
    settled = {"settled_in": revision, "correction": correction, "reply": words.strip()}
    _close(passage, Status.ACCEPTED, Action.ACCEPTED, by=by, note=str(correction or revision.reason), **settled)
    return passage


@transaction.atomic
def mark_duplicate(passage: Passage, *, of: Passage, by: AbstractBaseUser) -> Passage:
    """Move the reports of one passage to another that says the same; the emptied one is closed.

    :raises DecidedMeanwhile: one of them changed since it was read.
    """
    passage, of = locked(passage), locked(of)
    log(passage, Action.DUPLICATE, by=by, note=str(of))
    moved = list(passage.reports.waiting())
    for report in moved:
        report.passage = of
        report.save(update_fields=["passage"])
        log(of, Action.RECEIVED, by=by, report=report, note=_("from a duplicate"))
    passage.status, passage.closed_at = Status.DUPLICATE, timezone.now()
    passage.version += 1
    passage.save()
    recount(of)
    return passage


@transaction.atomic
def mark_spam(passage: Passage, *, by: AbstractBaseUser) -> Passage:
    """Close every waiting report on the passage as unwanted. No letter goes out.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = locked(passage)
    _close(passage, Status.SPAM, Action.SPAM, by=by, note="")
    return passage


@transaction.atomic
def reopen(passage: Passage, *, by: AbstractBaseUser, note: str) -> Passage:
    """Take back a decision: its reports wait again. What was published stays until somebody changes it.

    :raises NoReason: the log needs a word on why.
    """
    if not note.strip():
        raise NoReason(_("Say why the decision is taken back."))
    passage = locked(passage)
    passage.reports.decided().update(
        status=Status.NEW, decided_at=None, decided_by=None, reason=None, correction=None, settled_in=None
    )
    log(passage, Action.REOPENED, by=by, note=note.strip())
    recount(passage)
    return passage


def _close(passage: Passage, status: str, action: str, *, by: AbstractBaseUser, note: str, **settled) -> None:
    reports = list(passage.reports.waiting())
    for report in reports:
        report.status, report.decided_at, report.decided_by = status, timezone.now(), by
        for name, value in settled.items():
            setattr(report, name, value)
        report.save()
    log(passage, action, by=by, note=note)
    passage.closed_at = timezone.now()
    recount(passage)
    if status in (Status.ACCEPTED, Status.DECLINED):
        for report in reports:
            letters.send_later(report, status)
