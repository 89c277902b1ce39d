"""What readers get of a picture: its pixels, the rights to it, and nothing else."""

import hashlib
import itertools
import json
import shutil
import subprocess
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from press import pictures
from press.pictures import Recipe, Rights, make, make_many, name, recipes_for

from .picture_files import (
    BLUE,
    GREEN,
    RED,
    YELLOW,
    corners,
    iptc,
    jpeg_with,
    nearest,
    opened,
    quarters,
    segment,
    written,
)

FORMATS = ["jpeg", "webp", "avif"]
WHITE = (255, 255, 255)
RIGHTS = Rights(
    creator="Олена <Автор>",
    credit="Agency & Sons",
    copyright_notice="© 2024 Agency",
    web_statement="https://example.org/license?a=1&b=2",
    usage_terms="Ask first",
    licensor_url="https://example.org/buy",
)


def rendition(data: bytes, recipe: Recipe, *args, **options) -> Image.Image:
    return opened(make(BytesIO(data), recipe, *args, **options))


# Which there are


def test_whole_picture_is_offered_in_every_width_it_has():
    widths = [recipe.width for recipe in recipes_for(6000, 4000, ["webp"]) if not recipe.height]
    assert widths == [320, 480, 640, 960, 1280, 1920, 2560]


def test_picture_between_two_widths_is_offered_in_its_own_too():
    widths = [recipe.width for recipe in recipes_for(1000, 700, ["webp"]) if not recipe.height]
    assert widths == [320, 480, 640, 960, 1000]


@pytest.mark.parametrize("size", [(1, 1), (100, 80), (640, 640), (1000, 90_000), (90_000, 1000), (6000, 4000)])
def test_nothing_is_larger_than_the_picture_or_than_a_format_can_be(size):
    for recipe in recipes_for(*size):
        width, height = recipe.size(*size)
        assert 1 <= width <= size[0] and 1 <= height <= min(size[1], 16_383)


def test_jpeg_and_webp_come_before_avif():
    formats = [recipe.format for recipe in recipes_for(2000, 1000)]
    assert [format for format, _group in itertools.groupby(formats)] == FORMATS


def test_card_and_teasers_have_their_shapes_also_in_small_pictures():
    shapes = {(r.width, r.height) for r in recipes_for(3000, 2000, ["jpeg"]) if r.height}
    teasers = {(160, 120), (240, 180), (320, 240), (480, 360), (640, 480), (960, 720)}
    assert shapes == teasers | {(160, 160), (640, 640), (1200, 630)}
    assert Recipe(800, 420) in recipes_for(800, 600)


def test_card_is_made_in_jpeg_only():
    assert [recipe.format for recipe in recipes_for(3000, 2000) if (recipe.width, recipe.height) == (1200, 630)] == [
        "jpeg"
    ]


@pytest.mark.parametrize(
    ("recipe", "slug", "mime"),
    [
        (Recipe(960, format="webp"), "w960.webp", "image/webp"),
        (Recipe(1200, 630), "c1200x630.jpg", "image/jpeg"),
        (Recipe(640, format="avif", quality=40), "w640-q40.avif", "image/avif"),
    ],
)
def test_recipe_has_a_short_name(recipe, slug, mime):
    assert (recipe.slug, recipe.mime) == (slug, mime)


# Where they are stored

SHA = hashlib.sha256(b"a").hexdigest()


def test_path_is_made_of_original_version_rights_and_recipe():
    path = name(SHA, (0.5, 0.5), Recipe(960, format="webp"), RIGHTS)
    assert path == f"renditions/{SHA[:2]}/{SHA[2:32]}-v1-{RIGHTS.digest}-w960.webp"


def test_mended_credit_moves_every_rendition():
    mended = Rights(credit="Agency and Sons")
    assert name(SHA, (0.5, 0.5), Recipe(960), mended) != name(SHA, (0.5, 0.5), Recipe(960), RIGHTS)


def test_moved_focal_point_moves_crops_only():
    def path(focal, recipe):
        return name(SHA, focal, recipe, RIGHTS)

    assert path((0.2, 0.5), Recipe(960)) == path((0.8, 0.5), Recipe(960))
    assert path((0.2, 0.5), Recipe(320, 240)) != path((0.8, 0.5), Recipe(320, 240))
    assert "-f20x100-" in path((0.2, 1.7), Recipe(320, 240))


# What is in them


