"""Starobrid by day: the tram, the old plates, a bench, and courtyards where trees are planted."""

import math

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import glints, sun
from .scenes import scene
from .shapes import birds, bowstring, closed, crown, curve, facade, figures, ground, groups, path, person, ridge, trunk


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


@scene("linden-bench", LANDSCAPE)
def linden_bench(canvas: Canvas) -> None:
    """Draw a bench under a lime tree, with a man and his dog, at the end of the day."""
    canvas.sky("#f0c98a", "#f6ddaa", "#f9ebc8")
    sun(canvas, 180, 330, 70, "#fff6dc", "#fde6ac")
    with canvas.layer("#d5b685", Shade("#f3dcab", "down", 0.8, 0.8)) as far:
        far.polygon(ridge(canvas.dice, 1200, 450, 14, 6, 620))
        for x in range(0, 1200, 60):
            crown(far, canvas.dice, x, 440, canvas.dice.uniform(20, 46))
    with canvas.layer("#93a063", Shade("#5d7350", "down", 0.9, 0.8), Shade("#d9c57e", "left", 0.6, 0.7)) as lawn:
        lawn.polygon(ground(path("-20,520 300,506 700,516 1220,500"), 810))
    with canvas.layer("#e7cf98", Shade("#bfa572", "right", 0.8, 0.6)) as walk:
        walk.polygon(curve(path("-20,700 300,650 760,636 1220,690")) + curve(path("1220,790 760,708 300,730 -20,830")))
    with canvas.layer("#43583f", opacity=0.5, soft=5, within=lawn) as shadow:
        shadow.polygon(path("770,598 850,600 1220,690 1220,800 1000,730"))
        shadow.polygon(path("470,628 640,628 900,700 760,716"))
    _linden(canvas)
    _bench_with_man(canvas, 520, 640)


def _linden(canvas):
    with canvas.layer("#5b4433", Shade("#33302d", "right", 0.8, 0.8), Shade("#b98f5c", "left", 0.3, 0.7)) as wood:
        trunk(wood, 810, 612, 250, 46, 10)
        wood.line(curve([(816, 400), (730, 320), (660, 260)]), 20)
        wood.line(curve([(816, 380), (900, 300), (970, 240)]), 18)
    for color, spots in (
        ("#475c40", ((860, 300, 150), (980, 250, 130), (700, 270, 130), (1060, 330, 90))),
        ("#5f7648", ((760, 190, 150), (900, 150, 140), (620, 250, 100), (1010, 200, 110))),
        ("#8b9a55", ((700, 140, 96), (800, 90, 92), (600, 200, 64), (900, 90, 70))),
    ):
        with canvas.layer(color, Shade("#c9b763", "left", 0.45, 0.5)) as leaves:
            for x, y, radius in spots:
                crown(leaves, canvas.dice, x, y, radius, lobes=12)
    with canvas.layer("#f3e2a4", opacity=0.7, within=leaves) as light:
        for _ in range(110):
            light.ellipse(canvas.dice.gauss(760, 130), canvas.dice.gauss(190, 80), canvas.dice.uniform(2, 6))


def _bench_with_man(canvas, x, foot):
    with canvas.layer("#7d4a33", Shade("#4b2f28", "right", 0.8, 0.7)) as slats:
        for row in range(3):
            slats.rect(x - 120, foot - 112 + row * 20, 250, 12, rounded=3)
        slats.rect(x - 126, foot - 52, 262, 12, rounded=3)
    with canvas.layer("#2c3433") as iron:
        for dx in (-104, 104):
            iron.rect(x + dx, foot - 118, 9, 120)
    with canvas.layer("#2f4550", Shade("#1d2c36", "right", 0.8, 0.7), Shade("#d9b984", "left", 0.25, 0.6)) as man:
        man.polygon(curve(path("-56,-48 -58,-112 -34,-144 -6,-138 8,-100 4,-48", x, foot)))
        man.line(curve([(x - 30, foot - 54), (x - 66, foot - 58), (x - 74, foot - 2)]), 22)
        man.line([(x - 76, foot - 2), (x - 98, foot - 2)], 11)
    with canvas.layer("#dba57b", Shade("#8f5f47", "right", 0.6, 0.7)) as face:
        face.ellipse(x - 30, foot - 166, 18, 21)
    with canvas.layer("#5a4a3d") as hat:
        hat.ellipse(x - 31, foot - 176, 32, 7)
        hat.pie(x - 30, foot - 177, 20, 180, 360)
    _dog(canvas, x - 190, foot + 6)


def _dog(canvas, x, foot):
    with canvas.layer("#9a5f38", Shade("#5d3a2a", "right", 0.8, 0.7)) as dog:
        dog.polygon(curve(path("40,0 44,-36 20,-66 -4,-56 -10,-20 -12,0", x, foot)))
        dog.ellipse(x - 2, foot - 74, 17, 15)
        dog.ellipse(x - 18, foot - 70, 12, 8)
        dog.polygon([(x + 2, foot - 86), (x + 16, foot - 60), (x + 4, foot - 62)])
        dog.line(curve([(x + 40, foot - 6), (x + 66, foot - 10), (x + 74, foot - 30)]), 6)
    with canvas.layer("#2a2420") as nose:
        nose.ellipse(x - 28, foot - 72, 4)


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


