"""Starobrid by day: the tram on the bridge, and the old plates on a wall."""

import math

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import glints, sun
from .scenes import scene
from .shapes import bowstring, closed, crown, curve, figures, ground, groups, path, ridge


@scene("bridge-tram", LANDSCAPE)
def bridge_tram(canvas: Canvas) -> None:
    """Draw a tram of line 3 on the Iron Bridge against an evening sky."""
    canvas.sky("#e6a36a", "#f2c58a", "#f8e2b6", "#f3d6a5")
    sun(canvas, 260, 330, 92, "#fff3d3", "#fbe0a6")
    with canvas.layer("#c99472", Shade("#f1cd98", "down", 0.9, 0.8)) as hills:
        hills.polygon(ridge(canvas.dice, 1200, 470, 26, 5, 640))
    with canvas.layer("#9b7365", Shade("#d9a67c", "down", 0.9, 0.7)) as bluff:
        bluff.polygon(ground(path("640,560 800,500 960,452 1220,430"), 660))
    canvas.sky("#f0cb93", "#c78f70", "#6c5860", "#3a3f50", box=(0, 610, 1200, 190))
    glints(canvas, "#fff0c9", 260, 620, 800, 80, 90)
    _truss_behind(canvas)
    _tram(canvas, 300, 286, 560, 232)
    _deck(canvas)
    _truss_before(canvas)


def _truss_behind(canvas):
    with canvas.layer("#7d5a58") as iron:
        bowstring(iron, -320, 520, 760, 420, 8)
        bowstring(iron, 440, 520, 880, 420, 8)
    with canvas.layer("#4a3d48") as wires:
        wires.line(curve([(-10, 170), (440, 192), (1210, 166)]), 2, ends=False)
        wires.line(curve([(-10, 142), (440, 150), (1210, 140)]), 1.6, ends=False)


def _deck(canvas):
    with canvas.layer("#2c3140") as rail:
        rail.rect(-10, 522, 1220, 6)
    with canvas.layer("#39394a", Shade("#1f2431", "down", 0.9, 0.9)) as deck:
        deck.rect(-10, 530, 1220, 40)
    with canvas.layer("#23283a") as girder:
        girder.rect(-10, 566, 1220, 12)
        for x in range(-30, 1220, 62):
            girder.polygon(path("0,570 10,570 36,622 26,622", x, 0))
            girder.polygon(path("62,570 52,570 26,622 36,622", x, 0))
        girder.rect(-10, 616, 1220, 12)
        girder.polygon(path("394,570 486,570 500,810 380,810"))


def _truss_before(canvas):
    with canvas.layer("#20263a") as rail:
        rail.rect(-10, 462, 1220, 5)
        for x in range(0, 1220, 46):
            rail.rect(x, 464, 4, 68)
        rail.rect(-10, 496, 1220, 3)
        rail.rect(1000, 124, 12, 420)
        rail.line([(1006, 150), (880, 164)], 5)


def _tram(canvas, x, y, length, height):
    floor = y + height
    with canvas.layer("#232838") as under:
        for dx in (90, 150, length - 150, length - 90):
            under.ellipse(x + dx, floor - 4, 20)
        under.rect(x + 60, floor - 26, length - 120, 18)
        under.line([(x + 250, y), (x + 290, y - 46), (x + 250, y - 98)], 4)
        under.line([(x + 220, y - 98), (x + 290, y - 98)], 5)
        under.rect(x + 210, y - 12, 140, 16, rounded=4)
    with canvas.layer("#b83f2b", Shade("#6f2423", "down", 0.8, 0.7), Shade("#e0714a", "left", 0.4, 0.7)) as body:
        body.rect(x, y, length, height - 16, rounded=34)
    with canvas.layer("#f5e6c6", Shade("#c9ac86", "right", 0.8, 0.6), within=body) as cream:
        cream.rect(x - 5, y + 24, length + 10, 98)
    _tram_windows(canvas, x, y, length)
    with canvas.layer("#f5e6c6") as trim:
        trim.rect(x + 8, y + 144, length - 16, 4)
        trim.rect(x + 8, y + 186, length - 16, 3)
        trim.ellipse(x + length - 16, y + 166, 9)
    with canvas.layer("#1f2433") as board:
        board.rect(x + length - 74, y - 14, 46, 36, rounded=4)
    with canvas.layer("#fbe3a4") as number:
        figures(number, "3", x + length - 57, y - 8, 22)


