"""Lists of patrons at the desk: a file is taken, its columns are chosen, it is checked, and then brought in."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adminkit.requests import staff
from adminkit.verbs import ReadOnly
from support import actions, patron_file
from support.admin.base import InTheRoom
from support.errors import NotReadable, Refused
from support.models import PatronList

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHOWN_FAULTS = 20


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("CSV with a line of headings, whatever its columns are.")
    )


class MappingForm(forms.Form):
    """Which column holds what; begins with what was chosen last, or with what the headings suggest."""

    def __init__(self, upload: PatronList, data: QueryDict | None = None) -> None:
        known = upload.mapping or patron_file.guess(upload.columns)
        super().__init__(data, initial=known)
        choices = [("", _("– not in this list –")), *enumerate(upload.columns)]
        for name, label in patron_file.FIELDS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, empty_value=None, required=name == "email"
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        chosen = [at for at in data.values() if at is not None]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("One column cannot hold two things."))
        return data

    @property
    def mapping(self) -> dict[str, int]:
        return {name: at for name, at in self.cleaned_data.items() if at is not None}


@admin.register(PatronList)
class PatronListAdmin(InTheRoom, ReadOnly, admin.ModelAdmin):
    list_display = ("name", "stage", "rows", "added", "changed", "faulty", "made_by", "made_at")
    list_select_related = ("made_by",)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-made_at", "-pk")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("support.add_patronlist")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/faults/", view(self.faults), name="support_patronlist_faults"),
            path("<int:pk>/progress/", view(self.progress), name="support_patronlist_progress"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a file, or say why it is no list."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                if file.size > patron_file.MOST_BYTES:
                    raise NotReadable(_("The file is too large."))
                upload = actions.take_list(file.name, file.read(), by=staff(request))
            except NotReadable as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect("admin:support_patronlist_change", upload.pk)
        context = self._context(request, title=_("Bring in a list of patrons"), form=form)
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/support/patronlist/add.html", context, status=status)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a list, how far it is, and what can be done with it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(PatronList, pk=object_id if str(object_id).isdecimal() else 0)
        form = MappingForm(upload, request.POST if "check" in request.POST else None)
        if request.method == "POST":
            if not self.has_add_permission(request):
                raise PermissionDenied
            if answer := self._pressed(request, upload, form):
                return answer
        context = self._context(
            request,
            title=str(upload),
            upload=upload,
            form=form,
            faults=upload.faults.order_by("line", "pk")[:SHOWN_FAULTS],
            may_work=self.has_add_permission(request) and bool(upload.file) and not upload.is_at_work,
        )
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/support/patronlist/list.html", context, status=status)

    def _pressed(self, request: HttpRequest, upload: PatronList, form: MappingForm) -> HttpResponse | None:
        try:
            if "check" in request.POST:
                if not form.is_valid():
                    return None
                actions.check_list(upload, mapping=form.mapping)
            elif "bring-in" in request.POST:
                actions.bring_in_list(upload)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:support_patronlist_change", upload.pk)

    def progress(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell a script how far a list is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(PatronList, pk=pk)
        return JsonResponse({"done": upload.done, "rows": upload.rows, "at_work": upload.is_at_work})

    def faults(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Hand out the faulty lines as a file: the line, why, and the cells as they stood."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(PatronList, pk=pk)
        rows = upload.faults.order_by("line", "pk").values_list("line", "sentence", "cells")
        writer = csv.writer(Echo())
        head = [_("Line"), _("Fault"), *upload.columns]
        body = (writer.writerow([line, sentence, *map(tame, cells)]) for line, sentence, cells in rows.iterator())
        first = "\ufeff" + writer.writerow(map(tame, head))
        answer = StreamingHttpResponse(_and_then(first, body), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="faults-{upload.pk}.csv"'
        return answer

    def _context(self, request: HttpRequest, **more: Any) -> dict:
        return self.admin_site.each_context(request) | {"opts": PatronList._meta, **more}


class Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def tame(cell: object) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    words = str(cell)
    return f"'{words}" if words.startswith(FORMULA) else words


def _and_then(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
