"""Which renditions a picture gets, what size they have, and where they are stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from .rights import Rights

WIDTHS = (320, 480, 640, 960, 1280, 1920, 2560)
FORMATS = ("jpeg", "webp", "avif")
MIME_TYPES = {"jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}

PREVIEW_WIDTH = 640
MAX_HEIGHT = 8192  # Of very tall pictures; WebP ends at 16,383.
CARD = (1200, 630)  # What networks show beside a shared link; they take JPEG only.
TEASERS = {(4, 3): (160, 240, 320, 480, 640, 960), (1, 1): (160, 640)}

# To be raised when the same recipe shall give other bytes from now on; all names change with it.
RECIPE_VERSION = 1

_QUALITY = {"jpeg": 80, "webp": 78, "avif": 58}
_EXTENSIONS = {"jpeg": "jpg", "webp": "webp", "avif": "avif"}

CENTER = (0.5, 0.5)
Focal = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Recipe:
    """A rendition: the whole picture at `width`, or, with a `height`, what of that shape is around the focal point.

    `format` is one of `FORMATS`; `quality` (1 to 100) is the format's own if it is 0.
    """

    width: int
    height: int = 0
    format: str = "jpeg"
    quality: int = 0

    @property
    def slug(self) -> str:
        """A short name, the same for ever: "w960.webp", "c1200x630.jpg", "w640-q40.avif"."""
        shape = f"c{self.width}x{self.height}" if self.height else f"w{self.width}"
        quality = f"-q{self.quality}" if self.quality else ""
        return f"{shape}{quality}.{_EXTENSIONS[self.format]}"

    @property
    def mime(self) -> str:
        return MIME_TYPES[self.format]

    @property
    def encoder_quality(self) -> int:
        return self.quality or _QUALITY[self.format]

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height that a picture of `width` by `height` has when made by this; never larger than it."""
        if not self.height:
            made = min(self.width, width)
            return made, max(1, round(height * made / width))
        scale = min(1, width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))

    def box(self, width: int, height: int, focal: Focal = CENTER) -> Box:
        """Return what of a picture is shown: left, top, right, bottom as shares of its width and height.

        The box is as large as the picture allows, and as near to having the focal point in its middle.
        """
        if not self.height:
            return 0.0, 0.0, 1.0, 1.0
        across = min(1.0, self.width / self.height * height / width)
        down = min(1.0, self.height / self.width * width / height)
        x, y = (percent / 100 for percent in _percents(focal))
        left, top = _beside(x, across), _beside(y, down)
        return left, top, min(1.0, left + across), min(1.0, top + down)


def recipes_for(width: int, height: int, formats: Iterable[str] = FORMATS) -> list[Recipe]:
    """Return the renditions of a picture of `width` by `height` pixels, format by format, none larger than the picture.

    That is every one of `WIDTHS` up to its own, and its own if it is below the last; the teaser shapes; and, in JPEG,
    the card. Of a shape that the picture is too small for there is the largest that it has room for.
    """
    return [recipe for format_ in formats for recipe in _recipes(width, height, format_)]


def _recipes(width: int, height: int, format_: str) -> list[Recipe]:
    shapes = [(wide, round(wide * down / across)) for (across, down), widths in TEASERS.items() for wide in widths]
    if format_ == "jpeg":
        shapes.append(CARD)
    fitting = dict.fromkeys(Recipe(*shape).size(width, height) for shape in shapes)
    return [
        *(Recipe(wide, format=format_) for wide in ladder(width, height)),
        *(Recipe(wide, high, format_) for wide, high in fitting),
    ]


def ladder(width: int, height: int) -> list[int]:
    """Return the widths that a picture is offered in."""
    largest = min(width, WIDTHS[-1], max(1, width * MAX_HEIGHT // height))
    return sorted({wide for wide in WIDTHS if wide < largest} | {largest})


def preview_recipe(width: int, height: int) -> Recipe:
    """Return what is made of a picture at once, before its renditions: a small JPEG of all of it."""
    return Recipe(max(wide for wide in ladder(width, height) if wide <= PREVIEW_WIDTH))


def name(sha256: str, focal: Focal, recipe: Recipe, rights: Rights) -> str:
    """Return where a rendition is stored: a path that always has the same bytes, so that it may be cached for ever.

    `sha256` is that of the original. The path changes with the rights, as they are written into the file, and, for
    shapes, with the focal point (in whole percent), as it decides what is shown.
    """
    x, y = _percents(focal)
    at = f"-f{x}x{y}" if recipe.height else ""
    return f"renditions/{sha256[:2]}/{sha256[2:32]}{at}-v{RECIPE_VERSION}-{rights.digest}-{recipe.slug}"


def _percents(focal: Focal) -> tuple[int, int]:
    x, y = (min(100, max(0, round(share * 100))) for share in focal)
    return x, y


def _beside(center: float, length: float) -> float:
    """Return where an interval of `length` around `center` begins if it must stay between 0 and 1."""
    return min(max(0.0, center - length / 2), 1.0 - length)