def _tram_windows(canvas, x, y, length):
    with canvas.layer("#3d4f63", Shade("#f2c88e", "left", 0.7, 0.7), Shade("#24324a", "down", 0.7, 0.5)) as glass:
        for number in range(7):
            if number not in (1, 5):
                glass.rect(x + 24 + number * 75, y + 36, 62, 76, rounded=8)
    with canvas.layer("#1f2a3c", within=glass) as riders:
        for dx, tall in groups("52,60 196,66 228,52 282,62 352,50 498,58"):
            riders.ellipse(x + dx, y + 112 - tall * 0.72, 12, 14)
            riders.ellipse(x + dx, y + 118, 24, tall * 0.52)
    with canvas.layer("#8e2f26", Shade("#54201f", "down", 0.8, 0.7)) as doors:
        for number in (1, 5):
            doors.rect(x + 26 + number * 75, y + 30, 58, 178, rounded=6)
    with canvas.layer("#4c6073", Shade("#f2c88e", "left", 0.8, 0.6)) as panes:
        for number in (1, 5):
            for dx in (0, 28):
                panes.rect(x + 32 + number * 75 + dx, y + 38, 20, 104, rounded=4)


@scene("enamel-signs", LANDSCAPE)
def enamel_signs(canvas: Canvas) -> None:
    """Draw the corner of an old house with its enamel plates."""
    canvas.sky("#d7a06a", "#e0b27c", "#d09a66")
    with canvas.layer("#c48a58", opacity=0.55) as bricks:
        for row in range(21):
            for column in range(16):
                if canvas.dice.random() < 0.3:
                    bricks.rect(column * 84 - (row % 2) * 42, row * 40, 80, 36)
    with canvas.layer("#a06a46", opacity=0.5) as joints:
        for row in range(21):
            joints.rect(0, row * 40 - 3, 1200, 2.5)
            for column in range(16):
                joints.rect(column * 84 - (row % 2) * 42 - 3, row * 40, 2.5, 38)
    with canvas.layer("#7d4f3a", opacity=0.5, soft=14) as shadow:
        shadow.polygon([(700, -20), (1220, -20), (1220, 520)])
    _old_window(canvas, 812, 190)
    _plate(canvas, 120, 170, 430, 150, "#27496b", (300, 220))
    _plate(canvas, 120, 360, 150, 150, "#27496b", None)
    _plate(canvas, 310, 360, 240, 96, "#e9ddc0", (150, 110))
    _vine(canvas)


def _plate(canvas, x, y, width, height, color, lines):
    with canvas.layer("#4d2f26", opacity=0.5, soft=5) as shadow:
        shadow.rect(x + 16, y + 18, width, height, rounded=14)
    with canvas.layer(
        color, Shade("#14283f" if lines is None or color != "#e9ddc0" else "#b59f7c", "down", 0.8, 0.6)
    ) as plate:
        plate.rect(x, y, width, height, rounded=14)
    ink = "#f4ead2" if color != "#e9ddc0" else "#7d3a2c"
    with canvas.layer(ink) as rim:
        rim.rect(x + 8, y + 8, width - 16, height - 16, rounded=9)
        rim.rect(x + 12, y + 12, width - 24, height - 24, rounded=7, cut=True)
    with canvas.layer(ink) as text:
        if lines is None:
            figures(text, "14", x + 40, y + 42, 66)
        for row, length in enumerate(lines or ()):
            text.rect(x + 34, y + height * (0.28 + row * 0.28), length, height * (0.17 if row == 0 else 0.1), rounded=5)
    with canvas.layer("#fdf6e3", opacity=0.2, within=plate) as shine:
        shine.polygon(
            [
                (x + width * 0.55, y),
                (x + width * 0.75, y),
                (x + width * 0.45, y + height),
                (x + width * 0.25, y + height),
            ]
        )
    with canvas.layer("#b9a27c") as screws:
        for dx in (20, width - 20):
            for dy in (20, height - 20):
                screws.ellipse(x + dx, y + dy, 4)


