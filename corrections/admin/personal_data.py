"""What readers told about themselves: given to them as a file, or erased, when they ask."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adminkit.requests import staff
from corrections import actions
from corrections.errors import Refused
from corrections.models import Passage, Report

TOLD = ("quote", "message", "suggestion", "name", "email", "language")
READABLE = {"ensure_ascii": False, "indent": 2}


class Person(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address of the reader"))


def may_handle(user: User) -> bool:
    return user.has_perm("corrections.handle_personal_data")


def show(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show the form for an address, hand out all that came with it, or erase it."""
    if not may_handle(staff(request)):
        raise PermissionDenied
    form = Person(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _do(request, form.cleaned_data["email"])
        except Refused as refusal:
            form.add_error("email", str(refusal))
    context = admin.admin_site.each_context(request) | {
        "opts": Passage._meta,
        "title": _("A reader’s personal data"),
        "form": form,
    }
    return TemplateResponse(
        request, "admin/corrections/passage/person.html", context, status=422 if form.errors else 200
    )


def _do(request: HttpRequest, email: str) -> HttpResponse:
    if request.POST.get("do") == "erase":
        number = actions.erase_person(email, by=staff(request))
        said = ngettext(
            "Erased who sent %(n)s report. What it said stays.",
            "Erased who sent %(n)s reports. What they said stays.",
            number,
        )
        messages.success(request, said % {"n": number})
        return redirect("admin:corrections_passage_person")
    reports = actions.hand_out(email, by=staff(request))
    answer = JsonResponse(
        {"email": email, "reports": [record(report) for report in reports]}, json_dumps_params=READABLE
    )
    answer["Content-Disposition"] = 'attachment; filename="reports.json"'
    return answer


def record(report: Report) -> dict:
    """Return all that is kept of a report, as data for the reader who sent it."""
    return {name: getattr(report, name) for name in TOLD} | {
        "receipt": report.receipt,
        "article": (report.revision or report.passage.article).headline,
        "address": report.passage.article.get_absolute_url(),
        "kind": report.get_kind_display(),
        "received_at": report.received_at.isoformat(),
        "status": report.get_status_display(),
        "decided_at": report.decided_at and report.decided_at.isoformat(),
        "reply": report.reply,
    }