@pytest.mark.parametrize("format", FORMATS)
def test_rendition_is_the_picture_in_the_size_that_was_promised(format):
    recipe = Recipe(60, format=format)
    made = rendition(written(), recipe)
    assert made.format == format.upper()
    assert made.size == recipe.size(120, 80) == (60, 40)
    assert corners(made) == [RED, GREEN, BLUE, YELLOW]


def test_rendition_is_never_larger_than_the_original():
    assert rendition(written(), Recipe(500)).size == (120, 80)
    assert rendition(written(), Recipe(500, 500)).size == (80, 80)


def test_jpeg_is_progressive():
    assert rendition(written(), Recipe(60)).info["progressive"]


UNDONE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("orientation", UNDONE)
def test_picture_is_turned_as_its_camera_says(orientation, format):
    turn = UNDONE[orientation]
    lying = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = rendition(written(lying, format, exif=exif), Recipe(60))
    assert made.size == (60, 40)
    assert corners(made) == [RED, GREEN, BLUE, YELLOW]


@pytest.mark.parametrize("focal", [*itertools.product([0, 0.1, 0.5, 0.93, 1], [0, 0.3, 1])])
@pytest.mark.parametrize("shape", [(60, 20), (20, 60), (40, 40)])
def test_crop_contains_the_focal_point(focal, shape):
    image = Image.new("RGB", (300, 200), RED)
    x, y = (round(share * (side - 1)) for share, side in zip(focal, image.size, strict=True))
    image.paste(WHITE, (x - 15, y - 15, x + 15, y + 15))
    made = rendition(written(image, "png"), Recipe(*shape), focal).convert("L")
    assert made.size == shape
    assert made.getextrema()[1] > 200


def test_crop_is_as_large_as_the_picture_allows():
    left, top, right, bottom = Recipe(400, 400).box(300, 200, (0.5, 0.5))
    assert (top, bottom) == (0, 1)
    assert right - left == pytest.approx(2 / 3)


def test_transparency_is_white_in_jpeg_and_kept_elsewhere():
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 60, 40))
    data = written(image, "png")
    assert corners(rendition(data, Recipe(60))) == [WHITE, GREEN, BLUE, YELLOW]
    assert rendition(data, Recipe(60, format="webp")).getpixel((15, 10))[3] == 0
    assert rendition(data, Recipe(60, format="avif")).getpixel((15, 10))[3] < 5


def test_transparent_palette_is_white_in_jpeg():
    image = quarters().quantize(8)
    data = written(image, "png", transparency=image.getpixel((10, 10)))
    assert corners(rendition(data, Recipe(60))) == [WHITE, GREEN, BLUE, YELLOW]


@pytest.mark.parametrize(("mode", "format"), [("CMYK", "jpeg"), ("P", "png"), ("RGBA", "png"), ("LA", "png")])
@pytest.mark.parametrize("made_as", FORMATS)
def test_unusual_pixels_become_usual_ones(mode, format, made_as):
    made = rendition(written(quarters().convert(mode), format), Recipe(60, format=made_as))
    assert made.mode in ("RGB", "RGBA")
    if mode != "LA":
        assert corners(made) == [RED, GREEN, BLUE, YELLOW]


def test_sixteen_bits_of_grey_keep_their_brightness():
    data = written(Image.new("I;16", (40, 40), 0x8000), "png")
    assert rendition(data, Recipe(40)).convert("L").getpixel((20, 20)) == pytest.approx(128, abs=2)


def profile_with_red_and_green_exchanged() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"wait", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"wait", b"gXYZ", 1)


@pytest.mark.parametrize("format", FORMATS)
def test_colors_are_those_that_the_profile_means(format):
    data = written(icc_profile=profile_with_red_and_green_exchanged())
    made = rendition(data, Recipe(60, format=format))
    red, green, _blue = made.convert("RGB").getpixel((15, 10))
    assert green > red + 100
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_profile_that_does_not_fit_is_ignored(mode):
    image = quarters().convert(mode)
    broken = written(image, icc_profile=b"nonsense" * 100)
    unfit = written(image, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())
    assert corners(rendition(broken, Recipe(60))) == corners(rendition(unfit, Recipe(60))) == corners(image)


# What is not


def secretive() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "SECRETMAKER", "SECRETMODEL"
    exif.get_ifd(0x8769)[0xA431] = "SECRETSERIAL"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0), 29: "SECRETDAY"})
    image = written(
        exif=exif, comment=b"SECRETCOMMENT", xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETXMP</x:xmpmeta>"
    )
    return jpeg_with(iptc((2, 120, b"SECRETCAPTION")), segment(0xE2, b"SECRETAPP"), image=image) + b"SECRETTRAILER"


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_the_original_but_its_pixels_goes_along(format):
    data = secretive()
    assert data.count(b"SECRET") == 9
    assert opened(data).getexif().get_ifd(0x8825)
    made = make(BytesIO(data), Recipe(100, format=format), rights=RIGHTS)
    assert not any(word in made for word in (b"SECRET", b"Exif", b"EXIF", b"ICC_PROFILE", b"ICCP", b"8BIM"))
    assert not opened(made).getexif()