@scene("young-trees", LANDSCAPE)
def young_trees(canvas: Canvas) -> None:
    """Draw a courtyard in Zarichchia on planting day."""
    canvas.sky("#8fb3b5", "#c5d2bd", "#f2e2b8")
    for x, color, dark in ((-110, "#d9bf94", "#a98d6c"), (360, "#c9b08c", "#947c64"), (830, "#dcc59c", "#a78c6c")):
        _panel_block(canvas, x, color, dark)
    with canvas.layer("#a3ac68", Shade("#667d4e", "down", 0.9, 0.8)) as lawn:
        lawn.polygon(ground(path("-20,560 400,540 800,552 1220,536"), 810))
    with canvas.layer("#566b45", opacity=0.5, soft=3, within=lawn) as shadows:
        for x, foot in groups("170,700 430,640 700,720 980,650"):
            shadows.polygon(path("0,0 8,0 190,70 110,78", x, foot))
    for x, foot, tall in ((430, 640, 210), (980, 650, 220), (170, 700, 260), (700, 720, 280)):
        _sapling(canvas, x, foot, tall)
    _planters(canvas)


def _panel_block(canvas, x, color, dark):
    with canvas.layer(color, Shade(dark, "right", 0.9, 0.6), Shade(dark, "down", 0.6, 0.5)) as block:
        block.rect(x, 70, 390, 500)
    with canvas.layer(dark, opacity=0.6) as seams:
        for row in range(7):
            seams.rect(x, 140 + row * 66, 390, 2.5)
        for column in range(6):
            seams.rect(x + column * 65, 70, 2.5, 500)
    with canvas.layer("#466270", Shade("#a8c0b8", "up", 0.8, 0.5)) as panes:
        facade(panes, (x, 76, 390, 462), 6, 7, (0.46, 0.5))
    with canvas.layer("#f4e6c4") as curtains:
        for row in range(7):
            for column in range(6):
                if canvas.dice.random() < 0.35:
                    curtains.rect(x + 18 + column * 65, 92 + row * 66, 14, 33)
    with canvas.layer("#b5563a", Shade("#7d3a2d", "down", 0.8, 0.6)) as balconies:
        for row in range(0, 7, 2):
            balconies.rect(x + 138, 118 + row * 66, 52, 26)


def _sapling(canvas, x, foot, tall):
    with canvas.layer("#5b4434") as earth:
        earth.ellipse(x + 3, foot + 2, 34, 8)
    with canvas.layer("#8b6238") as stake:
        stake.rect(x + 16, foot - tall * 0.6, 6, tall * 0.62)
    with canvas.layer("#c04a2e") as tie:
        tie.rect(x - 2, foot - tall * 0.5, 24, 6, rounded=3)
    with canvas.layer("#5b4434") as stem:
        stem.line(curve([(x, foot), (x + 4, foot - tall * 0.5), (x + 2, foot - tall * 0.8)]), 6)
    for color, dx, dy, part in (("#4f6a40", 12, 10, 1.0), ("#718848", -6, -4, 0.8), ("#a9ad5c", -16, -16, 0.42)):
        with canvas.layer(color) as leaves:
            crown(leaves, canvas.dice, x + dx, foot - tall * 0.88 + dy, tall * 0.2 * part, lobes=8)


def _planters(canvas):
    with canvas.layer("#44573c", opacity=0.55, soft=2) as shadows:
        for x, foot in ((560, 704), (800, 744), (300, 690)):
            shadows.polygon(path("-10,0 12,0 150,52 96,56", x, foot))
    for x, foot, tall, color, lean in (
        (560, 704, 150, "#2d4858", 0.12),
        (800, 744, 164, "#b8452e", -0.14),
        (300, 690, 104, "#d39b3e", 0.0),
    ):
        with canvas.layer(color, Shade("#26303a", "right", 0.7, 0.5)) as somebody:
            person(somebody, x, foot, tall, stride=0.1, lean=lean)
    with canvas.layer("#223845") as arms:
        arms.line(curve([(576, 598), (592, 640), (602, 646)]), 10)
    with canvas.layer("#98382a") as arm:
        arm.line(curve([(784, 628), (762, 662), (744, 684)]), 11)
    with canvas.layer("#4a3528") as spade:
        spade.line([(584, 612), (640, 716)], 5)
        spade.polygon(path("634,704 650,698 662,730 646,736"))
    with canvas.layer("#52727c", Shade("#31505c", "right", 0.8, 0.7)) as can:
        can.rect(724, 690, 38, 40, rounded=5)
        can.line([(724, 712), (700, 690)], 5)
        can.line(curve([(730, 690), (743, 672), (758, 690)]), 4)
    with canvas.layer("#3f4a44") as flock:
        birds(flock, canvas.dice, 640, 50, 110, 6, 10)
