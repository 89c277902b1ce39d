"""What the whole site answers when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old or came from elsewhere, and how to go on without losing what was typed."""
    return render(request, "403_csrf.html", status=403)
