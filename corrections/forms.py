"""What a reader may send."""

import re
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Image, Revision
from corrections import passages
from corrections.anchoring import Selector
from corrections.anchoring.selector import GAP
from corrections.models import Kind, Part
from press.public_forms import LARGEST, VisitorForm

MOST_QUOTED, MOST_WORDS = 1000, 2000
_NUMBER = re.compile("[0-9]{1,18}")


def _number(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=LARGEST, required=False, widget=forms.HiddenInput, **options)


class ReportForm(VisitorForm):
    """One report. `article` and `revision` say what the reader was looking at."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind, required=False, widget=forms.RadioSelect)
    quote = forms.CharField(
        label=_("The words in question"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_QUOTED}),
    )
    message = forms.CharField(
        label=_("What is wrong?"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    suggestion = forms.CharField(
        label=_("How should it read?"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    article = forms.IntegerField(
        min_value=1,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages={"required": _("The report does not say which article it is about.")},
    )
    revision = _number()
    part = forms.ChoiceField(choices=Part, required=False, widget=forms.HiddenInput)
    image = _number()
    prefix = forms.CharField(  # type: ignore[assignment]  # A field; the form itself keeps Django's `prefix`.
        max_length=80, required=False, strip=False, widget=forms.HiddenInput
    )
    suffix = forms.CharField(max_length=80, required=False, strip=False, widget=forms.HiddenInput)
    start = _number()
    end = _number()
    shortened = forms.BooleanField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    WRITTEN = ("message", "suggestion", "name", "email")

    def report(self) -> dict:
        """Return what `actions.receive_report` is told, once the form is valid."""
        data = self.cleaned_data
        return {name: data[name] for name in (*self.WRITTEN, "part", "selector", "key", "standing")} | {
            "article": data["standing"].article,
            "revision": data["read"],
            "image": data["picture"],
            "kind": data["kind"] or Kind.OTHER,
            "language": data["read"].language,
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not self.errors:
            self._find_what_was_read(data)
        if not self.errors and not self._says_something(data):
            raise forms.ValidationError(_("Say what is wrong, or how it should read."), code="empty")
        return data

    def _find_what_was_read(self, data: dict) -> None:
        live = Revision.objects.live().select_related("article").defer("article__body")
        standing = live.filter(article=data["article"]).first()
        if standing is None:
            raise forms.ValidationError(_("There is no such article, or it was withdrawn."), code="unknown")
        data["standing"], data["read"] = standing, self._read(data["revision"], standing)
        data["picture"] = self._picture(data)
        data["selector"] = self._selector(data)

    def _read(self, number: int | None, standing: Revision) -> Revision:
        """Return the revision that the reader had before the eyes; if unknown, the one that stands."""
        if not number or number == standing.number:
            return standing
        seen = Revision.objects.seen().filter(article=standing.article_id, number=number)
        return seen.exclude(kind=Revision.Kind.WITHDRAWAL).first() or standing

    def _picture(self, data: dict) -> Image | None:
        """Return the picture that is meant, if the article has it."""
        if data["part"] != Part.CAPTION or not data["image"]:
            return None
        return Image.objects.filter(pk__in=passages.pictures_of(data["read"]) & {data["image"]}).first()

    def _selector(self, data: dict) -> Selector | None:
        quote = data["quote"].replace("\r\n", "\n").strip("\n")
        if not quote.strip():
            return None
        shortened = data["shortened"] or len(quote) > MOST_QUOTED + len(GAP)
        if len(quote) > MOST_QUOTED + len(GAP):
            half = MOST_QUOTED // 2
            quote = quote[:half].rstrip() + GAP + quote[-half:].lstrip()
        known = {name: data[name] for name in ("prefix", "suffix", "start", "end")}
        try:
            return Selector(exact=quote, shortened=shortened, **known)
        except ValueError:
            return Selector(exact=quote, shortened=shortened)

    def _says_something(self, data: dict) -> bool:
        changed = data["suggestion"].strip() and data["suggestion"].strip() != data["quote"].strip()
        return bool(data["message"].strip() or changed or (data["kind"] == Kind.LINK and data["quote"].strip()))

    @cached_property
    def asked_about(self) -> Revision | None:
        """What readers read now of the article that the form is for, also while other fields are wrong."""
        number = str(self.data.get("article") or self.initial.get("article") or "")
        live = Revision.objects.live().select_related("article")
        return live.filter(article=int(number)).first() if _NUMBER.fullmatch(number) else None
