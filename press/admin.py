"""The machinery at the desk: what forms do not take in any more."""

from django.contrib import admin

from press.models import Block


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin):
    list_display = ("value", "kind", "hits", "made_at", "learned_from")
    list_filter = ("kind",)
    search_fields = ("value",)
    show_full_result_count = False
    fields = ("kind", "value", "hits", "made_at", "learned_from")
    readonly_fields = ("hits", "made_at", "learned_from")
    ordering = ("-made_at", "-pk")
