"""The Lozna at its most itself: dawn, flood, and the gauge that is read every morning."""

from .canvas import LANDSCAPE, PORTRAIT, Canvas, Shade
from .scenery import glints, hills, iron_bridge, sun, water
from .scenes import scene
from .shapes import birds, cathedral, curve, figures, ground, groups, path, person, reeds, roofline, rower, street_lamp


@scene("river-dawn", LANDSCAPE)
def river_dawn(canvas: Canvas) -> None:
    """Draw the town on its bluff and the Iron Bridge before sunrise is over."""
    canvas.sky("#2f5d70", "#7a9a9a", "#e9b48a", "#f7dcae")
    sun(canvas, 770, 372, 54, "#fdf0cf", "#fbd9a0")
    hills(canvas, 520, (400, "#b9a894", "#e6c19a"), (424, "#8b9690", "#d9b795"), (452, "#54737a", "#b8a08b"))
    water(canvas, 486, "#f3d2a2", "#a9a79a", "#4d7580", "#1d3d4d")
    glints(canvas, "#fdeec8", 770, 492, 800, 60, 150)
    _bluff(canvas, 486)
    iron_bridge(canvas, 300, 1260, 458, 3, "#17303f")
    with canvas.layer("#122836", opacity=0.3, soft=3) as shadow:
        shadow.ellipse(505, 664, 78, 7)
    with canvas.layer("#122836") as boat:
        rower(boat, 505, 650, 80)
    with canvas.layer("#0f2431") as bank:
        bank.polygon(ground(path("-20,770 150,742 330,782 420,830"), 840))
        reeds(bank, canvas.dice, -10, 300, 800, 210, 70)
        reeds(bank, canvas.dice, 1050, 1210, 820, 170, 46)
        birds(bank, canvas.dice, 980, 190, 90, 7, 15)


def _bluff(canvas, shore):
    with canvas.layer("#3b5660", Shade("#223c49", "down", 0.8), Shade("#d9a987", "right", 0.35, 0.5)) as town:
        town.polygon(ground([(-20, 372), (110, 356), (230, 372), (320, 420), (380, shore + 4)], shore + 4))
        roofline(town, canvas.dice, -10, 226, 384, 16, 36)
        roofline(town, canvas.dice, 250, 268, 400, 14, 22)
        cathedral(town, 150, 372, 150)
    with canvas.layer("#f9d694") as lit:
        for _ in range(26):
            lit.rect(canvas.dice.uniform(0, 240), canvas.dice.uniform(362, 402), 3, 4.5)


@scene("flooded-embankment", LANDSCAPE)
def flooded_embankment(canvas: Canvas) -> None:
    """Draw the east embankment under water: lamps, railing, and one red umbrella."""
    canvas.sky("#35475c", "#5d6f7d", "#a9a99c", "#e6cf9f")
    _clouds(canvas)
    hills(canvas, 400, (352, "#8d9a98", "#c9bd9c"))
    water(canvas, 372, "#dcc99d", "#93a09b", "#566f7c", "#263c50")
    _quay_houses(canvas)
    _drowned_railing(canvas)
    lamps = [(780 - 640 / depth, 372 + 330 / depth, 430 / depth) for depth in (6.4, 4.6, 3.3, 2.4, 1.75, 1.27)]
    for x, foot, height in lamps:
        _lamp_over_water(canvas, x, foot, height)
    _umbrella(canvas, 745, 640)
    _drowned_bench(canvas, 930, 742)


def _clouds(canvas):
    for y, color, opacity in ((70, "#2b3b50", 0.55), (150, "#41536a", 0.5), (225, "#6d7b84", 0.45)):
        with canvas.layer(color, opacity=opacity, soft=9) as cloud:
            for _ in range(7):
                cloud.ellipse(
                    canvas.dice.uniform(0, 1200), y + canvas.dice.uniform(-26, 26), canvas.dice.uniform(120, 260), 24
                )


def _quay_houses(canvas):
    colors = ("#6f4a44", "#7d6a58", "#5b5f63", "#8a5a4a", "#586a6c", "#7a6e62")
    edges = [780 - 1000 / depth for depth in (1.08, 1.34, 1.72, 2.3, 3.2, 4.6, 7.2)]
    for near, far, color in zip(edges, edges[1:], colors, strict=False):
        _quay_house(canvas, near, far, color)


