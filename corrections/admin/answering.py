"""What the desk says to readers again and again, and what it does not listen to."""

from django.contrib import admin

from corrections.models import Block, DeclineReason


@admin.register(DeclineReason)
class DeclineReasonAdmin(admin.ModelAdmin):
    list_display = ("name", "words", "language", "position")
    list_editable = ("position",)
    list_filter = ("language",)
    search_fields = ("name", "words")
    fields = ("name", "words", ("language", "position"))
    ordering = ("language", "position", "name", "pk")


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin):
    list_display = ("value", "kind", "hits", "made_at", "learned_from")
    list_filter = ("kind",)
    list_select_related = ("learned_from",)
    search_fields = ("value",)
    show_full_result_count = False
    fields = ("kind", "value", "hits", "made_at", "learned_from")
    readonly_fields = ("hits", "made_at", "learned_from")
    ordering = ("-made_at", "-pk")
