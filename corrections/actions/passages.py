"""What every verb does along the way: hold a passage, bring it in step with its reports, write down what was done."""

from django.contrib.auth.models import User
from django.utils import timezone

from corrections.errors import DecidedMeanwhile
from corrections.models import Event, Kind, Passage, Report, Status

Action = Event.Action
GRAVEST_FIRST: list[str] = [Kind.FACT, Kind.CLARITY, Kind.PICTURE, Kind.LINK, Kind.TYPO, Kind.OTHER]


def locked(passage: Passage) -> Passage:
    """Return the passage as the database has it, held until the transaction ends."""
    rows = Passage.objects.select_for_update(of=("self",)).select_related("article", "anchored_in", "image")
    fresh = rows.get(pk=passage.pk)
    if fresh.version != passage.version:
        raise DecidedMeanwhile(fresh)
    return fresh


def recount(passage: Passage) -> None:
    """Bring the passage's own columns, by which the inbox lists and sorts, in step with its reports."""
    reports = list(passage.reports.all())
    waiting = [report for report in reports if report.status in (Status.NEW, Status.PROGRESS)]
    told = [report for report in reports if report.status != Status.SPAM] or reports
    passage.readers = len(told)
    passage.kind = min((report.kind for report in waiting or told), key=GRAVEST_FIRST.index, default=passage.kind)
    passage.reply_wanted = any(report.email for report in waiting)
    passage.last_received_at = max((report.received_at for report in reports), default=passage.last_received_at)
    if waiting:
        passage.first_received_at = min(report.received_at for report in waiting)
        passage.status = Status.PROGRESS if passage.assignee_id else Status.NEW
        passage.closed_at = None
    elif reports:
        passage.status = max(reports, key=lambda report: report.decided_at or report.received_at).status
        passage.closed_at = passage.closed_at or timezone.now()
    passage.version += 1
    passage.save()


def log(
    passage: Passage, action: str, *, by: User | None = None, note: str = "", report: Report | None = None
) -> Event:
    return Event.objects.create(passage=passage, report=report, action=action, note=note, made_by=by)
