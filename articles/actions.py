"""Verbs: the only code that changes what editors keep and what readers see of articles."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import addresses, content, preflight, search
from articles.errors import NothingToAmend, NotLive, NotReady, NotWithdrawn, StaleArticle, WrongTime
from articles.models import (
    Article,
    Byline,
    Copy,
    Credit,
    Draft,
    Image,
    License,
    Note,
    Placement,
    Revision,
    Section,
    Subject,
)
from articles.signals import revised
from masthead.models import Person
from press import pages, richtext

KEPT_DRAFTS = 60
ONE_DRAFT_IN = timedelta(minutes=5)
FARTHEST = timedelta(days=36_525)
Kind = Revision.Kind


# --- The working copy -----------------------------------------------------------------------------------------------


@transaction.atomic
def save(article: Article, *, by: AbstractBaseUser | None) -> Article:
    """Keep the fields of the working copy; readers see nothing of it.

    Tags and bylines are rows of their own: change them after, then call `remember`.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    _make_printable(article)
    article.changed_by = by
    if article.pk is None:
        article.created_by = by
        article.language = article.language or "en"
        article.save()
        return article
    ours = Article.objects.filter(pk=article.pk, version=article.version)
    if not ours.update(version=F("version") + 1):
        raise StaleArticle(Article.objects.select_related("changed_by").get(pk=article.pk))
    article.version += 1
    article.save(update_fields=[*content.WORKING_COPY, "assignee", "changed_by", "changed_at"])
    return article


def _make_printable(article: Article) -> None:
    """Clean the text, and take out of all words what no page or feed can say."""
    for name in content.WORDS:
        setattr(article, name, richtext.writable(getattr(article, name)))
    article.body = richtext.clean(article.body)


@transaction.atomic
def remember(article: Article, *, by: AbstractBaseUser | None) -> Draft:
    """Store the working copy as it stands at this version, and note which pictures it uses."""
    article.pictures.set(preflight.used_pictures(article))
    draft, _created = Draft.objects.update_or_create(
        article=article, version=article.version, defaults={"content": content.for_draft(article), "saved_by": by}
    )
    _thin_out(article, draft)
    return draft


def _thin_out(article: Article, newest: Draft) -> None:
    """Of what one person saves in a row keep one draft in five minutes, and those that somebody has open now."""
    drafts = list(article.drafts.order_by("-version").defer("content")[: KEPT_DRAFTS + 2])
    superfluous = drafts[KEPT_DRAFTS:]
    last, before = [*drafts[1:3], None, None][:2]
    if before and last.saved_by_id == before.saved_by_id == newest.saved_by_id:
        is_open = article.presences.filter(version=last.version).exists()
        if newest.saved_at - before.saved_at < ONE_DRAFT_IN and not is_open:
            superfluous.append(last)
    article.drafts.filter(pk__in=[draft.pk for draft in superfluous]).delete()


@transaction.atomic
def restore(article: Article, *, revision: Revision, by: AbstractBaseUser | None) -> Article:
    """Bring what a revision printed back into the working copy; readers see nothing of it.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    return _bring_back(article, content.of_revision(revision), by=by)


@transaction.atomic
def restore_draft(article: Article, *, draft: Draft, by: AbstractBaseUser | None) -> Article:
    """Bring a saved draft back into the working copy, but for what has been removed from the desk since.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    kept = dict(draft.content)
    for name, model in (("section_id", Section), ("hero_id", Image), ("license_id", License)):
        if not model.objects.filter(pk=kept[name]).exists():
            kept[name] = None
    people = set(Person.objects.filter(pk__in=_people(kept["bylines"])).values_list("pk", flat=True))
    lines = [line if line["person"] in people else line | {"person": None} for line in kept["bylines"]]
    return _bring_back(article, kept | {"bylines": lines}, by=by)


def _bring_back(article: Article, kept: dict, *, by: AbstractBaseUser | None) -> Article:
    for name in (*content.WORDS, *content.CHOICES):
        setattr(article, name, kept[name])
    save(article, by=by)
    article.tags.set([tag["name"] for tag in kept["tags"]])
    article.related.set(Article.objects.filter(pk__in=kept["related"]))
    set_bylines(article, kept["bylines"])
    remember(article, by=by)
    return article


def set_bylines(article: Article, bylines: list[dict]) -> None:
    """Replace the bylines by `{"person": id or None, "name": …, "role": …}` in order.

    A name that is the person's own is not stored, so that it follows the person.
    """
    lines = [line | {"name": richtext.writable(line["name"]).strip()} for line in bylines]
    own_names = dict(Person.objects.filter(pk__in=_people(bylines)).values_list("pk", "name"))
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(
            article=article,
            person_id=line["person"],
            name="" if line["name"] == own_names.get(line["person"]) else line["name"],
            role=line["role"],
            position=position,
        )
        for position, line in enumerate(lines)
        if line["person"] or line["name"]
    )


