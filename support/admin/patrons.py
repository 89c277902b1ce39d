"""Patrons at the desk: added by hand, corrected, ended; one person's data is handed out or erased when they ask."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adminkit.lists import Choice, Lookups
from adminkit.requests import staff
from adminkit.verbs import SavedByVerb
from support import actions
from support.actions import patrons
from support.admin.base import InTheRoom
from support.errors import Refused
from support.models import Patron, Payment
from support.querysets import PatronQuerySet, PaymentQuerySet

READABLE = {"ensure_ascii": False, "indent": 2}


class StandingFilter(Choice):
    title = gettext_lazy("support")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("active", _("active")), ("ended", _("ended"))]

    def chosen(self, rows: PatronQuerySet, value: str) -> PatronQuerySet:
        return rows.active() if value == "active" else rows.filter(until_date__lt=timezone.localdate())


class PatronForm(forms.ModelForm):
    wants_letters = forms.BooleanField(
        label=gettext_lazy("wants letters of thanks"),
        required=False,
        help_text=gettext_lazy("Only with their consent."),
    )

    class Meta:
        model = Patron
        fields = ("name", "email", "language", "tier", "from_date", "until_date", "wall")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wants_letters"].initial = bool(self.instance.letters_at)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not self.errors and not (data["name"] or data["email"]):
            raise forms.ValidationError(_("Give a name or an e-mail address."))
        return data

    def save(self, commit: bool = True) -> Patron:
        wants = self.cleaned_data["wants_letters"]
        self.instance.letters_at = (self.instance.letters_at or timezone.now()) if wants else None
        return super().save(commit)


class PaymentsInline(admin.TabularInline):
    model = Payment
    fields = readonly_fields = ("source", "number", "sum", "back", "confirmed_at")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Patron | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("amount"))
    def sum(self, payment: Payment) -> str:
        return payment.spoken

    @admin.display(description=gettext_lazy("refunded"))
    def back(self, payment: Payment) -> str:
        return payment.spoken_refund

    def get_queryset(self, request: HttpRequest) -> PaymentQuerySet:
        return cast(PaymentQuerySet, super().get_queryset(request)).newest()


class Person(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address of the patron"))


@admin.register(Patron)
class PatronAdmin(InTheRoom, SavedByVerb, admin.ModelAdmin):
    save_verb = patrons.save
    form = PatronForm
    list_display = ("__str__", "email", "tier", "from_date", "until_date", "source", "wall", "wants_letters")
    list_filter = (StandingFilter, "source", "tier", "wall", ("letters_at", admin.EmptyFieldListFilter))
    list_select_related = ("tier",)
    search_fields = ("name", "email")
    fieldsets = [
        (None, {"fields": ("name", "email", "language", "tier", ("from_date", "until_date"), "source", "source_key")}),
        (gettext_lazy("What they agreed to"), {"fields": ("wall", "wants_letters")}),
    ]
    readonly_fields = ("source", "source_key")

    @admin.display(description=gettext_lazy("letters"), boolean=True)
    def wants_letters(self, patron: Patron) -> bool:
        return patron.letters_at is not None

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-from_date", "-pk")

    def get_inlines(self, request: HttpRequest, obj: Patron | None) -> list[type[InlineModelAdmin]]:
        return [PaymentsInline] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Patron | None = None) -> bool:
        """Leave it to the page of one person's data, which forgets the person everywhere."""
        return False

    def get_urls(self) -> list[URLPattern]:
        person = path("person/", self.admin_site.admin_view(self.person), name="support_patron_person")
        return [person, *super().get_urls()]

    def person(self, request: HttpRequest) -> HttpResponse:
        """Show the form for an address, hand out all that is kept of that person, or erase it."""
        if not request.user.has_perm("support.handle_personal_data"):
            raise PermissionDenied
        form = Person(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                return self._do(request, form.cleaned_data["email"])
            except Refused as refusal:
                form.add_error("email", str(refusal))
        context = self.admin_site.each_context(request) | {
            "opts": Patron._meta,
            "title": _("A patron’s personal data"),
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/support/patron/person.html", context, status=status)

    def _do(self, request: HttpRequest, email: str) -> HttpResponse:
        if request.POST.get("do") == "erase":
            actions.erase_person(email, by=staff(request))
            messages.success(request, _("Erased. The books keep bare sums; votes never had a name."))
            return redirect(reverse("admin:support_patron_person"))
        answer = JsonResponse(actions.hand_out(email, by=staff(request)), json_dumps_params=READABLE)
        answer["Content-Disposition"] = 'attachment; filename="patron.json"'
        return answer
