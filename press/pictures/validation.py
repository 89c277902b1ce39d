"""The gate for picture files: what is let in, and the sentence for what is not."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 120_000_000

MIME_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}

# Pillow's own limit, for the whole process: what it would still decode anywhere is what we take in here.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

File = str | os.PathLike | IO[bytes]

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_REFUSALS = {
    "empty": _("The file is empty. Please send it again."),
    "not_a_picture": _("This file is not a picture. Please send a JPEG, PNG, WebP or AVIF file."),
    "svg": _("SVG drawings can carry programs and are not accepted. Please export the drawing as PNG."),
    "gif": _("GIF files are not accepted. Please send a still picture as PNG or JPEG."),
    "heic": _("HEIC photos are not accepted. Please export the photo as JPEG; phones have a setting for it."),
    "format": _("Pictures of this kind are not accepted. Please send a JPEG, PNG, WebP or AVIF file."),
    "damaged": _("The picture is damaged or incomplete. Please send it again or export it anew."),
}


@contextmanager
def binary(file: File) -> Iterator[IO[bytes]]:
    """Give an open binary file at its start; a path is opened and closed here, an open file stays open."""
    if isinstance(file, str | os.PathLike):
        with Path(file).open("rb") as opened:
            yield opened
    else:
        file.seek(0)
        yield file


def check_size(file: IO[bytes], max_bytes: int) -> int:
    """Return how many bytes the file has.

    :raises ValidationError: it has none ("empty") or more than `max_bytes` ("too_many_bytes").
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size == 0:
        raise refusal("empty")
    if size > max_bytes:
        message = _("The file has %(size)s MB; at most %(limit)s MB are accepted. Please send a smaller version.")
        params = {"size": round(size / 1024**2), "limit": max_bytes // 1024**2}
        raise ValidationError(message, "too_many_bytes", params)
    return size


def open_picture(file: IO[bytes], max_pixels: int = MAX_PIXELS) -> tuple[ImageFile.ImageFile, str]:
    """Return the picture, not yet decoded, and its format: a key of `MIME_TYPES`, told by the first bytes alone.

    :raises ValidationError: it is no picture, of a kind that is not accepted, damaged or has more than `max_pixels`.
    """
    format_ = _format(file)
    with damage_refused():
        try:
            image = Image.open(file, formats=[format_.upper()])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise _too_many_pixels(max_pixels) from None
    if image.width * image.height > max_pixels:
        raise _too_many_pixels(max_pixels)
    if image.width < 1 or image.height < 1:
        raise refusal("damaged")
    return image, format_


def check_sums(file: IO[bytes], max_pixels: int = MAX_PIXELS) -> None:
    """Compare the checksums of formats that have some (PNG), which decoding does not look at.

    :raises ValidationError: one is wrong, or as `open_picture`.
    """
    image, _format = open_picture(file, max_pixels)
    with damage_refused():
        image.verify()


@contextmanager
def damage_refused() -> Iterator[None]:
    """Turn whatever decoding a broken file raises into a refusal.

    Decoders raise nearly anything on hostile files: OSError, SyntaxError, ValueError, struct.error, MemoryError…
    """
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:
        raise refusal("damaged") from error


def refusal(code: str) -> ValidationError:
    return ValidationError(_REFUSALS[code], code)


def _too_many_pixels(max_pixels: int) -> ValidationError:
    message = _("The picture has more than %(limit)s megapixels. Please send a smaller version.")
    return ValidationError(message, "too_many_pixels", {"limit": max_pixels // 1_000_000})


def _format(file: IO[bytes]) -> str:
    """Tell the format by the first bytes, as no other part of a file is read before a decoder is chosen.

    :raises ValidationError: it is none of those accepted.
    """
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "webp"
    brands = _brands(start)
    if brands & {b"avif", b"avis"}:
        return "avif"
    raise refusal(_why_not(start, brands))


def _brands(start: bytes) -> set[bytes]:
    """Return the brands of an ISO base media file (AVIF, HEIC, films), major and compatible."""
    if start[4:8] != b"ftyp":
        return set()
    box = start[8 : int.from_bytes(start[:4])]
    return {box[:4], *(box[at : at + 4] for at in range(8, len(box), 4))}


def _why_not(start: bytes, brands: set[bytes]) -> str:
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if brands & _HEIC_BRANDS:
        return "heic"
    if start.startswith((b"II*\0", b"MM\0*", b"BM", b"8BPS", b"\0\0\0\x0cjP  ", b"\xff\x0a", b"\0\0\x01\0")):
        return "format"
    if b"<svg" in start.replace(b"\0", b"").lower():  # Without the zeros it may be UTF-16, too.
        return "svg"
    return "not_a_picture"
