"""Shapes that stand in more than one scene: skylines, bridges, trees, people, lamps, reeds, birds, digits."""

import math
from collections.abc import Sequence
from random import Random

from .canvas import Layer, Point


def groups(text: str) -> list[tuple[float, ...]]:
    """Read groups of numbers, written as in “330,650,330 452,578,200”."""
    return [tuple(float(number) for number in group.split(",")) for group in text.split()]


def path(text: str, x: float = 0, y: float = 0) -> list[Point]:
    """Read points written as in “0,0 12,-4 30,8”, and move them by (x, y)."""
    return [(x + across, y + down) for across, down in groups(text)]


def curve(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        line += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return [*line, points[-1]]


def _between(a, b, c, d, t):
    def along(p, q, r, s):
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def closed(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Return a smooth outline that runs through the points and back to the first."""
    around = [points[-1], *points, points[0], points[1]]
    outline = []
    for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False):
        outline += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return outline


def ground(heights: Sequence[Point], floor: float) -> list[Point]:
    """Return the land under a smooth skyline, down to `floor`."""
    line = curve(heights)
    return [*line, (line[-1][0], floor), (line[0][0], floor)]


def ridge(dice: Random, width: float, level: float, rise: float, folds: int, floor: float) -> list[Point]:
    """Return a range of hills across the sheet whose tops swing by `rise` around `level`."""
    step = width / folds
    tops = [(i * step, level + dice.uniform(-rise, rise)) for i in range(-1, folds + 2)]
    return ground(tops, floor)


def bowstring(layer: Layer, x: float, deck: float, span: float, rise: float, weight: float = 3) -> None:
    """Draw one span of an iron arch bridge: arch, hangers and crossing stays above the deck."""
    top = [(x + span * t / 24, deck - rise * math.sin(math.pi * t / 24)) for t in range(25)]
    layer.line(top, weight * 1.7)
    layer.line([(px, py + rise * 0.12) for px, py in top[3:-3]], weight * 0.7)
    for left, right in zip(top[2:-2:4], top[6:-2:4], strict=False):
        layer.line([left, (left[0], deck)], weight * 0.8)
        layer.line([left, (right[0], deck)], weight * 0.5)
        layer.line([right, (left[0], deck)], weight * 0.5)
    layer.line([top[-3], (top[-3][0], deck)], weight * 0.8)


def crown(layer: Layer, dice: Random, x: float, y: float, radius: float, *, lobes: int = 9) -> None:
    """Draw the leafy head of a tree as a cluster of rounds."""
    layer.ellipse(x, y, radius * 0.78)
    for lobe in range(lobes):
        angle = 2 * math.pi * lobe / lobes + dice.uniform(-0.2, 0.2)
        reach = radius * dice.uniform(0.5, 0.66)
        layer.ellipse(x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.9, radius * dice.uniform(0.3, 0.46))


def trunk(layer: Layer, x: float, foot: float, top: float, width: float, lean: float = 0) -> None:
    """Draw a trunk that narrows upwards and widens at its foot."""
    layer.polygon(
        curve([(x - width, foot), (x - width * 0.5, foot - (foot - top) * 0.2), (x + lean - width * 0.3, top)], 8)
        + curve([(x + lean + width * 0.3, top), (x + width * 0.5, foot - (foot - top) * 0.2), (x + width, foot)], 8)
    )


def person(layer: Layer, x: float, foot: float, height: float, *, stride: float = 0.1, lean: float = 0.0) -> None:
    """Draw somebody in a long coat, seen from afar; `stride` opens the legs, `lean` bends the back."""
    head, hip = foot - height * 0.9, foot - height * 0.42
    tilt = height * lean
    layer.ellipse(x + tilt, head, height * 0.085)
    coat = [(-0.1, 0.78), (0.1, 0.78), (0.15, 0.34), (-0.15, 0.34)]
    layer.polygon([(x + dx * height + tilt * (dy - 0.34) / 0.5, foot - dy * height) for dx, dy in coat])
    layer.ellipse(x + tilt * 0.85, foot - height * 0.77, height * 0.1, height * 0.06)
    for side in (-1, 1):
        layer.line([(x + side * height * 0.05, hip), (x + side * height * stride, foot)], height * 0.075)


def rower(layer: Layer, x: float, y: float, size: float) -> None:
    """Draw somebody rowing a small boat whose water line is at y."""
    hull = curve(
        [
            (x - size, y - size * 0.2),
            (x - size * 0.7, y + size * 0.1),
            (x + size * 0.6, y + size * 0.12),
            (x + size * 1.06, y - size * 0.26),
        ]
    )
    layer.polygon([*hull, (x + size * 0.7, y - size * 0.1), (x - size * 0.7, y - size * 0.08)])
    layer.ellipse(x - size * 0.2, y - size * 0.82, size * 0.11)
    back = [(x + size * 0.06, y), (x - size * 0.02, y - size * 0.42), (x - size * 0.16, y - size * 0.68)]
    layer.line(curve(back), size * 0.2)
    layer.line([(x - size * 0.16, y - size * 0.6), (x + size * 0.2, y - size * 0.32)], size * 0.08)
    layer.line([(x + size * 0.34, y - size * 0.42), (x - size * 0.62, y + size * 0.32)], size * 0.035)
    layer.ellipse(x - size * 0.66, y + size * 0.34, size * 0.1, size * 0.05)


def street_lamp(layer: Layer, x: float, foot: float, height: float, arm: float = 0) -> None:
    """Draw an iron street lamp with one lantern, on an arm when `arm` is not 0."""
    layer.line([(x, foot), (x, foot - height)], height * 0.025)
    layer.rect(x - height * 0.03, foot - height * 0.1, height * 0.06, height * 0.1)
    if arm:
        layer.line(
            curve([(x, foot - height), (x + arm * 0.4, foot - height * 1.04), (x + arm, foot - height)]), height * 0.016
        )
    top = foot - height
    layer.polygon(
        [
            (x + arm - height * 0.05, top - height * 0.03),
            (x + arm + height * 0.05, top - height * 0.03),
            (x + arm, top - height * 0.085),
        ]
    )
    layer.polygon(
        [
            (x + arm - height * 0.04, top - height * 0.03),
            (x + arm + height * 0.04, top - height * 0.03),
            (x + arm + height * 0.025, top + height * 0.04),
            (x + arm - height * 0.025, top + height * 0.04),
        ]
    )


def reeds(layer: Layer, dice: Random, left: float, right: float, foot: float, height: float, count: int) -> None:
    """Draw a stand of reeds: bent blades, and a brown mace on every fifth."""
    for number in range(count):
        x, tall = dice.uniform(left, right), height * dice.uniform(0.45, 1)
        bend = dice.uniform(-0.35, 0.35) * tall
        blade = curve([(x, foot), (x + bend * 0.2, foot - tall * 0.55), (x + bend, foot - tall)], 6)
        layer.line(blade, min(5, max(1.2, height * 0.014)), ends=False)
        if number % 5 == 0:
            layer.line([(x + bend * 0.86, foot - tall * 0.93), (x + bend, foot - tall * 1.05)], min(13, height * 0.04))


def birds(layer: Layer, dice: Random, x: float, y: float, spread: float, count: int, size: float = 9) -> None:
    """Draw a loose flight of birds."""
    for _ in range(count):
        bx, by = x + dice.uniform(-spread, spread), y + dice.uniform(-spread, spread) * 0.4
        wing = size * dice.uniform(0.6, 1.2)
        layer.line(
            curve([(bx - wing, by - wing * 0.25), (bx - wing * 0.4, by - wing * 0.35), (bx, by)], 5), wing * 0.16
        )
        layer.line(curve([(bx, by), (bx + wing * 0.4, by - wing * 0.4), (bx + wing, by - wing * 0.2)], 5), wing * 0.16)


def roofline(layer: Layer, dice: Random, left: float, right: float, foot: float, low: float, high: float) -> None:
    """Draw a row of gabled houses with chimneys between two points."""
    x = left
    while x < right:
        width, tall = dice.uniform(26, 54), dice.uniform(low, high)
        layer.rect(x, foot - tall, width, tall + 2)
        layer.polygon([(x - 2, foot - tall), (x + width + 2, foot - tall), (x + width / 2, foot - tall - width * 0.42)])
        layer.rect(x + width * dice.uniform(0.15, 0.7), foot - tall - width * 0.42, width * 0.12, width * 0.3)
        x += width


def cathedral(layer: Layer, x: float, foot: float, height: float) -> None:
    """Draw the white church on the bluff: a nave, a tower and three onion domes."""
    layer.rect(x - height * 0.34, foot - height * 0.42, height * 0.68, height * 0.44)
    for dx, scale in ((-0.24, 0.62), (0.24, 0.62), (0, 1.0)):
        wide, top = height * 0.085 * (1.5 if scale == 1 else 1), foot - height * 0.62 * scale
        layer.rect(x + dx * height - wide, top, wide * 2, height * 0.5 * scale)
        onion(layer, x + dx * height, top, wide * 1.25)


def onion(layer: Layer, x: float, base: float, half: float) -> None:
    """Draw a dome with a small cross on top of it."""
    outline = [(-0.8, 0), (-1.05, -0.7), (-0.5, -1.5), (0, -2.4), (0.5, -1.5), (1.05, -0.7), (0.8, 0)]
    layer.polygon(curve([(x + dx * half, base + dy * half) for dx, dy in outline], 8))
    layer.line([(x, base - half * 2.3), (x, base - half * 3.2)], half * 0.14)
    layer.line([(x - half * 0.3, base - half * 2.9), (x + half * 0.3, base - half * 2.9)], half * 0.14)


def facade(
    layer: Layer, box: tuple[float, float, float, float], columns: int, rows: int, pane: tuple[float, float]
) -> None:
    """Set windows in even columns and rows into a box (x, y, width, height); `pane` is their share of a cell."""
    x, y, width, height = box
    cell, floor = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            layer.rect(
                x + cell * (column + 0.5 - pane[0] / 2),
                y + floor * (row + 0.5 - pane[1] / 2),
                cell * pane[0],
                floor * pane[1],
            )


SEGMENTS = {
    "0": "abcdef", "1": "ef", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd",
    "6": "afgedc", "7": "abc", "8": "abcdefg", "9": "abcdfg",
}  # fmt: skip


PLACES = {
    "a": ((0, 0), (1, 0)), "b": ((1, 0), (1, 1)), "c": ((1, 1), (1, 2)), "d": ((0, 2), (1, 2)),
    "e": ((0, 1), (0, 2)), "f": ((0, 0), (0, 1)), "g": ((0, 1), (1, 1)),
}  # fmt: skip


def figures(layer: Layer, text: str, x: float, y: float, size: float) -> None:
    """Write digits in the plain strokes of enamel signs, `size` units high."""
    half = size / 2
    for digit in text:
        for segment in SEGMENTS[digit]:
            (x0, y0), (x1, y1) = PLACES[segment]
            layer.line([(x + x0 * half, y + y0 * half), (x + x1 * half, y + y1 * half)], size * 0.15)
        x += size * (0.32 if digit == "1" else 0.82)
