"""Looking at what others printed of ours, and asking them to put it right."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.pages.article_context import words_language
from licensing import letters, reprint_checker, source_matching, verdicts
from licensing.errors import NoAddress, NoReason
from licensing.models import Grant, Reprint
from licensing.querysets import GrantQuerySet
from licensing.source_matching import Match
from licensing.verdicts import Verdict


@transaction.atomic
def check(source: str, *, outlet: str, by: User, url: str = "", email: str = "") -> Reprint:
    """Find what a page, given as HTML or plain words, has of ours, judge it, and keep that."""
    match = source_matching.find(reprint_checker.read(source))
    grants = list(_grants(match, outlet)) if match else []
    verdict = verdicts.of(match, grants) if match else _nothing_found()
    findings = match.as_data() | {"faults": _for_the_outlet(match, grants)} if match else {}
    return Reprint.objects.create(
        outlet=outlet.strip(),
        url=url,
        email=email,
        article=match.revision.article if match else None,
        revision=match.revision if match else None,
        grant=grants[0] if grants else None,
        findings=findings,
        verdict=" ".join(verdict.sentences),
        status=Reprint.Status.FINE if verdict.fine else Reprint.Status.FOUND,
        checked_by=by,
    )


def _grants(match: Match, outlet: str) -> GrantQuerySet:
    return Grant.objects.in_force().to_outlet(outlet).filter(article=match.revision.article_id).newest()


def _for_the_outlet(match: Match, grants: list[Grant]) -> list[str]:
    """Return the faults in the language of the article, in which we write to others about it."""
    with translation.override(words_language(match.revision.language)):
        return verdicts.of(match, grants).faults


def _nothing_found() -> Verdict:
    return Verdict(True, [_("Nothing of ours was found in it.")], [])


@transaction.atomic
def settle(reprint: Reprint, *, status: str, note: str = "") -> Reprint:
    """Say what became of a reprint: it is fine, fixed or ignored; a note for colleagues may go along."""
    Reprint.objects.filter(pk=reprint.pk).update(status=status, note=note.strip() or reprint.note)
    reprint.refresh_from_db()
    return reprint


@transaction.atomic
def ask_to_fix(reprint: Reprint, *, email: str, subject: str, body: str) -> Reprint:
    """Send the outlet a letter about its page.

    :raises NoAddress: there is no address to write to.
    :raises NoReason: the letter is empty.
    """
    if not email:
        raise NoAddress(_("Write down the address of the outlet first."))
    if not subject.strip() or not body.strip():
        raise NoReason(_("The letter is empty."))
    Reprint.objects.filter(pk=reprint.pk).update(email=email, status=Reprint.Status.ASKED, asked_at=timezone.now())
    letters.send_to_fix.later(reprint.pk, subject.strip(), body.strip())
    reprint.refresh_from_db()
    return reprint
