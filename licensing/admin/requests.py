"""Reprint requests at the desk: the list, and the page on which one is decided."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from adminkit.inbox import AssigneeFilter, InboxAdmin, StatusFilter, ViewFilter
from adminkit.requests import staff
from articles.desk.dashboard import Status as State
from articles.models import Revision
from licensing import dashboard
from licensing.admin.buttons import BUTTONS
from licensing.admin.forms import Decision
from licensing.errors import Refused, WrongTerms
from licensing.models import Grant, ReprintRequest
from licensing.querysets import GrantQuerySet, ReprintRequestQuerySet

PAGE = "admin/licensing/reprintrequest/change_form.html"
MOST_LISTED = 20


@admin.register(ReprintRequest)
class ReprintRequestAdmin(InboxAdmin):
    permission = dashboard.DECIDES
    views = dashboard.VIEWS
    longest_waiting = ("received_at", "pk")
    newest = ("-received_at", "-pk")
    list_display = ("outlet",)
    list_filter = (ViewFilter, StatusFilter, AssigneeFilter)
    search_fields = ("outlet",)

    # --- The list ----------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> ReprintRequestQuerySet:
        return dashboard.listed()

    def row_of(self, one: ReprintRequest) -> dict:
        return {"asked": one, "status": dashboard.status(one), "overdue": dashboard.is_overdue(one)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Reprint requests")} | (extra_context or {}))

    # --- The page of one request -------------------------------------------------------------------------------------

    def found(self, pk: int | str) -> ReprintRequest:
        """Return a request with what its page shows, or raise Http404."""
        rows = ReprintRequest.objects.select_related("article", "revision__license", "assignee")
        try:
            return rows.get(pk=pk)
        except (ReprintRequest.DoesNotExist, ValueError, OverflowError):
            raise Http404(_("There is no such request.")) from None

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        asked = self.found(object_id)
        if not self.has_view_permission(request, asked):
            raise PermissionDenied
        if request.method == "POST":
            return self._pressed(request, asked)
        return self._page(request, asked, Decision(asked))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page itself, which tells all that was done."""
        return redirect(address(self.found(object_id)))

    def _pressed(self, request: HttpRequest, asked: ReprintRequest) -> HttpResponse:
        """Do what the pressed button says; a button that nobody knows changes nothing."""
        verb = BUTTONS.get(request.POST.get("do", ""))
        if not dashboard.may_decide(staff(request)):
            raise PermissionDenied
        if verb is None:
            return self._page(request, asked, Decision(asked))
        form = Decision(asked, request.POST)
        if verb.errors_in(form):
            return self._page(request, asked, form, _("Not yet. Please look at what is marked."), status=422)
        try:
            said = verb.do(form.seen_by(asked), staff(request), form)
        except Refused as refusal:
            return self._again(request, asked.pk, refusal)
        messages.success(request, said)
        if verb.closes or not form.holds_more_than(verb.needs):
            return redirect(address(asked))
        return self._again(request, asked.pk, done=verb.needs)

    def _again(self, request: HttpRequest, pk: int, refusal: Refused | None = None, done: tuple = ()) -> HttpResponse:
        """Show the request as it stands by now, with what was typed in all fields but those that are `done`."""
        asked, typed = self.found(pk), request.POST.copy()
        typed["version"] = str(asked.version)
        for name in done:
            typed.pop(name, None)
        form = Decision(asked, typed)
        if isinstance(refusal, WrongTerms) and refusal.field:
            form.add_error(refusal.field, str(refusal))
        return self._page(request, asked, form, str(refusal or ""), status=409 if refusal else 200)

    def _page(
        self, request: HttpRequest, asked: ReprintRequest, form: Decision, refusal: str = "", *, status: int = 200
    ) -> HttpResponse:
        following = dashboard.next_after(asked, staff(request))
        standing = Revision.objects.in_force().filter(article=asked.article_id).select_related("license").first()
        others = dashboard.listed().filter(outlet__iexact=asked.outlet).exclude(pk=asked.pk).newest()
        context = {
            **self.admin_site.each_context(request),
            "opts": ReprintRequest._meta,
            "title": str(asked),
            "asked": asked,
            "standing": standing,
            "status": dashboard.status(asked),
            "overdue": dashboard.is_overdue(asked),
            "form": form,
            "refusal": refusal,
            "may_decide": dashboard.may_decide(staff(request)),
            "next": address(following) if following else "",
            "events": asked.events.select_related("made_by").order_by("made_at", "pk"),
            "others": [
                _line(one, address(one), dashboard.status(one), one.received_at) for one in others[:MOST_LISTED]
            ],
            "grants": _grants(Grant.objects.filter(article=asked.article_id), named="outlet"),
            "grants_of_outlet": _grants(Grant.objects.to_outlet(asked.outlet).exclude(article=asked.article_id)),
        }
        return TemplateResponse(request, PAGE, context, status=status)


def _grants(found: GrantQuerySet, *, named: str = "") -> list[dict]:
    rows = found.select_related("revision").defer("revision__body").newest()[:MOST_LISTED]
    door = "admin:licensing_grant_change"
    return [_line(one, reverse(door, args=[one.pk]), dashboard.grant_status(one), one.made_at, named) for one in rows]


def _line(row: Grant | ReprintRequest, address: str, status: State, at: datetime, named: str = "") -> dict:
    """Return a line that leads to something that belongs here; it bears the headline, unless another field is named."""
    words = getattr(row, named) if named else row.revision.headline
    return {"words": words, "address": address, "status": status, "at": at}


def address(asked: ReprintRequest) -> str:
    """Return where a request is decided."""
    return reverse("admin:licensing_reprintrequest_change", args=[asked.pk])
