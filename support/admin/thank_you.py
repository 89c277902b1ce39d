"""Letters of thanks at the desk: written, read once more, sent once."""

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adminkit.requests import staff
from support import actions
from support.admin.base import InTheRoom
from support.errors import Refused
from support.models import Patron, ThanksLetter


@admin.register(ThanksLetter)
class ThanksLetterAdmin(InTheRoom, admin.ModelAdmin):
    change_form_template = "admin/support/thanksletter/change_form.html"
    list_display = ("subject", "language", "made_by", "made_at", "sent_at")
    list_select_related = ("made_by",)
    search_fields = ("subject", "body")
    fields = ("subject", "body", "language", "goes_to", "sent_at")
    readonly_fields = ("goes_to", "sent_at")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-made_at", "-pk")

    def has_change_permission(self, request: HttpRequest, obj: ThanksLetter | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.sent_at is None)

    def has_delete_permission(self, request: HttpRequest, obj: ThanksLetter | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and obj.sent_at is None

    @admin.display(description=gettext_lazy("goes to"))
    def goes_to(self, letter: ThanksLetter) -> str:
        if letter.pk and letter.sent_at:
            number = letter.deliveries.exclude(sent_at=None).count()
        else:
            number = Patron.objects.wanting_letters().reading(letter.language).count()
        return ngettext("%(n)s patron", "%(n)s patrons", number) % {"n": number}

    def save_model(self, request: HttpRequest, obj: ThanksLetter, form: ModelForm, change: bool) -> None:
        obj.made_by = obj.made_by or staff(request)
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: ThanksLetter) -> HttpResponse:
        if "_send" in request.POST:
            try:
                actions.send_thanks(obj, by=staff(request))
                messages.success(request, _("It is on its way. Each letter is tried again until it arrives."))
            except Refused as refusal:
                messages.error(request, str(refusal))
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)
