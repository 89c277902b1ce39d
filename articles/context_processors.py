"""What the head and the foot of every page link to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from articles.models import License, Section
from masthead.models import PolicyPage, SocialLink
from press import page_cache

more: dict[str, Callable[[], QuerySet]] = {}
"""What other rooms have read along, by its kind: rows of values (kind, number, text, text, number, text)."""


@dataclass(frozen=True, order=True)
class Link:
    """A link of the furniture; links sort by their place and label."""

    position: int
    label: str
    address: str
    id: int
    purpose: str = ""


def furniture(request: HttpRequest) -> dict:
    """Give templates `furniture`: the links to sections, policy pages and places elsewhere, read when first printed."""
    paper = getattr(request, "publication", None)
    return {"furniture": SimpleLazyObject(lambda: links(paper.language if paper else ""))}


@page_cache.memoized
def links(language: str) -> dict[str, list]:
    """Return the links of the paper's `language`, from one query, as `sections`, `policies`, `elsewhere` and `terms`.

    `terms` is the license that holds where nothing else is said; its label is the notice. What other rooms have read
    along comes with them, under the name of its kind, as the rows are.
    """
    shown = Section.objects.filter(in_navigation=True)
    sections = shown.values_list(Value("sections"), "position", "name", "slug", "pk", Value(""))
    public = PolicyPage.objects.public().in_language(language)
    policies = public.values_list(Value("policies"), "position", "title", "slug", "pk", "purpose")
    elsewhere = SocialLink.objects.values_list(Value("elsewhere"), "position", "label", "url", "pk", Value(""))
    terms = License.objects.filter(is_default=True).values_list(
        Value("terms"), Value(0), "notice", "slug", "pk", Value("")
    )
    along = (rows() for rows in more.values())
    found: dict[str, list[Link]] = {"sections": [], "policies": [], "elsewhere": [], "terms": []}
    others: dict[str, list[tuple]] = {kind: [] for kind in more}
    for kind, *row in sections.union(policies, elsewhere, terms, *along, all=True):
        if kind in others:
            others[kind].append(tuple(row))
        else:
            position, label, name, pk, purpose = row
            found[kind].append(Link(position, label, _address(kind, name), pk, purpose))
    return {**{kind: sorted(group) for kind, group in found.items()}, **others}


def _address(kind: str, name: str) -> str:
    route = {"sections": "section", "policies": "policy"}.get(kind)
    if kind == "terms":
        return f"{reverse('licensing')}#{name}"
    return reverse(route, args=[name]) if route else name
