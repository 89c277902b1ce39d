"""The parts of the paper, its front page, its terms and its subjects."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from adminkit.lists import Choice, Lookups
from adminkit.verbs import SavedByVerb
from articles.actions import sections
from articles.desk.widgets import ChosenArticle
from articles.models import Article, Placement, Section
from articles.querysets import PlacementQuerySet

MOMENT = "%Y-%m-%dT%H:%M"


@admin.register(Section)
class SectionAdmin(SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = sections.save, sections.delete
    list_display = ("name", "slug", "position", "in_navigation")
    list_editable = ("position", "in_navigation")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("position", "name")

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        """Keep a section whose name readers know."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not (obj.articles.exists() or obj.revisions.exists()))


class PlacementForm(forms.ModelForm):
    article = forms.ModelChoiceField(
        Article.objects.all(),
        label=_("Article"),
        widget=ChosenArticle,
        error_messages={"required": _("Choose the article."), "invalid_choice": _("There is no such article.")},
    )

    class Meta:
        model = Placement
        fields = ("article", "slot", "position", "live_from", "live_until")


class InForce(Choice):
    title = _("time")
    parameter_name = "time"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("now", _("On the front page now")), ("coming", _("To come")), ("past", _("Past"))]

    def chosen(self, rows: PlacementQuerySet, value: str) -> PlacementQuerySet:
        now = timezone.now()
        times = {
            "now": rows.live(now),
            "coming": rows.filter(live_from__gt=now),
            "past": rows.filter(live_until__lte=now),
        }
        return times[value]


@admin.register(Placement)
class PlacementAdmin(SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = sections.save, sections.delete
    form = PlacementForm
    fields = ("article", ("slot", "position"), ("live_from", "live_until"))
    list_display = ("article", "slot", "position", "live_from", "live_until")
    list_editable = ("slot", "position")
    list_filter = (InForce, "slot")
    list_select_related = ("article",)
    ordering = ("slot", "position", "-live_from")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_changeform_initial_data(request) | {"live_from": timezone.localtime().strftime(MOMENT)}


class TagAdmin(SavedByVerb, admin.ModelAdmin):
    """Subjects, with how often each is used; one that readers know stays."""

    save_verb, delete_verb = sections.save, sections.delete

    list_display = ("name", "slug", "uses")
    search_fields = ("name",)
    fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(times=Count("taggit_taggeditem_items"))

    @admin.display(description=_("articles"), ordering="times")
    def uses(self, tag: Tag) -> int:
        return tag.times

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.subjects.exists())


admin.site.unregister(Tag)
admin.site.register(Tag, TagAdmin)
