"""What moves on the Lozna: the ferry, the grain barges, and the cranes that unload them."""

import math

from .canvas import LANDSCAPE, Canvas, Layer, Shade
from .scenery import glints, ripples, sun, water
from .scenes import scene
from .shapes import birds, closed, crown, curve, facade, ground, groups, path, person, reeds, ridge


@scene("ferry-mist", LANDSCAPE)
def ferry_mist(canvas: Canvas) -> None:
    """Draw the cable ferry coming out of the mist with bicycles aboard."""
    canvas.sky("#c8d0c6", "#e6dfc9", "#f3e3c2", "#e8dcc3")
    sun(canvas, 350, 210, 62, "#fff7e2", "#fdf0cf")
    for level, color in ((330, "#c3cabd"), (372, "#a3b1a8"), (410, "#7f968f")):
        _misty_trees(canvas, level, color)
    water(canvas, 430, "#dcdcc8", "#a9bab0", "#6f918f", "#3d656b")
    glints(canvas, "#fff8e4", 350, 440, 800, 70, 90)
    _ferry(canvas, 690, 560)
    with canvas.layer("#f1ead5", opacity=0.55, soft=16) as mist:
        for _ in range(9):
            mist.ellipse(canvas.dice.uniform(0, 1200), canvas.dice.uniform(428, 470), canvas.dice.uniform(120, 300), 16)
    with canvas.layer("#24434a") as shore:
        shore.polygon(ground(path("-20,740 140,748 300,776 420,830"), 840))
        reeds(shore, canvas.dice, -10, 250, 800, 190, 60)


def _misty_trees(canvas, level, color):
    with canvas.layer(color, Shade("#ece3cb", "down", 0.75, 0.95)) as wood:
        wood.polygon(ground([(x, level + canvas.dice.uniform(-6, 6)) for x in range(-60, 1300, 120)], 450))
        for _ in range(34):
            crown(
                wood,
                canvas.dice,
                canvas.dice.uniform(-20, 1220),
                level - canvas.dice.uniform(-8, 16),
                canvas.dice.uniform(16, 40),
            )


def _ferry(canvas, x, water):
    with canvas.layer("#2c4a50") as cable:
        cable.line(curve([(-20, 446), (300, 498), (x, water - 92), (980, 470), (1220, 420)]), 2, ends=False)
    with canvas.layer("#1c3a42", opacity=0.35, soft=4) as shadow:
        shadow.ellipse(x, water + 40, 300, 22)
    with canvas.layer("#b3472f", Shade("#67281f", "right", 0.8, 0.8)) as hull:
        hull.polygon(path("-262,-20 262,-20 232,34 -232,34", x, water))
    with canvas.layer("#f0e4c8") as stripe:
        stripe.rect(x - 258, water - 24, 516, 9)
    _ferry_cabin(canvas, x + 118, water - 24)
    with canvas.layer("#1f3b43") as people:
        for dx, tall in groups("-150,94 -112,90 -30,96 20,84"):
            person(people, x + dx, water - 20, tall, stride=0.07)
        for dx in (-214, -70):
            _bicycle(people, x + dx, water - 24, 24)
        for post in range(9):
            people.rect(x - 252 + post * 40, water - 66, 2.5, 44)
        people.rect(x - 254, water - 68, 330, 3)
    with canvas.layer("#eef0e0", opacity=0.8) as wash:
        for _ in range(14):
            wash.ellipse(
                x + canvas.dice.uniform(-300, 260),
                water + canvas.dice.uniform(32, 46),
                canvas.dice.uniform(14, 50),
                2.4,
            )


def _ferry_cabin(canvas, x, deck):
    with canvas.layer("#f1e6cb", Shade("#b09f83", "right", 0.6, 0.7)) as cabin:
        cabin.rect(x - 48, deck - 118, 120, 120)
    with canvas.layer("#2f5963", Shade("#9fb8b0", "left", 0.5, 0.6)) as glass:
        for dx in (-38, 2, 40):
            glass.rect(x + dx, deck - 102, 28, 40)
    with canvas.layer("#2c4a50") as roof:
        roof.rect(x - 60, deck - 130, 144, 14, rounded=4)
        roof.rect(x + 44, deck - 176, 16, 50)
        roof.line([(x - 30, deck - 128), (x - 30, deck - 206)], 3)
    with canvas.layer("#b3472f") as flag:
        flag.polygon([(x - 29, deck - 204), (x + 18, deck - 192), (x - 29, deck - 180)])


