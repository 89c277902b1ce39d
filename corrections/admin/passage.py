"""Reported passages at the desk: the list, and the doors to the page on which one is decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from adminkit.inbox import AssigneeFilter, InboxAdmin, StatusFilter, ViewFilter
from adminkit.requests import staff
from corrections import actions, dashboard
from corrections.admin import passage_page, personal_data
from corrections.admin.filters import KindFilter, PartFilter, ReplyFilter
from corrections.admin.forms import Bulk
from corrections.errors import Refused
from corrections.models import DeclineReason, Passage
from corrections.querysets import PassageQuerySet


@admin.register(Passage)
class PassageAdmin(InboxAdmin):
    permission = dashboard.DECIDES
    views = dashboard.VIEWS
    longest_waiting = ("first_received_at", "pk")
    newest = ("-last_received_at", "-pk")
    list_display = ("quote",)
    list_filter = (ViewFilter, KindFilter, StatusFilter, AssigneeFilter, PartFilter, ReplyFilter)
    search_fields = ("quote",)

    # --- The list ----------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> PassageQuerySet:
        return dashboard.listed()

    def row_of(self, one: Passage) -> dashboard.Row:
        return dashboard.Row.of(one)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST":
            return self._decide_several(request)
        more = {
            "title": _("Readers’ reports"),
            "reasons": DeclineReason.objects.in_order(),
            "may_decide": dashboard.may_decide(staff(request)),
            "may_handle_people": personal_data.may_handle(staff(request)),
        }
        return super().changelist_view(request, more | (extra_context or {}))

    def _decide_several(self, request: HttpRequest) -> HttpResponse:
        if not dashboard.may_decide(staff(request)):
            raise PermissionDenied
        form, verb = Bulk(request.POST), BULK.get(request.POST.get("do", ""))
        if verb is None or not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors.get("chosen") or [_("Nothing was done.")])))
            return redirect(request.get_full_path())
        done, refused = _each(form.cleaned_data, verb, request)
        if done:
            messages.success(request, ngettext("%(n)s report done.", "%(n)s reports done.", done) % {"n": done})
        for sentence in refused:
            messages.warning(request, sentence)
        return redirect(request.get_full_path())

    # --- The page of one passage -------------------------------------------------------------------------------------

    def found(self, pk: int | str) -> Passage:
        """Return a passage with what its page shows, or raise Http404."""
        rows = Passage.objects.select_related("article", "anchored_in", "image", "assignee", "duplicate_of")
        try:
            return rows.get(pk=pk)
        except (Passage.DoesNotExist, ValueError, OverflowError):
            raise Http404(_("There is no such report.")) from None

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        passage = self.found(object_id)
        if not self.has_view_permission(request, passage):
            raise PermissionDenied
        return (passage_page.pressed if request.method == "POST" else passage_page.show)(self, request, passage)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page itself, which tells all that was done."""
        return redirect(passage_page.address(self.found(object_id)))

    def get_urls(self) -> list[URLPattern]:
        mine = [path("person/", self.admin_site.admin_view(self._person), name="corrections_passage_person")]
        return mine + super().get_urls()

    def _person(self, request: HttpRequest) -> HttpResponse:
        return personal_data.show(self, request)


Do = Callable[[Passage, User, dict], Passage]
BULK: dict[str, Do] = {
    "take": lambda passage, by, given: actions.assign(passage, to=by, by=by),
    "decline": lambda passage, by, given: actions.decline(passage, by=by, reason=given["reason"]),
    "spam": lambda passage, by, given: actions.mark_spam(passage, by=by),
}


def _each(given: dict, do: Do, request: HttpRequest) -> tuple[int, list[str]]:
    """Do one thing with every passage that was ticked; return how many it was done with, and why not with others."""
    done, refused = 0, []
    passages = Passage.objects.in_bulk(given["chosen"])
    for pk, version in given["chosen"].items():
        passage = passages.get(pk)
        if passage is None:
            continue
        passage.version = version
        try:
            do(passage, staff(request), given)
            done += 1
        except Refused as refusal:
            refused.append(f"“{passage}”: {refusal}")
    return done, refused
