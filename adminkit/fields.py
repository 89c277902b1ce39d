"""Fields for days and moments that browsers have a calendar and a clock for, on a phone as well."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


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


class Moment(forms.DateTimeField):
    """A moment in the paper's own zone. The first and the last days of the calendar are none: UTC may not have them."""

    widget = LocalMoment

    def clean(self, value) -> datetime | None:
        moment = super().clean(value)
        if moment and not 1000 <= moment.year <= 9000:
            raise ValidationError(_("Choose a year between 1000 and 9000."))
        return moment
