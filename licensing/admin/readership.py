"""Where republished articles are read, at the desk: figures to look at. What is forged can be deleted."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from licensing.models import ReadElsewhere


@admin.register(ReadElsewhere)
class ReadElsewhereAdmin(admin.ModelAdmin):
    list_display = ("site", "article", "count", "first_at", "last_at")
    list_display_links = None
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("host", "article__headline")
    show_full_result_count = False
    ordering = ("-count", "-pk")

    @admin.display(description=_("site"), ordering="host")
    def site(self, row: ReadElsewhere) -> str:
        return str(row)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ReadElsewhere | None = None) -> bool:
        return False
