"""Lists to narrow a search by: every section, and those people, subjects and languages that were found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Section
from articles.tags import printed_tags
from masthead.models import Person
from masthead.templatetags.masthead import language_name

MOST = 20
Option = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """A list of which one may be chosen: `options` are values and their words, `every` what no choice means."""

    name: str
    label: str
    every: str
    options: Sequence[Option]
    chosen: str


def choices(chosen: Mapping[str, str], marked: Mapping[str, list[str]]) -> list[Choice]:
    """Return the lists in which there is something to choose, or something `chosen`, by the names of the form's fields.

    `marked` is what `search.Results` says of what was found.
    """
    sections = list(Section.objects.listed().values_list("slug", "name"))
    people = _named(Person.objects.all(), marked["person"], chosen["author"])
    tags = _named(printed_tags(), marked["tag"], chosen["tag"])
    languages = _with([(code, language_name(code)) for code in marked["language"]], chosen["language"])
    lists = [
        Choice("section", _("Section"), _("All sections"), sections, chosen["section"]),
        Choice("author", _("Author"), _("All authors"), people, chosen["author"]),
        Choice("tag", _("Subject"), _("All subjects"), tags, chosen["tag"]),
        Choice("language", _("Language"), _("All languages"), languages, chosen["language"]),
    ]
    return [one for one in lists if len(one.options) > 1 or one.chosen]


def _named(rows: QuerySet, found: list[str], chosen: str) -> list[Option]:
    """Return the most frequent of what was found, and what was chosen, by name."""
    if not found and not chosen:
        return []
    options = rows.filter(Q(pk__in=found[:MOST]) | Q(slug=chosen)).values_list("slug", "name")
    return sorted(_with([(slug, capfirst(name)) for slug, name in options], chosen), key=lambda one: one[1].casefold())


def _with(options: list[Option], chosen: str) -> list[Option]:
    """Add what was chosen though there is none of it, so that it can be seen and undone."""
    return options if not chosen or chosen in dict(options) else [*options, (chosen, chosen)]
