"""What brings an article before readers, puts it right there, and takes it away."""

from collections.abc import Callable, Collection
from copy import copy as duplicate
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import preflight
from articles.errors import NotConfirmed, NothingToAmend, NotLive, NotReady, NotWithdrawn, WrongTime
from articles.models import Article, Copy, Revision

from .drafts import save_working_copy
from .review import move
from .revisions import append, drop_schedule, locked, tell_pages

FARTHEST = timedelta(days=36_525)
Kind = Revision.Kind


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User | None,
    reason: str = "",
    kind: str = Kind.UPDATE,
    at: datetime | None = None,
    confirmed: Collection[str] = (),
) -> Revision:
    """Put the working copy before readers now, or when its embargo ends at `at`.

    The first revision is of kind `first`, whatever `kind` says. A schedule that had not come true is replaced.
    `confirmed` are the tokens of the questions to which somebody has said yes.

    :raises NotReady: a blocker is open; the exception lists them.
    :raises NotConfirmed: pre-flight asks something else.
    :raises StaleArticle: somebody saved since `article` was read.
    :raises WrongTime: `at` lies in the past or beyond all plans.
    """
    now = timezone.now()
    _check_moment(at, now=now)
    article = locked(article)
    found = preflight.blockers(article)
    if found:
        raise NotReady(found)
    if asked := [question for question in preflight.questions(article) if question.token not in confirmed]:
        raise NotConfirmed(asked)
    drop_schedule(article, now=now)
    move(article, Article.Stage.DRAFT, by=by)
    return append(article, kind=kind, reason=reason, by=by, live_from=at or now, now=now)


def _check_moment(at: datetime | None, *, now: datetime) -> None:
    if at is not None and at <= now:
        raise WrongTime(_("That moment has passed; choose one to come, or publish now."))
    if at is not None and at > now + FARTHEST:
        raise WrongTime(_("That moment is more than a hundred years away; choose a nearer one."))


@transaction.atomic
def amend(
    article: Article,
    *,
    change: Callable[[Copy], bool],
    by: User | None,
    reason: str = "",
    kind: str = Kind.MINOR,
) -> Revision:
    """Change what readers see now, and nothing else of it: no other change of the working copy goes along.

    `change` is given one copy of the article after another: what readers see, the working copy, and what is scheduled.
    It changes the copy's fields and returns whether it did. The working copy goes on from there; what is scheduled
    keeps its hour, and a copy in which the change has no place stays as it is.

    :raises NotLive: no reader can read the article at this moment.
    :raises NothingToAmend: the change has no place in what readers see.
    :raises NotReady: nothing would be left of the headline or the text.
    """
    now = timezone.now()
    article = locked(article, any_version=True)
    standing, to_come = article.revisions.live(now).first(), article.revisions.scheduled(now).first()
    if standing is None:
        raise NotLive(_("Only an article that readers can read can be mended."))
    printed, planned = duplicate(standing), duplicate(to_come)
    if not change(printed):
        raise NothingToAmend(_("What readers see has no place for this change."))
    if found := list(preflight.missing_words(printed)):
        raise NotReady(found)
    if planned:
        change(planned)
    _amend_working_copy(article, change, printed_as=[printed, planned], by=by)
    drop_schedule(article, now=now)
    revision = append(article, kind=kind, reason=reason, by=by, live_from=now, now=now, printed=printed)
    if planned:
        _append_again(article, planned, now=now)
    return revision


def _amend_working_copy(article: Article, change: Callable[[Copy], bool], *, printed_as: list, by: User | None) -> None:
    """Change the working copy; a revision that says the same as it still does afterwards."""
    version = article.version
    if change(article):
        save_working_copy(article, by=by)
    for revision in filter(None, printed_as):
        if revision.article_version == version:
            revision.article_version = article.version


def _append_again(article: Article, planned: Revision, *, now: datetime) -> None:
    """Add a scheduled revision anew, behind one that was put before it: nobody has seen it yet."""
    append(
        article,
        kind=planned.kind,
        reason=planned.reason,
        by=planned.made_by,
        live_from=planned.live_from,
        now=now,
        printed=planned,
    )


@transaction.atomic
def withdraw(article: Article, *, by: User | None, note: str) -> Revision:
    """Take an article away from readers and say so at its address.

    :raises NotLive: no reader can read it at this moment.
    """
    now = timezone.now()
    article = locked(article, any_version=True)
    standing = article.revisions.live(now).first()
    if standing is None:
        raise NotLive(_("Only an article that readers can read can be withdrawn."))
    drop_schedule(article, now=now)
    return append(article, kind=Kind.WITHDRAWAL, reason=note, by=by, live_from=now, now=now, printed=standing)


@transaction.atomic
def reinstate(article: Article, *, by: User | None, reason: str = "") -> Revision:
    """Undo a withdrawal: what readers could read before stands again, whatever the working copy says.

    :raises NotWithdrawn: the article was not taken away.
    """
    now = timezone.now()
    article = locked(article, any_version=True)
    standing = article.revisions.in_force(now).first()
    printed = article.revisions.seen(now).exclude(kind=Kind.WITHDRAWAL).last()
    if standing is None or not standing.withdrawn or printed is None:
        raise NotWithdrawn(_("Only an article that was withdrawn can be brought back."))
    drop_schedule(article, now=now)
    return append(article, kind=Kind.MINOR, reason=reason, by=by, live_from=now, now=now, printed=printed)


@transaction.atomic
def unschedule(article: Article, *, by: User | None) -> None:
    """Call off what was to come; what readers read now stays.

    :raises WrongTime: nothing is scheduled.
    """
    article = locked(article, any_version=True)
    if not drop_schedule(article, now=timezone.now()):
        raise WrongTime(_("Nothing is scheduled for this article."))
    article.changed_by = by
    article.save(update_fields=["changed_by", "changed_at"])
    tell_pages(article)


@transaction.atomic
def import_revision(
    article: Article,
    *,
    published_at: datetime,
    updated_at: datetime | None = None,
    kind: str = Kind.UPDATE,
    reason: str = "",
    by: User | None = None,
) -> Revision:
    """Record the working copy as it was published before, at the hour when that was. Pre-flight does not apply.

    The first revision is of kind `first`; further ones follow in the order of time.

    :raises WrongTime: `published_at` is still to come, or not after the last revision.
    """
    article = locked(article)
    last = article.revisions.order_by("-number").first()
    if published_at > timezone.now() or (last and published_at <= last.live_from):
        raise WrongTime(_("A text published before is recorded in the order of time."))
    return append(
        article,
        kind=kind,
        reason=reason,
        by=by,
        live_from=published_at,
        now=timezone.now(),
        updated_at=updated_at,
        printed=last if kind == Kind.WITHDRAWAL else None,
    )
