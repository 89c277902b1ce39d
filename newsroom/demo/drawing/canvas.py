"""A canvas for flat shapes with soft light: layers of shapes, filled with one colour and shaded on one side.

Scenes are drawn in units (1200 by 800 for a landscape). Two pixels of the finished picture make a unit, and every
shape is cut out at four pixels a unit and halved, so that its edges are smooth.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

LANDSCAPE, PORTRAIT, SQUARE = (1200, 800), (800, 1000), (1000, 1000)
PIXELS = 2
FINER = 2

Point = tuple[float, float]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shade:
    """A second colour that comes in from one side of a layer: up, down, left, right or the rim.

    `reach` is the part of the layer that it covers (1 is all of it), `strength` how dense it is where it begins.
    """

    color: str
    side: str = "down"
    reach: float = 1.0
    strength: float = 0.85
    grain: float = 0.3


@dataclass
class Layer:
    """Shapes that share one filling. Coordinates are units; `cut=True` takes a shape out again."""

    steps: list = field(default_factory=list)
    mask: Image.Image | None = None
    box: Box = (0, 0, 0, 0)

    def polygon(self, points: Sequence[Point], *, cut: bool = False) -> None:
        """Add a shape with straight edges."""
        self._add("polygon", points, cut)

    def ellipse(self, x: float, y: float, rx: float, ry: float | None = None, *, cut: bool = False) -> None:
        """Add an ellipse around (x, y), or a circle when `ry` is not given."""
        rx, ry = abs(rx), abs(rx if ry is None else ry)
        self._add("ellipse", [(x - rx, y - ry), (x + rx, y + ry)], cut)

    def rect(self, x: float, y: float, width: float, height: float, *, rounded: float = 0, cut: bool = False) -> None:
        """Add a rectangle with its upper left corner at (x, y)."""
        corners = [(x, y), (x + width, y + height)]
        self._add("rounded_rectangle" if rounded else "rectangle", corners, cut, radius=rounded)

    def line(self, points: Sequence[Point], width: float, *, ends: bool = True, cut: bool = False) -> None:
        """Add a stroke through the points, with round joints and ends unless `ends` is false."""
        self._add("line", points, cut, width=abs(width))
        for x, y in points if ends else ():
            self.ellipse(x, y, width / 2, cut=cut)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, *, cut: bool = False) -> None:
        """Add a slice of a circle; degrees run clockwise from three o'clock."""
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        self._add("pieslice", corners, cut, start=start, end=end)

    def _add(self, kind, points, cut, **options):
        self.steps.append((kind, [(float(x), float(y)) for x, y in points], cut, options))

    def bounds(self, size: tuple[int, int]) -> Box:
        """Return the part of the picture (in pixels) that the shapes touch."""
        edges = [(x, y, options.get("width", 0)) for _, points, _, options in self.steps for x, y in points]
        left, top = (min(p[i] - p[2] for p in edges) * PIXELS - 2 for i in (0, 1))
        right, bottom = (max(p[i] + p[2] for p in edges) * PIXELS + 2 for i in (0, 1))
        return max(0, int(left)), max(0, int(top)), min(size[0], int(right) + 1), min(size[1], int(bottom) + 1)

    def cut_out(self, box: Box) -> Image.Image:
        """Return the shapes as a smooth mask of the size of `box`."""
        fine = Image.new("L", ((box[2] - box[0]) * FINER, (box[3] - box[1]) * FINER))
        pen = ImageDraw.Draw(fine)
        for kind, points, cut, options in self.steps:
            getattr(pen, kind)(_place(points, box), fill=0 if cut else 255, **_scaled(options))
        return fine.reduce(FINER)


def _place(points, box):
    scale = PIXELS * FINER
    return [(x * scale - box[0] * FINER, y * scale - box[1] * FINER) for x, y in points]


def _scaled(options):
    lengths = {name: options[name] * PIXELS * FINER for name in ("width", "radius") if options.get(name)}
    if "width" in lengths:
        lengths["width"] = max(1, round(lengths["width"]))
        lengths["joint"] = "curve"
    return lengths | {name: value for name, value in options.items() if name in ("start", "end")}


