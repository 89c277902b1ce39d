"""Telling those who have a text of ours that it changed."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Revision
from licensing import letters
from licensing.models import Delivery, Grant, Republisher
from licensing.querysets import GrantQuerySet, RepublisherQuerySet


@transaction.atomic
def register(revision: Revision, *, outlet: str, url: str, email: str, language: str = "") -> Republisher:
    """Remember who printed an article, so that they hear of corrections; who is known already is brought up to date."""
    found, _made = Republisher.objects.update_or_create(
        article=revision.article,
        email=email.lower(),
        defaults={"revision": revision, "outlet": outlet, "url": url, "language": language, "stopped_at": None},
    )
    letters.send_registered.later(found.pk)
    return found


def stop(republisher: Republisher) -> None:
    """Write no more letters to a republisher."""
    Republisher.objects.filter(pk=republisher.pk, stopped_at=None).update(stopped_at=timezone.now())


def concerns_holders(revision: Revision) -> bool:
    """Tell whether a revision is more than a mended typo; what brings back a withdrawn article always is."""
    before = Revision.objects.filter(article=revision.article_id, number=revision.number - 1).first()
    return revision.number > 1 and (revision.kind != Revision.Kind.MINOR or (before is not None and before.withdrawn))


def tell(revision: Revision) -> int:
    """Write to everybody who has an older text of the article, once each; return to how many.

    A revision that is still to come, and a mended typo, are told to nobody.
    """
    if revision.live_from > timezone.now() or not concerns_holders(revision):
        return 0
    grants, republishers = _holders(revision)
    told = [_tell_one(revision, grant=one) for one in grants.older_than(revision)]
    told += [_tell_one(revision, republisher=one) for one in republishers.older_than(revision)]
    return sum(told)


def tell_notice(revision: Revision, *, key: str, words: str) -> int:
    """Write to everybody who has the article of a notice beside its text, once each; return to how many."""
    grants, republishers = _holders(revision)
    told = [_tell_one(revision, notice=key, words=words, grant=one) for one in grants]
    told += [_tell_one(revision, notice=key, words=words, republisher=one) for one in republishers]
    return sum(told)


def _holders(revision: Revision) -> tuple[GrantQuerySet, RepublisherQuerySet]:
    grants = Grant.objects.in_force().reachable().filter(article=revision.article_id)
    return grants, Republisher.objects.listening().filter(article=revision.article_id)


def _tell_one(revision: Revision, **about: Any) -> bool:
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(revision=revision, **about)
            letters.send_change.later(delivery.pk)
    except IntegrityError:  # Somebody was quicker, or it was told before.
        return False
    return True
