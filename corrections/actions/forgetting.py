"""Forgetting who sent a report."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from corrections.models import Block, Passage, Report


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
