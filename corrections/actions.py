"""Verbs: receiving reports, deciding them, and saying in public what was wrong."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import articles.actions
from articles.models import Article, Image, Revision
from corrections import letters, passages
from corrections.anchoring import Selector
from corrections.errors import DecidedMeanwhile, NoReason, NothingToChange, PassageGone, UnpublishedChanges
from corrections.models import Block, Correction, DeclineReason, Event, Kind, Passage, Report, Status
from press import pages

Action = Event.Action
GRAVEST_FIRST = [Kind.FACT, Kind.CLARITY, Kind.PICTURE, Kind.LINK, Kind.TYPO, Kind.OTHER]


# --- Receiving ------------------------------------------------------------------------------------------------------


def receive(
    article: Article,
    *,
    revision: Revision,
    part: str = "",
    image: Image | None = None,
    selector: Selector | None = None,
    key: UUID | None = None,
    admit: Callable[[], object] = bool,
    **words: str,
) -> Report:
    """Keep what a reader sent about `revision`; `words` are kind, message, suggestion, name, email, language, sender.

    The same `key` twice is one report: the first one is returned. The row is there for good once the transaction ends.
    `admit` is called in that transaction; what it raises refuses the report, and nothing is kept of either.
    """
    standing = Revision.objects.in_force().filter(article=article).first() or revision
    place = passages.pointed_at(selector, read=revision, standing=standing, part=part, image=image)
    report = Report(revision=revision, key=key, **(_quoted(selector) if selector else {}), **words)
    try:
        with transaction.atomic():
            return _known(key) or _keep(report, article=article, place=place, admit=admit)
    except IntegrityError:
        if known := _known(key):  # It came twice in the same moment.
            return known
        raise


def _known(key: UUID | None) -> Report | None:
    return Report.objects.filter(key=key).first() if key else None


def _quoted(selector: Selector) -> dict:
    return {
        "quote": selector.exact,
        "prefix": selector.prefix[-80:],
        "suffix": selector.suffix[:80],
        "start": selector.start,
        "end": selector.end,
        "shortened": selector.shortened,
    }


def _keep(report: Report, *, article: Article, place: passages.Place, admit: Callable[[], object]) -> Report:
    admit()
    # Two reports of one passage wait for each other here, so that the second finds what the first began.
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    passage = _waiting_at(place, article) or _begin(place, article)
    report.passage = passage
    report.save()
    _log(passage, Action.RECEIVED, report=report)
    _count_in(passage, report)
    letters.send_later(report, "received")
    return report


def _waiting_at(place: passages.Place, article: Article) -> Passage | None:
    """Return the waiting passage that a report belongs to: the same words or picture, or words that overlap by half.

    What is said of an article as a whole stands by itself: two such reports need not be about the same.
    """
    if not place.quote and place.image is None:
        return None
    waiting = Passage.objects.select_for_update(of=("self",)).waiting()
    waiting = waiting.filter(article=article, part=place.part, image=place.image)
    for passage in waiting.near(place.quote, place.span, place.revision).longest_waiting():
        if passage.quote == place.quote or _is_same(passage, place.span):
            return passage
    return None


def _is_same(passage: Passage, span: tuple[int, int]) -> bool:
    start, end = span
    shared = min(end, passage.end) - max(start, passage.start)
    return shared * 2 >= min(end - start, passage.end - passage.start)


def _begin(place: passages.Place, article: Article) -> Passage:
    now = timezone.now()
    passage = Passage(
        article=article,
        part=place.part,
        image=place.image,
        quote=place.quote,
        words_now=place.words_now if place.span else "",
        changed=place.changed,
        first_received_at=now,
        last_received_at=now,
    )
    if place.span:
        passage.start, passage.end = place.span
        passage.anchored_in = place.revision
    passage.save()
    return passage


def _count_in(passage: Passage, report: Report) -> None:
    """Bring the passage in step with one report more, without reading the others."""
    passage.kind = min(passage.kind if passage.readers else report.kind, report.kind, key=GRAVEST_FIRST.index)
    passage.readers += 1
    passage.reply_wanted = passage.reply_wanted or bool(report.email)
    passage.last_received_at = report.received_at
    passage.version += 1
    passage.save()


def _recount(passage: Passage) -> None:
    """Bring the passage's own columns, by which the inbox lists and sorts, in step with its reports."""
    reports = list(passage.reports.all())
    waiting = [report for report in reports if report.status in (Status.NEW, Status.PROGRESS)]
    told = [report for report in reports if report.status != Status.SPAM] or reports
    passage.readers = len(told)
    passage.kind = min((report.kind for report in waiting or told), key=GRAVEST_FIRST.index, default=Kind.OTHER)
    passage.reply_wanted = any(report.email for report in waiting)
    passage.last_received_at = max((report.received_at for report in reports), default=passage.last_received_at)
    if waiting:
        passage.first_received_at = min(report.received_at for report in waiting)
        passage.status = Status.PROGRESS if passage.assignee_id else Status.NEW
        passage.closed_at = None
    else:
        passage.status = max(reports, key=lambda report: report.decided_at or report.received_at).status
        passage.closed_at = passage.closed_at or timezone.now()
    passage.version += 1
    passage.save()


