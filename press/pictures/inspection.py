"""What an uploaded file is, or why it is refused."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from hashlib import file_digest
from typing import IO

from PIL import ImageFile

from .metadata import Metadata, read
from .normalization import decode, dominant_color, size_as_shown
from .validation import (
    MAX_BYTES,
    MAX_PIXELS,
    MIME_TYPES,
    File,
    binary,
    check_size,
    check_sums,
    damage_refused,
    open_picture,
)

_SAMPLE = 96  # Pixels of the longer side to find the color in.


@dataclass(frozen=True)
class Picture:
    """A file that is a picture through and through, as a reader would see it.

    `format` is "jpeg", "png", "webp" or "avif"; `width` and `height` are pixels after turning it as EXIF says;
    `color` is its dominant colour, "#rrggbb"; of an animation only the first frame is ever shown.
    """

    format: str
    mime: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    color: str
    is_animated: bool
    metadata: Metadata


def inspect(file: File, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS, zone: tzinfo = UTC) -> Picture:
    """Return what the file at a path, or an open binary file, is; camera times without an offset are meant in `zone`.

    Sizes are judged before anything is decoded; then the picture is decoded, as nothing else shows that it is whole.

    :raises ValidationError: a sentence for an editor, with a code: "empty", "too_many_bytes", "not_a_picture", "svg",
        "gif", "heic", "format", "too_many_pixels" or "damaged".
    """
    with binary(file) as opened:
        size = check_size(opened, max_bytes)
        check_sums(opened, max_pixels)
        image, format_ = open_picture(opened, max_pixels)
        width, height = size_as_shown(image)
        return Picture(
            format=format_,
            mime=MIME_TYPES[format_],
            width=width,
            height=height,
            size_bytes=size,
            metadata=read(image, zone),
            is_animated=format_ != "jpeg" and getattr(image, "n_frames", 1) > 1,
            color=_color_of_all(image),
            sha256=_sha256(opened),
        )


def _color_of_all(image: ImageFile.ImageFile) -> str:
    """Decode the whole picture, as small as its decoder can, and return its dominant color."""
    with damage_refused():
        return dominant_color(decode(image, _SAMPLE / max(image.size)))


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    return file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # IO leaves out `readinto`; files have it.