def _quay_house(canvas, near, far, color):
    def at(x, height):
        return 372 + (780 - x) * (0.115 - 0.36 * height)

    tall = canvas.dice.uniform(0.86, 1.12)
    with canvas.layer(color, Shade("#2a3747", "down", 0.8, 0.7), Shade("#27374a", "left", 1, 0.45)) as wall:
        wall.polygon([(near, at(near, tall)), (far, at(far, tall)), (far, at(far, 0)), (near, at(near, 0))])
    with canvas.layer("#33414f") as roof:
        roof.polygon(
            [
                (near, at(near, tall)),
                (far, at(far, tall)),
                (far - 4, at(far, tall + 0.14)),
                (near + 9, at(near, tall + 0.14)),
            ]
        )
    dark, lit = [], []
    for row in (0.16, 0.42, 0.68):
        for column in range(5):
            x0, x1 = (near + (far - near) * (column + part) / 5 for part in (0.28, 0.72))
            pane = [(x0, at(x0, row + 0.15)), (x1, at(x1, row + 0.15)), (x1, at(x1, row)), (x0, at(x0, row))]
            (lit if canvas.dice.random() < 0.3 else dark).append(pane)
    for panes, tone in ((dark, "#2e3f50"), (lit, "#f6cf83")):
        with canvas.layer(tone) as windows:
            for pane in panes:
                windows.polygon(pane)
    with canvas.layer(color, Shade("#4c6170", "down", 1, 0.9), opacity=0.5, soft=2) as mirrored:
        mirrored.polygon(
            [(near, at(near, 0)), (far, at(far, 0)), (far, at(far, -tall * 0.7)), (near, at(near, -tall * 0.7))]
        )


def _lamp_over_water(canvas, x, foot, height):
    canvas.glow(x, foot - height, height * 0.36, "#ffe2a0", 0.75)
    with canvas.layer("#ffdf9b", opacity=0.5, soft=2) as mirrored:
        for step in range(9):
            y = foot + height * (0.28 + step * 0.085)
            mirrored.ellipse(x + canvas.dice.uniform(-3, 3), y, height * (0.075 - step * 0.005), height * 0.014)
    with canvas.layer("#1b2838", opacity=0.4, soft=1) as stem:
        stem.line([(x, foot), (x + height * 0.01, foot + height * 0.3)], height * 0.02)
    with canvas.layer("#1b2838") as iron:
        street_lamp(iron, x, foot, height)
    with canvas.layer("#fff3cf") as flame:
        flame.ellipse(x, foot - height, height * 0.024)
    with canvas.layer("#e7d6ae", opacity=0.7) as ring:
        ring.ellipse(x, foot, height * 0.09, height * 0.014)
        ring.ellipse(x, foot - height * 0.003, height * 0.075, height * 0.011, cut=True)


def _drowned_railing(canvas):
    with canvas.layer("#22303f") as rail:
        rail.line([(800, 382), (1240, 566)], 5)
        rail.line([(800, 388), (1240, 596)], 3)
        for depth in (11, 8, 6, 4.6, 3.6, 2.9, 2.4, 2, 1.7):
            x = 790 + 720 / depth
            top = 382 + (x - 800) * 0.418
            rail.line([(x, top - 24 / depth), (x, top + 120 / depth)], 12 / depth)
            rail.ellipse(x, top - 26 / depth, 10 / depth)
    with canvas.layer("#22303f", opacity=0.28, soft=2) as mirrored:
        mirrored.line([(800, 404), (1240, 670)], 7)


def _umbrella(canvas, x, foot):
    with canvas.layer("#1c2a3a", opacity=0.35, soft=3) as mirrored:
        person(mirrored, x, foot + 4, -110)
        mirrored.ellipse(x, foot + 112, 56, 18)
    with canvas.layer("#1c2a3a") as walker:
        person(walker, x, foot + 26, 150, stride=0.06)
        walker.line([(x + 15, foot - 62), (x + 18, foot - 150)], 3)
        walker.rect(x - 40, foot, 80, 40, cut=True)
    with canvas.layer("#c4492f", Shade("#7d2a24", "right", 0.7, 0.8), Shade("#ee8a5c", "left", 0.4, 0.6)) as silk:
        silk.pie(x + 16, foot - 122, 72, 180, 360)
        for scallop in range(4):
            silk.ellipse(x - 38 + scallop * 36, foot - 121, 18, 8, cut=True)
    with canvas.layer("#9db0b0", opacity=0.8) as wake:
        for ring in (64, 44, 24):
            wake.ellipse(x, foot, ring, ring * 0.15)
            wake.ellipse(x, foot - 0.6, ring - 3, ring * 0.15 - 2.2, cut=True)


def _drowned_bench(canvas, x, water):
    with canvas.layer("#1c2a3a", opacity=0.3, soft=3) as mirrored:
        mirrored.rect(x - 110, water, 220, 44)
    with canvas.layer("#5a3c33", Shade("#2b2630", "right", 0.8, 0.7)) as slats:
        for row in range(3):
            slats.rect(x - 118, water - 66 + row * 22, 236, 14, rounded=3)
    with canvas.layer("#18242f") as iron:
        for dx in (-94, 84):
            iron.rect(x + dx, water - 76, 10, 80, rounded=3)
    with canvas.layer("#b5bfb4", opacity=0.6) as line:
        line.ellipse(x, water + 2, 150, 3)


