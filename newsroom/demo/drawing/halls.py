"""Rooms for many: the market and the council chamber."""

import math

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import clock
from .scenes import scene
from .shapes import closed, curve, groups, path, person


@scene("market-hall", LANDSCAPE)
def market_hall(canvas: Canvas) -> None:
    """Draw the Market Hall in the morning: iron ribs, striped awnings, heaps of fruit."""
    canvas.sky("#7d5a48", "#b98d62", "#e2b77c", "#d9a870")
    _hall(canvas)
    for depth, x in groups("0.42,384 0.42,820 0.62,268 0.62,938"):
        _stall(canvas, x, 470 + 190 * depth, depth, "#cf9540" if depth < 0.5 else "#7c8a4a")
    _shoppers(canvas)
    _stall(canvas, 92, 745, 1.0, "#b8452e")
    _stall(canvas, 1112, 745, 1.0, "#2f6670")


def _hall(canvas):
    with canvas.layer("#f9e7bd", Shade("#f0c585", "down", 0.9, 0.6)) as window:
        window.pie(600, 400, 196, 180, 360)
        window.rect(404, 399, 392, 100)
    with canvas.layer("#a06f4a", within=window) as bars:
        for turn in range(180, 361, 20):
            bars.line(
                [(600, 400), (600 + 210 * math.cos(math.radians(turn)), 400 + 210 * math.sin(math.radians(turn)))], 4
            )
        for radius in (70, 134):
            bars.ellipse(600, 400, radius + 2)
            bars.ellipse(600, 400, radius - 2, cut=True)
        for x in range(404, 800, 56):
            bars.rect(x - 2, 400, 4, 100)
        bars.rect(404, 396, 392, 7)
    with canvas.layer("#5a4038") as arch:
        arch.ellipse(600, 400, 210)
        arch.ellipse(600, 400, 196, cut=True)
        arch.rect(380, 401, 440, 220, cut=True)
        for x in (390, 796):
            arch.rect(x, 398, 14, 102)
    canvas.sky("#d9aa74", "#b07c56", "#7a5040", box=(0, 498, 1200, 302))
    with canvas.layer("#3f2d2c") as ribs:
        for radius, weight in ((640, 28), (440, 18), (300, 12)):
            ribs.ellipse(600, 400, radius + weight)
            ribs.ellipse(600, 400, radius, cut=True)
            ribs.rect(0, 404, 1200, 800, cut=True)
        for x, weight in groups("300,12 900,12 160,18 1040,18"):
            ribs.rect(x - weight if x < 600 else x, 400, weight, 120 if weight < 14 else 250)
    with canvas.layer("#fff0c4", opacity=0.3, soft=10) as beams:
        for x in (470, 560, 650, 740):
            beams.polygon(path("0,300 44,300 -250,800 -420,800", x, 0))
    for x, y, size in ((330, 250, 26), (870, 250, 26), (600, 120, 34)):
        _pendant(canvas, x, y, size)


def _pendant(canvas, x, y, size):
    with canvas.layer("#3f2d2c") as lamp:
        lamp.rect(x - 1.5, -10, 3, y + 10)
        lamp.pie(x, y + size * 0.3, size, 180, 360)
    canvas.glow(x, y + size * 0.5, size * 2.4, "#ffe7ae", 0.8)


def _stall(canvas, x, foot, scale, color):
    wide, counter, top = 300 * scale, 92 * scale, 300 * scale
    with canvas.layer("#3a2a2a", opacity=0.35, soft=8 * scale) as shadow:
        shadow.ellipse(x - 20 * scale, foot, wide * 0.62, 18 * scale)
    with canvas.layer("#4a3330") as posts:
        for side in (-0.47, 0.45):
            posts.rect(x + side * wide, foot - top, 8 * scale, top)
    with canvas.layer("#8c5b3c", Shade("#53352d", "down", 0.8, 0.8)) as front:
        front.rect(x - wide / 2, foot - counter, wide, counter)
    with canvas.layer("#5f3e30", within=front) as boards:
        for step in range(1, 6):
            boards.rect(x - wide / 2 + wide * step / 6, foot - counter, 2 * scale, counter)
    _heaps(canvas, x, foot - counter, scale)
    with canvas.layer("#f5e6c6", Shade("#b98d62", "down", 0.9, 0.6)) as awning:
        awning.polygon(_awning(x, foot - top, wide, scale, 0, 8))
    with canvas.layer(color, Shade("#472623", "down", 0.8, 0.55)) as stripes:
        for stripe in range(0, 8, 2):
            stripes.polygon(_awning(x, foot - top, wide, scale, stripe, stripe + 1))
    for tone, first in ((color, 0), ("#ecd7b0", 1)):
        with canvas.layer(tone) as scallops:
            for stripe in range(first, 8, 2):
                scallops.pie(
                    x - wide * 0.56 + wide * 1.12 * (stripe + 0.5) / 8, foot - top + 74 * scale, wide * 0.07, 0, 180
                )


