"""What browsers may send."""

import json
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from support.models import AppealCount

MOST_EVENTS = 20
LARGEST = 2**31 - 1
_KEY = re.compile("[0-9a-f]{32}")


class CountedForm(forms.Form):
    """A message of `appeals.js`: its `key`, and `events` as pairs of a wording and what happened to it."""

    key = forms.RegexField(_KEY)
    events = forms.JSONField()

    @classmethod
    def of(cls, body: bytes) -> "CountedForm":
        """Read a message; what is none has no fields, and is not valid."""
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            told = {}
        told = told if isinstance(told, dict) else {}
        return cls({"key": str(told.get("key", "")), "events": json.dumps(told.get("events"))})

    def clean_events(self) -> list[tuple[int, str]]:
        events = self.cleaned_data["events"]
        if not isinstance(events, list) or len(events) > MOST_EVENTS or not all(map(_is_event, events)):
            raise forms.ValidationError(_("Nothing can be counted from this."))
        return [(wording, event) for wording, event in events]


def _is_event(event) -> bool:
    return (
        isinstance(event, list)
        and len(event) == 2
        and type(event[0]) is int
        and 0 < event[0] <= LARGEST
        and event[1] in AppealCount.Event.values
    )
