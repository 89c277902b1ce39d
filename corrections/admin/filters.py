"""The filters over the list of reports: always visible, each a part of the address."""

from django.utils.translation import gettext_lazy as _

from adminkit.inbox import ColumnFilter
from adminkit.lists import Choice


class KindFilter(ColumnFilter):
    title = _("Kind")
    parameter_name = "kind"


class PartFilter(ColumnFilter):
    title = _("Part")
    parameter_name = "part"


class ReplyFilter(Choice):
    title = _("Reply")
    parameter_name = "reply"

    def lookups(self, request, model_admin):
        return [("wanted", _("Reply wanted"))]

    def queryset(self, request, queryset):
        return queryset.filter(reply_wanted=True) if self.value() else queryset