def _people(bylines: list[dict]) -> list[int]:
    return [line["person"] for line in bylines if line["person"]]


# --- The way to publication -----------------------------------------------------------------------------------------


def submit(article: Article, *, by: AbstractBaseUser) -> None:
    """Ask for a second pair of eyes."""
    _move(article, Article.Stage.IN_REVIEW, by=by)


def approve(article: Article, *, by: AbstractBaseUser) -> None:
    """Say that the working copy may be published."""
    _move(article, Article.Stage.READY, by=by)


def send_back(article: Article, *, by: AbstractBaseUser, note: str) -> None:
    """Return the article to its writer, with a note that says why."""
    _move(article, Article.Stage.DRAFT, by=by)
    add_note(article, by=by, text=note)


def add_note(article: Article, *, by: AbstractBaseUser, text: str) -> Note:
    """Leave a word for colleagues."""
    return Note.objects.create(article=article, made_by=by, text=text.strip())


def _move(article: Article, stage: str, *, by: AbstractBaseUser) -> None:
    article.stage, article.changed_by = stage, by
    article.save(update_fields=["stage", "changed_by", "changed_at"])


# --- Before readers -------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    kind: str = Kind.UPDATE,
    at: datetime | None = None,
) -> Revision:
    """Put the working copy before readers now, or when its embargo ends at `at`.

    The first revision is of kind `first`, whatever `kind` says. A schedule that had not come true is replaced.

    :raises NotReady: a blocker is open; the exception lists them.
    :raises StaleArticle: somebody saved since `article` was read.
    :raises WrongTime: `at` lies in the past or beyond all plans.
    """
    now = timezone.now()
    _check_moment(at, now=now)
    article = _locked(article)
    found = preflight.blockers(article)
    if found:
        raise NotReady(found)
    _drop_schedule(article, now=now)
    _move(article, Article.Stage.DRAFT, by=by)
    return _append(article, kind=kind, reason=reason, by=by, live_from=at or now, now=now)


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
    by: AbstractBaseUser | None,
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
    article = _locked(article, any_version=True)
    standing, to_come = article.revisions.live(now).first(), article.revisions.scheduled(now).first()
    if standing is None:
        raise NotLive(_("Only an article that readers can read can be mended."))
    printed, planned = copy(standing), copy(to_come)
    if not change(printed):
        raise NothingToAmend(_("What readers see has no place for this change."))
    if found := list(preflight.missing_words(printed)):
        raise NotReady(found)
    if planned:
        change(planned)
    _amend_working_copy(article, change, printed_as=[printed, planned], by=by)
    _drop_schedule(article, now=now)
    revision = _append(article, kind=kind, reason=reason, by=by, live_from=now, now=now, printed=printed)
    if planned:
        _append_again(article, planned, now=now)
    return revision


def _amend_working_copy(article: Article, change: Callable[[Copy], bool], *, printed_as: list, by) -> None:
    """Change the working copy; a revision that says the same as it still does afterwards."""
    version = article.version
    if change(article):
        save(article, by=by)
        remember(article, by=by)
    for revision in filter(None, printed_as):
        if revision.article_version == version:
            revision.article_version = article.version


def _append_again(article: Article, planned: Revision, *, now: datetime) -> None:
    """Add a scheduled revision anew, behind one that was put before it: nobody has seen it yet."""
    _append(
        article,
        kind=planned.kind,
        reason=planned.reason,
        by=planned.made_by,
        live_from=planned.live_from,
        now=now,
        printed=planned,
    )


@transaction.atomic
def withdraw(article: Article, *, by: AbstractBaseUser | None, note: str) -> Revision:
    """Take an article away from readers and say so at its address.

    :raises NotLive: no reader can read it at this moment.
    """
    now = timezone.now()
    article = _locked(article, any_version=True)
    standing = article.revisions.live(now).first()
    if standing is None:
        raise NotLive(_("Only an article that readers can read can be withdrawn."))
    _drop_schedule(article, now=now)
    return _append(article, kind=Kind.WITHDRAWAL, reason=note, by=by, live_from=now, now=now, printed=standing)


@transaction.atomic
def reinstate(article: Article, *, by: AbstractBaseUser | None, reason: str = "") -> Revision:
    """Undo a withdrawal: what readers could read before stands again, whatever the working copy says.

    :raises NotWithdrawn: the article was not taken away.
    """
    now = timezone.now()
    article = _locked(article, any_version=True)
    standing = article.revisions.in_force(now).first()
    printed = article.revisions.seen(now).exclude(kind=Kind.WITHDRAWAL).last()
    if standing is None or not standing.withdrawn or printed is None:
        raise NotWithdrawn(_("Only an article that was withdrawn can be brought back."))
    _drop_schedule(article, now=now)
    return _append(article, kind=Kind.MINOR, reason=reason, by=by, live_from=now, now=now, printed=printed)


