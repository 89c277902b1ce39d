"""Permitting an outlet to print an article, and taking the permission back."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Revision
from licensing import letters
from licensing.actions.request_log import Action, locked, log, move
from licensing.errors import NoReason, NothingToGrant, NotInForce, WrongTerms
from licensing.models import Extent, Grant, ReprintRequest, Republisher, Status


@transaction.atomic
def grant(
    request: ReprintRequest,
    *,
    by: User,
    extent: str = Extent.FULL,
    most: int | None = None,
    languages: str = "",
    live_from: datetime | None = None,
    live_until: datetime | None = None,
    credit: str = "",
    fee: str = "",
    conditions: str = "",
    words: str = "",
) -> Grant:
    """Permit what an outlet asked for, for the text as it stands now, and write to it; `words` go along.

    :raises NothingToGrant: readers cannot read the article at this moment.
    :raises WrongTerms: the terms contradict themselves.
    :raises DecidedMeanwhile: something was done since `request` was read.
    """
    request = locked(request)
    standing = Revision.objects.live().filter(article=request.article_id).first()
    if standing is None:
        raise NothingToGrant(_("Readers cannot read this article now, so nobody else may print it."))
    made = Grant(
        request=request,
        article=request.article,
        revision=standing,
        extent=extent,
        most=most if extent == Extent.EXTRACT else None,
        languages=languages.strip(),
        live_from=live_from or timezone.now(),
        live_until=live_until,
        credit=credit.strip(),
        fee=fee.strip(),
        conditions=conditions.strip(),
        made_by=by,
        **{name: getattr(request, name) for name in ("outlet", "name", "email", "language")},
    )
    _check(made)
    made.save()
    move(request, Status.GRANTED, answer=words)
    log(request, Action.GRANTED, by=by, note=f"{made.number} {words}")
    letters.send_later(request, "granted")
    return made


def _check(made: Grant) -> None:
    if made.extent == Extent.EXTRACT and not made.most:
        raise WrongTerms(_("Say how many characters the extract may have."), field="most")
    if made.live_until and made.live_until <= max(made.live_from, timezone.now()):
        raise WrongTerms(_("A grant must end after it begins, and not in the past."), field="live_until")
    try:
        made.validate_constraints()
    except ValidationError as error:
        raise WrongTerms(" ".join(error.messages), field="") from None


@transaction.atomic
def revoke(grant: Grant, *, by: User, because: str) -> Grant:
    """Take a grant back: its page says so from now on, and the holder gets a letter.

    :raises NoReason: the holder must be told why.
    :raises NotInForce: it is over or revoked already.
    """
    if not because.strip():
        raise NoReason(_("Say why the grant is revoked; the outlet reads it."))
    grant = Grant.objects.select_for_update(of=("self",)).select_related("request").get(pk=grant.pk)
    if grant.revoked_at or (grant.live_until and grant.live_until <= timezone.now()):
        raise NotInForce(_("This grant is over or was revoked already."))
    grant.revoked_at, grant.revoked_because = timezone.now(), because.strip()
    grant.save(update_fields=["revoked_at", "revoked_because"])
    if grant.request:
        log(grant.request, Action.REVOKED, by=by, note=because)
    if grant.email:
        letters.send_revoked.later(grant.pk)
    return grant


def take(holder: Grant | Republisher, *, revision: Revision) -> None:
    """Note that somebody has the text of a revision now."""
    if isinstance(holder, Grant):
        Grant.objects.filter(pk=holder.pk).update(taken=revision, taken_at=timezone.now())
    else:
        Republisher.objects.filter(pk=holder.pk).update(revision=revision)