def _old_window(canvas, x, y):
    with canvas.layer("#f0deb8", Shade("#b08c62", "right", 0.8, 0.7)) as frame:
        frame.rect(x - 30, y - 30, 300, 520, rounded=6)
        frame.pie(x + 120, y - 20, 150, 180, 360)
    with canvas.layer("#2f4654", Shade("#8fa6a4", "up", 0.6, 0.7)) as glass:
        for dx in (0, 126):
            glass.rect(x + dx, y, 114, 180)
            glass.rect(x + dx, y + 194, 114, 260)
        glass.pie(x + 120, y - 16, 118, 180, 360)
    with canvas.layer("#f0deb8") as bar:
        bar.rect(x + 114, y - 134, 12, 120)
    with canvas.layer("#f3e3c0", opacity=0.5, within=glass) as curtain:
        curtain.polygon(
            [
                *curve(path("104,-140 92,60 40,220 16,300", x, y)),
                (x, y + 300),
                (x, y - 140),
            ]
        )
        curtain.polygon(
            [
                *curve(path("136,-140 148,60 200,220 224,300", x, y)),
                (x + 240, y + 300),
                (x + 240, y - 140),
            ]
        )
    with canvas.layer("#8d5a3f", Shade("#56382d", "down", 0.8, 0.8)) as box:
        box.rect(x - 44, y + 470, 328, 46, rounded=6)
    for color in ("#54703f", "#7b8f48"):
        with canvas.layer(color) as leaves:
            for _ in range(26):
                crown(
                    leaves,
                    canvas.dice,
                    x + canvas.dice.uniform(-30, 270),
                    y + 462 + canvas.dice.uniform(-26, 12),
                    canvas.dice.uniform(9, 18),
                    lobes=5,
                )
    with canvas.layer("#c93d2e") as blossom:
        for _ in range(30):
            blossom.ellipse(
                x + canvas.dice.uniform(-36, 276), y + canvas.dice.uniform(424, 466), canvas.dice.uniform(5, 10)
            )


def _vine(canvas):
    spots = []
    for stem in range(26):
        x, y = canvas.dice.uniform(-30, 640), 820
        for step in range(int(26 - abs(x) / 28)):
            x, y = x + canvas.dice.uniform(-24, 20), y - canvas.dice.uniform(4, 15)
            spots.append((x, y, canvas.dice.uniform(9, 19), (step + stem) % 3))
    with canvas.layer("#6a3f2c", opacity=0.4, soft=3) as shadow:
        for x, y, size, _ in spots:
            shadow.ellipse(x + 8, y + 9, size)
    for tone, color in enumerate(("#42592f", "#64803f", "#95994a")):
        with canvas.layer(color) as leaves:
            for x, y, size, part in spots:
                if part == tone:
                    leaves.polygon(_leaf(x, y, size, canvas.dice.uniform(-0.5, 0.5)))


def _leaf(x, y, size, turn):
    outline = path("0,-0.5 0.55,-0.9 1,-0.35 0.55,0.35 0,1.2 -0.55,0.35 -1,-0.35 -0.55,-0.9")
    sine, cosine = math.sin(turn), math.cos(turn)
    return closed(
        [(x + (dx * cosine - dy * sine) * size, y + (dx * sine + dy * cosine) * size) for dx, dy in outline], 4
    )
