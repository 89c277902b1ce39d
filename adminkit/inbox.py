"""Inboxes of the desk: saved views, filters and a list of what waits, whatever it is that the house has to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from adminkit.lists import Choice, Lookups, UncountedList
from adminkit.requests import staff
from press.model_fields import column

COUNTED = 999


Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class View(Generic[Rows]):
    """A list that is often wanted: `chosen` from all rows for who asks; if it is `waiting`, its rows are counted."""

    label: Promise
    chosen: Callable[[Rows, User], Rows]
    waiting: bool = True


def count(found: QuerySet) -> str:
    """Return how many there are, up to a number beyond which nobody counts."""
    number = found.order_by().values("pk")[: COUNTED + 1].count()
    return f"{COUNTED}+" if number > COUNTED else str(number)


def people_with(permission: str) -> QuerySet:
    """Return the staff who have a permission, as in “corrections.decide_report”: those to whom work can be given."""
    room, codename = permission.split(".")
    held = {"content_type__app_label": room, "codename": codename}
    may = Q(is_superuser=True)
    may |= Q(pk__in=User.objects.filter(**{f"groups__permissions__{name}": value for name, value in held.items()}))
    may |= Q(pk__in=User.objects.filter(**{f"user_permissions__{name}": value for name, value in held.items()}))
    people = User.objects.filter(may, is_staff=True, is_active=True)
    return people.order_by("first_name", "last_name", "username", "pk")


def name_of(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


# --- Filters --------------------------------------------------------------------------------------------------------


class ViewFilter(Choice):
    """One of the saved views; without one, what waits, unless a status is asked for."""

    title = _("View")
    parameter_name = "view"

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: type[Model], model_admin: "InboxAdmin"
    ) -> None:
        self.user, self.views = staff(request), model_admin.views
        statuses = column(model, "status").flatchoices
        self.fallback = "all" if request.GET.get("status") in dict(statuses) else "waiting"
        super().__init__(request, params, model, model_admin)

    @property
    def name(self) -> str:
        return self.value() or self.fallback

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [(name, view.label) for name, view in self.views.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return self.views[self.name].chosen(queryset, self.user)


class ColumnFilter(Choice):
    """A filter for the values of one column, which bears the filter's name."""

    parameter_name: str

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return column(model_admin.model, self.parameter_name).flatchoices

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{self.parameter_name: value})


class StatusFilter(ColumnFilter):
    title = _("Status")
    parameter_name = "status"


class AssigneeFilter(ColumnFilter):
    title = _("Assigned to")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [(str(user.pk), name_of(user)) for user in people_with(model_admin.permission)]


# --- The list -------------------------------------------------------------------------------------------------------


class Inbox(UncountedList):
    """The list of an inbox: `rows` as its admin makes them, the `views` with their counts, and the other filters."""

    model_admin: "InboxAdmin"

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.rows = [self.model_admin.row_of(one) for one in self.result_list]
        view = next(one for one in self.filter_specs if isinstance(one, ViewFilter))
        self.view = view.name
        self.selects = [one for one in self.filter_specs if one is not view]
        self.views = [self._view(name, one, staff(request)) for name, one in view.views.items()]

    def _view(self, name: str, view: View, user: User) -> dict:
        return {
            "label": view.label,
            "query": self.get_query_string({"view": name}, ["p"]),
            "chosen": name == self.view,
            "count": count(view.chosen(self.model._default_manager.all(), user)) if view.waiting else "",
        }


class InboxAdmin(admin.ModelAdmin):
    """The door to an inbox. Rows come from outside and are changed by verbs alone, by those with `permission`.

    The queryset of the model says what is `matching(words)`; the model has a `status`.
    """

    permission: str
    views: dict[str, View]
    longest_waiting: tuple[str, ...]
    newest: tuple[str, ...]

    list_per_page = 40
    list_max_show_all = 0
    list_display_links = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def row_of(self, one: Any) -> object:
        """Return what the list shows of a row of the model."""
        return one

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(self.permission)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Let what waits longest come first, and among all what came last."""
        view = ViewFilter(request, dict(request.GET.lists()), self.model, self)
        return self.longest_waiting if self.views[view.name].waiting else self.newest

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.matching(search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Inbox
