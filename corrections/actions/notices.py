"""Saying in public what was wrong."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.signals import noticed
from corrections import passages
from corrections.errors import NoReason
from corrections.models import Correction
from press import page_cache


@transaction.atomic
def announce(
    revision: Revision,
    *,
    kind: str,
    text: str,
    by: User | None,
    was: str = "",
    now: str = "",
    at: datetime | None = None,
) -> Correction:
    """Publish a notice with the revision that it belongs to; `now` are the words that took the place of `was`.

    It is dated `at`; without that, now, or when the revision goes before readers.

    :raises NoReason: the notice says nothing.
    """
    if not text.strip():
        raise NoReason(_("A notice says what was wrong and what is right."))
    now = "\n".join(" ".join(line.split()) for line in now.strip().splitlines())
    correction = Correction.objects.create(
        article=revision.article,
        revision=revision,
        kind=kind,
        text=text.strip(),
        language=revision.language,
        was=was,
        now=now,
        published_at=at or max(revision.live_from, timezone.now()),
        made_by=by,
        **passages.mended_at(revision, now),
    )
    page_cache.invalidate()
    return correction


@transaction.atomic
def announce_beside(revision: Revision, *, kind: str, text: str, by: User | None) -> Correction:
    """Publish a notice on a text that stands already, and tell the other rooms of it.

    :raises NoReason: the notice says nothing.
    """
    correction = announce(revision, kind=kind, text=text, by=by)
    told = {"revision": revision, "key": f"correction {correction.pk}", "words": correction.text}
    transaction.on_commit(lambda: noticed.send_robust(sender=Correction, **told))
    return correction


@transaction.atomic
def announce_along(revision: Revision) -> Correction | None:
    """Publish the notice of a revision that says of itself that it is a correction, unless it has one."""
    Article.objects.select_for_update(of=("self",)).only("pk").get(pk=revision.article_id)
    if revision.kind != Revision.Kind.CORRECTION or not revision.reason or revision.corrections.exists():
        return None
    return announce(
        revision,
        kind=Correction.Kind.CORRECTION,
        text=revision.reason,
        by=revision.made_by,
        at=revision.live_from,
    )


@transaction.atomic
def withdraw_notice(correction: Correction, *, by: User, because: str) -> Correction:
    """Take a notice back in public; it stays at its address and says why.

    :raises NoReason: the public must be told why.
    """
    if not because.strip():
        raise NoReason(_("Say in public why the notice is withdrawn."))
    Correction.objects.filter(pk=correction.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_because=because.strip()
    )
    correction.refresh_from_db()
    page_cache.invalidate()
    return correction
