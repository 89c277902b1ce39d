"""Machinery of the desk: panels on its start page, and admins whose every change readers see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from press import pages


@dataclass(frozen=True)
class Panel:
    """One list on the start page.

    `template` prints one row, given as `row` beside `context`; `empty` says what would be here and how it comes.
    """

    name: str
    title: str
    template: str
    rows: Sequence = ()
    empty: str = ""
    more: str = ""
    context: dict = field(default_factory=dict)


PanelMaker = Callable[[HttpRequest], Panel | None]
"""What a room offers to the start page: a function of the request; None for those whom it does not concern."""


class ReadersSeeIt:
    """A ModelAdmin whose changes readers see: every page of the paper is made anew after each."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        pages.changed()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        pages.changed()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        pages.changed()


class ReadOnly:
    """A ModelAdmin for what is only ever added by verbs: nobody changes it here, superusers included."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