def test_preview_says_nothing_of_the_original_either():
    made = pictures.preview(BytesIO(secretive()))
    assert b"SECRET" not in made and b"Exif" not in made


# Whose they are


@pytest.mark.parametrize("format", FORMATS)
def test_rights_are_written_into_every_rendition(format):
    made = make(BytesIO(written()), Recipe(60, format=format), rights=RIGHTS)
    found = pictures.inspect(BytesIO(made)).metadata
    assert Rights(
        creator=found.creator,
        credit=found.credit,
        copyright_notice=found.copyright,
        web_statement=found.web_statement,
        usage_terms=found.usage_terms,
        licensor_url=found.licensor_url,
        ai_generated=found.ai_generated,
    ) == RIGHTS  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_mark_of_a_machine_stays_on_what_it_made(format):
    made = make(BytesIO(written()), Recipe(60, format=format), rights=Rights(ai_generated=True))
    assert pictures.inspect(BytesIO(made)).metadata == pictures.Metadata(ai_generated=True)


def test_without_rights_nothing_is_written():
    assert b"xmpmeta" not in make(BytesIO(written()), Recipe(60))


def test_endless_rights_are_cut_to_what_a_jpeg_can_carry():
    endless = Rights(*["&\0щ" * 20_000] * 6)
    made = make(BytesIO(written()), Recipe(60), rights=endless)
    assert pictures.inspect(BytesIO(made)).metadata.credit.startswith("&щ&щ")


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool, an independent reader, is not installed")
@pytest.mark.parametrize("format", FORMATS)
def test_rights_are_read_by_an_independent_program(format, tmp_path):
    path = tmp_path / f"made.{format}"
    path.write_bytes(make(BytesIO(written()), Recipe(60, format=format), rights=RIGHTS))
    answer = subprocess.run(["exiftool", "-j", "-XMP:all", path], capture_output=True, check=True)
    [found] = json.loads(answer.stdout)
    assert found["Creator"] == RIGHTS.creator
    assert found["Credit"] == RIGHTS.credit
    assert found["Rights"] == RIGHTS.copyright_notice
    assert found["WebStatement"] == RIGHTS.web_statement
    assert found["LicensorURL"] == RIGHTS.licensor_url


# How they are made


def test_many_are_made_large_ones_first_and_each_as_if_alone():
    data = written(Image.effect_noise((1400, 900), 60).convert("RGB"))
    recipes = recipes_for(1400, 900)
    made = list(make_many(BytesIO(data), recipes, (0.3, 0.7), RIGHTS))
    assert {recipe for recipe, _bytes in made} == set(recipes)
    assert [recipe.width for recipe, _bytes in made] == sorted((r.width for r in recipes), reverse=True)
    for recipe, bytes_ in [made[0], made[len(made) // 2], made[-1]]:
        assert make(BytesIO(data), recipe, (0.3, 0.7), RIGHTS) == bytes_


@pytest.mark.parametrize("size", [(2000, 1000), (700, 700), (120, 80)])
def test_preview_is_a_small_jpeg_that_is_known_before(size):
    made = opened(pictures.preview(BytesIO(written(quarters(*size), "png"))))
    assert made.format == "JPEG"
    assert made.size == pictures.preview_recipe(*size).size(*size)
    assert made.width == min(640, size[0])


@pytest.mark.parametrize("size", [(3, 9000), (9000, 3), (1, 1)])
def test_extreme_shapes_can_be_made(size):
    data = written(Image.new("RGB", size, BLUE), "png")
    for recipe, made in make_many(BytesIO(data), recipes_for(*size)):
        assert opened(made).size == recipe.size(*size)
        assert nearest(opened(made).convert("RGB").getpixel((0, 0))) == BLUE
    assert opened(pictures.preview(BytesIO(data))).width <= 640


def test_file_that_is_no_picture_is_refused_before_anything_is_made():
    with pytest.raises(ValidationError):
        next(make_many(BytesIO(b"GIF89a"), [Recipe(60)]))
    with pytest.raises(ValidationError):
        pictures.preview(BytesIO(written()[:500]))
