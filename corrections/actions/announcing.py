"""Saying in public what was wrong."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Revision
from corrections.errors import NoReason
from corrections.models import Correction
from press import pages


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
