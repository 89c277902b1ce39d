"""What the head and foot of every page need to know."""

from django.conf import settings
from django.http import HttpRequest


def publication(request: HttpRequest) -> dict:
    """Give templates the paper and its address."""
    return {"publication": getattr(request, "publication", None), "site_url": settings.SITE_URL}
