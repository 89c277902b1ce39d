"""What a reader may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Image, Revision
from corrections.anchoring import Selector
from corrections.models import Kind, Part

MOST_QUOTED, MOST_WORDS = 1000, 2000


class ReportForm(forms.Form):
    """One report. `article` and `revision` say what the reader was looking at."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind, initial=Kind.OTHER, required=False)
    message = forms.CharField(
        label=_("What is wrong?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    suggestion = forms.CharField(
        label=_("How should it read?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    quote = forms.CharField(
        label=_("The words in question"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    article = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    part = forms.ChoiceField(choices=Part, required=False, widget=forms.HiddenInput)
    image = forms.IntegerField(required=False, widget=forms.HiddenInput)
    prefix = forms.CharField(max_length=80, required=False, strip=False, widget=forms.HiddenInput)
    suffix = forms.CharField(max_length=80, required=False, strip=False, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    shortened = forms.BooleanField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    elapsed = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors:
            self._find_what_was_read(data)
        if not self.errors and not self._says_something(data):
            raise forms.ValidationError(_("Say what is wrong, or how it should read."), code="empty")
        return data

    def _find_what_was_read(self, data: dict) -> None:
        seen = Revision.objects.seen().filter(article=data["article"])
        revision = seen.filter(number=data["revision"]).first() if data["revision"] else None
        data["read"] = revision or seen.last()
        if data["read"] is None or data["read"].withdrawn:
            raise forms.ValidationError(_("There is no such article, or it was withdrawn."), code="unknown")
        data["picture"] = Image.objects.filter(pk=data["image"]).first() if data["image"] else None
        data["selector"] = self._selector(data)

    def _selector(self, data: dict) -> Selector | None:
        quote = data["quote"].strip("\r\n") if data["quote"].strip() else ""
        if not quote:
            return None
        if len(quote) > MOST_QUOTED + 10:
            data["shortened"] = True
            half = MOST_QUOTED // 2 - 2
            quote = f"{quote[:half]} … {quote[-half:]}"
        try:
            return Selector(
                exact=quote.replace("\r\n", "\n"),
                prefix=data["prefix"],
                suffix=data["suffix"],
                start=data["start"],
                end=data["end"],
                shortened=data["shortened"],
            )
        except ValueError:
            return Selector(exact=quote.replace("\r\n", "\n"))

    def _says_something(self, data: dict) -> bool:
        changed = data["suggestion"].strip() and data["suggestion"].strip() != data["quote"].strip()
        return bool(data["message"].strip() or changed or (data["kind"] == Kind.LINK and data["quote"]))

    @property
    def asked_about(self) -> Article | None:
        """The article that the form is for, also while other fields are wrong."""
        number = self.data.get("article") or self.initial.get("article")
        found = Article.objects.live().filter(pk=number) if str(number or "").isdigit() else Article.objects.none()
        return found.first()
