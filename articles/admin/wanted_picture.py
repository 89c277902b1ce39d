"""Wanted pictures at the desk: what an import could not find, until somebody brings it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from adminkit.requests import staff
from articles.actions import wanted_pictures
from articles.admin.image_forms import BringForm
from articles.models import WantedPicture


@admin.register(WantedPicture)
class WantedPictureAdmin(admin.ModelAdmin):
    list_display = ("url", "article", "alt_text", "reason", "wanted_since")
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("url", "alt_text", "caption", "article__headline")
    show_full_result_count = False
    ordering = ("wanted_since", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return WantedPicture.objects.missing()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what is wanted, and take it."""
        row = self.get_object(request, object_id)
        if row is None:
            return super().change_view(request, object_id, form_url, extra_context)
        may = self.has_change_permission if request.method == "POST" else self.has_view_permission
        if not may(request, row):
            raise PermissionDenied
        form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
        if form.is_valid() and self._take(request, row, form):
            return redirect("admin:articles_wantedpicture_changelist")
        return TemplateResponse(
            request, "admin/articles/wantedpicture/change_form.html", self._context(request, row, form)
        )

    def _take(self, request: HttpRequest, row: WantedPicture, form: BringForm) -> bool:
        """Put the picture in its place; say in the form why not, if the file is not right."""
        try:
            self._bring(request, row, form)
        except ValidationError as problem:
            form.add_error("file", problem)
            return False
        messages.success(request, _("The picture is in its place. Publish the article again to show it to readers."))
        return True

    def _bring(self, request: HttpRequest, row: WantedPicture, form: BringForm) -> None:
        if form.cleaned_data["image"]:
            wanted_pictures.fill(row, form.cleaned_data["image"], by=staff(request))
        else:
            wanted_pictures.bring(row, form.cleaned_data["file"], by=staff(request))

    def _context(self, request: HttpRequest, row: WantedPicture, form: BringForm) -> dict:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Wanted picture"),
            "wanted": row,
            "form": form,
            "may_change": self.has_change_permission(request, row),
        }
