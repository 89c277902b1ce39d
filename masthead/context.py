"""What the head and foot of every page need to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from masthead.models import PolicyPage


def publication(request: HttpRequest) -> dict:
    """Give templates the paper, its policy pages and its address."""
    return {
        "publication": getattr(request, "publication", None),
        "policies": SimpleLazyObject(lambda: list(PolicyPage.objects.public().listed().defer("body"))),
        "site_url": settings.SITE_URL,
    }
