"""The support page at the desk: what is asked, the ways to give, and who funds us."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Field, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from adminkit.requests import staff
from adminkit.verbs import SavedByVerb
from masthead.forms import Logo
from press import security_headers
from support import money
from support.actions import appeals
from support.models import Channel, Funder, Goal, SupportPage, Tier
from support.support_page import content


class AskingAdmin(SavedByVerb, admin.ModelAdmin):
    """A ModelAdmin for something by which we ask."""

    save_verb, delete_verb = appeals.save, appeals.delete


@admin.register(SupportPage)
class SupportPageAdmin(SavedByVerb, admin.ModelAdmin):
    """There is one support page, so its form opens straight away; its preview shows what is not public, too."""

    save_verb = appeals.save_support_page

    change_form_template = "admin/support/supportpage/change_form.html"
    fieldsets = [
        (None, {"fields": ("published", "title", "introduction", "thanks")}),
        (_("Readers with an ad blocker"), {"fields": ("blocker_notice", "blocker_words")}),
    ]

    def get_urls(self) -> list[URLPattern]:
        preview = path("preview/", self.admin_site.admin_view(self.preview), name="support_supportpage_preview")
        return [preview, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("admin:support_supportpage_change", 1)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """Show the page as it would be with everything in it public."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "support/support.html", content(SupportPage.objects.current(), preview=True))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> SupportPage | None:
        return super().get_object(request, object_id, from_field) or (SupportPage(pk=1) if object_id == "1" else None)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        if db_field.name in ("introduction", "thanks"):
            kwargs["widget"] = self.admin_site.body_widget  # type: ignore[attr-defined]  # The desk has one.
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        response.headers["Content-Security-Policy"] = security_headers.EDITOR
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SupportPage | None = None) -> bool:
        return False


class OnThePage(AskingAdmin):
    """A part of the support page, with a way to see the whole."""

    change_list_template = "admin/support/change_list.html"
    list_editable = ("position", "published")
    list_filter: ClassVar[tuple[str, ...]] = ("published",)
    ordering = ("position", "pk")


@admin.register(Tier)
class TierAdmin(OnThePage):
    list_display = ("name", "sum", "highlighted", "position", "published")
    fields = (
        "name",
        ("amount", "currency", "period"),
        "benefits",
        "link",
        "highlighted",
        ("position", "published"),
    )

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, tier: Tier) -> str:
        return f"{money.printed(tier.amount, tier.currency)} {tier.get_period_display()}"


@admin.register(Channel)
class ChannelAdmin(OnThePage):
    list_display = ("label", "kind", "value", "currency", "position", "published")
    list_filter = ("kind", "published")
    fieldsets = [
        (None, {"fields": ("kind", "label", "value", "currency", "note", ("position", "published"))}),
        (_("For a bank transfer"), {"fields": ("holder", "bic", "purpose")}),
        (_("For a cryptocurrency"), {"fields": ("coin",)}),
    ]


@admin.register(Goal)
class GoalAdmin(AskingAdmin):
    """A figure that is typed is stated by whom typed it, on that day."""

    list_display = ("sentence", "sum", "sum_reached", "from_date", "until_date")
    fields = ("sentence", ("amount", "currency"), ("from_date", "until_date"), "source", "reached", "answered_for")
    readonly_fields = ("answered_for",)
    ordering = ("-from_date", "-pk")

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, goal: Goal) -> str:
        return money.printed(goal.amount, goal.currency)

    @admin.display(description=_("reached so far"), ordering="reached")
    def sum_reached(self, goal: Goal) -> str | Promise:
        if goal.source == Goal.Source.PAYMENTS:
            return _("counted")
        return "–" if goal.reached is None else money.printed(goal.reached, goal.currency)

    @admin.display(description=_("stated"))
    def answered_for(self, goal: Goal) -> str | Promise:
        if goal.stated_at is None:
            return _("Nobody has stated a figure yet.")
        return format_html("{}, {:%Y-%m-%d}", goal.stated_by or "–", goal.stated_at)

    def save_by_verb(self, request: HttpRequest, form: ModelForm, related: Callable[[], None]) -> None:
        if "reached" in form.changed_data:
            appeals.state_reached(form.instance, reached=form.instance.reached, by=staff(request))
        else:
            super().save_by_verb(request, form, related)


@admin.register(Funder)
class FunderAdmin(AskingAdmin):
    list_display = ("name", "from_date", "until_date", "position")
    list_editable = ("position",)
    search_fields = ("name",)
    formfield_overrides = {models.ImageField: {"form_class": Logo}}
    fields = ("name", "logo", "link", "sentence", ("from_date", "until_date"), "position")
    ordering = ("position", "from_date", "pk")