FRAME = path("-1.05,-1 1.05,-1 -0.3,-2.1 0.75,-2.3")


def _bicycle(layer, x, foot, wheel):
    for dx in (-wheel * 1.05, wheel * 1.05):
        layer.ellipse(x + dx, foot - wheel, wheel)
        layer.ellipse(x + dx, foot - wheel, wheel * 0.87, cut=True)
    back, front, seat, bars = ((x + dx * wheel, foot + dy * wheel) for dx, dy in FRAME)
    crank = (x - wheel * 0.05, foot - wheel)
    for line in ([back, seat, bars, crank, back], [seat, crank], [bars, front]):
        layer.line(line, 2.2)
    layer.line([(seat[0] - 6, seat[1] - 3), (seat[0] + 5, seat[1] - 3)], 3.5)
    layer.line([(bars[0] - 5, bars[1] - 6), (bars[0] + 3, bars[1] - 8)], 2.6)


@scene("grain-barge", LANDSCAPE)
def grain_barge(canvas: Canvas) -> None:
    """Draw two grain barges and their tug from straight above, between fields and a wood."""
    canvas.sky("#3b7480", "#2f6572", "#2a5a68")
    ripples(canvas, "#6fa0a3", (0, 0, 1200, 800), 70, 0.3)
    _banks_from_above(canvas)
    _wake(canvas)
    for x, y in ((300, 520), (560, 400)):
        _barge(canvas, x, y)
    _tug(canvas, 788, 298)


AHEAD = (0.908, -0.419)


def _along(x, y, forward, side):
    return x + AHEAD[0] * forward - AHEAD[1] * side, y + AHEAD[1] * forward + AHEAD[0] * side


def _banks_from_above(canvas):
    north = path("-20,330 140,300 330,230 520,130 700,80 860,-20")
    south = path("300,830 480,700 680,600 860,530 1030,420 1220,340")
    with canvas.layer("#d8c48c", Shade("#a9a06c", "up", 0.8, 0.7)) as meadow:
        meadow.polygon([*curve(north), (-20, -20)])
    with canvas.layer("#c3b070", Shade("#8d9460", "down", 0.9, 0.8)) as fields:
        fields.polygon([*curve(south), (1220, 830)])
    for bank, line in ((meadow, north), (fields, south)):
        with canvas.layer("#eedfb0", opacity=0.9, within=bank) as sand:
            sand.line(curve(line), 26)
    _strips(canvas, meadow, (-20, 60), 12)
    _strips(canvas, fields, (560, 760), 16)
    _wood_from_above(canvas, [(960 + dx * 46, 640 + dy * 44) for dx in range(6) for dy in range(-2, 4)], fields)
    _wood_from_above(canvas, [(20 + dx * 44, 170 + dy * 40) for dx in range(5) for dy in range(3)], meadow)


def _strips(canvas, bank, corner, count):
    for number in range(count):
        x, y = corner[0] + number * 44, corner[1] + (number % 3) * 12
        color = canvas.dice.choice(("#e7cf84", "#b5a95f", "#96995a", "#d9b968"))
        with canvas.layer(color, Shade("#7f8650", "left", 0.8, 0.35), opacity=0.9, within=bank) as strip:
            strip.polygon([_along(x, y, f, s) for f, s in groups("-14,-300 -14,300 22,300 22,-300")])


def _wood_from_above(canvas, places, bank):
    places = [
        (x + canvas.dice.uniform(-16, 16), y + canvas.dice.uniform(-16, 16), canvas.dice.uniform(18, 34))
        for x, y in places
    ]
    with canvas.layer("#3d4a35", opacity=0.5, soft=2, within=bank) as shadows:
        for x, y, radius in places:
            shadows.ellipse(x + radius * 0.6, y + radius * 0.5, radius)
    for part, color in enumerate(("#4f6b4c", "#66804f", "#3f5d4a")):
        with canvas.layer(color, within=bank) as wood:
            for x, y, radius in places[part::3]:
                crown(wood, canvas.dice, x, y, radius)
        with canvas.layer("#a3ac69", opacity=0.5, within=wood) as light:
            for x, y, radius in places[part::3]:
                light.ellipse(x - radius * 0.3, y - radius * 0.3, radius * 0.45)


