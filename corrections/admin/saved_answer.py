"""What the desk says to readers again and again."""

from django.contrib import admin

from corrections.models import DeclineReason


@admin.register(DeclineReason)
class DeclineReasonAdmin(admin.ModelAdmin):
    list_display = ("name", "words", "language", "position")
    list_editable = ("position",)
    list_filter = ("language",)
    search_fields = ("name", "words")
    fields = ("name", "words", ("language", "position"))
    ordering = ("language", "position", "name", "pk")
