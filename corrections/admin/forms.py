"""What is typed and chosen on the page of a reported passage, and over a list of them."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adminkit.fields import offer
from adminkit.inbox import people_with
from articles.desk.forms import Colleague
from corrections import suggestions
from corrections.actions import Others
from corrections.dashboard import DECIDES
from corrections.models import Correction, DeclineReason, Kind, Passage
from corrections.passage_detail import Case

MINOR = "minor"
BY_KIND: dict[str, str] = {Kind.FACT: Correction.Kind.CORRECTION, Kind.CLARITY: Correction.Kind.CLARIFICATION}


class OtherPassage(forms.ModelChoiceField):
    """A passage by its words, how it stands and when it came."""

    def label_from_instance(self, obj: Passage) -> str:
        return f"{obj} ({obj.get_status_display()}, {timezone.localtime(obj.first_received_at):%d.%m.})"


class Decision(forms.Form):
    """Everything that the buttons of a passage's page may need. `version` and `seen` say what was looked at."""

    PUBLISH_AS = [
        (MINOR, _("Minor fix: a typo, no notice")),
        (Correction.Kind.CORRECTION, _("Correction: a fact was wrong")),
        (Correction.Kind.CLARIFICATION, _("Clarification: the words could mislead")),
        (Correction.Kind.EDITORS_NOTE, _("Editor’s note")),
    ]

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    wording = forms.CharField(
        label=_("How it shall read"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    publish_as = forms.ChoiceField(
        label=_("Publish as"), choices=PUBLISH_AS, required=False, initial=MINOR, widget=forms.RadioSelect
    )
    notice = forms.CharField(
        label=_("Public notice"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    others = forms.ChoiceField(
        label=_("Other changes wait"), choices=Others.choices, required=False, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Words to the readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They stand in the letter and on the readers’ status page."),
    )
    reason = forms.ModelChoiceField(
        DeclineReason.objects.none(), label=_("Reason"), required=False, empty_label=_("In my own words")
    )
    correction = forms.ModelChoiceField(
        Correction.objects.none(), label=_("Notice about it"), required=False, empty_label=_("None")
    )
    duplicate_of = OtherPassage(
        Passage.objects.none(), label=_("The same as"), required=False, empty_label=_("Choose a report")
    )
    block = forms.BooleanField(
        label=_("Block the sender, the address and the linked sites"), required=False, initial=True
    )
    assignee = Colleague(User.objects.none(), label=_("Assigned to"), required=False, empty_label=_("Nobody"))
    note = forms.CharField(
        label=_("Note to colleagues"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.CharField(
        label=_("Why it is taken back"), required=False, max_length=1000, initial=_("Decided by mistake.")
    )

    def __init__(self, case: Case, data: QueryDict | None = None) -> None:
        self.case = case
        super().__init__(data, initial=_initial(case), auto_id="id_%s")
        article = case.passage.article
        others = article.passages.filter(pk__in=[other.pk for other in case.others])
        offer(
            self,
            reason=DeclineReason.objects.offered(article.language),
            correction=article.corrections.standing().newest(),
            duplicate_of=others.waiting_first(),
            assignee=people_with(DECIDES),
        )

    def clean(self) -> dict[str, Any]:
        """Write the draft of the notice anew if it was left as it was while the wording was changed.

        A minor fix has no notice: the page hides the field then, so what it still holds is not read.
        """
        super().clean()
        data = self.cleaned_data
        if data.get("publish_as", MINOR) in ("", MINOR):
            self.errors.pop("notice", None)
            return data | {"notice": ""}
        begun = draft(self.case, self.case.prefill)
        if begun and data.get("notice") == begun:
            data["notice"] = draft(self.case, data.get("wording", ""))
        return data

    def holds_more_than(self, names: tuple[str, ...]) -> bool:
        """Tell whether something was typed or chosen in fields other than these."""
        return bool(set(self.changed_data) - {"version", "seen", "others", "block", "why", "assignee", *names})

    def seen_by(self, passage: Passage) -> Passage:
        """Return the passage with the version that was looked at, for verbs to compare."""
        passage.version = self.cleaned_data.get("version") or 0
        return passage


def draft(case: Case, words: str) -> str:
    """Return the notice to begin with, if `words` take the place of the passage; "" while nothing changes."""
    if suggestions.tidied(words) == suggestions.tidied(case.words):
        return ""
    return suggestions.draft_notice(case.words, suggestions.tidied(words), case.passage.article.language)


def _initial(case: Case) -> dict:
    prefill = case.prefill
    return {
        "version": case.passage.version,
        "seen": case.words,
        "wording": prefill,
        "notice": draft(case, prefill),
        "publish_as": BY_KIND.get(case.passage.kind, MINOR),
        "others": "",
        "assignee": case.passage.assignee_id,
    }


class Ticked(forms.MultipleChoiceField):
    """What was ticked in a list, however long that is; the form looks at it."""

    def valid_value(self, value: str) -> bool:
        return True


class Bulk(forms.Form):
    """What can be done with several passages of a list at once. Each is named as `id.version`."""

    chosen = Ticked(error_messages={"required": _("Tick the reports that are meant.")})
    reason = forms.ModelChoiceField(DeclineReason.objects.in_order(), required=False)

    def clean_chosen(self) -> dict[int, int]:
        """Return the versions of the passages by their ids."""
        pairs = [one.split(".") for one in self.cleaned_data["chosen"]]
        if not all(len(pair) == 2 and all(part.isdecimal() and len(part) < 19 for part in pair) for pair in pairs):
            raise forms.ValidationError(_("Tick the reports that are meant."))
        return {int(pk): int(version) for pk, version in pairs}