def _wake(canvas):
    with canvas.layer("#bcd3cb", opacity=0.5, soft=4) as foam:
        for side in (-1, 1):
            trail = [_along(850, 270, f, side * s) for f, s in groups("0,16 -160,50 -420,84 -760,130 -1000,170")]
            foam.line(curve(trail), 7)
    with canvas.layer("#dbe6dc", opacity=0.6) as flecks:
        for _ in range(70):
            back = canvas.dice.uniform(20, 900)
            x, y = _along(
                850, 270, -back, canvas.dice.choice((-1, 1)) * (20 + back * 0.15 + canvas.dice.uniform(-8, 8))
            )
            flecks.ellipse(x, y, canvas.dice.uniform(2, 7), 1.6)


def _barge(canvas, x, y):
    def around(length, beam, nose):
        return [
            _along(x, y, f, s)
            for f, s in ((-length, -beam), (length, -beam), (length + nose, 0), (length, beam), (-length, beam))
        ]

    with canvas.layer("#12303b", opacity=0.45, soft=5) as shadow:
        shadow.polygon([(px + 16, py + 20) for px, py in around(118, 42, 20)])
    with canvas.layer("#8a3d2b", Shade("#542520", "down", 0.9, 0.7)) as hull:
        hull.polygon(around(118, 42, 20))
    with canvas.layer("#3a2a28") as hold:
        hold.polygon([_along(x, y, f, s) for f, s in groups("-106,-32 106,-32 106,32 -106,32")])
    with canvas.layer("#e9bd5e", Shade("#a9722f", "down", 0.6, 0.8), Shade("#f8e09a", "up", 0.45, 0.8)) as grain:
        for part in range(4):
            cx, cy = _along(x, y, -78 + part * 52, 0)
            grain.polygon(_heap(canvas, cx, cy, 30))


def _heap(canvas, x, y, radius):
    reaches = [(canvas.dice.uniform(0.88, 1.06) * radius, math.radians(turn)) for turn in range(0, 360, 36)]
    return closed([(x + math.cos(turn) * reach, y + math.sin(turn) * reach) for reach, turn in reaches], 6)


def _tug(canvas, x, y):
    outline = path("-62,-24 20,-27 70,0 20,27 -62,24")
    with canvas.layer("#12303b", opacity=0.45, soft=4) as shadow:
        shadow.polygon([(px + 16, py + 20) for px, py in (_along(x, y, *spot) for spot in outline)])
    with canvas.layer("#d9cba6") as rope:
        rope.line([_along(x, y, -60, 0), _along(x, y, -98, 0)], 2.5)
        rope.line([_along(560, 400, -118, 0), _along(300, 520, 138, 0)], 2.5)
    with canvas.layer("#233a44", Shade("#44606a", "up", 0.6, 0.6)) as hull:
        hull.polygon([_along(x, y, *spot) for spot in outline])
    with canvas.layer("#f3ead2", Shade("#b9a888", "down", 0.8, 0.7)) as house:
        house.polygon([_along(x, y, f, s) for f, s in groups("-34,-15 14,-15 14,15 -34,15")])
    with canvas.layer("#b8452e") as funnel:
        funnel.ellipse(*_along(x, y, -16, 0), 9)


@scene("harbour-cranes", LANDSCAPE)
def harbour_cranes(canvas: Canvas) -> None:
    """Draw the river port at first light, with the grain store and three cranes."""
    canvas.sky("#f0a878", "#f5c893", "#f9e4bd", "#f3dcb4")
    sun(canvas, 330, 400, 84, "#fff4d8", "#fce2ab")
    with canvas.layer("#d9a98a", Shade("#f3d3a6", "down", 0.9, 0.8)) as hills:
        hills.polygon(ridge(canvas.dice, 1200, 478, 18, 6, 580))
    _silos(canvas)
    canvas.sky("#f3d0a0", "#c79a82", "#6f6f7c", "#2b4254", box=(0, 560, 1200, 240))
    glints(canvas, "#fff3d3", 330, 570, 800, 70, 110)
    ripples(canvas, "#2b4254", (0, 580, 1200, 220), 50, 0.3)
    for x, size, color, turn in ((470, 0.66, "#a5685a", 1), (700, 0.82, "#7d4a4a", -1), (980, 1.06, "#2c3c4e", -1)):
        _crane(canvas, x, 566, size, color, turn)
    with canvas.layer("#3d4653", Shade("#22303e", "down", 0.9, 0.8)) as quay:
        quay.rect(380, 560, 830, 40)
    with canvas.layer("#22303e") as piles:
        for x in range(392, 1200, 44):
            piles.rect(x, 590, 12, 44)
    _moored_barge(canvas, 640, 640)
    with canvas.layer("#4a3d48") as flock:
        birds(flock, canvas.dice, 240, 170, 110, 8, 13)
    with canvas.layer("#22303e") as dockers:
        for x in (560, 590, 880):
            person(dockers, x, 562, 44, stride=0.1)


