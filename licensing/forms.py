"""What strangers may send: a request to print an article, and word that they printed one."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from adminkit.fields import LocalDay
from articles.models import Revision
from licensing.models import Extent
from press.public_forms import LARGEST, VisitorForm

_NUMBER = re.compile("[0-9]{1,18}")


class AboutArticle(VisitorForm):
    """A form about an article that readers can read now; `cleaned_data["revision"]` is what they read."""

    article = forms.IntegerField(
        min_value=1,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages={"required": _("The form does not say which article it is about.")},
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not self.errors:
            if self.asked_about is None:
                raise forms.ValidationError(_("There is no such article, or it was withdrawn."), code="unknown")
            data["revision"] = self.asked_about
        return data

    @cached_property
    def asked_about(self) -> Revision | None:
        """What readers read now of the article that the form is for, also while other fields are wrong."""
        number = str(self.data.get("article") or self.initial.get("article") or "")
        live = Revision.objects.live().select_related("article", "license").defer("article__body")
        return live.filter(article=int(number)).first() if _NUMBER.fullmatch(number) else None


class RequestForm(AboutArticle):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    outlet = forms.CharField(
        label=_("Outlet"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    place = forms.CharField(label=_("Where will it appear?"), max_length=300)
    purpose = forms.CharField(
        label=_("What for?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000})
    )
    extent = forms.ChoiceField(
        label=_("How much of it?"), choices=Extent.choices, initial=Extent.FULL, widget=forms.RadioSelect
    )
    languages = forms.CharField(label=_("In another language?"), max_length=120, required=False)
    deadline = forms.DateField(label=_("Needed by"), required=False, widget=LocalDay)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    WRITTEN = ("name", "outlet", "place", "purpose")
    TOLD = ("name", "email", "outlet", "place", "purpose", "extent", "languages", "deadline")

    def clean_deadline(self) -> date | None:
        day = self.cleaned_data["deadline"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed."))
        return day


class RepublishedForm(AboutArticle):
    WRITTEN = ("outlet",)

    outlet = forms.CharField(
        label=_("Outlet"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    url = forms.URLField(
        label=_("Address of your page"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
