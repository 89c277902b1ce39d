"""What is typed and chosen on the page of a request."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adminkit.fields import LocalDay, offer
from adminkit.inbox import people_with
from articles.desk.forms import Colleague
from articles.models import License
from articles.models.license import known_places
from licensing.dashboard import DECIDES
from licensing.models import Extent, ReprintRequest
from press.public_forms import LARGEST

NOTHING_TYPED = ("version", "extent", "languages", "live_from", "assignee", "why")


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(required=False, widget=LocalDay, **options)


class Decision(forms.Form):
    """Everything that the buttons of a request's page may need. `version` says what was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)
    words = forms.CharField(
        label=_("Words to the outlet"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand in the letter and on the outlet’s status page."),
    )
    extent = forms.ChoiceField(label=_("How much"), choices=Extent, required=False, widget=forms.RadioSelect)
    most = forms.IntegerField(label=_("Characters of the extract"), required=False, min_value=1, max_value=LARGEST)
    languages = forms.CharField(
        label=_("Languages"), required=False, max_length=120, help_text=_("Empty: that of the article.")
    )
    live_from = _day(label=_("From"))
    live_until = _day(label=_("Until"), help_text=_("The last day. Empty: until further notice."))
    credit = forms.CharField(
        label=_("Credit line"),
        required=False,
        max_length=300,
        validators=[known_places],
        help_text=_("Empty: the line that the license has. {headline}, {byline}, {paper}, {license} and {link} go in."),
    )
    fee = forms.CharField(label=_("Fee"), required=False, max_length=120, help_text=_("As agreed, as in “€ 120”."))
    conditions = forms.CharField(
        label=_("Further conditions"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    assignee = Colleague(User.objects.none(), label=_("Assigned to"), required=False, empty_label=_("Nobody"))
    note = forms.CharField(
        label=_("Note to colleagues"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.CharField(
        label=_("Why it is taken back"), required=False, max_length=1000, initial=_("Decided by mistake.")
    )

    def __init__(self, request: ReprintRequest, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(request), auto_id="id_%s")
        offer(self, assignee=people_with(DECIDES))

    def holds_more_than(self, names: tuple[str, ...]) -> bool:
        """Tell whether something was typed in fields other than these."""
        return bool(set(self.changed_data) - {*NOTHING_TYPED, *names})

    def seen_by(self, request: ReprintRequest) -> ReprintRequest:
        """Return the request with the version that was looked at, for verbs to compare."""
        request.version = self.cleaned_data.get("version") or 0
        return request

    def terms(self) -> dict:
        """Return the terms of a grant as `actions.grant` takes them; days become moments of the paper's zone."""
        data = self.cleaned_data
        begin, last = data["live_from"], data["live_until"]
        today = timezone.localdate()
        return {
            "extent": data["extent"] or Extent.FULL,
            "most": data["most"],
            "live_from": _midnight(begin) if begin and begin > today else None,
            "live_until": _midnight(last + timedelta(days=1)) if last else None,
            **{name: data[name] for name in ("languages", "credit", "fee", "conditions", "words")},
        }

    def clean_live_until(self) -> date | None:
        last = self.cleaned_data["live_until"]
        if last and last.year > 9000:
            raise forms.ValidationError(_("Choose a nearer day, or leave it empty."))
        return last


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _initial(request: ReprintRequest) -> dict:
    license: License | None = request.revision.license
    return {
        "version": request.version,
        "extent": request.extent,
        "most": (license and license.max_extract) or "",
        "languages": request.languages,
        "live_from": timezone.localdate(),
        "assignee": request.assignee_id,
    }
