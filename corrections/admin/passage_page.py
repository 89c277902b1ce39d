"""The page on which one reported passage is decided. Whatever stands in the way is said, and nothing typed is lost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

import articles.errors
import corrections.errors
from adminkit.requests import staff
from corrections import actions, dashboard, suggestions
from corrections.admin.buttons import BUTTONS
from corrections.admin.forms import Decision, draft
from corrections.models import Passage
from corrections.passage_detail import Case

if TYPE_CHECKING:
    from corrections.admin.passage import PassageAdmin

PAGE = "admin/corrections/passage/change_form.html"
Refused = (articles.errors.Refused, corrections.errors.Refused)


@dataclass
class Page:
    """The page of one passage for one visitor."""

    admin: "PassageAdmin"
    request: HttpRequest
    case: Case
    form: Decision
    refusal: str = ""

    def answer(self, *, status: int = 200) -> HttpResponse:
        return TemplateResponse(self.request, PAGE, self.context(), status=status)

    def context(self) -> dict:
        passage, user = self.case.passage, staff(self.request)
        view = self.request.GET.get("view", "")
        return {
            **self.admin.admin_site.each_context(self.request),
            "opts": Passage._meta,
            "title": str(passage),
            "case": self.case,
            "passage": passage,
            "article": passage.article,
            "status": dashboard.status(passage),
            "overdue": dashboard.is_overdue(passage),
            "form": self.form,
            "refusal": self.refusal,
            "waiting": actions.waiting_in(passage.article) if self.case.is_live else None,
            "draft": suggestions.draft_notice("{was}", "{now}", passage.article.language),
            "draft_gone": suggestions.draft_notice("{was}", "", passage.article.language),
            "may_decide": dashboard.may_decide(user),
            "may_publish": dashboard.may_publish(user),
            "view": view,
            "next": self._next(view),
        }

    def _next(self, view: str) -> str:
        found = dashboard.next_after(self.case.passage, view, staff(self.request))
        return address(found, view) if found else ""


def address(passage: Passage, view: str = "") -> str:
    """Return where a passage is decided, as part of a view if one is named."""
    query = f"?{urlencode({'view': view})}" if view in dashboard.VIEWS else ""
    return reverse("admin:corrections_passage_change", args=[passage.pk]) + query


def show(admin: "PassageAdmin", request: HttpRequest, passage: Passage) -> HttpResponse:
    """Answer with the page of a passage."""
    case = Case(passage)
    return Page(admin, request, case, Decision(case)).answer()


def pressed(admin: "PassageAdmin", request: HttpRequest, passage: Passage) -> HttpResponse:
    """Do what the pressed button says; a button that nobody knows changes nothing."""
    verb = BUTTONS.get(request.POST.get("do", ""))
    if verb is None:
        return show(admin, request, passage)
    if not verb.is_open_to(staff(request)):
        raise PermissionDenied(_("This is for those who may publish."))
    case = Case(passage)
    form = Decision(case, request.POST)
    if verb.errors_in(form):
        return Page(admin, request, case, form, _("Not yet. Please look at what is marked.")).answer(status=422)
    try:
        said = verb.do(form.seen_by(passage), staff(request), form.cleaned_data)
    except Refused as refusal:
        return _again(admin, request, passage.pk, refusal=str(refusal)).answer(status=409)
    messages.success(request, said)
    if verb.closes or not form.holds_more_than(verb.needs):
        return redirect(address(passage, request.GET.get("view", "")))
    return _again(admin, request, passage.pk, done=verb.needs).answer()


def _again(admin: "PassageAdmin", request: HttpRequest, pk: int, *, refusal: str = "", done: tuple = ()) -> Page:
    """Return the page of the passage as it stands by now, with what was typed in all fields but those that are `done`.

    What changed meanwhile has been seen once it is shown.
    """
    case, typed = Case(admin.found(pk)), request.POST.copy()
    typed["version"], typed["seen"] = str(case.passage.version), case.words
    typed["notice"] = typed.get("notice", "").strip() or draft(case, typed.get("wording", ""))
    for name in done:
        typed.pop(name, None)
    return Page(admin, request, case, Decision(case, typed), refusal)
