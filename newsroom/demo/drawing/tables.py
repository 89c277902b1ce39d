"""Things on tables: a kitchen in the morning, the bench of the water laboratory."""

from .canvas import LANDSCAPE, SQUARE, Canvas, Shade
from .scenes import scene
from .shapes import closed, curve, groups, path


@scene("kitchen-loaf", LANDSCAPE)
def kitchen_loaf(canvas: Canvas) -> None:
    """Draw a kitchen table in the morning: a loaf, a knife, milk, salt and a cloth."""
    canvas.sky("#d9c193", "#e6d0a4", "#dcc08e", box=(0, 0, 1200, 520))
    _kitchen_window(canvas)
    with canvas.layer("#b9794a", Shade("#7d4a34", "down", 0.9, 0.7), Shade("#e0a96c", "left", 0.6, 0.6)) as table:
        table.rect(-10, 510, 1220, 300)
    with canvas.layer("#8d5638", opacity=0.5) as grain:
        for y in (560, 612, 668, 730):
            grain.line(curve(path("-10,0 400,5 800,-4 1210,4", 0, y)), 2)
    with canvas.layer("#fbe3ad", opacity=0.55, soft=3, within=table) as light:
        light.polygon(path("60,520 300,520 560,800 180,800"))
        light.polygon(path("330,520 560,520 960,800 620,800"))
    _cloth(canvas)
    _still_life_shadows(canvas)
    _jug(canvas, 900, 610)
    _loaf(canvas, 520, 640)
    _salt_and_knife(canvas)


def _kitchen_window(canvas):
    with canvas.layer("#f7efd8") as frame:
        frame.rect(120, 30, 480, 430, rounded=4)
    with canvas.layer("#f9edc9", Shade("#8fb9bd", "up", 0.9, 0.8)) as sky:
        for x in (140, 372):
            sky.rect(x, 50, 208, 150)
            sky.rect(x, 214, 208, 226)
    with canvas.layer("#7f9a86", Shade("#c9cfa6", "down", 0.9, 0.7), within=sky) as hill:
        hill.ellipse(200, 480, 260, 110)
        hill.ellipse(520, 500, 260, 150)
    with canvas.layer("#c0573a", within=sky) as roofs:
        for x, y in ((220, 370), (440, 356), (520, 372)):
            roofs.polygon([(x, y), (x + 64, y), (x + 32, y - 28)])
    with canvas.layer("#f1e2bf", within=sky) as walls:
        for x, y in ((224, 370), (444, 356), (524, 372)):
            walls.rect(x, y, 56, 34)
    with canvas.layer("#e8d9b2", Shade("#b59a6c", "down", 0.7, 0.6)) as sill:
        sill.rect(96, 456, 528, 22, rounded=4)
    with canvas.layer("#c0573a", Shade("#7d3428", "right", 0.7, 0.7)) as pot:
        pot.polygon(path("500,400 560,400 550,458 510,458"))
    with canvas.layer("#54703f") as plant:
        for lean in (-58, -36, -10, 18, 40, 60):
            plant.polygon(
                closed(
                    [
                        (530, 402),
                        (530 + lean * 0.3 - 9, 360),
                        (530 + lean, 306 + abs(lean) * 0.6),
                        (530 + lean * 0.5 + 9, 366),
                    ],
                    6,
                )
            )


def _cloth(canvas):
    cloth = path("250,600 620,566 900,640 860,742 640,716 300,746")
    with canvas.layer("#f4ead2", Shade("#c9b48c", "down", 0.8, 0.6)) as linen:
        linen.polygon(closed(cloth))
    with canvas.layer("#b8452e", opacity=0.8, within=linen) as stripes:
        for shift in (-8, 8):
            stripes.line([(270, 660 + shift), (880, 660 + shift)], 4)
            stripes.line([(340 + shift, 560), (310 + shift, 760)], 4)


def _still_life_shadows(canvas):
    with canvas.layer("#5d3528", opacity=0.45, soft=7) as shadows:
        shadows.polygon(path("380,690 690,690 860,742 560,744"))
        shadows.polygon(path("850,640 960,646 1200,716 1120,744"))
        shadows.polygon(path("720,706 780,706 880,744 826,750"))


