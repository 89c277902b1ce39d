"""Pixels as every screen shows them: upright, sRGB, eight bits, RGB or RGBA."""

import math
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms, ImageFile

from .metadata import orientation

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
BAND = 512  # Rows.
_SRGB = ImageCms.createProfile("sRGB")


def size_as_shown(image: ImageFile.ImageFile) -> tuple[int, int]:
    """Return width and height of an opened picture after it is turned as EXIF says."""
    return image.size[::-1] if orientation(image) in _ON_ITS_SIDE else image.size


def decode(image: ImageFile.ImageFile, scale: float) -> Image.Image:
    """Decode an opened picture and make it fit for screens, in at least `scale` of its size.

    Shrinking comes first, in the JPEG decoder itself where that is possible: it makes all else cheap.
    """
    turn = orientation(image)
    width, height = (max(1, math.ceil(side * scale)) for side in image.size)
    image.draft(None, (width, height))
    image.load()
    shown = _to_srgb(_reduced(image, max(1, min(image.width // width, image.height // height))))
    return shown.transpose(_TURNS[turn]) if turn in _TURNS else shown


def on_white(image: Image.Image) -> Image.Image:
    """Return an RGB picture; what was transparent is white."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def dominant_color(image: Image.Image) -> str:
    """Return the color, "#rrggbb", that most of a picture has."""
    sample = on_white(image).resize((48, 48), Image.Resampling.BOX)
    colors = cast("list[tuple[int, tuple[int, int, int]]]", sample.quantize(6).convert("RGB").getcolors())
    _count, (red, green, blue) = max(colors)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return a picture with sides divided by `factor`, in a mode of `_eight_bits`.

    It is made in bands, as whole pictures of the rarer modes would need their memory three times over.
    """
    tall = factor * max(1, BAND // factor)
    areas = [(0, top, image.width, min(top + tall, image.height)) for top in range(0, image.height, tall)]
    bands = [_eight_bits(image.crop(area)).reduce(factor) for area in areas]
    reduced = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for number, band in enumerate(bands):
        reduced.paste(band, (0, number * bands[0].height))
    reduced.info = image.info
    return reduced


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be shrunk: grey, RGB, RGBA or CMYK."""
    if image.mode.startswith("I;16"):
        image.info.pop("transparency", None)  # One grey of 65,536, which no picture relies on.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Return RGB or RGBA in the colors that the profile means; if it is missing, broken or unfit, they are sRGB."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        return ImageCms.profileToProfile(image, profile, _SRGB, outputMode=mode) or image.convert(mode)
    except Exception:
        return image.convert(mode)
