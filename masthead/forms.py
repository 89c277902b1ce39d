"""Pictures of the masthead: looked at before they are kept, and kept without what cameras write into them."""

from io import BytesIO
from pathlib import PurePath

from django import forms
from django.core.files.base import ContentFile
from PIL import Image

from press import pictures

LOGO_SIZE = (1200, 600)


class _Checked(forms.FileField):
    """A file that must be a picture; what is stored is written anew from its pixels."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        pictures.inspect(file.file)
        return self.written_anew(file)


class Photo(_Checked):
    """A photograph of a person: a JPEG of at most 640 pixels in width."""

    def written_anew(self, file):
        return ContentFile(pictures.preview(file.file), name=f"{PurePath(file.name).stem}.jpg")


class Logo(_Checked):
    """The sign of the paper: a PNG that keeps what is transparent."""

    def written_anew(self, file):
        file.seek(0)
        logo = Image.open(file).convert("RGBA")
        logo.thumbnail(LOGO_SIZE)
        written = BytesIO()
        logo.save(written, "PNG", optimize=True)
        return ContentFile(written.getvalue(), name=f"{PurePath(file.name).stem}.png")