def _log(passage: Passage, action: str, *, by=None, note: str = "", report: Report | None = None) -> Event:
    return Event.objects.create(passage=passage, report=report, action=action, note=note, made_by=by)


# --- Working on it --------------------------------------------------------------------------------------------------


@transaction.atomic
def assign(passage: Passage, *, to: AbstractBaseUser | None, by: AbstractBaseUser) -> Passage:
    """Give the passage to somebody, or back to all.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = _locked(passage)
    passage.assignee = to
    _log(passage, Action.TAKEN if to == by else Action.ASSIGNED, by=by, note=str(to or ""))
    passage.reports.waiting().update(status=Status.PROGRESS if to else Status.NEW)
    _recount(passage)
    return passage


def add_note(passage: Passage, *, by: AbstractBaseUser, text: str) -> Event:
    """Leave a word for colleagues."""
    if not text.strip():
        raise NoReason(_("The note is empty."))
    return _log(passage, Action.NOTED, by=by, note=text.strip())


def _locked(passage: Passage) -> Passage:
    """Return the passage as the database has it, held until the transaction ends."""
    fresh = Passage.objects.select_for_update(of=("self",)).select_related("article", "anchored_in").get(pk=passage.pk)
    if fresh.version != passage.version:
        raise DecidedMeanwhile(fresh)
    return fresh


# --- Deciding -------------------------------------------------------------------------------------------------------


@transaction.atomic
def decline(passage: Passage, *, by: AbstractBaseUser, reason: DeclineReason | None = None, words: str = "") -> Passage:
    """Close every waiting report on the passage without a change, and tell the readers why.

    :raises NoReason: neither a reason nor words for the reader are given.
    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    if reason is None and not words.strip():
        raise NoReason(_("Choose a reason, or write one for the reader."))
    passage = _locked(passage)
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
    passage = _locked(passage)
    settled = {"settled_in": revision, "correction": correction, "reply": words.strip()}
    _close(passage, Status.ACCEPTED, Action.ACCEPTED, by=by, note=str(correction or revision.reason), **settled)
    return passage


@transaction.atomic
def mark_duplicate(passage: Passage, *, of: Passage, by: AbstractBaseUser) -> Passage:
    """Move the reports of one passage to another that says the same; the emptied one is closed.

    :raises DecidedMeanwhile: one of them changed since it was read.
    """
    passage, of = _locked(passage), _locked(of)
    _log(passage, Action.DUPLICATE, by=by, note=str(of))
    moved = list(passage.reports.waiting())
    for report in moved:
        report.passage = of
        report.save(update_fields=["passage"])
        _log(of, Action.RECEIVED, by=by, report=report, note=_("from a duplicate"))
    passage.status, passage.closed_at = Status.DUPLICATE, timezone.now()
    passage.version += 1
    passage.save()
    _recount(of)
    return passage


@transaction.atomic
def mark_spam(passage: Passage, *, by: AbstractBaseUser) -> Passage:
    """Close every waiting report on the passage as unwanted. No letter goes out.

    :raises DecidedMeanwhile: it changed since `passage` was read.
    """
    passage = _locked(passage)
    _close(passage, Status.SPAM, Action.SPAM, by=by, note="")
    return passage


@transaction.atomic
def reopen(passage: Passage, *, by: AbstractBaseUser, note: str) -> Passage:
    """Take back a decision: its reports wait again. What was published stays until somebody changes it.

    :raises NoReason: the log needs a word on why.
    """
    if not note.strip():
        raise NoReason(_("Say why the decision is taken back."))
    passage = _locked(passage)
    passage.reports.decided().update(
        status=Status.NEW, decided_at=None, decided_by=None, reason=None, correction=None, settled_in=None
    )
    _log(passage, Action.REOPENED, by=by, note=note.strip())
    _recount(passage)
    return passage


def _close(passage: Passage, status: str, action: str, *, by: AbstractBaseUser, note: str, **settled) -> None:
    reports = list(passage.reports.waiting())
    for report in reports:
        report.status, report.decided_at, report.decided_by = status, timezone.now(), by
        for name, value in settled.items():
            setattr(report, name, value)
        report.save()
    _log(passage, action, by=by, note=note)
    passage.closed_at = timezone.now()
    _recount(passage)
    if status in (Status.ACCEPTED, Status.DECLINED):
        for report in reports:
            letters.send_later(report, status)


# --- Putting right --------------------------------------------------------------------------------------------------