@transaction.atomic
def unschedule(article: Article, *, by: AbstractBaseUser | None) -> None:
    """Call off what was to come; what readers read now stays.

    :raises WrongTime: nothing is scheduled.
    """
    article = _locked(article, any_version=True)
    if not _drop_schedule(article, now=timezone.now()):
        raise WrongTime(_("Nothing is scheduled for this article."))
    article.changed_by = by
    article.save(update_fields=["changed_by", "changed_at"])
    _tell_pages(article)


@transaction.atomic
def import_revision(
    article: Article,
    *,
    published_at: datetime,
    updated_at: datetime | None = None,
    kind: str = Kind.UPDATE,
    reason: str = "",
    by: AbstractBaseUser | None = None,
) -> Revision:
    """Record the working copy as it was published before, at the hour when that was. Pre-flight does not apply.

    The first revision is of kind `first`; further ones follow in the order of time.

    :raises WrongTime: `published_at` is still to come, or not after the last revision.
    """
    article = _locked(article)
    last = article.revisions.order_by("-number").first()
    if published_at > timezone.now() or (last and published_at <= last.live_from):
        raise WrongTime(_("A text published before is recorded in the order of time."))
    return _append(
        article,
        kind=kind,
        reason=reason,
        by=by,
        live_from=published_at,
        now=timezone.now(),
        updated_at=updated_at,
        printed=last if kind == Kind.WITHDRAWAL else None,
    )


def _locked(article: Article, *, any_version: bool = False) -> Article:
    """Return the article as the database has it, held until the transaction ends."""
    fresh = Article.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=article.pk)
    if not any_version and fresh.version != article.version:
        raise StaleArticle(fresh)
    return fresh


def _drop_schedule(article: Article, *, now: datetime) -> bool:
    """Remove a revision that no reader has seen, and let the one before it stand until further notice."""
    to_come = article.revisions.filter(live_from__gt=now)
    if not to_come.exists():
        return False
    search.remove(to_come)
    to_come.delete()
    article.revisions.filter(live_until__gt=now).update(live_until=None)
    if not article.revisions.exists():
        article.first_published_at = None
        article.save(update_fields=["first_published_at"])
    return True


def _append(
    article: Article,
    *,
    kind: str,
    reason: str,
    by: AbstractBaseUser | None,
    live_from: datetime,
    now: datetime,
    printed: Revision | None = None,
    updated_at: datetime | None = None,
) -> Revision:
    """Add the next revision, made from the working copy or from what was `printed` before."""
    last = article.revisions.order_by("-number").first()
    if last is None:
        kind, article.first_published_at = Kind.FIRST, live_from
        article.save(update_fields=["first_published_at"])
    if last is None or live_from <= now:
        addresses.settle(article)
    article.revisions.filter(live_until=None).update(live_until=live_from)
    revision = Revision(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        reason=reason.strip(),
        live_from=live_from,
        published_at=article.first_published_at,
        updated_at=updated_at if last is None else last.updated_at if kind == Kind.MINOR else live_from,
        made_by=by,
        article_version=article.version if printed is None else printed.article_version,
        **(_frozen(article) if printed is None else content.of_revision(printed)),
    )
    revision.sha256 = content.fingerprint(revision, previous=last.sha256 if last else "")
    revision.save(force_insert=True)
    _index(revision)
    search.add(revision)
    _tell_pages(article)
    transaction.on_commit(lambda: revised.send_robust(sender=Revision, revision=revision))
    return revision


def _frozen(article: Article) -> dict:
    """Return the working copy as it is printed; the paper's default license is pinned by name."""
    printed = content.of_article(article)
    printed["license_id"] = printed["license_id"] or (getattr(License.objects.default(), "pk", None))
    return printed


def _index(revision: Revision) -> None:
    """Make the rows behind author and tag pages."""
    when = revision.published_at
    people = dict.fromkeys(line["person"] for line in revision.bylines if line["person"])
    Credit.objects.bulk_create(Credit(revision=revision, person_id=pk, published_at=when) for pk in people)
    Subject.objects.bulk_create(
        Subject(revision=revision, tag_id=tag["id"], published_at=when) for tag in revision.tags
    )


def _tell_pages(article: Article) -> None:
    pages.changed(drop=[article.path, f"{article.path}history/"] if article.path else [])


@pages.scheduled
def next_change(after: datetime | None = None) -> datetime | None:
    """Return the nearest moment after `after` (default: now) at which readers will see something else."""
    after = after or timezone.now()
    moments = [
        Revision.objects.scheduled(after).values_list("live_from", flat=True).first(),
        Placement.objects.filter(live_from__gt=after).order_by("live_from").values_list("live_from", flat=True).first(),
        Placement.objects.filter(live_until__gt=after)
        .order_by("live_until")
        .values_list("live_until", flat=True)
        .first(),
    ]
    return min(filter(None, moments), default=None)
