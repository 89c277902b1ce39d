"""The picture library at the desk: a grid that is searched and filtered, and the page of one picture."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.forms import ModelForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adminkit.lists import Lookups
from adminkit.requests import staff
from articles.actions import pictures
from articles.admin.filters import Choice
from articles.admin.image_ajax import STATES, ImageDesk, address, in_state, sentences
from articles.admin.image_forms import RightsForm, TakeDownForm, WordsForm
from articles.errors import AlreadyThere
from articles.models import Image, WantedPicture
from articles.querysets import ImageQuerySet
from press.pictures.renditions import CARD, TEASERS

SHAPES = [*TEASERS, CARD]


class StateFilter(Choice):
    """What a picture lacks, or whose it is."""

    title = gettext_lazy("Any state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> ImageQuerySet:
        return in_state(queryset, self.value() or "", staff(request))


class UploadMonthFilter(Choice):
    """The month of the upload, in the paper's zone, as `YYYY-MM`."""

    title = gettext_lazy("Any month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        months = Image.objects.datetimes("uploaded_at", "month", order="DESC")
        return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months]

    def chosen(self, rows: ImageQuerySet, value: str) -> ImageQuerySet:
        year, month = value.split("-")
        return rows.filter(uploaded_at__year=year, uploaded_at__month=month)


@admin.register(Image)
class ImageAdmin(ImageDesk):
    form = WordsForm
    list_display = ("filename",)
    list_filter = (StateFilter, UploadMonthFilter)
    list_per_page = 48
    list_max_show_all = 0
    search_fields = ("filename",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-uploaded_at", "-pk")
    actions = ["set_rights"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/original/", view(self.original_view), name="articles_image_original"),
            path("<int:pk>/take-down/", view(self.take_down_view), name="articles_image_take_down"),
            path("<int:pk>/put-back/", view(self.put_back_view), name="articles_image_put_back"),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_actions(request)
        return {name: action for name, action in found.items() if name in self.actions}

    # --- The library -------------------------------------------------------------------------------------------------

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.matching(search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        answer = super().changelist_view(request, self.library_context(request) | (extra_context or {}))
        context = answer.context_data if isinstance(answer, TemplateResponse) else None
        if context and "cl" in context:
            context["tiles"] = [(image, address(image, 320)) for image in context["cl"].result_list]
            context["wanted"] = WantedPicture.objects.missing().count()
        return answer

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take files by a plain form, for browsers in which the library's modules do not run."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            for file in request.FILES.getlist("file"):
                self._bring(request, file)
        return redirect("admin:articles_image_changelist")

    def _bring(self, request: HttpRequest, file: UploadedFile) -> None:
        try:
            pictures.add(file, by=staff(request))
        except AlreadyThere as there:
            messages.info(request, f"{file.name}: {there}")
        except ValidationError as problem:
            messages.error(request, f"{file.name}: {sentences(problem)}")
        else:
            messages.success(request, _("%(name)s is in the library.") % {"name": file.name})

    @admin.action(description=gettext_lazy("Credit and license…"), permissions=["change"])
    def set_rights(self, request: HttpRequest, queryset: ImageQuerySet) -> HttpResponse | None:
        """Write credit and license of many pictures at once."""
        form = RightsForm(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            mine = [image for image in queryset if self.has_change_permission(request, image)]
            changed = [image for image in mine if self._write_rights(request, image, form)]
            sentence = ngettext("%(n)s picture was changed.", "%(n)s pictures were changed.", len(changed))
            if len(mine) < len(queryset):
                messages.warning(request, _("Pictures that others brought or that readers see were left alone."))
            messages.success(request, sentence % {"n": len(changed)})
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Credit and license"),
            "form": form,
            "tiles": [(image, address(image, 320)) for image in queryset],
        }
        return TemplateResponse(request, "admin/articles/image/rights.html", context)

    def _write_rights(self, request: HttpRequest, image: Image, form: RightsForm) -> bool:
        words = form.words_for(image)
        if words:
            pictures.describe(image, by=staff(request), **words)
        return bool(words)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """Leave out the links with which Django surrounds a choice of another model."""
        return db_field.formfield(**kwargs)

    # --- The page of one picture -------------------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Image | None = None,
    ) -> HttpResponse:
        known = self._context(request, obj) if obj else {}
        return super().render_change_form(request, context | known, add, change, form_url, obj)

    def _context(self, request: HttpRequest, image: Image) -> dict[str, Any]:
        return self.library_context(request) | {
            "image": image,
            "large": address(image, 1280),
            "shapes": SHAPES,
            "used": pictures.uses(image),
            "may_remove": self.has_delete_permission(request, image),
            "removable": not pictures.in_the_way(image),
            "take_down_form": TakeDownForm(),
        }

    def save_model(self, request: HttpRequest, obj: Image, form: ModelForm, change: bool) -> None:
        words = {name: form.cleaned_data[name] for name in form.changed_data if name in pictures.WORDS}
        pictures.describe(Image.objects.get(pk=obj.pk), by=staff(request), **words)

    def response_change(self, request: HttpRequest, obj: Image) -> HttpResponse:
        messages.success(request, _("Saved. Every page that shows the picture follows."))
        return redirect(request.get_full_path())

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        image = self.get_object(request, object_id)
        if image and pictures.in_the_way(image):
            messages.error(request, _("Articles show or have shown this picture; it can be taken down, not deleted."))
            return redirect("admin:articles_image_change", object_id)
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        pictures.delete(obj)

    def original_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand out the file as it was uploaded, to the staff only, and only to be kept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        image = self._found(request, pk)
        if not image.file.storage.exists(image.file.name):
            raise Http404(_("The original of this picture is missing."))
        return FileResponse(
            image.file.open(), as_attachment=True, filename=image.filename, content_type="application/octet-stream"
        )

    # --- Away from readers -------------------------------------------------------------------------------------------

    def take_down_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        image = self._for_removal(request, pk)
        form = TakeDownForm(request.POST)
        if form.is_valid():
            pictures.take_down(image, by=staff(request), reason=form.cleaned_data["reason"])
            messages.success(request, _("The picture was taken down everywhere."))
        else:
            messages.error(request, _("Say why the picture must not be shown."))
        return redirect("admin:articles_image_change", pk)

    def put_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        pictures.put_back(self._for_removal(request, pk), by=staff(request))
        messages.success(request, _("The picture is being made ready and will be shown again in a moment."))
        return redirect("admin:articles_image_change", pk)

    def _for_removal(self, request: HttpRequest, pk: int) -> Image:
        """Return the picture that somebody may take away from readers, asked for by POST."""
        image = self._found(request, pk)
        if request.method != "POST" or not self.has_delete_permission(request, image):
            raise PermissionDenied
        return image

    def _found(self, request: HttpRequest, pk: int) -> Image:
        image = self.get_object(request, str(pk))
        if image is None:
            raise Http404(_("There is no such picture."))
        return image
