"""What readers saw, for looking it up. Nobody can change it here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from adminkit.verbs import ReadOnly
from articles.models import Revision


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("headline", "number", "kind", "live_from", "live_until", "made_by")
    list_filter = ("kind",)
    list_select_related = ("made_by",)
    search_fields = ("headline",)
    show_full_result_count = False
    ordering = ("-pk",)
    fields = (
        "article",
        ("number", "kind"),
        "reason",
        ("live_from", "live_until"),
        ("published_at", "updated_at"),
        "made_by",
        "headline",
        "standfirst",
        "body",
        "sha256",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("article")
