"""Scenery that more than one picture has: sun, hills, water with its lights, the Iron Bridge, a clock."""

import math

from .canvas import Canvas, Layer, Shade
from .shapes import bowstring, path, ridge


def glints(
    canvas: Canvas,
    color: str,
    x: float,
    top: float,
    bottom: float,
    spread: float,
    count: int,
    within: Layer | None = None,
) -> None:
    """Scatter the short flat strokes that a light leaves on water, wider the nearer they are."""
    with canvas.layer(color, opacity=0.75, within=within) as strokes:
        for _ in range(count):
            near = canvas.dice.random() ** 0.8
            y = top + (bottom - top) * near
            middle = x + canvas.dice.gauss(0, spread * (0.25 + near))
            half = canvas.dice.uniform(6, 26) * (0.4 + near)
            strokes.ellipse(middle, y, half, 0.8 + 2.2 * near)


def ripples(
    canvas: Canvas, color: str, box: tuple[float, float, float, float], count: int, opacity: float = 0.35
) -> None:
    """Draw long quiet lines on the water inside a box (x, y, width, height)."""
    x, y, width, height = box
    with canvas.layer(color, opacity=opacity) as lines:
        for _ in range(count):
            near = canvas.dice.random()
            middle = x + width * canvas.dice.random()
            lines.ellipse(middle, y + height * near, canvas.dice.uniform(25, 110) * (0.4 + near), 0.7 + 1.3 * near)


def sun(canvas: Canvas, x: float, y: float, radius: float, color: str, halo: str, shade: str | None = None) -> None:
    """Hang a sun or a moon with its halo."""
    canvas.glow(x, y, radius * 5.5, halo, 0.75)
    shades = [Shade(shade, "down", 0.7, 0.6)] if shade else []
    with canvas.layer(color, *shades) as disc:
        disc.ellipse(x, y, radius)


def hills(canvas, floor, *ranges):
    for level, color, mist in ranges:
        with canvas.layer(color, Shade(mist, "down", 0.9, 0.8)) as hills:
            hills.polygon(ridge(canvas.dice, canvas.width, level, 20, 6, floor))


def water(canvas, top, *colors):
    below = (0, top, canvas.width, canvas.height - top)
    canvas.sky(*colors, box=below)
    ripples(canvas, colors[-1], below, 70)
    ripples(canvas, colors[0], below, 30, 0.25)


def iron_bridge(canvas, left, right, deck, spans, color):
    span = (right - left) / spans
    piers = [left + number * span for number in range(spans + 1)]
    with canvas.layer(color) as iron:
        for x in piers[:-1]:
            bowstring(iron, x, deck, span, span * 0.29, span / 80)
        iron.rect(left - span * 0.1, deck - 2, right - left + span * 0.2, span * 0.03)
        for x in piers:
            iron.polygon([(x + dx * span, deck + dy * span) for dx, dy in PIER])
    with canvas.layer(color, opacity=0.3, soft=1.5) as mirrored:
        for x in piers:
            mirrored.polygon([(x + dx * span, deck + (0.4 - dy) * span) for dx, dy in PIER])
        mirrored.rect(left - span * 0.1, deck + span * 0.23, right - left + span * 0.2, span * 0.025)


PIER = path("-0.04,0 0.04,0 0.056,0.2 -0.056,0.2")


def clock(canvas, x, y, radius, hour, minute):
    with canvas.layer("#f6ead0", Shade("#c5a77c", "down", 0.8, 0.6)) as face:
        face.ellipse(x, y, radius)
    with canvas.layer("#2b2634") as hands:
        hands.ellipse(x, y, radius + 4)
        hands.ellipse(x, y, radius - 1, cut=True)
        for turn, length, weight in ((hour * 30 + minute / 2, 0.52, radius / 8), (minute * 6, 0.8, radius / 14)):
            angle = math.radians(turn - 90)
            hands.line([(x, y), (x + math.cos(angle) * radius * length, y + math.sin(angle) * radius * length)], weight)
        hands.ellipse(x, y, radius / 10)
