"""The reprint checker at the desk: a page goes in, a verdict comes out, and a letter if the outlet must mend it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adminkit.requests import staff
from articles.desk.dashboard import Status
from licensing import actions, letters, reprint_checker
from licensing.errors import Refused
from licensing.models import Reprint
from licensing.reprint_checker import MOST_CHARACTERS, Linked

MOST_BYTES = 4 * 2**20
CODES = {"found": "changed", "fine": "live", "asked": "asked", "fixed": "granted", "ignored": "expired"}
LINKED = {
    Linked.YES: gettext_lazy("an active link that search engines follow"),
    Linked.NOFOLLOW: gettext_lazy("a link that search engines are told not to follow"),
    Linked.EMPTY: gettext_lazy("a link without words"),
    Linked.BARE: gettext_lazy("the address as plain text"),
    Linked.ELSEWHERE: gettext_lazy("a link to our site, not to the article"),
    Linked.NO: gettext_lazy("none"),
}


class PageForm(forms.Form):
    """A page of another paper, as it was copied or saved."""

    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=120)
    url = forms.URLField(
        label=gettext_lazy("Address of the page"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("For the letter. We do not open it."),
    )
    page = forms.CharField(
        label=gettext_lazy("The page: its HTML, or its words"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Links and pictures are only seen in the HTML: open the source of the page and copy it."
        ),
    )
    file = forms.FileField(label=gettext_lazy("Or a saved file"), required=False)

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large; a saved page has at most 4 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not self.errors:
            file = data.get("file")
            data["source"] = (
                data["page"] if data["page"].strip() else reprint_checker.decode(file.read()) if file else ""
            )
            if not data["source"].strip():
                self.add_error("page", _("Paste the page, or choose a file."))
        return data


class LetterForm(forms.Form):
    """The letter to an outlet, and what became of its page."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the outlet"), required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=gettext_lazy("Letter"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    note = forms.CharField(
        label=gettext_lazy("Note to colleagues"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@admin.register(Reprint)
class ReprintAdmin(admin.ModelAdmin):
    list_display = ("outlet", "article_name", "verdict", "status", "checked_at", "checked_by")
    list_filter = ("status",)
    list_select_related = ("revision", "checked_by")
    list_per_page = 40
    search_fields = ("outlet", "url", "article__headline")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-checked_at", "-pk")
    actions = None

    @admin.display(description=gettext_lazy("article"))
    def article_name(self, reprint: Reprint) -> str:
        return reprint.revision.headline if reprint.revision else "–"

    def has_delete_permission(self, request: HttpRequest, obj: Reprint | None = None) -> bool:
        return False

    # --- Checking ----------------------------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PageForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            made = actions.check(data["source"], outlet=data["outlet"], url=data["url"], by=staff(request))
            return redirect(_address(made))
        context = self.admin_site.each_context(request) | {
            "opts": Reprint._meta,
            "title": _("Check a reprint"),
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/licensing/reprint/check.html", context, status=status)

    # --- What was found ----------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        rows = Reprint.objects.select_related("article", "revision__license", "grant", "checked_by")
        try:
            reprint = rows.get(pk=object_id)
        except (Reprint.DoesNotExist, ValueError, OverflowError):
            raise Http404(_("There is no such reprint.")) from None
        if not self.has_view_permission(request, reprint):
            raise PermissionDenied
        if request.method == "POST":
            return self._pressed(request, reprint)
        return self._page(request, reprint, LetterForm(initial=_drafted(reprint)))

    def _pressed(self, request: HttpRequest, reprint: Reprint) -> HttpResponse:
        if not self.has_change_permission(request, reprint):
            raise PermissionDenied
        form, wanted = LetterForm(request.POST), request.POST.get("do", "")
        if not form.is_valid():
            return self._page(request, reprint, form, _("Not yet. Please look at what is marked."), status=422)
        data = form.cleaned_data
        try:
            if wanted == "ask":
                actions.ask_to_fix(reprint, email=data["email"], subject=data["subject"], body=data["body"])
                messages.success(request, _("The letter is on its way."))
            elif wanted in (Reprint.Status.FINE, Reprint.Status.FIXED, Reprint.Status.IGNORED, Reprint.Status.FOUND):
                actions.settle(reprint, status=wanted, note=data["note"])
                messages.success(request, _("Noted."))
        except Refused as refusal:
            return self._page(request, reprint, form, str(refusal), status=409)
        return redirect(_address(reprint))

    def _page(
        self, request: HttpRequest, reprint: Reprint, form: LetterForm, refusal: str = "", *, status: int = 200
    ) -> HttpResponse:
        findings = reprint.findings
        context = self.admin_site.each_context(request) | {
            "opts": Reprint._meta,
            "title": str(reprint),
            "reprint": reprint,
            "findings": findings,
            "linked": LINKED.get(findings.get("linked"), ""),
            "status": Status(CODES[reprint.status], reprint.get_status_display(), reprint.checked_at),
            "form": form,
            "refusal": refusal,
            "may_change": self.has_change_permission(request, reprint),
        }
        return TemplateResponse(request, "admin/licensing/reprint/change_form.html", context, status=status)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page itself, which tells all that is known."""
        return redirect("admin:licensing_reprint_change", object_id)


def _drafted(reprint: Reprint) -> dict:
    """Return the letter to begin with."""
    if reprint.article is None or reprint.revision is None:
        return {"email": reprint.email, "note": reprint.note}
    letter = letters.about_reprint(reprint, article=reprint.article, revision=reprint.revision)
    return {"email": reprint.email, "subject": letter.subject, "body": letter.body, "note": reprint.note}


def _address(reprint: Reprint) -> str:
    return reverse("admin:licensing_reprint_change", args=[reprint.pk])
