"""Licenses at the desk: what they grant stays once something was published under them, and is said in words."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.forms import Field as FormField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from adminkit.lists import row_number
from adminkit.verbs import SavedByVerb
from articles.actions import licenses
from articles.models import License
from articles.models.license import TERMS
from articles.rights import license_terms

REPLACES = "replaces"  # In the address of the form for a new one: the id of the license whose place it takes.


@admin.register(License)
class LicenseAdmin(SavedByVerb, admin.ModelAdmin):
    delete_verb = licenses.delete
    change_form_template = "admin/articles/license/change_form.html"
    list_display = ("name", "means", "standing")
    actions = None
    list_select_related = ("replaced_by",)
    search_fields = ("name", "notice")
    ordering = ("-is_default", "name")
    fieldsets = [
        (None, {"fields": ("name", "slug", "notice", "url", "terms")}),
        (gettext_lazy("Extracts"), {"fields": ("max_extract", "link_required", "attribution")}),
        (gettext_lazy("The whole"), {"fields": ("may_republish", "may_sell", "may_change")}),
        (gettext_lazy("Machines"), {"fields": ("may_mine", "may_train")}),
    ]

    @admin.display(description=gettext_lazy("what it means"))
    def means(self, license: License) -> str:
        return " ".join(license_terms.in_words(license))

    @admin.display(description=gettext_lazy("use"))
    def standing(self, license: License) -> str:
        if license.replaced_by:
            return _("Replaced by %s") % license.replaced_by
        return _("The paper’s default") if license.is_default else ""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in ("notice", "attribution"):
            field.widget.attrs["class"] = "vLargeTextField"
        return field

    def get_urls(self) -> list[URLPattern]:
        default = path(
            "<int:pk>/default/", self.admin_site.admin_view(self.make_default), name="articles_license_default"
        )
        return [default, *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: License | None = None) -> tuple[str, ...]:
        return TERMS if obj and licenses.in_use(obj) else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: License | None = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("name",)}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a license that takes the place of another with what that one says."""
        old = self._replaced(request)
        if old is None:
            return super().get_changeform_initial_data(request)
        return {name: getattr(old, name) for name in (*TERMS, "notice", "attribution") if name != "slug"}

    def _replaced(self, request: HttpRequest) -> License | None:
        number = row_number(request.GET.get(REPLACES, ""))
        return License.objects.filter(pk=number, replaced_by=None).first() if number else None

    def save_by_verb(self, request: HttpRequest, form: ModelForm, related: Callable[[], None]) -> None:
        old = self._replaced(request) if form.instance.pk is None else None
        licenses.save(form.instance, instead_of=old, related=related)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: License | None = None,
    ) -> HttpResponse:
        context |= {
            "sentences": license_terms.in_words(obj) if obj else [],
            "in_use": obj is not None and licenses.in_use(obj),
            "replaced": self._replaced(request) if add else None,
            "may_change_license": self.has_change_permission(request, obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def make_default(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Use a license wherever nothing else is chosen."""
        return require_POST(self._make_default)(request, pk)

    def _make_default(self, request: HttpRequest, pk: int) -> HttpResponse:
        license = get_object_or_404(License, pk=pk)
        if not self.has_change_permission(request, license):
            raise PermissionDenied
        if license.replaced_by_id:
            messages.error(request, _("This license was replaced by another; it cannot be the default."))
        else:
            licenses.make_default(license)
            self.log_change(request, license, _("Made the default."))
            messages.success(
                request, _("Whatever is published from now on without another choice is under %s.") % license
            )
        return redirect("admin:articles_license_change", pk)
