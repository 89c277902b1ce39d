"""The land around Starobrid: wheat, the alder wood, a heron before the sun."""

from .canvas import LANDSCAPE, SQUARE, Canvas, Shade
from .scenery import glints, hills, sun, water
from .scenes import scene
from .shapes import crown, curve, ground, groups, path, person, reeds, ridge, roofline, trunk


@scene("wheat-hills", LANDSCAPE)
def wheat_hills(canvas: Canvas) -> None:
    """Draw the road to Verbne through ripe wheat, and a cyclist on it."""
    canvas.sky("#8fb7bd", "#cfdcc4", "#f8e8bd")
    sun(canvas, 900, 200, 60, "#fffae6", "#fdf0c0")
    for y, color in ((150, "#f6efd8"), (230, "#fbf3dc")):
        with canvas.layer(color, opacity=0.6, soft=7) as cloud:
            for step in range(6):
                cloud.ellipse(160 + step * 60 + y, y + canvas.dice.uniform(-12, 10), canvas.dice.uniform(50, 100), 20)
    with canvas.layer("#a9b58f", Shade("#e0d9ab", "down", 0.9, 0.7)) as far:
        far.polygon(ridge(canvas.dice, 1200, 380, 22, 5, 560))
        roofline(far, canvas.dice, 180, 330, 384, 8, 18)
    for heights, color, light in (
        (path("-20,420 260,396 620,440 900,410 1220,440"), "#d9b75e", "#f3de9a"),
        (path("-20,500 300,470 640,500 960,452 1220,486"), "#cf9f45", "#ecc976"),
        (path("-20,580 330,590 700,540 1220,570"), "#bf8634", "#e3b357"),
    ):
        _wheat_field(canvas, heights, color, light)
    _road(canvas)
    _oak(canvas, 300, 560)
    with canvas.layer("#8a5f28") as ears:
        for _ in range(330):
            x, tall = canvas.dice.uniform(-10, 1210), canvas.dice.uniform(40, 110)
            bend = canvas.dice.uniform(-8, 18)
            ears.line([(x, 810), (x + bend * 0.4, 810 - tall * 0.6), (x + bend, 810 - tall)], 1.8, ends=False)
            ears.ellipse(x + bend * 1.1, 804 - tall, 4, 13)
    with canvas.layer("#f0cf83") as ripe:
        for _ in range(190):
            x, tall = canvas.dice.uniform(-10, 1210), canvas.dice.uniform(20, 80)
            ripe.line([(x, 810), (x + 4, 810 - tall)], 1.6, ends=False)
            ripe.ellipse(x + 5, 804 - tall, 4, 12)


def _wheat_field(canvas, heights, color, light):
    with canvas.layer(color, Shade(light, "up", 0.7, 0.9)) as field:
        field.polygon(ground(heights, 810))
    with canvas.layer("#8f6a2c", opacity=0.28, within=field) as rows:
        for x in range(-400, 1700, 34):
            rows.line([(600 + (x - 600) * 0.5, heights[0][1] - 60), (x, 810)], 2.4, ends=False)


def _road(canvas):
    bed = path("560,545 640,590 610,660 760,740 800,810")
    with canvas.layer("#f0dcae", Shade("#c9a76c", "right", 0.8, 0.6)) as road:
        road.polygon(
            curve([(x - 6 - (y - 540) * 0.2, y) for x, y in bed])
            + curve([(x + 6 + (y - 540) * 0.28, y) for x, y in bed])[::-1]
        )
    with canvas.layer("#7d5a30", opacity=0.5, soft=2) as shadow:
        shadow.ellipse(600, 668, 34, 5)
    with canvas.layer("#2b4750") as cyclist:
        for x in (604, 648):
            cyclist.ellipse(x, 652, 17)
            cyclist.ellipse(x, 652, 14.4, cut=True)
        cyclist.line(path("604,652 618,628 642,626 648,652"), 2.2)
        cyclist.line([(618, 628), (628, 652), (642, 626)], 2.2)
        cyclist.line(curve([(618, 622), (626, 604), (638, 592)]), 12)
        cyclist.line([(636, 598), (645, 622)], 4)
        cyclist.line([(620, 624), (634, 634), (628, 654)], 5)
    with canvas.layer("#d9a07a") as head:
        head.ellipse(643, 581, 7.5)
    with canvas.layer("#b8452e") as cap:
        cap.pie(643, 579, 9, 170, 370)


