"""The support page, and the page that says thank you."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from press import page_cache
from support.models import SupportPage
from support.support_page import content


@require_safe
@page_cache.cached()
def support(request: HttpRequest) -> HttpResponse:
    """Show what we ask for, the ways to give it, and who gives."""
    return render(request, "support/support.html", content(_public_page()))


@require_safe
@page_cache.cached()
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank those who have just given: providers send them here."""
    return render(request, "support/thanks.html", {"page": _public_page()})


def _public_page() -> SupportPage:
    page = SupportPage.objects.public().first()
    if page is None:
        raise Http404
    return page
