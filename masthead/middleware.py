"""Every request knows the paper it is for, and tells time and labels as the paper does."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from masthead.models import Publication
from masthead.requests import PaperRequest
from press import page_cache


@page_cache.memoized
def paper() -> Publication:
    """Return the paper as readers see it now."""
    return Publication.objects.current()


def publication(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.publication`, and its time zone and language for the length of the request."""

    def answer(request: HttpRequest) -> HttpResponse:
        ours = cast(PaperRequest, request)
        ours.publication = paper()
        with timezone.override(ours.publication.zone), translation.override(ours.publication.language):
            return get_response(request)

    return answer
