"""The Philharmonic: organ, orchestra, conductor, and the heads of the audience."""

import math

from .canvas import LANDSCAPE, Canvas, Shade
from .scenes import scene
from .shapes import curve, path


@scene("concert-stage", LANDSCAPE)
def concert_stage(canvas: Canvas) -> None:
    """Draw the Philharmonic's stage: organ pipes, the orchestra, and the audience's heads."""
    canvas.sky("#1a1430", "#2b1c3c", "#4a2738", "#7a3a35")
    _organ(canvas)
    for x, reach, color in (
        (180, 420, "#f5b867"),
        (420, 540, "#e0785a"),
        (780, 660, "#e0785a"),
        (1020, 780, "#f5b867"),
    ):
        with canvas.layer(color, opacity=0.2, soft=10) as beam:
            beam.polygon([(x - 8, -10), (x + 8, -10), (reach + 150, 640), (reach - 150, 640)])
    with canvas.layer("#a8613c", Shade("#4c2530", "down", 0.8, 0.8), Shade("#3a1d2d", "rim", 0.5, 0.6)) as stage:
        stage.ellipse(600, 640, 640, 150)
    canvas.glow(600, 590, 420, "#ffd08a", 0.45, 0.4)
    _orchestra(canvas)
    _conductor(canvas, 600, 628)
    _audience(canvas)


def _organ(canvas):
    pipes = [
        (600 + side * (24 + step * 44), 330 - 190 * math.cos(step / 9 * math.pi / 1.9))
        for side in (-1, 1)
        for step in range(10)
    ]
    with canvas.layer("#3a2230", Shade("#5c2f35", "down", 0.9, 0.6)) as case:
        case.polygon(path("130,520 150,300 380,190 600,70 820,190 1050,300 1070,520"))
    with canvas.layer("#d8a45e", Shade("#6d3b36", "down", 0.9, 0.7), Shade("#f6dc9f", "up", 0.4, 0.6)) as metal:
        for x, top in pipes:
            metal.rect(x - 17, top, 34, 500 - top, rounded=6)
    with canvas.layer("#5a3030", opacity=0.7) as dark:
        for x, top in pipes:
            dark.rect(x + 5, top + 4, 12, 496 - top)
            dark.polygon([(x - 9, 448), (x + 9, 448), (x, 424)])
    with canvas.layer("#33202c", Shade("#7a4038", "down", 0.9, 0.7)) as ledge:
        ledge.rect(110, 486, 980, 40)


def _orchestra(canvas):
    for row, (count, radius, depth) in enumerate(((11, 470, 0.62), (10, 380, 0.74), (7, 270, 0.9))):
        seats = [math.radians(196 + 148 * step / (count - 1)) for step in range(count)]
        places = [(600 + math.cos(t) * radius * 1.05, 640 + math.sin(t) * radius * 0.27 + row * 6) for t in seats]
        with canvas.layer("#1b1326", Shade("#e8a25c", "up", 0.2, 0.6)) as players:
            for x, y in places:
                players.ellipse(x, y - 60 * depth, 13 * depth, 15 * depth)
                players.rect(x - 22 * depth, y - 44 * depth, 44 * depth, 62 * depth, rounded=14 * depth)
        with canvas.layer("#b3622f", Shade("#6d3326", "down", 0.8, 0.7)) as strings:
            for place, (x, y) in enumerate(places):
                _instrument(strings, x, y, depth, 1 if x < 600 else -1, place % 3)
        with canvas.layer("#f6e7c4", opacity=0.9) as scores:
            for x, y in places[::2]:
                scores.polygon(
                    [
                        (x + 14 * depth, y - 6),
                        (x + 44 * depth, y - 10),
                        (x + 42 * depth, y + 12),
                        (x + 16 * depth, y + 14),
                    ]
                )


def _instrument(layer, x, y, depth, side, kind):
    if kind == 2:
        layer.ellipse(x + side * 20 * depth, y + 2, 15 * depth, 24 * depth)
        layer.line([(x + side * 20 * depth, y - 20 * depth), (x + side * 12 * depth, y - 76 * depth)], 4 * depth)
    else:
        layer.ellipse(x + side * 14 * depth, y - 30 * depth, 12 * depth, 7 * depth)
        layer.line([(x + side * 14 * depth, y - 30 * depth), (x + side * 44 * depth, y - 40 * depth)], 3 * depth)
        layer.line([(x + side * 2 * depth, y - 8 * depth), (x + side * 36 * depth, y - 66 * depth)], 1.6)


def _conductor(canvas, x, foot):
    with canvas.layer("#8a4a34", Shade("#54292c", "down", 0.9, 0.8)) as podium:
        podium.rect(x - 70, foot, 140, 34, rounded=4)
    with canvas.layer("#120d1d", Shade("#f0ad62", "up", 0.18, 0.7)) as figure:
        figure.ellipse(x, foot - 158, 19, 22)
        figure.polygon(curve(path("-34,-122 0,-134 34,-122 30,-50 36,-22 0,-40 -36,-22 -30,-50 -34,-122", x, foot)))
        for dx in (-13, 13):
            figure.line([(x + dx, foot - 50), (x + dx * 1.2, foot)], 17)
        figure.line(curve([(x - 30, foot - 116), (x - 82, foot - 130), (x - 104, foot - 176)]), 15)
        figure.line(curve([(x + 30, foot - 116), (x + 80, foot - 112), (x + 116, foot - 150)]), 15)
    with canvas.layer("#fbeecb") as baton:
        baton.line([(x + 116, foot - 152), (x + 156, foot - 212)], 2.4)


def _audience(canvas):
    for row, (level, size, color) in enumerate(((706, 25, "#241627"), (752, 32, "#1a1020"), (806, 40, "#110a17"))):
        with canvas.layer(color, Shade("#a3583c", "up", 0.2, 0.35)) as heads:
            for place in range(-1, 26 - row * 5):
                x = place * size * 2.1 + (row % 2) * size + canvas.dice.uniform(-7, 7)
                heads.ellipse(x, level + canvas.dice.uniform(-7, 5), size * 0.56, size * 0.68)
                heads.rect(x - size, level + size * 0.5, size * 2, 90, rounded=size * 0.7)
