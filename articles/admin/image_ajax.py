"""What the library's modules ask the desk: the picker, a search, an upload, words. Every refusal is a sentence."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from adminkit.requests import staff
from articles.actions import pictures
from articles.admin.image_forms import PickerForm
from articles.desk import dashboard
from articles.errors import AlreadyThere
from articles.models import Image
from articles.querysets import ImageQuerySet

PAGE = 32
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,image/tiff"
STATES = {
    "mine": gettext_lazy("Mine"),
    "uncredited": gettext_lazy("Without credit"),
    "unlicensed": gettext_lazy("Without license"),
    "without_alt_text": gettext_lazy("Without alt text"),
    "unused": gettext_lazy("Unused"),
    "taken_down": gettext_lazy("Taken down"),
}


def in_state(found: ImageQuerySet, state: str, user: User) -> ImageQuerySet:
    """Narrow pictures down to one of STATES; any other word means all."""
    if state == "mine":
        return found.filter(uploaded_by=user)
    return getattr(found, state)() if state in STATES else found


def address(image: Image, width: int) -> str:
    """Return the address of the smallest JPEG that is at least `width` pixels wide, or of the widest that there is."""
    jpegs = [file for slug, file in image.renditions.items() if slug.startswith("w") and slug.endswith(".jpg")]
    wide_enough = [file for file in jpegs if file["width"] >= width]
    if not jpegs:
        return static("library/none.svg")
    chosen = min(wide_enough, key=_width) if wide_enough else max(jpegs, key=_width)
    return default_storage.url(chosen["name"])


def _width(file: dict) -> int:
    return file["width"]


def as_json(image: Image, *, editable: bool) -> dict:
    """Return what the modules know of a picture; `uses` counts the articles that it was annotated with."""
    return {
        "id": image.pk,
        "thumb": address(image, 320),
        "large": address(image, 960),
        "width": image.width,
        "height": image.height,
        "filename": image.filename,
        "alt_text": image.alt_text,
        "caption": image.caption,
        "credit": image.credit,
        "license": image.license_id,
        "license_name": str(image.license or ""),
        "taken_down": image.taken_down_at is not None,
        "uses": image.uses,
        "page": reverse("admin:articles_image_change", args=[image.pk]),
        "editable": editable,
    }


def refusal(sentence: str, *, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def sentences(problem: ValidationError | PickerForm) -> str:
    """Return all that is wrong, as running text; a sentence about one field begins with the field's name."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    return " ".join(f"{problem[name].label}: {' '.join(map(str, found))}" for name, found in problem.errors.items())


class ImageDesk(admin.ModelAdmin):
    """The addresses under which the modules of the library reach the desk."""

    def get_urls(self) -> list[URLPattern]:
        own = {
            "picker": self.picker_view,
            "search": self.search_view,
            "upload": self.upload_view,
            "details": self.details_view,
        }
        return [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"articles_image_{name}")
            for name, view in own.items()
        ] + super().get_urls()

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        allowed = super().has_change_permission(request)
        return allowed and (obj is None or dashboard.may_describe(staff(request), obj))

    def get_queryset(self, request: HttpRequest) -> ImageQuerySet:
        return Image.objects.select_related("license").with_uses()

    def json_of(self, request: HttpRequest, image: Image) -> dict:
        return as_json(image, editable=self.has_change_permission(request, image))

    # --- Finding -----------------------------------------------------------------------------------------------------

    def picker_view(self, request: HttpRequest) -> HttpResponse:
        """Answer the picker's dialog as a piece of HTML."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        form = PickerForm(auto_id="picker_%s", label_suffix="")
        context = {"form": form, "states": STATES.items(), **self.library_context(request)}
        return render(request, "admin/articles/image/picker.html", context)

    def library_context(self, request: HttpRequest) -> dict:
        """Return what `_page.html` and drop zones need."""
        return {
            "max_bytes": settings.PICTURE_MAX_BYTES,
            "accept": ACCEPT,
            "may_add": self.has_add_permission(request),
        }

    def search_view(self, request: HttpRequest) -> JsonResponse:
        """Answer a page of the pictures that have the words of `q` and are in `state`."""
        if not self.has_view_permission(request):
            return self.forbidden()
        found = self.get_queryset(request).matching(request.GET.get("q", "")).newest()
        found = in_state(found, request.GET.get("state", ""), staff(request))
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        return JsonResponse(
            {
                "pictures": [self.json_of(request, image) for image in page],
                "next": page.next_page_number() if page.has_next() else None,
                "count": page.paginator.count,
            }
        )

    def forbidden(self) -> JsonResponse:
        return refusal(_("Your account may not do this; ask an administrator."), status=403)

    # --- Bringing ----------------------------------------------------------------------------------------------------

    @csrf_exempt  # Only here, so that what is too large is refused before it is read; `_receive` asks for the token.
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take one file into the library and answer its picture, new or known."""
        if not self.has_add_permission(request):
            return self.forbidden()
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.PICTURE_MAX_BYTES + 10_000:
            limit = filesizeformat(settings.PICTURE_MAX_BYTES)
            return refusal(_("The file is too large; pictures may have up to %s.") % limit, status=413)
        request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return csrf_protect(self._receive)(request)

    def _receive(self, request: HttpRequest) -> JsonResponse:
        file = request.FILES.get("file")
        if request.method != "POST" or not isinstance(file, UploadedFile):
            return refusal(_("No file arrived."), status=400)
        try:
            image, duplicate = pictures.add(file, by=staff(request)), False
        except AlreadyThere as there:
            image, duplicate = there.image, True
        except ValidationError as problem:
            return refusal(sentences(problem), status=400)
        picture = self.json_of(request, self.get_queryset(request).get(pk=image.pk))
        return JsonResponse({"picture": picture, "duplicate": duplicate}, status=200 if duplicate else 201)

    # --- Words -------------------------------------------------------------------------------------------------------

    def details_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the pictures whose numbers are in `ids`; a POST stores the words of the one in `id` and answers it."""
        if not self.has_view_permission(request):
            return self.forbidden()
        if request.method == "POST":
            return self._describe(request)
        ids = [int(one) for one in request.GET.get("ids", "").split(",")[:500] if one.isdecimal() and len(one) < 19]
        found = self.get_queryset(request).filter(pk__in=ids)
        return JsonResponse({"pictures": [self.json_of(request, image) for image in found]})

    def _describe(self, request: HttpRequest) -> JsonResponse:
        image = self.get_object(request, request.POST.get("id", ""))
        if image is None:
            return refusal(_("This picture is no longer in the library."), status=404)
        if not self.has_change_permission(request, image):
            return refusal(_("Others brought this picture, or readers see it; editors change its words."), status=403)
        form = PickerForm(request.POST, instance=self.get_object(request, image.pk))
        if not form.is_valid():
            return refusal(sentences(form), status=400)
        pictures.describe(image, by=staff(request), **{name: form.cleaned_data[name] for name in form.changed_data})
        return JsonResponse({"picture": self.json_of(request, image)})