@transaction.atomic
def apply(
    passage: Passage,
    *,
    wording: str,
    by: AbstractBaseUser,
    kind: str = Revision.Kind.MINOR,
    notice: str = "",
    notice_kind: str = Correction.Kind.CORRECTION,
    along: bool = False,
    words: str = "",
) -> Revision:
    """Put `wording` in the place of the passage, publish it, and close the reports: all of it or nothing.

    A `kind` of correction comes with a public notice. `along` says that other unpublished changes of the working
    copy may be published with it.

    :raises PassageGone: the words are not in the working copy any more.
    :raises NothingToChange: the wording stands there already.
    :raises UnpublishedChanges: there are other changes and `along` is not set.
    :raises NoReason: a correction without the words of its notice.
    :raises DecidedMeanwhile: the passage changed since it was read.
    """
    if kind == Revision.Kind.CORRECTION and not notice.strip():
        raise NoReason(_("A correction needs a notice that says what was wrong and what is right."))
    passage = _locked(passage)
    article = Article.objects.select_for_update(of=("self",)).get(pk=passage.article_id)
    if not along and other_changes(article):
        raise UnpublishedChanges(_("The working copy holds other changes that readers have not seen."))
    before = rewrite(passage, article, wording=wording, by=by)
    _log(passage, Action.APPLIED, by=by, note=wording)
    revision = articles.actions.publish(article, by=by, kind=kind, reason=notice or _("A small mistake was mended."))
    correction = None
    if kind == Revision.Kind.CORRECTION:
        correction = announce(revision, kind=notice_kind, text=notice, by=by, was=before, now=wording)
    accept(passage, by=by, revision=revision, correction=correction, words=words)
    return revision


def other_changes(article: Article) -> bool:
    """Tell whether the working copy differs from what readers see at this moment."""
    standing = article.revisions.in_force().first()
    return standing is None or standing.article_version != article.version


def rewrite(passage: Passage, article: Article, *, wording: str, by: AbstractBaseUser) -> str:
    """Put `wording` in the place of the passage in the working copy; return the words that stood there."""
    span = passages.find(passage, article)
    if span is None:
        raise PassageGone(_("These words are not in the article any more; open it to see what became of them."))
    before = passages.replace(article, passage.part, passage.image, span, wording)
    if before == wording:
        raise NothingToChange(_("This is the wording that stands there already."))
    articles.actions.save(article, by=by)
    articles.actions.remember(article, by=by)
    return before


# --- Saying so ------------------------------------------------------------------------------------------------------


@transaction.atomic
def announce(
    revision: Revision, *, kind: str, text: str, by: AbstractBaseUser | None, was: str = "", now: str = ""
) -> Correction:
    """Publish a notice with the revision that it belongs to.

    :raises NoReason: the notice says nothing.
    """
    if not text.strip():
        raise NoReason(_("A notice says what was wrong and what is right."))
    correction = Correction.objects.create(
        article=revision.article,
        revision=revision,
        kind=kind,
        text=text.strip(),
        language=revision.language,
        was=was,
        now=now,
        published_at=max(revision.live_from, timezone.now()),
        made_by=by,
    )
    pages.changed()
    return correction


@transaction.atomic
def withdraw_notice(correction: Correction, *, by: AbstractBaseUser, because: str) -> Correction:
    """Take a notice back in public; it stays at its address and says why.

    :raises NoReason: the public must be told why.
    """
    if not because.strip():
        raise NoReason(_("Say in public why the notice is withdrawn."))
    Correction.objects.filter(pk=correction.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_because=because.strip()
    )
    correction.refresh_from_db()
    pages.changed()
    return correction


# --- Personal data ---------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(report: Report) -> None:
    """Forget who sent a report: name, address and the fingerprint of the sender. What was reported stays."""
    Report.objects.filter(pk=report.pk).forget(timezone.now())
    waits = Report.objects.waiting().filter(passage=report.passage_id).exclude(email="").exists()
    Passage.objects.filter(pk=report.passage_id).update(reply_wanted=waits)


def erase_expired(before: datetime) -> int:
    """Forget who sent the reports that were decided before a moment; return how many."""
    return Report.objects.decided().with_personal_data().filter(decided_at__lt=before).forget(timezone.now())


def forget_senders(before: datetime) -> None:
    """Forget the fingerprints of who sent something before a moment: they serve the limits of one day."""
    Report.objects.filter(received_at__lt=before).exclude(sender="").update(sender="")
    Block.objects.filter(kind=Block.Kind.SENDER, made_at__lt=before).delete()


# --- After a new revision -------------------------------------------------------------------------------------------


@transaction.atomic
def anchor_again(article: Article, revision: Revision) -> int:
    """Look for every waiting passage of the article in a new revision; return how many changed or went."""
    moved = 0
    for passage in Passage.objects.select_for_update(of=("self",)).waiting().filter(article=article):
        if passages.anchor(passage, revision):
            _log(passage, Action.ANCHORED, note=passage.words_now)
            moved += 1
        passage.save()
    return moved
