"""Fields for days and moments that browsers have a calendar and a clock for, on a phone as well."""

from django import forms
from django.utils import timezone


class LocalDay(forms.DateInput):
    """A day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class LocalMoment(forms.DateTimeInput):
    """A day and a minute in the paper's own zone."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def format_value(self, value):
        if hasattr(value, "tzinfo") and value.tzinfo is not None:
            value = timezone.localtime(value)
        return super().format_value(value)
