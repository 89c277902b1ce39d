"""Renditions: small, upright, in sRGB, saying whose they are and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from PIL import Image

from .normalization import decode, on_white, size_as_shown
from .renditions import CENTER, Focal, Recipe, preview_recipe, recipes_for
from .rights import Rights
from .validation import File, binary, damage_refused, open_picture

_OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"progressive": True, "optimize": True},
    "webp": {"method": 4},
    "avif": {"speed": 8},
}
_NO_RIGHTS = Rights()

Size = tuple[int, int]


def make(file: File, recipe: Recipe, focal: Focal = CENTER, rights: Rights = _NO_RIGHTS) -> bytes:
    """Return one rendition of an original, given as a path or an open binary file; the same bytes as from `make_many`.

    :raises ValidationError: the file is no picture that `inspect` lets in.
    """
    [(_recipe, made)] = make_many(file, [recipe], focal, rights)
    return made


def make_many(
    file: File, recipes: Iterable[Recipe], focal: Focal = CENTER, rights: Rights = _NO_RIGHTS
) -> Iterator[tuple[Recipe, bytes]]:
    """Yield renditions of an original, large ones first; it is decoded once.

    `focal` is the point that crops must show, as shares of width and height of the upright picture.

    :raises ValidationError: as `make`, before the first is yielded.
    """
    recipes = sorted(recipes, key=_shape, reverse=True)
    image, size = _open(file, lambda size: [*recipes, *recipes_for(*size)])
    for _same, alike in groupby(recipes, key=_shape):
        first, *others = alike
        cut = _cut(image, size, first, focal)
        for recipe in (first, *others):
            yield recipe, _encode(cut, recipe, rights)


def preview(file: File) -> bytes:
    """Return the `preview_recipe` of an original, as fast as can be, for the library to show at once.

    :raises ValidationError: as `make`.
    """
    image, size = _open(file, lambda size: [preview_recipe(*size)])
    recipe = preview_recipe(*size)
    return _encode(_cut(image, size, recipe, CENTER), recipe, _NO_RIGHTS)


def _open(file: File, recipes_of: Callable[[Size], list[Recipe]]) -> tuple[Image.Image, Size]:
    """Decode a picture, large enough for the recipes; return it with the size of the original.

    `make_many` names all recipes that a picture gets whichever are made now, so that the bytes of one do not depend on
    what else is made with it.
    """
    with binary(file) as opened, damage_refused():
        image, _format = open_picture(opened)
        size = size_as_shown(image)
        return decode(image, max(_scale(recipe, size) for recipe in recipes_of(size))), size


def _shape(recipe: Recipe) -> Size:
    return recipe.width, recipe.height


def _scale(recipe: Recipe, size: Size) -> float:
    """Return how large an original of `size` has to be for a recipe, as a share of it."""
    left, _top, right, _bottom = recipe.box(*size)
    return recipe.size(*size)[0] / (size[0] * (right - left))


def _cut(image: Image.Image, size: Size, recipe: Recipe, focal: Focal) -> Image.Image:
    left, top, right, bottom = recipe.box(*size, focal)
    box = (left * image.width, top * image.height, right * image.width, bottom * image.height)
    cut = image.resize(recipe.size(*size), Image.Resampling.LANCZOS, box, reducing_gap=2.0)
    cut.info = {}  # Nothing of the original goes along: no comment, no profile, no camera.
    return cut


def _encode(image: Image.Image, recipe: Recipe, rights: Rights) -> bytes:
    if recipe.format == "jpeg":
        image = on_white(image)
    written = BytesIO()
    xmp = {"xmp": packet} if (packet := rights.xmp()) else {}
    image.save(written, recipe.format, quality=recipe.encoder_quality, **_OPTIONS[recipe.format], **xmp)
    return written.getvalue()