def _awning(x, top, wide, scale, first, last):
    def edge(part, half):
        return x - wide * half + wide * 2 * half * part / 8

    return [(edge(first, 0.46), top - 6 * scale), (edge(last, 0.46), top - 6 * scale),
            (edge(last, 0.56), top + 75 * scale), (edge(first, 0.56), top + 75 * scale)]  # fmt: skip


def _heaps(canvas, x, counter, scale):
    for place, (color, dark) in enumerate(
        (("#d9632f", "#9a3b23"), ("#8f9f4a", "#566a35"), ("#c23b34", "#7d2428"), ("#e7b544", "#ab7627"))
    ):
        middle = x + (place - 1.5) * 70 * scale
        with canvas.layer("#6b4632") as crate:
            crate.rect(middle - 32 * scale, counter - 16 * scale, 64 * scale, 18 * scale)
        with canvas.layer(color, Shade(dark, "down", 0.8, 0.7)) as heap:
            for row in range(3):
                for step in range(5 - row):
                    heap.ellipse(
                        middle + (step - (4 - row) / 2) * 12.5 * scale, counter - (20 + row * 10) * scale, 7.4 * scale
                    )
        with canvas.layer("#fbe9c0", opacity=0.45) as light:
            for row in range(3):
                for step in range(5 - row):
                    light.ellipse(
                        middle + (step - (4 - row) / 2) * 12.5 * scale - 2 * scale,
                        counter - (23 + row * 10) * scale,
                        2 * scale,
                    )


def _shoppers(canvas):
    walkers = groups("560,560,116 640,548,108 500,610,160 720,640,186 590,720,246")
    with canvas.layer("#3a2628", opacity=0.4, soft=4) as shadows:
        for x, foot, tall in walkers:
            shadows.polygon(
                [
                    (x - 8, foot),
                    (x + 10, foot),
                    (x - tall * 0.28, foot + tall * 0.4),
                    (x - tall * 0.42, foot + tall * 0.38),
                ]
            )
    for part, color in enumerate(("#2f3a48", "#7a3a30", "#3e5a5c")):
        with canvas.layer(color, Shade("#e6b67c", "right", 0.3, 0.5)) as people:
            for x, foot, tall in walkers[part::3]:
                person(people, x, foot, tall, stride=0.09)
    with canvas.layer("#d8a24a") as basket:
        basket.rect(622, 612, 44, 32, rounded=6)
        basket.line(curve([(624, 614), (644, 586), (664, 614)]), 4)


@scene("council-chamber", LANDSCAPE)
def council_chamber(canvas: Canvas) -> None:
    """Draw the chamber after two in the morning, when the vote is over."""
    canvas.sky("#4c3630", "#6d4a3a", "#8a5f45", box=(0, 0, 1200, 520))
    for x in (110, 320, 780, 990):
        _tall_window(canvas, x, 70)
    _dais(canvas)
    canvas.sky("#7a4a36", "#5a352c", "#3b2526", box=(0, 500, 1200, 300))
    for row, (radius, depth) in enumerate(((330, 0.44), (480, 0.62), (660, 0.84))):
        _bench_row(canvas, radius, 520 + row * 52, depth, row)
    _chandelier(canvas)
    _councillors(canvas)


def _tall_window(canvas, x, y):
    with canvas.layer("#3a2926") as frame:
        frame.rect(x - 12, y - 6, 124, 330)
    with canvas.layer("#1c2f4c", Shade("#4b6584", "up", 0.9, 0.6)) as night:
        for dx in (0, 52):
            for dy in (0, 80, 160, 240):
                night.rect(x + dx, y + dy, 47, 74)
    with canvas.layer("#f0d79a", within=night) as stars:
        for _ in range(5):
            stars.rect(x + canvas.dice.uniform(4, 92), y + canvas.dice.uniform(200, 306), 3.5, 5)
    for side in (-1, 1):
        edge = x + 50 + side * 74
        with canvas.layer("#8e2f28", Shade("#4f1d20", "right", 0.8, 0.8)) as curtain:
            drop = [
                (edge, y - 16),
                (edge - side * 40, y - 16),
                (edge - side * 26, y + 190),
                (edge - side * 4, y + 240),
                (edge - side * 16, y + 330),
                (edge, y + 330),
            ]
            curtain.polygon(drop)


