"""Admins that write nothing by themselves: what is typed is handed to a verb, or there is nothing to type."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest


class SavedByVerb(ModelAdmin):
    """A ModelAdmin whose rows are saved and deleted by verbs of its room, also from the list.

    `save_verb(row, related=…)` saves the row and then calls `related`, which saves what hangs on it;
    `delete_verb(rows)` deletes. Each is one transaction, so nothing that readers see is ever half there.
    """

    save_verb: ClassVar[Callable[..., object]]
    delete_verb: ClassVar[Callable[[Iterable[Model]], None]]

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        """Leave it to `save_related`, which Django calls next, so that the verb has both."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool) -> None:
        write = super().save_related
        self.save_by_verb(request, form, lambda: write(request, form, formsets, change))

    def save_by_verb(self, request: HttpRequest, form: ModelForm, related: Callable[[], None]) -> None:
        """Call the verb; override where who asks, or what was changed, decides which."""
        type(self).save_verb(form.instance, related=related)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        type(self).delete_verb([obj])

    def delete_queryset(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        type(self).delete_verb(queryset)


class WrittenByVerbsAlone(ModelAdmin):
    """A ModelAdmin whose `save_model` calls a verb for everything, so Django has nothing left to write."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool) -> None:
        """Leave all writing to the verb."""


class ReadOnly(ModelAdmin):
    """A ModelAdmin for what is only ever added by verbs: nobody changes it here, superusers included."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
