"""The support page at the desk: what is asked, the ways to give, and who funds us."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from adminkit.lists import ReadersSeeIt
from masthead.forms import Logo
from press import richtext, security_headers
from support import actions, money
from support.models import Channel, Funder, Goal, SupportPage, Tier
from support.support_page import content


class PutsUp(ReadersSeeIt):
    """A ModelAdmin for what stands on every page: after each change it is put up anew."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.put_up()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        actions.put_up()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        actions.put_up()


@admin.register(SupportPage)
class SupportPageAdmin(PutsUp, admin.ModelAdmin):
    """There is one support page, so its form opens straight away; its preview shows what is not public, too."""

    change_form_template = "admin/support/supportpage/change_form.html"
    fieldsets = [
        (None, {"fields": ("published", "title", "introduction", "thanks")}),
        (_("Readers with an ad blocker"), {"fields": ("blocker_notice", "blocker_words")}),
    ]

    def get_urls(self):
        preview = path("preview/", self.admin_site.admin_view(self.preview), name="support_supportpage_preview")
        return [preview, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return redirect("admin:support_supportpage_change", 1)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """Show the page as it would be with everything in it public."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "support/support.html", content(SupportPage.objects.current(), preview=True))

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) or (SupportPage(pk=1) if object_id == "1" else None)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("introduction", "thanks"):
            kwargs["widget"] = self.admin_site.body_widget
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.introduction, obj.thanks = richtext.clean(obj.introduction), richtext.clean(obj.thanks)
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        response.policy = security_headers.EDITOR
        return response

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OnThePage(ReadersSeeIt, admin.ModelAdmin):
    """A part of the support page, with a way to see the whole."""

    change_list_template = "admin/support/change_list.html"
    list_editable = ("position", "published")
    list_filter = ("published",)
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
class GoalAdmin(ReadersSeeIt, admin.ModelAdmin):
    """A figure that is typed is stated by whom typed it, on that day."""

    list_display = ("sentence", "sum", "sum_reached", "from_date", "until_date")
    fields = ("sentence", ("amount", "currency"), ("from_date", "until_date"), "source", "reached", "answered_for")
    readonly_fields = ("answered_for",)
    ordering = ("-from_date", "-pk")

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, goal: Goal) -> str:
        return money.printed(goal.amount, goal.currency)

    @admin.display(description=_("reached so far"), ordering="reached")
    def sum_reached(self, goal: Goal) -> str:
        if goal.source == Goal.Source.PAYMENTS:
            return _("counted")
        return "–" if goal.reached is None else money.printed(goal.reached, goal.currency)

    @admin.display(description=_("stated"))
    def answered_for(self, goal: Goal) -> str:
        if goal.stated_at is None:
            return _("Nobody has stated a figure yet.")
        return format_html("{}, {:%Y-%m-%d}", goal.stated_by or "–", goal.stated_at)

    def save_model(self, request, obj, form, change):
        if "reached" in form.changed_data:
            actions.state_reached(obj, reached=obj.reached, by=request.user)
        else:
            super().save_model(request, obj, form, change)


@admin.register(Funder)
class FunderAdmin(PutsUp, admin.ModelAdmin):
    list_display = ("name", "from_date", "until_date", "position")
    list_editable = ("position",)
    search_fields = ("name",)
    formfield_overrides = {models.ImageField: {"form_class": Logo}}
    fields = ("name", "logo", "link", "sentence", ("from_date", "until_date"), "position")
    ordering = ("position", "from_date", "pk")