def _oak(canvas, x, foot):
    with canvas.layer("#7d5f2c", opacity=0.5, soft=4) as shadow:
        shadow.ellipse(x - 100, foot + 14, 160, 16)
    with canvas.layer("#4a3a2c") as wood:
        trunk(wood, x, foot + 10, foot - 130, 22)
    for color, dx, dy, radius in (("#41583c", 14, -170, 96), ("#58744a", -14, -196, 80), ("#93a35c", 30, -226, 46)):
        with canvas.layer(color, Shade("#dcc878", "right", 0.4, 0.5)) as leaves:
            crown(leaves, canvas.dice, x + dx, foot + dy, radius, lobes=12)


@scene("alder-wood", LANDSCAPE)
def alder_wood(canvas: Canvas) -> None:
    """Draw the alders of Heron Island with the morning slanting through."""
    canvas.sky("#dfe6bf", "#c3d3a6", "#8fae88", "#52785f")
    canvas.glow(830, 120, 520, "#fdf6d2", 0.9)
    for count, width, color, floor in ((26, 9, "#9db892", 500), (18, 15, "#7b9d7c", 540), (12, 25, "#557d66", 590)):
        _stems(canvas, count, width, color, floor)
    with canvas.layer("#fdf5cf", opacity=0.34, soft=8) as rays:
        for x in (520, 640, 750, 900, 1020):
            rays.polygon(path("100,-10 150,-10 -220,800 -340,800", x, 0))
    _wood_floor(canvas)
    for x, width in groups("90,44 330,36 1010,50 1160,38"):
        _near_alder(canvas, x, width)
    with canvas.layer("#20342f") as ranger:
        person(ranger, 640, 676, 118, stride=0.11)
        ranger.line([(648, 612), (676, 680)], 3)
    _ferns(canvas)


def _stems(canvas, count, width, color, floor):
    with canvas.layer(color, Shade("#e3e8c0", "up", 0.6, 0.6)) as stems:
        for _ in range(count):
            x, lean = canvas.dice.uniform(-20, 1220), canvas.dice.uniform(-22, 22)
            half = width * canvas.dice.uniform(0.35, 0.6)
            stems.polygon(
                [
                    (x - half, floor + 20),
                    (x + half, floor + 20),
                    (x + lean + half * 0.7, -10),
                    (x + lean - half * 0.7, -10),
                ]
            )
            for _ in range(2):
                y, side = canvas.dice.uniform(80, 340), canvas.dice.choice((-1, 1))
                stems.line([(x + lean * 0.5, y + 40), (x + side * width * 3, y)], width * 0.22)
        stems.polygon(ground(path("-20,0 300,-14 700,10 1220,-8", 0, floor), floor + 60))


def _wood_floor(canvas):
    with canvas.layer("#6f8f55", Shade("#31513f", "down", 0.9, 0.85), Shade("#d9d98f", "up", 0.35, 0.7)) as floor:
        floor.polygon(ground(path("-20,600 300,586 760,612 1220,590"), 810))
    with canvas.layer("#dcd79a", opacity=0.8, within=floor) as walk:
        walk.polygon(curve(path("610,596 640,650 560,720 420,810")) + curve(path("760,810 740,720 690,650 636,596")))
    with canvas.layer("#2c493b", opacity=0.45, soft=3, within=floor) as shadows:
        for x in (90, 330, 640, 1010, 1160):
            shadows.polygon(path("-16,672 16,672 -190,810 -280,810", x, 0))


def _near_alder(canvas, x, width):
    with canvas.layer("#2a4239", Shade("#16282a", "left", 0.9, 0.7), Shade("#b9c28a", "right", 0.25, 0.8)) as stem:
        stem.polygon(
            curve([(x - width * 0.9, 730), (x - width * 0.45, 640), (x - width * 0.4, 300), (x - width * 0.36, -20)])
            + curve([(x + width * 0.36, -20), (x + width * 0.4, 300), (x + width * 0.45, 640), (x + width * 0.9, 730)])
        )
        for y, side in ((330, 1), (210, -1), (120, 1)):
            stem.line(curve([(x, y + 60), (x + side * width * 1.6, y), (x + side * width * 3, y - 70)]), width * 0.2)
    with canvas.layer("#8fa07a", opacity=0.5, within=stem) as lichen:
        for _ in range(16):
            lichen.ellipse(
                x + canvas.dice.uniform(-0.4, 0.4) * width,
                canvas.dice.uniform(0, 700),
                canvas.dice.uniform(3, 9),
                canvas.dice.uniform(2, 5),
            )
    _nest(canvas, x + width * 2.1, canvas.dice.uniform(74, 108), width)


