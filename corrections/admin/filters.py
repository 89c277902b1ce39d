"""The filters over the list of reports: always visible, each a part of the address."""

from django.utils.translation import gettext_lazy as _

from articles.desk import name_of
from corrections.desk import VIEWS, people_who_decide
from corrections.models import Kind, Part, Status
from press.desk import Choice


class ViewFilter(Choice):
    """One of the saved views; without one, what waits, unless a status is asked for."""

    title = _("View")
    parameter_name = "view"

    def __init__(self, request, params, model, model_admin):
        self.user = request.user
        self.fallback = "all" if request.GET.get("status") in Status.values else "waiting"
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(name, view.label) for name, view in VIEWS.items()]

    def queryset(self, request, queryset):
        return VIEWS[self.value() or self.fallback].chosen(queryset, self.user)


class _ColumnFilter(Choice):
    """A filter for the values of one column, which bears the filter's name."""

    choices_of: type

    def lookups(self, request, model_admin):
        return self.choices_of.choices

    def queryset(self, request, queryset):
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset


class StatusFilter(_ColumnFilter):
    title = _("Status")
    parameter_name = "status"
    choices_of = Status


class KindFilter(_ColumnFilter):
    title = _("Kind")
    parameter_name = "kind"
    choices_of = Kind


class PartFilter(_ColumnFilter):
    title = _("Part")
    parameter_name = "part"
    choices_of = Part


class AssigneeFilter(Choice):
    title = _("Assigned to")
    parameter_name = "assignee"

    def lookups(self, request, model_admin):
        return [(str(user.pk), name_of(user)) for user in people_who_decide()]

    def queryset(self, request, queryset):
        return queryset.filter(assignee=self.value()) if self.value() else queryset


class ReplyFilter(Choice):
    title = _("Reply")
    parameter_name = "reply"

    def lookups(self, request, model_admin):
        return [("wanted", _("Reply wanted"))]

    def queryset(self, request, queryset):
        return queryset.filter(reply_wanted=True) if self.value() else queryset
