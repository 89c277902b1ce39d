"""What is typed and uploaded for the masthead, looked at before it is kept."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from masthead import letters
from masthead.models import Letter
from press import pictures

LOGO_SIZE = (1200, 600)


class _Checked(forms.FileField):
    """A file that must be a picture; what is stored is its pixels, without what cameras write into them."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def to_python(self, data: Any) -> ContentFile | None:
        file = super().to_python(data)
        if file is None:
            return None
        pictures.inspect(file)
        return self.written_anew(file)

    def written_anew(self, file: File) -> ContentFile:
        """Return what is stored of a file that was looked at."""
        raise NotImplementedError


class Photo(_Checked):
    """A photograph of a person: a JPEG of at most 640 pixels in width."""

    def written_anew(self, file: File) -> ContentFile:
        return ContentFile(pictures.preview(file), name=f"{_stem(file)}.jpg")


class Logo(_Checked):
    """The sign of the paper: a PNG that keeps what is transparent."""

    def written_anew(self, file: File) -> ContentFile:
        file.seek(0)
        logo = Image.open(file).convert("RGBA")
        logo.thumbnail(LOGO_SIZE)
        written = BytesIO()
        logo.save(written, "PNG", optimize=True)
        return ContentFile(written.getvalue(), name=f"{_stem(file)}.png")


def _stem(file: File) -> str:
    return PurePath(file.name or "picture").stem


class LetterForm(forms.ModelForm):
    """The wording of a letter. In braces stands only what will be filled in."""

    occasion = forms.ChoiceField(
        label=gettext_lazy("Occasion"), choices=lambda: [(one.key, one.label) for one in letters.occasions.values()]
    )

    class Meta:
        model = Letter
        fields = ("occasion", "language", "subject", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = letters.occasions.get(self.instance.occasion)
        if "body" in self.fields:  # Who may only look has none.
            self.fields["body"].help_text = _filled_in(known) if known else _filled_in_where()

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        known = letters.occasions.get(data.get("occasion", ""))
        for name in ("subject", "body"):
            if known and (unknown := known.unknown_places(data.get(name, ""))):
                words = {"place": f"{{{unknown[0]}}}", "known": _filled_in(known)}
                self.add_error(name, _("Nothing would be filled in for %(place)s. %(known)s") % words)
        return data


def _filled_in(occasion: letters.Occasion) -> str:
    return _("Filled in are: %(places)s.") % {"places": _places(occasion)}


def _filled_in_where() -> str:
    """Return what is filled in on which occasion, a line for each."""
    lines = ((one.label, _places(one)) for one in letters.occasions.values())
    return format_html("{}<br>{}", _("Filled in are:"), format_html_join(mark_safe("<br>"), "{}: {}", lines))


def _places(occasion: letters.Occasion) -> str:
    return ", ".join(f"{{{name}}}" for name in occasion.all_places)
