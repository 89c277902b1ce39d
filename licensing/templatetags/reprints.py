"""What the desk's pages about reprints print again and again."""

from django import template

from adminkit.inbox import count
from licensing import dashboard
from licensing.models import ReprintRequest

register = template.Library()


@register.inclusion_tag("admin/_status.html")
def request_status(request: ReprintRequest) -> dict:
    """Print how a request stands as shape, color and word."""
    return {"status": dashboard.status(request)}


@register.simple_tag
def requests_waiting() -> str:
    """Return how many requests wait for our answer."""
    return count(ReprintRequest.objects.unanswered())
