"""The search page's form and its pages."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import search
from articles.models import Revision, Section
from articles.search.facets import Choice, choices
from masthead.models import LANGUAGE_CODE, Person
from press import page_cache

MOST_PAGES = search.MOST // 20


class Day(forms.DateInput):
    """A field for a day. What is none is left out of it, as browsers would do, and the form says so beside it."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        try:
            return str(value) if parse_date(str(value or "")) else None
        except ValueError:
            return None


class SearchForm(forms.Form):
    """What a reader looks for. Wrong filters are left out and said; they never hide the search itself."""

    q = forms.CharField(
        label=_("Search for"), required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.all(), to_field_name="slug", required=False
    )
    author = forms.CharField(label=_("Author"), required=False)
    tag = forms.CharField(label=_("Subject"), required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=20, validators=[LANGUAGE_CODE])
    since = forms.DateField(label=_("From"), required=False, widget=Day)
    until = forms.DateField(label=_("Until"), required=False, widget=Day)

    def clean_language(self) -> str:
        return self.cleaned_data["language"].lower()

    def choices(self, marked: Mapping[str, list[str]]) -> list[Choice]:
        """Return the lists to choose from; `marked` is what a search found."""
        chosen = {name: self.cleaned_data.get(name) or "" for name in ("author", "tag", "language")}
        section = self.cleaned_data.get("section")
        return choices(chosen | {"section": section.slug if section else ""}, marked)

    @property
    def is_narrow(self) -> bool:
        """Say whether anything but words was asked for."""
        return any(self.data.get(name) for name in self.fields if name != "q")

    def filters(self) -> search.Filters:
        """Return the filters that make sense."""
        found = self.cleaned_data
        section, author, tag = found.get("section"), found.get("author"), found.get("tag")
        return search.Filters(
            section=section.pk if section else None,
            person=author and _number(Person, author),
            tag=tag and _number(Tag, tag),
            language=found.get("language", ""),
            since=found.get("since"),
            until=found.get("until"),
        )


def _number(model: type[Model], slug: str) -> int:
    """Return the number of the row with this address name; one that no row has where there is none."""
    return model._default_manager.filter(slug=slug).values_list("pk", flat=True).first() or -1


@require_safe
@page_cache.cached(params=("q", "section", "author", "tag", "language", "since", "until", "page"), endless=True)
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the search form, and what was found."""
    form = SearchForm(request.GET)
    form.is_valid()
    number = request.GET.get("page", "1")
    if not number.isascii() or not number.isdigit() or not 0 < int(number[:6]) <= MOST_PAGES:
        raise Http404
    text = form.cleaned_data.get("q", "")
    results = search.search(text, form.filters(), page=int(number))
    if int(number) > 1 and not results.hits:
        raise Http404
    shown = Truncator(text).chars(100)
    context = {
        "form": form,
        "choices": form.choices(results.marked),
        "results": results,
        "text": shown,
        "number": int(number),
        "others": _others(request),
    }
    return render(request, "articles/search.html", context)


def _others(request: HttpRequest) -> str:
    """Return the query string without the page, for links to other pages of the same search."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_safe
@page_cache.cached(params=("q",), endless=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer headlines that begin to match, for a list while typing."""
    found: list[Revision] = search.suggest(request.GET.get("q", ""))
    return JsonResponse({"found": [{"title": one.headline, "url": one.get_absolute_url()} for one in found]})
