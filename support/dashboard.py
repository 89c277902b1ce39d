"""What the desk wants to know of patrons at a glance: proposals and events that wait for somebody."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from adminkit.lists import Panel
from support.models import Topic, WebhookEvent

ROWS = 8


def topics(request: HttpRequest) -> Panel | None:
    """Offer patrons' proposals to those who decide them, while there are any."""
    if not request.user.has_perm("support.change_topic"):
        return None
    return Panel(
        name="topics",
        title=_("Topics that patrons propose"),
        template="admin/support/rows/topic.html",
        rows=Topic.objects.waiting().select_related("ballot").longest_waiting()[:ROWS],
        empty=_("Nothing waits. What patrons propose for a ballot comes here before readers see it."),
        more=reverse("admin:support_topic_changelist") + "?state=waiting",
    )


def events(request: HttpRequest) -> Panel | None:
    """Offer what providers told and we did not understand, if there is any."""
    if not request.user.has_perm("support.change_webhookevent"):
        return None
    rows = WebhookEvent.objects.waiting().newest()[:ROWS]
    if not rows:
        return None
    return Panel(
        name="events",
        title=_("Payment messages that we did not understand"),
        template="admin/support/rows/event.html",
        rows=rows,
        more=reverse("admin:support_webhookevent_changelist") + "?waiting=yes",
    )
