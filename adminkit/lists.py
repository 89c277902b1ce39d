"""Lists that count nothing, filters that refuse nothing, and the panels of a start page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class Panel:
    """One list on the start page.

    `template` prints one row, given as `row` beside `context`; `empty` says what would be here and how it comes.
    """

    name: str
    title: str
    template: str
    rows: Sequence | QuerySet = ()
    empty: str = ""
    more: str = ""
    context: dict = field(default_factory=dict)


Lookups = Iterable[tuple[str, Any]]
"""What a filter offers: values of the address with their labels, which may be lazy."""

PanelMaker = Callable[[HttpRequest], Panel | None]
"""What a room offers to the start page: a function of the request; None for those whom it does not concern."""


def row_number(text: str) -> int | None:
    """Return the number that somebody sent, None where it can be that of no row and no version."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class UncountedList(ChangeList):
    """Django's list without its counting, which would read every row; a page knows whether another follows."""

    def get_results(self, request: HttpRequest) -> None:
        self.page_num = min(max(self.page_num, 1), LAST_PAGE)
        start = (self.page_num - 1) * self.list_per_page
        found = list(self.queryset[start : start + self.list_per_page + 1])
        self.result_list = found[: self.list_per_page]
        self.result_count, self.full_result_count = len(self.result_list), None
        self.show_full_result_count = self.show_admin_actions = self.can_show_all = self.multi_page = False
        self.first, self.last = start + 1, start + len(self.result_list)
        self.is_last = len(found) <= self.list_per_page

    @property
    def previous_page(self) -> str:
        return self.get_query_string({PAGE_VAR: self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def next_page(self) -> str:
        return "" if self.is_last else self.get_query_string({PAGE_VAR: self.page_num + 1})


class Choice(SimpleListFilter):
    """A filter that leaves the list as it is when the address names something that is not offered."""

    def value(self) -> str | None:
        given = super().value()
        return given if given in dict(self.lookup_choices) else None

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset if value is None else self.chosen(queryset, value)

    def chosen(self, rows: Any, value: str) -> QuerySet:
        """Return those of `rows`, of the model's own QuerySet, that a value which is offered stands for."""
        raise NotImplementedError
