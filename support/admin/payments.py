"""Money at the desk: what came, entered by hand where no provider tells it, and sums of it; and what providers told."""

import json
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adminkit.lists import Choice, Lookups
from adminkit.requests import staff
from adminkit.verbs import ReadOnly, SavedByVerb
from support import actions, minor_units, payment_totals
from support.actions import patrons
from support.admin.base import InTheRoom
from support.models import Payment, Source, WebhookEvent
from support.querysets import WebhookEventQuerySet

BY_HAND = (Source.BANK, Source.HAND)
TOLD = ("patron", "source", "number", "sum_of", "refund_of", "confirmed_at", "thanked_at")
A_SUM: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class PaymentForm(forms.ModelForm):
    """A payment that somebody saw on an account; sums are in whole units."""

    source = forms.ChoiceField(label=gettext_lazy("source"), choices=[(each, each.label) for each in BY_HAND])
    sum = forms.DecimalField(label=gettext_lazy("amount"), validators=[MinValueValidator(Decimal("0.01"))], **A_SUM)
    back = forms.DecimalField(label=gettext_lazy("refunded"), min_value=0, initial=0, required=False, **A_SUM)

    class Meta:
        model = Payment
        fields = ("patron", "source", "number", "sum", "currency", "back", "confirmed_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["sum"].initial = minor_units.major(self.instance.amount, self.instance.currency)
            self.fields["back"].initial = minor_units.major(self.instance.refunded, self.instance.currency)

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not self.errors:
            self.instance.amount = minor_units.minor(data["sum"], data["currency"])
            self.instance.refunded = minor_units.minor(data["back"] or Decimal(), data["currency"])
            if self.instance.refunded > self.instance.amount:
                self.add_error("back", _("No more can go back than came."))
        return data


@admin.register(Payment)
class PaymentAdmin(InTheRoom, SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = patrons.save, patrons.delete_payments
    form = PaymentForm
    list_display = ("number", "sum_of", "refund_of", "patron", "source", "confirmed_at")
    list_filter = ("source", "currency", "confirmed_at")
    list_select_related = ("patron",)
    search_fields = ("number", "patron__name", "patron__email")
    raw_id_fields = ("patron",)
    fields = ("patron", "source", "number", ("sum", "currency"), "back", "confirmed_at")

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def sum_of(self, payment: Payment) -> str:
        return payment.spoken

    @admin.display(description=gettext_lazy("refunded"), ordering="refunded")
    def refund_of(self, payment: Payment) -> str:
        return payment.spoken_refund

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-confirmed_at", "-pk")

    def get_fields(self, request: HttpRequest, obj: Payment | None = None) -> tuple[str | tuple[str, ...], ...]:
        return self.fields if self._is_ours(obj) else TOLD

    def get_readonly_fields(self, request: HttpRequest, obj: Payment | None = None) -> tuple[str, ...]:
        return () if self._is_ours(obj) else TOLD

    def get_form(
        self, request: HttpRequest, obj: Payment | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        if not self._is_ours(obj):
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Payment | None = None) -> bool:
        """What providers told stands as they told it."""
        return super().has_change_permission(request, obj) and self._is_ours(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Payment | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and self._is_ours(obj)

    def _is_ours(self, payment: Payment | None) -> bool:
        return payment is None or payment.source in BY_HAND

    def get_urls(self) -> list[URLPattern]:
        sums = path("totals/", self.admin_site.admin_view(self.totals), name="support_payment_totals")
        return [sums, *super().get_urls()]

    def totals(self, request: HttpRequest) -> HttpResponse:
        """Show sums by month, tier and source, in one currency."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        currencies = Payment.objects.confirmed().currencies()
        asked = request.GET.get("currency", "")
        chosen = asked if asked in currencies else next(iter(currencies), "")
        context = self.admin_site.each_context(request) | {
            "opts": Payment._meta,
            "title": _("Totals"),
            "currencies": currencies,
            "sums": payment_totals.of(chosen) if chosen else None,
        }
        return TemplateResponse(request, "admin/support/payment/totals.html", context)


class WaitingFilter(Choice):
    title = gettext_lazy("Looked at")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("yes", _("waiting for somebody"))]

    def chosen(self, rows: WebhookEventQuerySet, value: str) -> WebhookEventQuerySet:
        return rows.waiting()


@admin.register(WebhookEvent)
class WebhookEventAdmin(InTheRoom, ReadOnly, admin.ModelAdmin):
    """What providers told. Events are read, looked at, and read by us once more; nobody changes one."""

    actions = ("settle", "read_again")
    list_display = ("__str__", "outcome", "trouble", "patron", "repeats", "received_at", "settled_at")
    list_filter = (WaitingFilter, "outcome", "source")
    list_select_related = ("patron",)
    search_fields = ("key", "kind", "trouble")
    fields = (
        *("source", "kind", "outcome", "trouble", "patron", "repeats", "received_at", "settled_at", "settled_by"),
        *("key", "told"),
    )
    readonly_fields = ("told",)

    @admin.display(description=gettext_lazy("what was told"))
    def told(self, event: WebhookEvent) -> str:
        try:
            words = json.dumps(json.loads(event.words), ensure_ascii=False, indent=2)
        except ValueError:
            words = event.words
        return format_html("<pre>{}</pre>", words or _("It was forgotten, as all of this is after a month."))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-received_at", "-pk")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("support.change_webhookevent")

    @admin.action(description=gettext_lazy("Note that I have looked at them"), permissions=["settle"])
    def settle(self, request: HttpRequest, queryset: WebhookEventQuerySet) -> None:
        number = actions.settle(queryset, by=staff(request))
        said = ngettext("%(n)s event was waiting.", "%(n)s events were waiting.", number)
        messages.success(request, said % {"n": number})

    @admin.action(description=gettext_lazy("Try again to understand them"), permissions=["settle"])
    def read_again(self, request: HttpRequest, queryset: WebhookEventQuerySet) -> None:
        events = [actions.read_again(event, by=staff(request)) for event in queryset.waiting().order_by("pk")]
        done = sum(event.outcome not in ("unknown", "unreadable") for event in events)
        said = _("Understood %(done)s of %(all)s.") % {"done": done, "all": len(events)}
        messages.success(request, said)