def _dais(canvas):
    with canvas.layer("#d3a76c", Shade("#7c4f36", "down", 0.8, 0.7)) as panel:
        panel.rect(480, 60, 240, 400)
        panel.pie(600, 62, 120, 180, 360)
    with canvas.layer("#2f5d70", Shade("#1d3d4f", "down", 0.8, 0.7)) as shield:
        shield.polygon(closed(path("560,100 600,94 640,100 642,160 600,200 558,160")))
    with canvas.layer("#f3e3bd") as arms:
        arms.line(curve(path("564,150 582,142 600,150 618,158 636,150")), 5)
        arms.line(curve(path("568,168 584,160 600,168 616,176 632,168")), 5)
        arms.pie(600, 136, 22, 180, 360)
        arms.pie(600, 136, 16, 180, 360, cut=True)
    clock(canvas, 600, 256, 34, 2, 14)
    with canvas.layer("#2b2634") as chair:
        for dx in (-96, 0, 96):
            chair.rect(600 + dx - 24, 330, 48, 90, rounded=16)
    with canvas.layer("#e1b18b", Shade("#9d6a4f", "left", 0.6, 0.6)) as heads:
        heads.ellipse(504, 362, 14, 16)
        heads.ellipse(600, 356, 15, 17)
    with canvas.layer("#3a4a5c") as suits:
        suits.pie(504, 410, 32, 180, 360)
        suits.pie(600, 410, 34, 180, 360)
    with canvas.layer("#9a6238", Shade("#563328", "down", 0.9, 0.8)) as desk:
        desk.rect(440, 404, 320, 96, rounded=4)
    with canvas.layer("#c58f55") as trim:
        trim.rect(432, 398, 336, 10, rounded=3)
        for dx in (470, 570, 670):
            trim.rect(dx, 424, 62, 60, rounded=2)
            trim.rect(dx + 4, 428, 54, 52, rounded=2, cut=True)


def _bench_row(canvas, radius, top, depth, row):
    squash, tall = 0.3, 60 * depth + 14

    def rim(reach, drop):
        return [
            (600 + math.cos(math.radians(t)) * reach, top - 90 + math.sin(math.radians(t)) * reach * squash + drop)
            for t in range(4, 177, 4)
        ]

    with canvas.layer("#8a5434", Shade("#4b2c26", "down", 0.9, 0.8), Shade("#c58f55", "left", 0.4, 0.4)) as front:
        front.polygon(rim(radius, 0) + rim(radius, tall)[::-1])
    with canvas.layer("#c98f52", Shade("#8c5a38", "right", 0.7, 0.6)) as desk:
        desk.polygon(rim(radius, 0) + rim(radius - 58 * depth, 0)[::-1])
    with canvas.layer("#f6ead0") as papers:
        for t in range(14 + row * 5, 172, 17):
            angle = math.radians(t)
            x, y = (
                600 + math.cos(angle) * (radius - 30 * depth),
                top - 90 + math.sin(angle) * (radius - 30 * depth) * squash,
            )
            papers.polygon(
                [
                    (x - 14 * depth, y),
                    (x + 8 * depth, y - 5 * depth),
                    (x + 18 * depth, y + 3 * depth),
                    (x - 4 * depth, y + 9 * depth),
                ]
            )


def _councillors(canvas):
    seats = [(t, 420, 0.6) for t in (28, 47, 75, 118, 136, 157)] + [(t, 590, 0.86) for t in (40, 62, 88, 104, 129, 149)]
    seats += [(t, 780, 1.15) for t in (58, 83, 112)]
    for part, color in enumerate(("#26303f", "#4b2b2b", "#3a4a4c")):
        with canvas.layer(color, Shade("#d99e62", "up", 0.25, 0.5)) as sitters:
            for t, radius, scale in seats[part::3]:
                x = 600 + math.cos(math.radians(t)) * radius
                y = 500 + math.sin(math.radians(t)) * radius * 0.36 * scale
                sitters.ellipse(x, y - 62 * scale, 19 * scale, 22 * scale)
                sitters.rect(x - 38 * scale, y - 36 * scale, 76 * scale, 90 * scale, rounded=24 * scale)
                if t in (62, 75, 129, 28):
                    sitters.line([(x + 28 * scale, y - 20 * scale), (x + 44 * scale, y - 96 * scale)], 13 * scale)


def _chandelier(canvas):
    canvas.glow(600, 50, 330, "#ffd994", 0.5, 0.7)
    with canvas.layer("#2b2226") as iron:
        iron.rect(598, -10, 4, 40)
        iron.ellipse(600, 44, 190, 16)
        iron.ellipse(600, 41, 182, 13, cut=True)
    with canvas.layer("#fff1cc") as bulbs:
        for t in range(0, 360, 30):
            bulbs.ellipse(600 + math.cos(math.radians(t)) * 186, 40 + math.sin(math.radians(t)) * 14, 8, 10)