def _nest(canvas, x, y, width):
    with canvas.layer("#243a32") as nest:
        nest.ellipse(x, y, width, width * 0.34)
        for _ in range(14):
            side, rise = canvas.dice.uniform(-1.3, 1.1) * width, canvas.dice.uniform(-0.4, 0.2) * width
            nest.line(
                [
                    (x + side, y + rise),
                    (x + side + canvas.dice.uniform(14, 34), y + rise + canvas.dice.uniform(-10, 14)),
                ],
                2.2,
            )


def _ferns(canvas):
    for color, tall, count in (("#3f6b4b", 120, 15), ("#274a3c", 90, 16)):
        with canvas.layer(color) as ferns:
            for step in range(count):
                x = step * 1240 / count + canvas.dice.uniform(-30, 30)
                for bend in (-1, -0.55, -0.15, 0.3, 0.7, 1.05):
                    _frond(ferns, x, 820, tall * canvas.dice.uniform(0.8, 1.1), bend)


def _frond(layer, x, foot, tall, bend):
    spine = curve([(x, foot), (x + bend * tall * 0.35, foot - tall * 0.75), (x + bend * tall, foot - tall * 0.86)], 7)
    layer.line(spine, 2.2, ends=False)
    for place, (px, py) in enumerate(spine[2:-1]):
        size = tall * 0.15 * (1 - place / len(spine))
        layer.polygon([(px, py), (px - size, py - size * 0.9), (px + size * 0.3, py - size * 0.4)])
        layer.polygon([(px, py), (px + size, py + size * 0.5), (px + size * 0.2, py - size * 0.5)])


@scene("heron-reeds", SQUARE)
def heron_reeds(canvas: Canvas) -> None:
    """Draw a grey heron before a low sun."""
    canvas.sky("#c86f4a", "#e79a5f", "#f6c987", "#f9e2b0")
    with canvas.layer("#fbeecb", Shade("#f3bf7c", "down", 0.8, 0.7)) as disc:
        disc.ellipse(610, 420, 250)
    hills(canvas, 690, (600, "#d39a6b", "#f1cd96"), (634, "#a67a62", "#dcb088"))
    water(canvas, 660, "#f0c88c", "#c99871", "#7d6f6a", "#33464f")
    glints(canvas, "#fdf1cf", 610, 668, 1000, 110, 120)
    _heron(canvas, 470, 830)
    with canvas.layer("#1c3138") as front:
        reeds(front, canvas.dice, -20, 260, 1010, 540, 40)
        reeds(front, canvas.dice, 760, 1020, 1010, 400, 40)


def _heron(canvas, x, foot):
    with canvas.layer("#20343c", opacity=0.35, soft=3) as mirrored:
        mirrored.line(curve([(x, foot), (x + 6, foot + 60), (x - 2, foot + 130)]), 9)
        mirrored.ellipse(x - 10, foot + 150, 90, 22)
    with canvas.layer("#22343c") as legs:
        legs.line([(x, foot), (x - 6, foot - 120), (x + 14, foot - 230)], 7)
        legs.line([(x + 46, foot - 6), (x + 58, foot - 118), (x + 36, foot - 230)], 7)
    body = path("-172,-196 -90,-268 10,-330 86,-340 104,-280 60,-226 -30,-206")
    with canvas.layer("#51656b", Shade("#2a3e46", "down", 0.8, 0.8), Shade("#c9b59a", "up", 0.35, 0.6)) as heron:
        heron.polygon(curve([(x + dx, foot + dy) for dx, dy in [*body, body[0]]]))
    neck = path("66,-316 128,-352 112,-430 66,-480 92,-542 150,-560")
    with canvas.layer("#5b6e72", Shade("#e3cfae", "right", 0.5, 0.7)) as throat:
        throat.line(curve([(x + dx, foot + dy) for dx, dy in neck]), 34)
        throat.ellipse(x + 148, foot - 560, 33, 25)
    with canvas.layer("#22343c") as dark:
        dark.polygon(curve(path("160,-582 110,-580 30,-552 110,-566 160,-572", x, foot)))
        dark.polygon(curve(path("-172,-196 -226,-168 -120,-206 -20,-236", x, foot)))
        dark.ellipse(x + 160, foot - 564, 4.5)
    with canvas.layer("#d98a35", Shade("#8a4b25", "down", 0.8, 0.6)) as bill:
        bill.polygon([(x + 172, foot - 574), (x + 286, foot - 546), (x + 174, foot - 548)])
