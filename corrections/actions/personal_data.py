"""What readers told about themselves: handing it out to them, and forgetting it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from corrections.actions.passages import Action, log
from corrections.errors import NobodyKnown
from corrections.models import Passage, Report


@transaction.atomic
def hand_out(email: str, *, by: User) -> list[Report]:
    """Return all reports that came with an address, the oldest first, and write down that they were handed out.

    :raises NobodyKnown: there are none.
    """
    reports = _sent_by(email)
    for report in reports:
        log(report.passage, Action.HANDED_OUT, by=by, report=report)
    return reports


@transaction.atomic
def erase_person(email: str, *, by: User) -> int:
    """Forget who sent all reports that came with an address; return how many there were.

    :raises NobodyKnown: there are none.
    """
    reports = _sent_by(email)
    for report in reports:
        erase(report, by=by)
    return len(reports)


def _sent_by(email: str) -> list[Report]:
    reports = list(Report.objects.sent_by(email).select_related("passage__article", "revision").oldest())
    if not reports:
        raise NobodyKnown(_("No report came with this address, or it was erased."))
    return reports


@transaction.atomic
def erase(report: Report, *, by: User | None = None) -> None:
    """Forget who sent a report: name, address and the fingerprint of the sender. What was reported stays.

    Without `by` it is the reader who asked.
    """
    Report.objects.filter(pk=report.pk).forget(timezone.now())
    waits = Report.objects.waiting().filter(passage=report.passage_id).exclude(email="").exists()
    Passage.objects.filter(pk=report.passage_id).update(reply_wanted=waits)
    log(report.passage, Action.ERASED, by=by, report=report)


def erase_expired(before: datetime) -> int:
    """Forget who sent the reports that were decided before a moment; return how many."""
    return Report.objects.decided().with_personal_data().filter(decided_at__lt=before).forget(timezone.now())


def forget_senders(before: datetime) -> None:
    """Forget the fingerprints of who sent something before a moment: they serve the limits of one day."""
    Report.objects.filter(received_at__lt=before).exclude(sender="").update(sender="")