def _loaf(canvas, x, y):
    with canvas.layer("#b8743c", Shade("#7a4426", "down", 0.8, 0.8), Shade("#e6ad62", "left", 0.5, 0.7)) as crust:
        crust.polygon(closed(path("-190,34 -178,-40 -90,-92 40,-96 140,-60 164,20 120,54 -150,56", x, y)))
    with canvas.layer("#f3d79c", Shade("#d9a860", "down", 0.8, 0.5), within=crust) as cuts:
        for dx in (-110, -40, 30):
            cuts.polygon(
                closed([(x + dx - 14, y - 92), (x + dx + 34, y - 62), (x + dx + 44, y - 8), (x + dx + 16, y - 46)], 6)
            )
    with canvas.layer("#f8e6bd", Shade("#dfb877", "right", 0.8, 0.6)) as slice_:
        slice_.polygon(closed(path("150,56 150,-10 190,-46 236,-22 244,58", x, y)))
    with canvas.layer("#a8652f") as rind:
        rind.polygon(closed(path("146,60 146,-12 190,-52 242,-26 250,62", x, y)))
        rind.polygon(
            closed(path("153,52 153,-8 190,-42 233,-18 240,53", x, y)),
            cut=True,
        )
    with canvas.layer("#d9b274") as pores:
        for _ in range(22):
            pores.ellipse(
                x + canvas.dice.uniform(162, 230),
                y + canvas.dice.uniform(-22, 44),
                canvas.dice.uniform(1.5, 4),
                canvas.dice.uniform(1.2, 3),
            )


def _jug(canvas, x, foot):
    with canvas.layer("#3f6f7b", Shade("#1f4150", "right", 0.8, 0.8), Shade("#9fc0bc", "left", 0.35, 0.7)) as jug:
        jug.polygon(closed(path("-62,30 -80,-60 -46,-150 -54,-206 40,-206 36,-150 74,-60 56,30", x, foot)))
        jug.line(curve(path("38,-180 104,-160 104,-80 66,-60", x, foot)), 15)
    with canvas.layer("#fbf6e8", Shade("#cfd2c4", "right", 0.8, 0.5)) as milk:
        milk.ellipse(x - 7, foot - 206, 44, 10)
    with canvas.layer("#e9ddbf", within=jug) as band:
        band.line(curve([(x - 84, foot - 40), (x, foot - 26), (x + 84, foot - 40)]), 7)
        band.line(curve([(x - 84, foot - 22), (x, foot - 8), (x + 84, foot - 22)]), 3)


def _salt_and_knife(canvas):
    with canvas.layer("#e9dfc6", Shade("#a9916c", "right", 0.8, 0.7)) as bowl:
        bowl.pie(752, 684, 42, 0, 180)
    with canvas.layer("#fdfaf0", Shade("#cfc6b0", "right", 0.8, 0.6)) as salt:
        salt.ellipse(752, 684, 40, 9)
        salt.pie(752, 685, 28, 180, 360)
    with canvas.layer("#d8dcd6", Shade("#7f8f92", "down", 0.9, 0.8)) as blade:
        blade.polygon(path("330,762 560,726 570,736 352,776"))
    with canvas.layer("#4a2f28") as handle:
        handle.line([(572, 729), (664, 713)], 16)
    with canvas.layer("#e6c27e") as crumbs:
        for _ in range(26):
            crumbs.ellipse(canvas.dice.gauss(700, 70), canvas.dice.uniform(730, 770), canvas.dice.uniform(1, 3.2))


@scene("laboratory", SQUARE)
def laboratory(canvas: Canvas) -> None:
    """Draw the water laboratory's bench with the samples of the week."""
    canvas.sky("#2b5560", "#4f8083", "#a9c4b5", "#e9e0c0", box=(0, 0, 1000, 720))
    with canvas.layer("#dfe8d8", opacity=0.16, soft=6) as beams:
        beams.polygon(path("120,-10 360,-10 820,720 480,720"))
    _lab_shelf(canvas)
    with canvas.layer("#e9dcc0", Shade("#a08d74", "down", 0.9, 0.8)) as bench:
        bench.rect(-10, 716, 1020, 300)
    with canvas.layer("#6b5c50") as edge:
        edge.rect(-10, 800, 1020, 8)
    with canvas.layer("#8b7a64", opacity=0.5, soft=6) as shadows:
        for x, width in groups("190,130 430,90 690,150 880,60"):
            shadows.polygon([(x - width, 744), (x + width, 744), (x + width + 150, 792), (x - width + 120, 792)])
    _flask(canvas, 190, 744, 150, "#d9a441", "#9a6a26")
    _beaker(canvas, 430, 750)
    _rack(canvas, 580, 740)
    _bottle(canvas, 890, 752)


def _lab_shelf(canvas):
    with canvas.layer("#1f434d") as shelf:
        shelf.rect(80, 250, 840, 16)
        for x in (140, 850):
            shelf.polygon([(x, 266), (x + 20, 266), (x + 10, 316)])
    for x, tall, color in (
        (130, 120, "#b8452e"),
        (220, 96, "#d9a441"),
        (300, 136, "#6f9a8f"),
        (400, 90, "#e9dcc0"),
        (700, 128, "#3f6f7b"),
        (800, 100, "#c98a5a"),
    ):
        with canvas.layer(color, Shade("#1f434d", "right", 0.9, 0.6), opacity=0.85) as jar:
            jar.rect(x, 250 - tall, 66, tall, rounded=10)
            jar.rect(x + 14, 238 - tall - 8, 38, 24, rounded=4)
        with canvas.layer("#f4ead2") as label:
            label.rect(x + 10, 250 - tall * 0.65, 46, 30, rounded=3)
    with canvas.layer("#f4ead2", Shade("#b9c3b0", "down", 0.8, 0.6)) as chart:
        chart.rect(500, 90, 150, 150, rounded=3)
    with canvas.layer("#b8452e") as line:
        line.line(curve(path("516,210 548,196 574,150 600,128 634,116")), 4)


