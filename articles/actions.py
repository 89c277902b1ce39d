"""Verbs: the only code that changes what editors keep and what readers see of articles."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import addresses, content, preflight
from articles.errors import NotLive, NotReady, StaleArticle, WrongTime
from articles.models import Article, Byline, Credit, Draft, License, Note, Placement, Revision, Subject
from articles.signals import revised
from press import pages, richtext

KEPT_DRAFTS = 60
Kind = Revision.Kind


# --- The working copy -----------------------------------------------------------------------------------------------


@transaction.atomic
def save(article: Article, *, by: AbstractBaseUser | None) -> Article:
    """Keep the fields of the working copy; readers see nothing of it.

    Tags and bylines are rows of their own: change them after, then call `remember`.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    article.body = richtext.clean(article.body)
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
    article.save()
    return article


@transaction.atomic
def remember(article: Article, *, by: AbstractBaseUser | None) -> Draft:
    """Store the working copy as it stands at this version, and note which pictures it uses."""
    article.pictures.set(preflight.used_pictures(article))
    draft, _created = Draft.objects.update_or_create(
        article=article, version=article.version, defaults={"content": content.of_article(article), "saved_by": by}
    )
    Draft.objects.filter(article=article, version__lte=article.version - KEPT_DRAFTS).delete()
    return draft


@transaction.atomic
def restore(article: Article, *, revision: Revision, by: AbstractBaseUser | None) -> Article:
    """Bring what a revision printed back into the working copy; readers see nothing of it.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    for name in (*content.WORDS, *content.CHOICES):
        setattr(article, name, getattr(revision, name))
    save(article, by=by)
    article.tags.set([tag["name"] for tag in revision.tags])
    article.related.set(Article.objects.filter(pk__in=revision.related))
    set_bylines(article, revision.bylines)
    remember(article, by=by)
    return article


def set_bylines(article: Article, bylines: list[dict]) -> None:
    """Replace the bylines by `{"person": id or None, "name": …, "role": …}` in order."""
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, person_id=line["person"], name=line["name"], role=line["role"], position=position)
        for position, line in enumerate(bylines)
    )


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
    :raises WrongTime: `at` lies in the past.
    """
    now = timezone.now()
    if at is not None and at <= now:
        raise WrongTime(_("That moment has passed; choose one to come, or publish now."))
    article = _locked(article)
    found = preflight.blockers(article)
    if found:
        raise NotReady(found)
    _drop_schedule(article, now=now)
    return _append(article, kind=kind, reason=reason, by=by, live_from=at or now, now=now)


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
def import_revision(article: Article, *, published_at: datetime, updated_at: datetime | None = None) -> Revision:
    """Record a text that was published elsewhere before, at the hour when that was. Pre-flight does not apply."""
    article = _locked(article)
    return _append(
        article, kind=Kind.FIRST, reason="", by=None, live_from=published_at, now=timezone.now(), updated_at=updated_at
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
    _tell_pages(article)
    transaction.on_commit(lambda: revised.send_robust(sender=Revision, revision=revision))
    return revision


def _frozen(article: Article) -> dict:
    """Return the working copy as it is printed; the paper's default license is pinned by name."""
    printed = content.of_article(article)
    printed["license_id"] = printed["license_id"] or (
        License.objects.filter(is_default=True).values_list("pk", flat=True).first()
    )
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
    pages.changed(next_at=next_change(), drop=[article.path] if article.path else [])


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