class Canvas:
    """A sheet of paper of a given size in units, with its own dice so that a scene always falls out the same."""

    def __init__(self, size: tuple[int, int], seed: str):
        self.width, self.height = size
        self.pixels = (size[0] * PIXELS, size[1] * PIXELS)
        self.dice = random.Random(seed)  # noqa: S311  (drawings, not secrets)
        self.image = Image.new("RGB", self.pixels)
        self._noise = noise(self.dice, 512)

    def sky(self, *colors: str, box: tuple[float, float, float, float] | None = None) -> None:
        """Fill the sheet, or a box of it (x, y, width, height), with bands of colour melting from top to bottom."""
        x, y, width, height = (round(n * PIXELS) for n in box or (0, 0, self.width, self.height))
        strip = Image.new("RGB", (1, len(colors)))
        strip.putdata([ImageColor.getrgb(color) for color in colors])
        bands = strip.resize((1, 256), Image.Resampling.BICUBIC, box=(0, 0.5, 1, len(colors) - 0.5))
        self.image.paste(bands.resize((width, height), Image.Resampling.BICUBIC), (x, y))

    @contextmanager
    def layer(
        self,
        color: str,
        *shades: Shade,
        opacity: float = 1,
        soft: float = 0,
        within: Layer | None = None,
    ) -> Iterator[Layer]:
        """Collect shapes and lay them on the sheet when the block ends.

        `soft` blurs their edges by so many units, `within` keeps them inside the shapes of an earlier layer.
        """
        layer = Layer()
        yield layer
        if layer.steps:
            self._cut(layer, soft, within)
            self._lay(layer, color, opacity)
            for shade in shades:
                self._shade(layer, shade, opacity)

    def glow(self, x: float, y: float, radius: float, color: str, opacity: float = 0.8, squash: float = 1.0) -> None:
        """Lay a round light over the sheet that fades towards its edge; `squash` flattens it."""
        width, height = round(radius * 2 * PIXELS), round(radius * 2 * PIXELS * squash)
        light = ImageChops.invert(Image.radial_gradient("L").resize((width, height), Image.Resampling.BICUBIC))
        curve = [round(255 * opacity * max(0.0, (v - 74) / 181) ** 1.6) for v in range(256)]
        spot = round(x * PIXELS - width / 2), round(y * PIXELS - height / 2)
        self.image.paste(ImageColor.getrgb(color), (*spot, spot[0] + width, spot[1] + height), light.point(curve))

    def finish(self, tint: str = "#f3e6cf", warmth: float = 0.06) -> Image.Image:
        """Return the picture with a breath of the paper's colour and its grain over everything."""
        image = Image.blend(self.image, Image.new("RGB", self.pixels, tint), warmth)
        tile = self._noise.point([128 + round((v - 128) * 0.09) for v in range(256)])
        grain = tiled(tile, self.pixels)
        return ImageChops.overlay(image, Image.merge("RGB", (grain, grain, grain)))

    def _cut(self, layer, soft, within):
        layer.box = layer.bounds(self.pixels)
        if soft:
            layer.box = _grown(layer.box, round(soft * PIXELS * 3), self.pixels)
        if layer.box[2] <= layer.box[0] or layer.box[3] <= layer.box[1]:
            layer.box = (0, 0, 1, 1)
        layer.mask = layer.cut_out(layer.box)
        if soft:
            layer.mask = blurred(layer.mask, soft * PIXELS)
        if within:
            layer.mask = ImageChops.multiply(layer.mask, _seen_from(within, layer.box))

    def _lay(self, layer, color, opacity):
        mask = layer.mask if opacity == 1 else layer.mask.point([round(v * opacity) for v in range(256)])
        self.image.paste(ImageColor.getrgb(color), layer.box, mask)

    def _shade(self, layer, shade, opacity):
        inner = layer.mask.getbbox()
        if inner is None:
            return
        size = inner[2] - inner[0], inner[3] - inner[1]
        dense = fade(size, shade.side, shade.reach).point([round(v * shade.strength * opacity) for v in range(256)])
        stipple = ImageChops.subtract(dense, tiled(self._noise, size), scale=0.4)
        mask = ImageChops.multiply(Image.blend(dense, stipple, shade.grain), layer.mask.crop(inner))
        spot = layer.box[0] + inner[0], layer.box[1] + inner[1]
        self.image.paste(ImageColor.getrgb(shade.color), (*spot, spot[0] + size[0], spot[1] + size[1]), mask)


def noise(dice: random.Random, edge: int) -> Image.Image:
    """Return a square of even grey noise, a little clumped, as the tooth of paper is."""
    raw = Image.frombytes("L", (edge, edge), dice.randbytes(edge * edge))
    return raw.filter(ImageFilter.GaussianBlur(0.55)).point([min(255, max(0, 128 + (v - 128) * 2)) for v in range(256)])


def tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture of `size` covered with the tile."""
    sheet = Image.new("L", size)
    for top in range(0, size[1], tile.height):
        for left in range(0, size[0], tile.width):
            sheet.paste(tile, (left, top))
    return sheet


def fade(size: tuple[int, int], side: str, reach: float) -> Image.Image:
    """Return a grey wedge that is white at `side` and black from `reach` (a part of the way) on."""
    if side == "rim":
        wedge = Image.radial_gradient("L").resize((256, 256))
    else:
        turn = {"down": 0, "right": 90, "up": 180, "left": 270}[side]
        wedge = Image.linear_gradient("L").rotate(turn)
    start = 255 * (1 - reach)
    curve = [round(255 * max(0.0, (v - start) / (255 - start)) ** 1.3) if v > start else 0 for v in range(256)]
    return wedge.point(curve).resize(size, Image.Resampling.BICUBIC)


def blurred(mask: Image.Image, radius: float) -> Image.Image:
    """Return the mask with soft edges; wide blurs are made small and stretched, which looks the same and is quick."""
    shrink = max(1, int(radius // 4))
    small = mask.reduce(shrink) if shrink > 1 else mask
    return small.filter(ImageFilter.GaussianBlur(radius / shrink)).resize(mask.size, Image.Resampling.BICUBIC)


def _grown(box, by, size):
    return max(0, box[0] - by), max(0, box[1] - by), min(size[0], box[2] + by), min(size[1], box[3] + by)


def _seen_from(other, box):
    window = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    window.paste(other.mask, (other.box[0] - box[0], other.box[1] - box[1]))
    return window
