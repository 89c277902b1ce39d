"""Appeals and messages of the house at the desk, and what came of them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import ManyToManyField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adminkit.lists import Lookups
from articles.admin.sections import MOMENT, InForce
from support import ab_test, charts
from support.admin.support_page import AskingAdmin
from support.models import Appeal, AppealCount, AppealVariant, HouseMessage


class InTime(InForce):
    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("now", _("Shown now")), ("coming", _("To come")), ("past", _("Past"))]


class Timed(AskingAdmin):
    """What is shown from one moment to another, both told in the paper's own time."""

    list_filter: ClassVar[tuple[type[InTime] | str, ...]] = (InTime, "placement")
    ordering = ("position", "pk")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_changeform_initial_data(request) | {"live_from": timezone.localtime().strftime(MOMENT)}


class Wordings(admin.StackedInline):
    model = AppealVariant
    extra = 0
    min_num = 1
    validate_min = True
    ordering = ("position", "pk")
    fields = (("name", "position"), "headline", "body", "button")

    def get_formset(self, request: HttpRequest, obj: Appeal | None = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(Appeal)
class AppealAdmin(Timed):
    change_form_template = "admin/support/appeal/change_form.html"
    inlines = [Wordings]
    list_display = ("name", "placement", "live_from", "live_until", "seen", "clicked", "position")
    list_editable = ("position",)
    search_fields = ("name",)
    autocomplete_fields = ("tags", "but_tags")
    fieldsets = [
        (None, {"fields": ("name", ("placement", "paragraph"), ("live_from", "live_until"), "position")}),
        (
            _("How often to one reader"),
            {
                "description": _("The browser decides, and tells nobody what it remembers."),
                "fields": (("cap_count", "cap_days"), ("days_between", "pause_days"), ("least_read", "tells_count")),
            },
        ),
        (
            _("On which pages"),
            {
                "description": _("Never beside a story that is marked as sensitive."),
                "fields": (("sections", "but_sections"), ("tags", "but_tags"), ("languages", "but_languages")),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(seen_times=_total("seen"), clicked_times=_total("clicked"))

    @admin.display(description=_("seen"), ordering="seen_times")
    def seen(self, appeal: Appeal) -> int:
        return appeal.seen_times

    @admin.display(description=_("clicked"), ordering="clicked_times")
    def clicked(self, appeal: Appeal) -> int:
        return appeal.clicked_times

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in ("sections", "but_sections"):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Appeal | None = None,
    ) -> HttpResponse:
        found = ab_test.outcomes(obj) if obj else []
        context |= {"outcomes": found, "chart": charts.shares(found), "sentences": ab_test.sentences(found)}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _total(event: str) -> Coalesce:
    """Return how often something happened to all wordings of an appeal."""
    counts = AppealCount.objects.filter(variant__appeal=OuterRef("pk"), event=event).order_by()
    return Coalesce(Subquery(counts.values("variant__appeal").annotate(total=Sum("count")).values("total")), 0)


@admin.register(HouseMessage)
class HouseMessageAdmin(Timed):
    list_display = ("headline", "kind", "sponsor", "placement", "live_from", "live_until", "position")
    list_editable = ("position",)
    list_filter = (InTime, "kind", "placement")
    search_fields = ("headline", "sponsor")
    fields = (
        ("kind", "sponsor"),
        "headline",
        "words",
        ("link", "button"),
        "placement",
        ("live_from", "live_until"),
        "position",
    )
