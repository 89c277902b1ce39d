"""The filters over the list of reports: always visible, each a part of the address."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from adminkit.inbox import ColumnFilter
from adminkit.lists import Choice, Lookups
from corrections.querysets import PassageQuerySet


class KindFilter(ColumnFilter):
    title = _("Kind")
    parameter_name = "kind"


class PartFilter(ColumnFilter):
    title = _("Part")
    parameter_name = "part"


class ReplyFilter(Choice):
    title = _("Reply")
    parameter_name = "reply"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("wanted", _("Reply wanted"))]

    def chosen(self, rows: PassageQuerySet, value: str) -> PassageQuerySet:
        return rows.filter(reply_wanted=True)
