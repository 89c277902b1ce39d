"""Pages of every behaviour that matters to the page cache; `asked` notes each time that a view is entered."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path

from press import page_cache
from tests.processes import wait_until

asked: list[str] = []
PROSE = "The harbour is open again. " * 40
FILES = {name: f"{name}.txt" for name in ("text", "broken", "slow", "held", "next", "asked")}


def file(name: str) -> Path:
    """Return where the paper keeps one of its facts: beside the page cache, so that all processes share it."""
    return settings.PAGE_CACHE.parent / FILES[name]


@contextmanager
def held_up() -> Iterator[None]:
    """Let no page be finished for as long as this lasts."""
    file("held").touch()
    try:
        yield
    finally:
        file("held").unlink()


def text() -> str:
    return file("text").read_text() if file("text").exists() else "first"


@page_cache.cached(params=("page", "sort"))
def story(request, slug="story"):
    """Print what the paper says; fail, take long or be held up when told to."""
    asked.append(request.get_full_path())
    with file("asked").open("a") as notes:
        notes.write(f"{os.getpid()} {threading.get_ident()}\n")
    said = text()
    if file("slow").exists():
        time.sleep(float(file("slow").read_text()))
    wait_until(lambda: not file("held").exists())
    if file("broken").exists():
        raise ConnectionError("The database is away.")
    if said == "nothing":
        raise Http404
    return HttpResponse(f"<p>{said}</p><p>{request.META.get('QUERY_STRING')}</p><p>{PROSE}</p>")


@page_cache.cached(params=("q",), endless=True)
def search(request):
    asked.append(request.get_full_path())
    return HttpResponse(f"{request.GET.get('q')!r} {PROSE}")


@page_cache.cached()
def told(request):
    """Print what of a request reaches a view."""
    asked.append(request.get_full_path())
    return HttpResponse(f"{request.method} {sorted(request.META)} {dict(request.COOKIES)} {request.body!r}")


@page_cache.cached()
def odd(request, kind):
    asked.append(kind)
    response = {
        "gone": lambda: HttpResponse("gone", status=410),
        "moved": lambda: HttpResponsePermanentRedirect("/story/"),
        "elsewhere": lambda: HttpResponseRedirect("/story/"),
        "missing": lambda: HttpResponse(f"missing {PROSE}", status=404),
        "streams": lambda: StreamingHttpResponse(iter(["a", "b"])),
        "private": lambda: HttpResponse("for you", headers={"Cache-Control": "private"}),
        "varies": lambda: HttpResponse("in your language", headers={"Vary": "Accept-Language"}),
        "cookie": lambda: HttpResponse("with a cookie"),
        "dated": lambda: HttpResponse(PROSE, headers={"Last-Modified": "Mon, 06 Jul 2026 10:00:00 GMT"}),
        "empty": lambda: HttpResponse(""),
        "own": lambda: HttpResponse(PROSE, headers={"Cache-Control": "public, max-age=60"}),
    }[kind]()
    if kind == "cookie":
        response.set_cookie("seen", "1")
    return response


def unmarked(request):
    asked.append("unmarked")
    return HttpResponse("new each time")


def say(request):
    """Change what the paper says, as a verb does."""
    with transaction.atomic():
        file("text").write_text(request.GET["text"])
        page_cache.invalidate()
    return HttpResponse(str(os.getpid()))


def next_change(after: datetime) -> datetime | None:
    """Tell when the paper will say something else."""
    moments = file("next").read_text().split() if file("next").exists() else []
    return min((moment for moment in map(datetime.fromisoformat, moments) if moment > after), default=None)


def handler404(request, exception):
    return HttpResponse("nothing here", status=404)


urlpatterns = [
    path("story/", story),
    path("story/<slug>/", story),
    path("search/", search),
    path("told/", told),
    path("odd/<kind>/", odd),
    path("unmarked/", unmarked),
    path("say/", say),
]
