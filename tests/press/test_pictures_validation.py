"""Which files `press.pictures.inspect` lets in, what it says of them, and how it refuses the others."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from press import pictures

from .picture_files import RED, iptc, jpeg_with, png_header, quarters, segment, written


def refused(data: bytes, **limits) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        pictures.inspect(BytesIO(data), **limits)
    [sentence] = caught.value.messages
    assert sentence.endswith(".")
    return caught.value


# What is let in


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "avif"])
def test_picture_is_described(format, tmp_path):
    data = written(format=format)
    path = tmp_path / "a picture.bin"
    path.write_bytes(data)
    picture = pictures.inspect(path)
    assert (picture.format, picture.mime) == (format, f"image/{format}")
    assert (picture.width, picture.height, picture.size_bytes) == (120, 80, len(data))
    assert picture.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.metadata == pictures.Metadata()
    assert not picture.is_animated


def test_upload_is_inspected_without_a_path_and_stays_open():
    upload = SimpleUploadedFile("a.jpg", written())
    assert pictures.inspect(upload).format == "jpeg"
    upload.seek(0)
    assert upload.read(3) == b"\xff\xd8\xff"


def test_size_is_the_one_that_readers_see():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = pictures.inspect(BytesIO(written(exif=exif)))
    assert (picture.width, picture.height) == (80, 120)


def test_color_is_the_one_that_most_of_the_picture_has():
    image = Image.new("RGB", (100, 100), RED)
    image.paste((255, 255, 255), (0, 0, 100, 30))
    found = pictures.inspect(BytesIO(written(image, "png"))).color
    assert all(abs(int(found[at : at + 2], 16) - want) < 12 for at, want in zip((1, 3, 5), RED, strict=True))


@pytest.mark.parametrize("format", ["png", "webp"])
def test_animation_is_known_as_one(format):
    frames = [quarters().rotate(180)]
    assert pictures.inspect(BytesIO(written(format=format, save_all=True, append_images=frames))).is_animated


def test_phone_photo_with_something_behind_its_end_is_let_in():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as film:
        film.writestr("motion.mp4", b"\0" * 100)
    assert pictures.inspect(BytesIO(written() + archive.getvalue())).format == "jpeg"


def test_photo_of_two_pictures_is_one_jpeg():
    data = written(quarters(), "mpo", save_all=True, append_images=[quarters(60, 40)])
    picture = pictures.inspect(BytesIO(data))
    assert (picture.format, picture.width, picture.is_animated) == ("jpeg", 120, False)


@pytest.mark.parametrize(
    ("mode", "format"),
    [("CMYK", "jpeg"), ("L", "jpeg"), ("1", "png"), ("LA", "png"), ("P", "png"), ("I;16", "png"), ("RGBA", "webp")],
)
def test_unusual_pixels_are_let_in(mode, format):
    image = Image.new("I;16", (40, 30), 40000) if mode == "I;16" else quarters(40, 30).convert(mode)
    assert pictures.inspect(BytesIO(written(image, format))).width == 40


# What is refused


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0", "not_a_picture"),
        (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
        (b"PK\3\4" + b"\0" * 50, "not_a_picture"),
        (b"%PDF-1.7\n", "not_a_picture"),
        (b"MZ" + b"\0" * 100, "not_a_picture"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "not_a_picture"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "svg"),
        ("\ufeff<!-- a --><SVG/>".encode("utf-16"), "svg"),
        (b"GIF89a=1;alert(1)//", "gif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"),
        (b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 20, "damaged"),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 \0\0\0\0", "damaged"),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + b"\0" * 50, "damaged"),
        (png_header(0, 10), "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(data, code):
    assert refused(data).code == code


@pytest.mark.parametrize(("format", "code"), [("gif", "gif"), ("tiff", "format"), ("bmp", "format"), ("ico", "format")])
def test_picture_of_another_kind_is_refused(format, code):
    assert refused(written(format=format)).code == code


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_truncated_picture_is_refused(format, share):
    data = written(Image.effect_noise((200, 150), 80).convert("RGB"), format)
    assert refused(data[: int(len(data) * share)]).code == "damaged"


def test_picture_with_broken_pixels_is_refused():
    data = bytearray(written(Image.effect_noise((200, 150), 80), "png"))
    data[len(data) // 2] ^= 0xFF
    assert refused(bytes(data)).code == "damaged"


def test_truncated_pictures_are_not_tolerated_anywhere_in_the_process():
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_too_many_bytes_are_refused_with_both_numbers():
    error = refused(written() + b"\0" * 3 * 1024**2, max_bytes=2 * 1024**2)
    assert error.code == "too_many_bytes"
    assert "3 MB" in error.messages[0] and "2 MB" in error.messages[0]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(12_000, 12_000), (20_000, 20_000), (65_000, 65_000), (2**31 - 1, 2**31 - 1)])
def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded(size):
    error = refused(png_header(*size))
    assert error.code == "too_many_pixels"
    assert "120 megapixels" in error.messages[0]


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_picture_with_too_many_pixels_is_refused_where_warnings_are_errors():
    assert refused(png_header(12_000, 12_000)).code == "too_many_pixels"


def test_limit_of_pixels_can_be_lower():
    assert refused(written(), max_pixels=9_599).code == "too_many_pixels"
    assert pictures.inspect(BytesIO(written()), max_pixels=9_600).width == 120


def test_picture_far_over_the_old_warning_of_the_decoder_is_let_in():
    data = written(Image.new("L", (10_000, 10_000), 128), "jpeg")
    assert pictures.inspect(BytesIO(data)).width == 10_000


# What is wrong beside the pixels is no reason to refuse

BOMB = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/">&c;</x:xmpmeta>"""
OUTSIDE = (
    b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>"""
)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "data",
    [
        jpeg_with(segment(0xE1, b"Exif\0\0" + b"\xff" * 200)),
        jpeg_with(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01" * 100)),
        jpeg_with(segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\xff\xff\x1c\x02")),
        jpeg_with(iptc((2, 120, b""), (2, 55, b"00000000"), (2, 60, b"x"), (9, 9, b"\xff"))),
        jpeg_with(segment(0xE2, b"ICC_PROFILE\0\x01\x01" + b"nonsense" * 20)),
        written(xmp=b"<x:xmpmeta"),
        written(xmp=BOMB),
        written(xmp=OUTSIDE),
        written(format="webp", xmp=b"\xff\xfe\0\0"),
        written(format="png", icc_profile=b"nonsense"),
    ],
)
def test_broken_metadata_is_no_reason_to_refuse(data):
    assert pictures.inspect(BytesIO(data)).metadata == pictures.Metadata()
    assert pictures.preview(BytesIO(data)).startswith(b"\xff\xd8\xff")
