"""Green places in town: a bench under a lime tree, and a courtyard on planting day."""

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import sun
from .scenes import scene
from .shapes import birds, crown, curve, facade, ground, groups, path, person, ridge, trunk


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
