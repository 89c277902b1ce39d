"""Pages about the paper: who makes it, by which rules, in which color."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from masthead import colors
from masthead.models import Person, PolicyPage
from press import page_cache


@require_safe
@page_cache.cached()
def about(request: HttpRequest) -> HttpResponse:
    """Show who makes the paper, how to reach it and which rules it keeps."""
    policies = PolicyPage.objects.public().listed().defer("body")
    return render(request, "masthead/about.html", {"pages": policies})


@require_safe
@page_cache.cached()
def people(request: HttpRequest) -> HttpResponse:
    """Show the staff list."""
    return render(request, "masthead/people.html", {"people": Person.objects.staff()})


@require_safe
@page_cache.cached()
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of the paper's rules, or another page about it."""
    page = get_object_or_404(PolicyPage.objects.public(), slug=slug)
    return render(request, "masthead/policy.html", {"page": page})


@require_safe
@page_cache.cached(endless=True)
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme(request: HttpRequest, color: str) -> HttpResponse:
    """Style pages with an accent color, made readable by day and by night. The address says all, so it may be kept."""
    accents = {
        "light": colors.readable(f"#{color}", on=colors.LIGHT_PAGE),
        "dark": colors.readable(f"#{color}", on=colors.DARK_PAGE),
    }
    return render(request, "masthead/theme.css", accents, content_type="text/css; charset=utf-8")