@scene("gauge-pier", PORTRAIT)
def gauge_pier(canvas: Canvas) -> None:
    """Draw the enamel gauge on the third pier, with a gull on top."""
    canvas.sky("#86a9ad", "#c3cdbd", "#f1dfb9")
    hills(canvas, 640, (520, "#a9b5a6", "#dcd0b0"), (552, "#7f9892", "#c2c0a5"))
    water(canvas, 590, "#dccfa9", "#8fa8a4", "#3f6b78", "#1c4152")
    _stone_pier(canvas)
    _gauge(canvas, 372, 150)
    _lapping(canvas, 812)
    with canvas.layer("#2a4450") as deck:
        deck.rect(-10, 0, 820, 66)
        for x in range(20, 800, 60):
            deck.polygon([(x, 66), (x + 40, 66), (x + 20, 96)])
    with canvas.layer("#1d3340", Shade("#45606a", "up", 0.5, 0.5)) as flange:
        flange.rect(-10, 86, 820, 18)
    _gull(canvas, 610, 470)


def _stone_pier(canvas):
    with canvas.layer("#b59c7f", Shade("#6d5f58", "right", 0.75, 0.85), Shade("#e2c9a1", "left", 0.3, 0.7)) as pier:
        pier.polygon(path("190,96 610,96 650,1010 150,1010"))
    with canvas.layer("#5d5450", opacity=0.55, within=pier) as joints:
        for row in range(17):
            y = 110 + row * 54
            joints.rect(100, y, 600, 3)
            for column in range(6):
                joints.rect(120 + column * 118 + (row % 2) * 59, y, 3, 54)
    with canvas.layer("#d9c19c", opacity=0.4, within=pier) as pale:
        for _ in range(16):
            row, column = canvas.dice.randrange(12), canvas.dice.randrange(5)
            pale.rect(123 + column * 118 + (row % 2) * 59, 113 + row * 54, 115, 51)
    for y, opacity in ((622, 0.35), (668, 0.5), (724, 0.65)):
        edge = [(x, y + canvas.dice.uniform(-12, 12)) for x in range(100, 720, 44)]
        with canvas.layer("#3f5a4c", opacity=opacity, within=pier) as moss:
            moss.polygon(ground(edge, 1010))


def _gauge(canvas, x, top):
    with canvas.layer("#3c2f2c", opacity=0.35, soft=4) as shadow:
        shadow.rect(x + 9, top + 8, 92, 760)
    with canvas.layer("#f6efdc", Shade("#b9a98c", "right", 0.5, 0.6)) as enamel:
        enamel.rect(x, top, 90, 760, rounded=6)
    with canvas.layer("#1f2d38") as marks:
        for step in range(25):
            marks.rect(x, top + 20 + step * 30, 30 if step % 2 else 46, 15)
        for step, label in enumerate(("5", "4", "3", "2")):
            figures(marks, label, x + 60, top + 34 + step * 180, 44)
    with canvas.layer("#c2452d") as flood:
        flood.rect(x - 8, top + 96, 106, 7)
        flood.polygon([(x - 8, top + 99), (x - 30, top + 88), (x - 30, top + 110)])
    with canvas.layer("#6b5a4c") as rivets:
        for dx in (10, 80):
            rivets.ellipse(x + dx, top + 9, 4)


def _lapping(canvas, level):
    water = path("-20,4 160,-3 300,8 420,-4 560,8 680,-2 820,6", 0, level)
    with canvas.layer("#3f6f7b", Shade("#143444", "down", 0.9, 0.95), opacity=0.93) as river:
        river.polygon(ground(water, 1010))
    with canvas.layer("#e9dcb8") as foam:
        foam.line(curve(water), 4, ends=False)
    with canvas.layer("#cfd6c0", opacity=0.45) as waves:
        for _ in range(44):
            depth = canvas.dice.random()
            waves.ellipse(
                canvas.dice.uniform(0, 800), level + 22 + depth * 165, canvas.dice.uniform(24, 90), 1.4 + depth * 1.6
            )
    with canvas.layer("#f6efdc", opacity=0.35, within=river) as mirrored:
        for step in range(11):
            mirrored.ellipse(417 + canvas.dice.uniform(-8, 8), level + 16 + step * 15, 44 - step, 4)


def _gull(canvas, x, y):
    body = path("-96,6 -60,-22 -6,-36 34,-46 52,-40 40,-14 10,16 -40,20")
    with canvas.layer("#3a3f45") as post:
        post.rect(x - 26, y + 46, 38, 126)
        post.rect(x - 34, y + 40, 54, 14, rounded=4)
        for dx in (-14, 4):
            post.line([(x + dx, y + 12), (x + dx, y + 44)], 3)
    with canvas.layer("#fbf6e8", Shade("#c2b9a5", "down", 0.6, 0.8)) as gull:
        gull.polygon(curve([(x + dx, y + dy) for dx, dy in [*body, body[0]]]))
        gull.ellipse(x + 36, y - 46, 19)
    with canvas.layer("#8b9aa0", Shade("#5e6f78", "left", 0.7, 0.8)) as wing:
        wing.polygon(curve([(x + dx, y + dy) for dx, dy in groups("14,-26 -30,-22 -112,10 -60,14 -10,8 14,-26")]))
    with canvas.layer("#dd8a2e") as beak:
        beak.polygon([(x + 51, y - 52), (x + 78, y - 42), (x + 51, y - 40)])
    with canvas.layer("#1f2d38") as eye:
        eye.ellipse(x + 41, y - 50, 2.8)
