"""What may be written about pictures, as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from adminkit.fields import Moment, offer, retype
from articles.models import Image, License


class OfferedLicense(forms.ModelForm):
    """A form of a picture: a license that another replaces is offered only where it was chosen already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, license=License.objects.offered(self.instance.license_id))


class PickerForm(OfferedLicense):
    """The words without which a picture is not printed, as the picker asks for them."""

    class Meta:
        model = Image
        fields = ["alt_text", "caption", "credit", "license"]
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
        }


class WordsForm(OfferedLicense):
    """All that is said about a picture. A form that was opened before somebody else's change is refused once."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Image
        fields = [
            "alt_text",
            "caption",
            "credit",
            "creator",
            "license",
            "label",
            "source_url",
            "taken_at",
            "rights_note",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "rights_note": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {"taken_at": Moment}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.changed_at.isoformat()

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        seen = cleaned.get("seen")
        if seen and seen != self.instance.changed_at.isoformat():
            raise forms.ValidationError(self._overtaken())
        return cleaned

    def _overtaken(self) -> str:
        """Say who was quicker, and let the form through when it is sent again."""
        retype(self, seen=self.instance.changed_at.isoformat())
        who = self.instance.changed_by or _("Somebody")
        return _(
            "%(who)s changed these words while you were writing. Yours stand below; save again to keep them instead."
        ) % {"who": who}


class RightsForm(forms.Form):
    """Credit and license of many pictures at once."""

    credit = forms.CharField(label=_("Credit"), max_length=200, required=False)
    creator = forms.CharField(label=_("Creator"), max_length=200, required=False)
    license = forms.ModelChoiceField(License.objects.offered(), label=_("License"), required=False)
    only_empty = forms.BooleanField(label=_("Only where nothing is said yet"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not any(cleaned.get(name) for name in ("credit", "creator", "license")):
            raise forms.ValidationError(_("Write a credit or a creator, or choose a license."))
        return cleaned

    def words_for(self, image: Image) -> dict:
        """Return what the form says about one picture."""
        said = {name: self.cleaned_data[name] for name in ("credit", "creator", "license") if self.cleaned_data[name]}
        if self.cleaned_data["only_empty"]:
            said = {name: value for name, value in said.items() if not getattr(image, name)}
        return said


class TakeDownForm(forms.Form):
    """Why a picture must not be shown any longer."""

    reason = forms.CharField(
        label=_("Why must it not be shown?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class BringForm(forms.Form):
    """The file that a wanted picture was missing, or a picture of the library to stand in for it."""

    file = forms.FileField(label=_("The file"), required=False)
    image = forms.ModelChoiceField(Image.objects.all(), widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not self.errors and not (cleaned.get("file") or cleaned.get("image")):
            raise forms.ValidationError(_("Choose the file, or a picture of the library."))
        return cleaned
