"""Reprint requests at the desk: the list, and the page on which one is decided."""

from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.desk import Status as State
from articles.desk import name_of
from articles.models import Revision
from licensing import desk
from licensing.admin.forms import Decision
from licensing.admin.verbs import VERBS
from licensing.errors import Refused, WrongTerms
from licensing.models import Grant, ReprintRequest, Status
from press.desk import Choice, UncountedList

PAGE = "admin/licensing/reprintrequest/change_form.html"
MOST_LISTED = 20


class ViewFilter(Choice):
    """One of the saved views; without one, what waits, unless a status is asked for."""

    title = _("View")
    parameter_name = "view"

    def __init__(self, request, params, model, model_admin):
        self.user = request.user
        self.fallback = "all" if request.GET.get("status") in Status.values else "waiting"
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(name, view.label) for name, view in desk.VIEWS.items()]

    def queryset(self, request, queryset):
        return desk.VIEWS[self.value() or self.fallback].chosen(queryset, self.user)


class StatusFilter(Choice):
    title = _("Status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


class AssigneeFilter(Choice):
    title = _("Assigned to")
    parameter_name = "assignee"

    def lookups(self, request, model_admin):
        return [(str(user.pk), name_of(user)) for user in desk.people_who_decide()]

    def queryset(self, request, queryset):
        return queryset.filter(assignee=self.value()) if self.value() else queryset


class RequestList(UncountedList):
    def get_results(self, request):
        super().get_results(request)
        self.rows = [
            {"asked": one, "status": desk.status(one), "overdue": desk.is_overdue(one)} for one in self.result_list
        ]
        view = next(one for one in self.filter_specs if isinstance(one, ViewFilter))
        self.view = view.value() or view.fallback
        self.selects = [one for one in self.filter_specs if one is not view]
        self.views = [self._view(name, request) for name in desk.VIEWS]

    def _view(self, name: str, request: HttpRequest) -> dict:
        view = desk.VIEWS[name]
        return {
            "label": view.label,
            "query": self.get_query_string({"view": name}, ["p"]),
            "chosen": name == self.view,
            "count": desk.count(view.chosen(ReprintRequest.objects, request.user)) if view.waiting else "",
        }


@admin.register(ReprintRequest)
class ReprintRequestAdmin(admin.ModelAdmin):
    list_per_page = 40
    list_max_show_all = 0
    list_display = ("outlet",)
    list_display_links = None
    list_filter = (ViewFilter, StatusFilter, AssigneeFilter)
    search_fields = ("outlet",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    # --- Who may -----------------------------------------------------------------------------------------------------

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return desk.may_decide(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    # --- The list ----------------------------------------------------------------------------------------------------

    def get_queryset(self, request):
        return desk.listed()

    def get_ordering(self, request):
        """Let what waits longest come first, and among all what came last."""
        view = ViewFilter(request, dict(request.GET.lists()), ReprintRequest, self)
        if desk.VIEWS[view.value() or view.fallback].waiting:
            return ("received_at", "pk")
        return ("-received_at", "-pk")

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def get_changelist(self, request, **kwargs):
        return RequestList

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Reprint requests")} | (extra_context or {}))

    # --- The page of one request -------------------------------------------------------------------------------------

    def found(self, pk) -> ReprintRequest:
        """Return a request with what its page shows, or raise Http404."""
        rows = ReprintRequest.objects.select_related("article", "revision__license", "assignee")
        try:
            return rows.get(pk=pk)
        except (ReprintRequest.DoesNotExist, ValueError, OverflowError):
            raise Http404(_("There is no such request.")) from None

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None) -> HttpResponse:
        asked = self.found(object_id)
        if not self.has_view_permission(request, asked):
            raise PermissionDenied
        if request.method == "POST":
            return self._pressed(request, asked)
        return self._page(request, asked, Decision(asked))

    def history_view(self, request: HttpRequest, object_id, extra_context=None) -> HttpResponse:
        """Lead to the page itself, which tells all that was done."""
        return redirect(address(self.found(object_id)))

    def _pressed(self, request: HttpRequest, asked: ReprintRequest) -> HttpResponse:
        """Do what the pressed button says; a button that nobody knows changes nothing."""
        verb = VERBS.get(request.POST.get("do", ""))
        if not desk.may_decide(request.user):
            raise PermissionDenied
        if verb is None:
            return self._page(request, asked, Decision(asked))
        form = Decision(asked, request.POST)
        if verb.errors_in(form):
            return self._page(request, asked, form, _("Not yet. Please look at what is marked."), status=422)
        try:
            said = verb.do(form.seen_by(asked), request.user, form)
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
        following = desk.next_after(asked, request.user)
        standing = Revision.objects.in_force().filter(article=asked.article_id).select_related("license").first()
        others = desk.listed().filter(outlet__iexact=asked.outlet).exclude(pk=asked.pk).newest()
        context = {
            **self.admin_site.each_context(request),
            "opts": ReprintRequest._meta,
            "title": str(asked),
            "asked": asked,
            "standing": standing,
            "status": desk.status(asked),
            "overdue": desk.is_overdue(asked),
            "form": form,
            "refusal": refusal,
            "may_decide": desk.may_decide(request.user),
            "next": address(following) if following else "",
            "events": asked.events.select_related("made_by").order_by("made_at", "pk"),
            "others": [_line(one, address(one), desk.status(one), one.received_at) for one in others[:MOST_LISTED]],
            "grants": _grants(Grant.objects.filter(article=asked.article_id), named="outlet"),
            "grants_of_outlet": _grants(Grant.objects.to_outlet(asked.outlet).exclude(article=asked.article_id)),
        }
        return TemplateResponse(request, PAGE, context, status=status)


def _grants(found, *, named: str = "") -> list[dict]:
    rows = found.select_related("revision").defer("revision__body").newest()[:MOST_LISTED]
    door = "admin:licensing_grant_change"
    return [_line(one, reverse(door, args=[one.pk]), desk.grant_status(one), one.made_at, named) for one in rows]


def _line(row, address: str, status: State, at: datetime, named: str = "") -> dict:
    """Return a line that leads to something that belongs here; it bears the headline, unless another field is named."""
    words = getattr(row, named) if named else row.revision.headline
    return {"words": words, "address": address, "status": status, "at": at}


def address(asked: ReprintRequest) -> str:
    """Return where a request is decided."""
    return reverse("admin:licensing_reprintrequest_change", args=[asked.pk])