def _silos(canvas):
    with canvas.layer("#c9927a", Shade("#8a5f5f", "right", 0.9, 0.6), Shade("#f3d3a6", "down", 0.7, 0.6)) as silos:
        for step in range(6):
            silos.rect(560 + step * 62, 330, 58, 240)
            silos.pie(589 + step * 62, 332, 29, 180, 360)
        silos.rect(930, 250, 110, 320)
    with canvas.layer("#a3706a", opacity=0.7, within=silos) as sides:
        for step in range(6):
            sides.rect(594 + step * 62, 330, 24, 240)
    with canvas.layer("#fbe6bb") as panes:
        facade(panes, (940, 264, 90, 120), 3, 4, (0.4, 0.4))


def _crane(canvas, x, foot, size, color, turn):
    def at(dx, dy):
        return x + dx * size * turn, foot - dy * size

    with canvas.layer(color) as crane:
        for dx in (-62, 62):
            crane.polygon([at(dx - 9, 0), at(dx + 9, 0), at(dx * 0.42 + 7, 150), at(dx * 0.42 - 7, 150)])
        crane.line([at(-46, 60), at(46, 60)], 6 * size)
        crane.line([at(-56, 20), at(40, 62)], 3 * size)
        crane.line([at(56, 20), at(-40, 62)], 3 * size)
        crane.polygon([at(-44, 150), at(44, 150), at(44, 166), at(-44, 166)])
        crane.polygon([at(-60, 166), at(34, 166), at(34, 226), at(-10, 238), at(-60, 226)])
        _lattice(crane, at, (10, 226), (270, 420), 17, size)
        crane.line([at(-36, 230), at(-20, 316), at(10, 234)], 5 * size)
        crane.line([at(-20, 316), at(266, 420)], 2.4 * size)
        crane.line([at(-52, 226), at(-20, 316)], 2.4 * size)
        crane.line([at(270, 420), at(270, 190)], 2 * size)
        crane.polygon([at(252, 190), at(288, 190), at(280, 158), at(260, 158)])
    with canvas.layer("#f9dd9f") as cab:
        cab.polygon([at(8, 182), at(30, 182), at(30, 214), at(8, 214)])


def _lattice(layer: Layer, at, start, end, thick, size):
    def spot(part, side):
        taper = thick * (1 - part * 0.75) * side / 2
        return at(start[0] + (end[0] - start[0]) * part - taper * 0.6, start[1] + (end[1] - start[1]) * part + taper)

    for side in (-1, 1):
        layer.line([spot(0, side), spot(1, side)], 4 * size)
    for step in range(12):
        side = 1 if step % 2 else -1
        layer.line([spot(step / 12, side), spot((step + 1) / 12, -side)], 2.2 * size)


def _moored_barge(canvas, x, water):
    with canvas.layer("#1c2d3c", opacity=0.4, soft=5) as shadow:
        shadow.rect(x - 240, water + 30, 500, 22)
    with canvas.layer("#e0b25c", Shade("#a87432", "right", 0.9, 0.7)) as grain:
        for dx in (-150, -40, 70):
            grain.polygon(curve([(x + dx - 62, water - 14), (x + dx, water - 58), (x + dx + 62, water - 14)]))
    with canvas.layer("#8e3b2c", Shade("#4c2428", "down", 0.9, 0.8)) as hull:
        hull.polygon(path("-270,-16 260,-16 236,36 -236,36", x, water))
    with canvas.layer("#f4e4c0", Shade("#b58f74", "right", 0.8, 0.6)) as house:
        house.rect(x + 150, water - 74, 80, 58)
    with canvas.layer("#2c3c4e") as ports:
        for dx in (162, 190):
            ports.rect(x + dx, water - 60, 18, 22)
        ports.rect(x + 144, water - 82, 92, 9, rounded=3)
