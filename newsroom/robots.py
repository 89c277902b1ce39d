"""What programs are told at fixed addresses: robots.txt and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from licensing import declarations
from masthead.requests import PaperRequest
from press import page_cache

PLAIN = "text/plain; charset=utf-8"
SECURITY_VALID = timedelta(days=180)


@require_safe
@page_cache.cached()
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is not for them, and where the sitemaps and the terms are."""
    context = {"site_url": settings.SITE_URL, **declarations.groups()}
    return render(request, "robots.txt", context, content_type=PLAIN)


@require_safe
def security(request: PaperRequest) -> HttpResponse:
    """Tell whom to write about a hole in the site (RFC 9116); without an address of the desk there is nobody."""
    if not request.publication.desk_email:
        raise Http404
    context = {"site_url": settings.SITE_URL, "expires_at": timezone.now() + SECURITY_VALID}
    return render(request, "security.txt", context, content_type=PLAIN)
