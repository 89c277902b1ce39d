"""Fields of forms: days and moments with the calendar of the browser, and what fields offer and show."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _


class LocalDay(forms.DateInput):
    """A day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LocalMoment(forms.DateTimeInput):
    """A day and a minute in the paper's own zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def format_value(self, value: Any) -> str | None:
        if hasattr(value, "tzinfo") and value.tzinfo is not None:
            value = timezone.localtime(value)
        return super().format_value(value)


def offer(form: forms.BaseForm, **rows: QuerySet) -> None:
    """Let fields, given by their names, offer these rows; those who may only look get no such fields."""
    for name, offered in rows.items():
        field = form.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = offered


def retype(form: forms.BaseForm, **values: Any) -> None:
    """Change what was sent, for a form that will be shown and sent again."""
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    for name, value in values.items():
        sent[name] = value
    form.data = sent


class Moment(forms.DateTimeField):
    """A moment in the paper's own zone. The first and the last days of the calendar are none: UTC may not have them."""

    widget = LocalMoment

    def clean(self, value: Any) -> datetime | None:
        moment = super().clean(value)
        if moment and not 1000 <= moment.year <= 9000:
            raise ValidationError(_("Choose a year between 1000 and 9000."))
        return moment
