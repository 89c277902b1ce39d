"""What the whole site answers when something is wrong."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old or came from elsewhere, and how to go on without losing what was typed."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the server and its database answer; anything but 200 means that one of them does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
