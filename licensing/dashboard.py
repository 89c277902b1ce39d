"""What the desk wants to know of reprints: which requests wait, for whom, and how many letters fail."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adminkit.inbox import View
from adminkit.lists import Panel
from adminkit.requests import staff
from articles.desk.dashboard import Status
from licensing.models import Grant, ReprintRequest
from licensing.querysets import OVERDUE_AFTER, ReprintRequestQuerySet

ROWS = 8


DECIDES = "licensing.decide_request"
VIEWS: dict[str, View[ReprintRequestQuerySet]] = {
    "waiting": View(gettext_lazy("Waiting"), lambda found, user: found.waiting()),
    "ours": View(gettext_lazy("For us to answer"), lambda found, user: found.unanswered()),
    "mine": View(gettext_lazy("Mine"), lambda found, user: found.assigned_to(user)),
    "overdue": View(gettext_lazy("Overdue"), lambda found, user: found.overdue()),
    "all": View(gettext_lazy("All"), lambda found, user: found.all(), waiting=False),
}


def may_decide(user: User) -> bool:
    return user.has_perm(DECIDES)


def is_overdue(request: ReprintRequest) -> bool:
    if request.status != "new":
        return False
    late = request.received_at < timezone.now() - OVERDUE_AFTER
    return late or bool(request.deadline and request.deadline < timezone.localdate())


def status(request: ReprintRequest) -> Status:
    """Return how a request stands, for the desk's mark of shape, color and word."""
    return Status(request.status, request.get_status_display(), request.closed_at)


def grant_status(grant: Grant) -> Status:
    """Return how a grant stands, likewise."""
    now = timezone.now()
    if grant.revoked_at:
        return Status("withdrawn", _("Revoked"), grant.revoked_at)
    if grant.live_until and grant.live_until <= now:
        return Status("draft", _("Over"), grant.live_until)
    if grant.live_from > now:
        return Status("scheduled", _("To come"), grant.live_from)
    return Status("live", _("In force"), grant.live_until)


def listed() -> ReprintRequestQuerySet:
    """Return requests with all that a list shows."""
    return ReprintRequest.objects.select_related("article", "revision", "assignee").defer(
        "article__body", "revision__body"
    )


def next_after(request: ReprintRequest, user: User) -> ReprintRequest | None:
    """Return the request that waits next, None if this is the last one."""
    rest = ReprintRequest.objects.waiting().exclude(pk=request.pk).longest_waiting()
    return rest.filter(received_at__gte=request.received_at).first() or rest.first()


def waiting(request: HttpRequest) -> Panel | None:
    """Offer what others ask to those who decide it, the longest waiting first."""
    if not may_decide(staff(request)):
        return None
    rows = listed().waiting().longest_waiting()[:ROWS]
    return Panel(
        name="requests",
        title=_("Reprint requests"),
        template="admin/licensing/rows/request.html",
        rows=[{"asked": one, "overdue": is_overdue(one)} for one in rows],
        empty=_("Nothing waits. What other papers ask for under an article comes here."),
        more=reverse("admin:licensing_reprintrequest_changelist"),
    )