def _glass(canvas, outline, level, color, dark):
    with canvas.layer("#e9f3ea", opacity=0.45) as glass:
        glass.polygon(outline)
    with canvas.layer(color, Shade(dark, "right", 0.8, 0.75), opacity=0.92, within=glass) as liquid:
        liquid.rect(0, level, 1000, 600)
    with canvas.layer("#fdf8e6", opacity=0.8, within=glass) as top:
        top.rect(0, level, 1000, 4)
    with canvas.layer("#fbfaf0", opacity=0.7) as rim:
        rim.line([*outline, outline[0]], 4)
    return glass


def _flask(canvas, x, foot, size, color, dark):
    shape = path("-1,0 -0.2,-1.7 -0.2,-2.5 0.2,-2.5 0.2,-1.7 1,0")
    outline = [(x + dx * size, foot + dy * size) for dx, dy in shape]
    glass = _glass(canvas, outline, foot - size * 0.95, color, dark)
    with canvas.layer("#fdf8e6", opacity=0.5, within=glass) as shine:
        shine.polygon(
            [
                (x - size * 0.72, foot - 14),
                (x - size * 0.16, foot - size * 1.6),
                (x - size * 0.06, foot - size * 1.6),
                (x - size * 0.52, foot - 14),
            ]
        )
        for dx, dy, radius in ((0.2, 0.4, 9), (0.34, 0.62, 6), (0.1, 0.7, 7), (0.42, 0.3, 5)):
            shine.ellipse(x + size * dx, foot - size * dy, radius)


def _beaker(canvas, x, foot):
    outline = path("-84,-250 -74,-238 -74,0 74,0 74,-250", x, foot)
    _glass(canvas, outline, foot - 150, "#5fa0a3", "#2b6772")
    with canvas.layer("#fbfaf0", opacity=0.8) as marks:
        for step in range(7):
            marks.rect(x - 64, foot - 36 - step * 30, 34 if step % 2 else 20, 4)
    with canvas.layer("#fbfaf0", opacity=0.75) as rod:
        rod.line([(x + 10, foot - 16), (x + 96, foot - 340)], 9)


def _rack(canvas, x, foot):
    tones = (
        ("#d9a441", "#9a6a26", 110),
        ("#c98a5a", "#8a5638", 130),
        ("#6f9a8f", "#41685f", 96),
        ("#b8452e", "#742a22", 140),
        ("#5fa0a3", "#2b6772", 120),
    )
    for place, (color, dark, fill) in enumerate(tones):
        left = x + place * 46
        outline = [
            (left, foot - 250),
            (left, foot - 34),
            *curve([(left, foot - 34), (left + 15, foot - 16), (left + 30, foot - 34)], 6),
            (left + 30, foot - 250),
        ]
        _glass(canvas, outline, foot - fill, color, dark)
    with canvas.layer("#8a5a38", Shade("#553527", "down", 0.9, 0.7)) as wood:
        for y, tall in ((foot - 200, 22), (foot - 12, 24)):
            wood.rect(x - 26, y, 270, tall, rounded=4)
        for dx in (-26, 226):
            wood.rect(x + dx, foot - 200, 18, 206)


def _bottle(canvas, x, foot):
    left = [*path("-50,0 -50,-190", x, foot), *curve(path("-50,-190 -40,-230 -18,-250", x, foot), 6)]
    right = [*curve(path("18,-250 40,-230 50,-190", x, foot), 6), (x + 50, foot)]
    outline = [*left, (x - 18, foot - 290), (x + 18, foot - 290), *right]
    _glass(canvas, outline, foot - 170, "#cfe3dc", "#8fb5b0")
    with canvas.layer("#2b5560") as cap:
        cap.rect(x - 24, foot - 316, 48, 32, rounded=6)
    with canvas.layer("#f8f1dc") as label:
        label.rect(x - 42, foot - 130, 84, 84, rounded=4)
    with canvas.layer("#b8452e") as mark:
        mark.rect(x - 32, foot - 118, 64, 12, rounded=3)
    with canvas.layer("#6b5c50") as lines:
        for row in range(3):
            lines.rect(x - 32, foot - 96 + row * 14, 64 - row * 14, 4)
