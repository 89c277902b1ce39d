"""Grants and those who have our texts, at the desk: shown, revoked with a reason, and nothing else changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from adminkit.lists import Choice, Lookups
from adminkit.requests import staff
from adminkit.verbs import ReadOnly, WrittenByVerbsAlone
from licensing import actions, dashboard
from licensing.models import Delivery, Grant, Republisher
from licensing.querysets import DeliveryQuerySet, GrantQuerySet

TERMS = ("outlet", "for_article", "revision", "how_much", "languages", "live_from", "live_until")
SHOWN = (*TERMS, "credit", "fee", "conditions", "name", "email", "page", "taken", "taken_at", "made_by", "made_at")
REVOKED = ("revoked_at", "revoked_because")


class StandingFilter(Choice):
    title = _("Standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("force", _("In force")), ("over", _("Over")), ("revoked", _("Revoked"))]

    def chosen(self, rows: GrantQuerySet, value: str) -> GrantQuerySet:
        return {"force": rows.in_force(), "over": rows.over(), "revoked": rows.revoked()}[value]


class RevocationForm(forms.ModelForm):
    class Meta:
        model = Grant
        fields = ("revoked_because",)
        help_texts = {"revoked_because": _("The outlet reads it, in a letter and on its page.")}

    def clean_revoked_because(self) -> str:
        if not self.cleaned_data["revoked_because"].strip():
            raise forms.ValidationError(_("Say why the grant is revoked; the outlet reads it."))
        return self.cleaned_data["revoked_because"]


def _in_force(grant: Grant | None) -> bool:
    return grant is not None and dashboard.grant_status(grant).code in ("live", "scheduled")


@admin.register(Grant)
class GrantAdmin(WrittenByVerbsAlone, admin.ModelAdmin):
    """One list for grants by article and by outlet: a click on either shows what else belongs to it."""

    change_form_template = "admin/licensing/grant/change_form.html"
    list_display = ("grant_number", "of_outlet", "of_article", "standing", "live_until", "fee", "taken_at")
    list_filter = (StandingFilter,)
    list_select_related = ("revision", "article")
    list_per_page = 40
    search_fields = ("outlet", "name", "email", "article__headline")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-made_at", "-pk")

    @admin.display(description=_("number"))
    def grant_number(self, grant: Grant) -> str:
        return grant.number

    @admin.display(description=_("outlet"), ordering="outlet")
    def of_outlet(self, grant: Grant) -> str:
        return _among(grant.outlet, outlet__iexact=grant.outlet)

    @admin.display(description=_("article"), ordering="article")
    def of_article(self, grant: Grant) -> str:
        return _among(grant.revision.headline, article__id__exact=grant.article_id)

    @admin.display(description=_("standing"))
    def standing(self, grant: Grant) -> str:
        status = dashboard.grant_status(grant)
        return format_html('<span class="status" data-status="{}">{}</span>', status.code, status.label)

    @admin.display(description=_("article"))
    def for_article(self, grant: Grant) -> str:
        return format_html('<a href="{}">{}</a>', grant.article.get_absolute_url(), grant.revision.headline)

    @admin.display(description=_("how much"))
    def how_much(self, grant: Grant) -> str:
        return f"{grant.get_extent_display()} ({grant.most})" if grant.most else grant.get_extent_display()

    @admin.display(description=_("page of the outlet"))
    def page(self, grant: Grant) -> str:
        letter = reverse("licensing-grant-letter", args=[grant.token])
        return format_html(
            '<a href="{0}">{0}</a> · <a href="{1}">{2}</a>', grant.get_absolute_url(), letter, _("letter to print")
        )

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        return lookup == "outlet__iexact" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Grant | None = None) -> bool:
        """Let what holds be revoked, and nothing else be changed."""
        return super().has_change_permission(request, obj) and (obj is None or _in_force(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Grant | None = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Grant | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        if obj and self.has_change_permission(request, obj):
            kwargs["form"] = RevocationForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Grant | None = None) -> tuple[str, ...]:
        return (*SHOWN, "revoked_because") if _in_force(obj) else (*SHOWN, *REVOKED)

    def get_readonly_fields(self, request: HttpRequest, obj: Grant | None = None) -> tuple[str, ...]:
        return SHOWN if _in_force(obj) else (*SHOWN, *REVOKED)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Grant | None = None,
    ) -> HttpResponse:
        context |= {
            "revokes": bool(obj) and self.has_change_permission(request, obj),
            "deliveries": _deliveries(obj)[:20] if obj else (),
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Grant, form: forms.ModelForm, change: bool) -> None:
        actions.revoke(obj, by=staff(request), because=form.cleaned_data["revoked_because"])


def _deliveries(grant: Grant) -> DeliveryQuerySet:
    return grant.deliveries.select_related("revision").defer("revision__body").unsent_first()


def _among(words: str, **filters: str | int) -> str:
    """Return words that lead to the grants which agree in something."""
    query = urlencode(filters)
    return format_html('<a href="{}?{}">{}</a>', reverse("admin:licensing_grant_changelist"), query, words)


@admin.register(Republisher)
class RepublisherAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("outlet", "revision", "url", "email", "made_at", "stopped_at")
    list_filter = (("stopped_at", admin.EmptyFieldListFilter),)
    list_select_related = ("revision",)
    search_fields = ("outlet", "email", "url", "article__headline")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-made_at", "-pk")
    fields = ("outlet", "article", "revision", "url", "email", "made_at", "stopped_at")


class DeliveredFilter(Choice):
    title = _("Delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("failing", _("Failing")), ("unsent", _("Not sent yet"))]

    def chosen(self, rows: DeliveryQuerySet, value: str) -> DeliveryQuerySet:
        return {"failing": rows.failing(), "unsent": rows.unsent()}[value]


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):
    """Letters about changes, those first that have not reached anybody."""

    list_display = ("to", "revision", "made_at", "sent_at", "attempts", "error")
    list_filter = (DeliveredFilter,)
    list_select_related = ("revision", "grant", "republisher")
    search_fields = ("grant__outlet", "republisher__outlet", "grant__email", "republisher__email")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = ("to", "revision", "made_at", "sent_at", "attempts", "error")

    @admin.display(description=_("to"))
    def to(self, delivery: Delivery) -> str:
        return f"{delivery.holder.outlet} <{delivery.holder.email}>"

    def get_queryset(self, request: HttpRequest) -> DeliveryQuerySet:
        return Delivery.objects.unsent_first()
