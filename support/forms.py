"""What browsers and patrons may send."""

import json
import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from adminkit.fields import offer
from press.public_forms import VisitorForm
from support.models import AppealCount, Ballot, Topic

MOST_EVENTS = 20
MOST_TITLE, MOST_DESCRIPTION = 120, 600
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


def _is_event(event: object) -> bool:
    return (
        isinstance(event, list)
        and len(event) == 2
        and type(event[0]) is int
        and 0 < event[0] <= LARGEST
        and event[1] in AppealCount.Event.values
    )


# --- Ballots --------------------------------------------------------------------------------------------------------


class LetterForm(VisitorForm):
    """Where a letter shall go."""

    email = forms.EmailField(
        label=_("Your e-mail address, as you gave it as a patron"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class VoteForm(forms.Form):
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=_("Your choice"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a topic."),
            "invalid_choice": _("This topic is not on the ballot. Please choose another."),
        },
    )

    def __init__(self, ballot: Ballot, data: QueryDict | None = None) -> None:
        super().__init__(data)
        offer(self, topic=ballot.topics.accepted().in_order())


class ProposalForm(forms.Form):
    title = forms.CharField(
        label=_("In a few words"),
        max_length=MOST_TITLE,
        error_messages={"required": _("Say in a few words what we should look into.")},
    )
    description = forms.CharField(
        label=_("Why it matters"),
        max_length=MOST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_DESCRIPTION}),
    )
