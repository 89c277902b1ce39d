"""Working on what readers reported, and deciding it."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Revision
from corrections import letters, spam
from corrections.actions.passages import Action, locked, log, recount
from corrections.errors import NoReason, NothingToReopen, NotTheSameArticle
from corrections.models import Correction, DeclineReason, Event, Passage, Report, Status
from press.models import Block

ANSWERED = (Status.ACCEPTED, Status.DECLINED)
NOT_THE_SAME = gettext_lazy("A duplicate says the same as another report on the same article.")


@transaction.atomic
def assign(passage: Passage, *, to: User | None, by: User) -> Passage:
    """Give the passage to somebody, or back to all.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = locked(passage)
    passage.assignee = to
    log(passage, Action.TAKEN if to == by else Action.ASSIGNED, by=by, note=str(to or ""))
    passage.reports.waiting().update(status=Status.PROGRESS if to else Status.NEW)
    recount(passage)
    return passage


def add_note(passage: Passage, *, by: User, text: str) -> Event:
    """Leave a word for colleagues."""
    if not text.strip():
        raise NoReason(_("The note is empty."))
    return log(passage, Action.NOTED, by=by, note=text.strip())


@transaction.atomic
def decline(passage: Passage, *, by: User, reason: DeclineReason | None = None, words: str = "") -> Passage:
    """Close every waiting report on the passage without a change, and tell the readers why.

    :raises NoReason: neither a reason nor words for the reader are given.
    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    if reason is None and not words.strip():
        raise NoReason(_("Choose a reason, or write one for the reader."))
    passage = locked(passage)
    note = " · ".join(filter(None, [str(reason or ""), words.strip()]))
    _close(passage, Status.DECLINED, Action.DECLINED, by=by, note=note, reason=reason, reply=words.strip())
    return passage


@transaction.atomic
def accept(
    passage: Passage,
    *,
    by: User,
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
def mark_duplicate(passage: Passage, *, of: Passage, by: User) -> Passage:
    """Close a passage as saying the same as another one of the article.

    If that one waits, the reports move there and are answered with it; if it is decided, so are they. If it is itself
    a duplicate, the passage that it is a duplicate of is meant.

    :raises NotTheSameArticle: the two cannot be the same.
    :raises DecidedMeanwhile: one of them changed since it was read.
    """
    of = _last_of_duplicates(of)
    if passage.pk == of.pk or passage.article_id != of.article_id:
        raise NotTheSameArticle(NOT_THE_SAME)
    held = {one.pk: locked(one) for one in sorted((passage, of), key=lambda one: one.pk)}
    passage, of = held[passage.pk], held[of.pk]
    reports = list(passage.reports.waiting())
    if of.closed_at is None:
        _move(reports, passage, of, by=by)
    else:
        _answer_like(reports, of, by=by)
    log(passage, Action.DUPLICATE, by=by, note=str(of))
    passage.status, passage.closed_at, passage.duplicate_of = Status.DUPLICATE, timezone.now(), of
    passage.reply_wanted, passage.proposal, passage.proposed_at = False, "", None
    passage.version += 1
    passage.save()
    return passage


def _last_of_duplicates(passage: Passage) -> Passage:
    """Return where the reports of a passage went: nobody looks at those of a duplicate any more.

    :raises NotTheSameArticle: they went in a circle, which was possible once.
    """
    seen: set[int] = set()
    while passage.duplicate_of:
        seen.add(passage.pk)
        passage = passage.duplicate_of
        if passage.pk in seen:
            raise NotTheSameArticle(NOT_THE_SAME)
    return passage


def _move(reports: list[Report], passage: Passage, of: Passage, *, by: User) -> None:
    for report in reports:
        report.passage = of
        report.save(update_fields=["passage"])
        log(passage, Action.DUPLICATE, by=by, report=report, note=_("moved"))
        log(of, Action.RECEIVED, by=by, report=report, note=_("from a duplicate"))
    recount(of)


def _answer_like(reports: list[Report], of: Passage, *, by: User) -> None:
    """Close reports with the answer that was given on another passage."""
    decided = of.reports.decided().order_by("-decided_at", "-pk").first()
    for report in reports:
        report.status, report.decided_at, report.decided_by = Status.DUPLICATE, timezone.now(), by
        if decided:
            for name in ("reason", "reply", "correction", "settled_in"):
                setattr(report, name, getattr(decided, name))
        report.save()
        if decided and decided.status in ANSWERED:
            letters.send_later(report, decided.status)


@transaction.atomic
def mark_spam(passage: Passage, *, by: User) -> Passage:
    """Close every waiting report on the passage as unwanted. No letter goes out.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = locked(passage)
    _close(passage, Status.SPAM, Action.SPAM, by=by, note="")
    return passage


@transaction.atomic
def block_senders(passage: Passage) -> list[Block]:
    """Put who sent the unwanted reports on a passage, and what they link to, on the block list."""
    return [block for report in passage.reports.unwanted() for block in spam.learn(report)]


@transaction.atomic
def reopen(passage: Passage, *, by: User, note: str) -> Passage:
    """Take back a decision: its reports wait again. What was published stays until somebody changes it.

    A duplicate gets the reports back that still wait elsewhere. What unwanted reports taught the block list is
    forgotten.

    :raises NoReason: the log needs a word on why.
    :raises NothingToReopen: all reports of the duplicate were answered elsewhere.
    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    if not note.strip():
        raise NoReason(_("Say why the decision is taken back."))
    passage = locked(passage)
    if passage.duplicate_of:
        _move_back(passage, passage.duplicate_of)
    passage.reports.decided().update(
        status=Status.NEW, decided_at=None, decided_by=None, reason=None, reply="", correction=None, settled_in=None
    )
    spam.unlearn(passage)
    log(passage, Action.REOPENED, by=by, note=note.strip())
    recount(passage)
    return passage


def _move_back(passage: Passage, duplicate_of: Passage) -> None:
    other = Passage.objects.select_for_update(of=("self",)).get(pk=duplicate_of.pk)
    moved = passage.events.filter(action=Action.DUPLICATE).exclude(report=None).values("report")
    other.reports.waiting().filter(pk__in=moved).update(passage=passage)
    if not passage.reports.exists():
        raise NothingToReopen(_("Its reports were answered with the other passage; take that decision back."))
    passage.duplicate_of = None
    recount(other)


def _close(passage: Passage, status: str, action: str, *, by: User, note: str, **settled: Any) -> None:
    reports = list(passage.reports.waiting())
    for report in reports:
        report.status, report.decided_at, report.decided_by = status, timezone.now(), by
        for name, value in settled.items():
            setattr(report, name, value)
        report.save()
    log(passage, action, by=by, note=note)
    passage.closed_at, passage.proposal, passage.proposed_at = timezone.now(), "", None
    recount(passage)
    if status in ANSWERED:
        for report in reports:
            letters.send_later(report, status)
