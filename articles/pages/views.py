"""The paper's pages: every view finds, and renders."""

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import addresses
from articles.context_processors import links
from articles.models import Revision, Section
from articles.pages import archive, article_context
from articles.pages.front_page import front_context
from articles.pages.pagination import page_of
from articles.querysets import RevisionQuerySet
from articles.rights import machine_readable
from articles.tags import printed_tags
from masthead.models import Person
from masthead.requests import PaperRequest
from press import page_cache

Named = TypeVar("Named", Section, Person, Tag)

# --- The front page and articles ------------------------------------------------------------------------------------


@require_safe
@page_cache.cached()
def front(request: PaperRequest) -> HttpResponse:
    """Show the front page."""
    language = request.publication.language
    furniture = links(language)
    content = front_context(furniture["sections"], language)
    return render(request, "articles/front.html", content | {"furniture": furniture})


@require_safe
@page_cache.cached()
def article(request: HttpRequest, path: str) -> HttpResponse:
    """Show an article, say that it was withdrawn, or lead on to where it is now."""
    revision = article_context.standing_at(f"/{path}")
    if revision is None:
        return lead_on(f"/{path}")
    if revision.withdrawn:
        return render(request, "410.html", {"revision": revision}, status=410)
    response = render(request, "articles/article.html", article_context.article_context(revision))
    machine_readable.declare(response, revision.license)
    return response


@require_safe
@page_cache.cached()
def history(request: HttpRequest, path: str) -> HttpResponse:
    """Show every step that readers saw of an article, and what changed in words."""
    revision = article_context.found_at(f"/{path}")
    if revision.withdrawn:
        return render(request, "410.html", {"revision": revision}, status=410)
    return render(request, "articles/history.html", article_context.history_context(revision))


def lead_on(path: str) -> HttpResponse:
    """Send a reader to the address that `path` means.

    :raises Http404: it means none.
    """
    address = addresses.forwarding(path)
    if address is None:
        raise Http404
    return redirect(address, permanent=True)


# --- Lists ----------------------------------------------------------------------------------------------------------


@require_safe
@page_cache.cached(params=("page",))
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles of one part of the paper, the newest first."""
    found = named(Section.objects.all(), slug)
    return listing(request, "section", found, Revision.objects.live().in_section(found).newest())


@require_safe
@page_cache.cached(params=("page",))
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles on one subject, the newest first."""
    found = named(printed_tags(), slug)
    return listing(request, "tag", found, Revision.objects.live().about(found))


@require_safe
@page_cache.cached(params=("page",))
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who somebody is, and the articles with their name over them, the newest first."""
    found = named(Person.objects.all(), slug)
    return listing(request, "author", found, Revision.objects.live().by_person(found))


def named(rows: QuerySet[Named], slug: str) -> Named:
    """Return the row with this address name, be it written with capitals.

    :raises Http404: there is none.
    """
    found = {row.slug: row for row in rows.filter(slug__in=[slug, slug.lower()])}
    if not found:
        raise Http404
    return found.get(slug) or found[slug.lower()]


def listing(request: HttpRequest, kind: str, found: Section | Person | Tag, rows: RevisionQuerySet) -> HttpResponse:
    """Show a page of `rows` under what was `found`; an address with capitals leads to the right one."""
    if request.resolver_match and request.resolver_match.kwargs["slug"] != found.slug:
        return redirect(kind, found.slug, permanent=True)
    page = page_of(rows.for_listing(), request.GET.get("page", ""))
    return render(request, f"articles/{kind}.html", {kind: found, "page": page})


# --- The archive ----------------------------------------------------------------------------------------------------


@require_safe
@page_cache.cached()
def archive_index(request: HttpRequest) -> HttpResponse:
    """Show the years and months in which the paper appeared."""
    return render(request, "articles/archive_index.html", {"calendar": archive.Calendar.of_the_paper()})


@require_safe
@page_cache.cached(params=("page",))
def archive_page(request: HttpRequest, **numbers: str) -> HttpResponse:
    """Show what was first published in a year, in a month or on a day, the newest first."""
    around = archive.context(**numbers)
    if around is None:
        raise Http404
    rows = Revision.objects.live().between(around["period"].begin, around["period"].end).newest().for_index()
    return render(request, "articles/archive.html", around | {"page": page_of(rows, request.GET.get("page", ""))})
