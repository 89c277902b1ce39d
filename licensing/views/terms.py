"""Pages for those who use our work: what they may, and what they take."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Revision
from articles.pages import article_context
from articles.rights import license_terms
from licensing import declarations, readership
from licensing import policy as rules
from licensing.kits import Kit, attribution, kit
from masthead.requests import PaperRequest
from press import page_cache, rate_limit, richtext


@require_safe
@page_cache.cached()
def republish(request: PaperRequest, path: str, form: str = "") -> HttpResponse:
    """Show the kit of an article that may be republished without asking, or hand it over as a file."""
    revision = article_context.found_at(f"/{path}")
    if revision.withdrawn and form != "json":
        return render(request, "410.html", {"revision": revision}, status=410)
    if not revision.withdrawn and not license_terms.is_free(revision.license):
        return render(request, "licensing/ask.html", {"revision": revision}, status=403)
    made = kit(revision, request.publication, counter=readership.address(revision.article))
    return file(made, form) if form else render(request, "licensing/republish.html", _shown(made))


@never_cache
@require_safe
def read_elsewhere(request: HttpRequest, article: str) -> HttpResponse:
    """Count one reading of a republished article, and answer with one pixel, whatever came of it."""
    found = Revision.objects.live().filter(article=int(article))
    if request.method == "GET" and settings.KIT_COUNTER and found.exists():
        sender = rate_limit.sender_address(request)
        readership.count(int(article), referrer=request.headers.get("Referer", ""), sender=sender)
    return HttpResponse(readership.PIXEL, content_type="image/gif")


@require_safe
@page_cache.cached()
def policy(request: PaperRequest) -> HttpResponse:
    """Say in plain words what others may do with our work."""
    return render(request, "licensing/policy.html", rules.context(request.publication))


@require_safe
@page_cache.cached()
def quote(request: PaperRequest, path: str) -> HttpResponse:
    """Show the line that names an article where a passage of it is quoted, ready to be copied."""
    revision = article_context.found_at(f"/{path}")
    if revision.withdrawn:
        return render(request, "410.html", {"revision": revision}, status=410)
    if revision.license is None or not revision.license.lets_out(1):
        return render(request, "licensing/ask.html", {"revision": revision}, status=403)
    line = attribution(revision, request.publication)
    forms = [
        Form("html", _("HTML"), _("For your site."), line),
        Form("md", _("Markdown"), _("For sites that are written in it."), richtext.markdown(line).strip()),
        Form("txt", _("Plain text"), _("For messages and print."), richtext.plain_text(line)),
    ]
    return render(request, "licensing/quote.html", {"revision": revision, "forms": forms})


@require_safe
@page_cache.cached()
def tdmrep(request: HttpRequest) -> HttpResponse:
    """Tell programs that mine texts what is reserved."""
    return JsonResponse(declarations.tdmrep(), safe=False)


@require_safe
@page_cache.cached()
def rsl(request: PaperRequest) -> HttpResponse:
    """Tell programs the terms of the site in RSL."""
    return HttpResponse(declarations.rsl(request.publication), content_type="application/rsl+xml")


def _shown(made: Kit) -> dict:
    """Return what the page of a kit prints."""
    path = made.revision.get_absolute_url().lstrip("/")
    return {
        "kit": made,
        "sentences": license_terms.in_words(made.license) if made.license else [],
        "forms": forms_of(made, lambda form: _file_address(path, form)),
    }


def forms_of(made: Kit, address: Callable[[str], str]) -> list["Form"]:
    """Return the forms of a kit for its page; `address` says where each is a file."""
    return [
        Form(form, title, hint, FILES[form](made) if form != "html" else made.html, address(form))
        for form, title, hint in (
            ("html", _("HTML"), _("For most sites: paste it into the source of your page.")),
            ("txt", _("Plain text"), _("For print, messages and simple systems.")),
            ("md", _("Markdown"), _("For sites that are written in it.")),
            ("json", _("ninjs 3.1 (JSON)"), _("For newsroom systems; IPTC’s format for news.")),
        )
    ]


def _file_address(path: str, form: str) -> str:
    return reverse("republish-file", kwargs={"path": path, "form": form})


@dataclass(frozen=True)
class Form:
    """One form of a kit on its page: its words, and where it is a file."""

    name: str
    title: str
    hint: str
    content: str
    address: str = ""


def file(made: Kit, form: str) -> HttpResponse:
    """Return a kit as a file to be kept: html, txt, md or json. That of a withdrawn article says so, with 410."""
    content, media_type = FILES[form](made), MEDIA_TYPES[form]
    response = HttpResponse(content, content_type=media_type, status=410 if made.revision.withdrawn else 200)
    slug = made.address.rstrip("/").rsplit("/", 1)[-1]
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{slug}.{form}") or "attachment"
    response.headers["Link"] = f'<{iri_to_uri(made.address)}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _document(made: Kit) -> str:
    """Return the HTML with what a browser needs that opens it from a disk."""
    head = format_html(
        '<!doctype html>\n<html lang="{}">\n<meta charset="utf-8">\n<title>{}</title>\n',
        made.revision.language,
        made.revision.headline,
    )
    return head + made.html


FILES = {
    "html": _document,
    "txt": lambda made: made.text,
    "md": lambda made: made.markdown,
    "json": lambda made: json.dumps(made.ninjs, ensure_ascii=False, indent=2),
}
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
