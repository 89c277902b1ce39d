"""Two winters: the frozen river of long ago, and Cathedral Street in the snow."""

from itertools import pairwise

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import hills, iron_bridge, sun
from .scenes import scene
from .shapes import curve, ground, groups, path, person, reeds, street_lamp


@scene("frozen-river", LANDSCAPE)
def frozen_river(canvas: Canvas) -> None:
    """Draw the winter when people crossed the ice on foot, with long blue shadows."""
    canvas.sky("#7fa3b8", "#bccdd0", "#f2dcc0", "#f6cfa6")
    sun(canvas, 980, 286, 44, "#fff4da", "#fbd9a8")
    hills(canvas, 400, (330, "#b7c3c6", "#ecd6be"), (352, "#93a9b4", "#dccabb"))
    canvas.sky("#f3e0c8", "#dfe4e2", "#c3d6df", "#9dbccb", box=(0, 378, 1200, 422))
    iron_bridge(canvas, 60, 1020, 360, 4, "#6d8797")
    _cracks(canvas)
    _crowd_on_ice(canvas)
    _angler(canvas, 330, 690)
    with canvas.layer("#f7f3ea", Shade("#a9c2cf", "down", 0.8, 0.8)) as snow:
        snow.polygon(ground(path("700,830 860,760 1030,742 1230,716"), 840))
    with canvas.layer("#4a6475") as stalks:
        reeds(stalks, canvas.dice, 930, 1210, 800, 150, 40)


def _cracks(canvas):
    with canvas.layer("#fffaf0", opacity=0.8) as cracks:
        for _ in range(13):
            x, y = canvas.dice.uniform(0, 1200), canvas.dice.uniform(400, 790)
            line = [(x, y)]
            for _ in range(5):
                x, y = x + canvas.dice.uniform(20, 70), y + canvas.dice.uniform(-10, 12)
                line.append((x, y))
            cracks.line(line, 0.6 + (y - 380) / 260, ends=False)
    with canvas.layer("#8fb0c2", opacity=0.5, soft=6) as bare:
        for _ in range(9):
            bare.ellipse(
                canvas.dice.uniform(0, 1200),
                canvas.dice.uniform(440, 790),
                canvas.dice.uniform(60, 170),
                canvas.dice.uniform(5, 14),
            )


def _crowd_on_ice(canvas):
    places = [(canvas.dice.uniform(60, 1120), 396 + 180 * canvas.dice.random() ** 2) for _ in range(26)]
    places += path("640,640 690,646 880,610 120,600")
    with canvas.layer("#5f86a3", opacity=0.55, soft=0.8) as shadows:
        for x, foot in places:
            tall = (foot - 372) * 0.46
            shadows.polygon([(x - tall * 0.1, foot), (x + tall * 0.1, foot), (x - tall * 1.5, foot + tall * 0.52)])
    for part, color in enumerate(("#2f4658", "#a8452f", "#46606d")):
        with canvas.layer(color) as people:
            for x, foot in places[part::3]:
                person(
                    people,
                    x,
                    foot,
                    (foot - 372) * 0.46,
                    stride=canvas.dice.uniform(0.05, 0.16),
                    lean=canvas.dice.uniform(-0.04, 0.07),
                )


def _angler(canvas, x, y):
    with canvas.layer("#5f86a3", opacity=0.6, soft=2) as shadow:
        shadow.polygon(path("-50,4 60,6 -250,88 -300,76", x, y))
    with canvas.layer("#3d6a80", Shade("#1f4558", "up", 0.8, 0.8)) as hole:
        hole.ellipse(x + 128, y + 12, 36, 9)
    with canvas.layer("#7a4a34", Shade("#4a2d26", "right", 0.8, 0.8)) as box:
        box.rect(x - 46, y - 40, 72, 44, rounded=3)
    with canvas.layer("#28394a", Shade("#4d6a7b", "right", 0.5, 0.6)) as man:
        man.polygon(curve(path("-44,-34 -50,-96 -18,-136 14,-108 26,-34", x, y)))
        man.line(curve([(x + 4, y - 38), (x + 56, y - 46), (x + 62, y + 2)]), 21)
        man.line([(x + 58, y + 2), (x + 80, y + 2)], 12)
        man.line(curve([(x - 6, y - 106), (x + 26, y - 72), (x + 58, y - 74)]), 15)
    with canvas.layer("#e2b48f") as face:
        face.ellipse(x + 2, y - 150, 17)
    with canvas.layer("#a8452f") as hat:
        hat.pie(x + 1, y - 153, 20, 170, 350)
        hat.rect(x - 20, y - 158, 42, 9, rounded=4)
    with canvas.layer("#28394a") as rod:
        rod.line([(x + 50, y - 72), (x + 128, y - 108)], 3)
        rod.line([(x + 128, y - 108), (x + 128, y + 10)], 1)


@scene("winter-street", LANDSCAPE)
def winter_street(canvas: Canvas) -> None:
    """Draw Cathedral Street in falling snow, and a child on a sledge."""
    canvas.sky("#3e5573", "#6d7f95", "#b6a9a5", "#e9c9a0")
    _far_tower(canvas)
    _winter_houses(canvas)
    with canvas.layer("#eef0ee", Shade("#9fb4c8", "up", 0.8, 0.7), Shade("#b9c6d3", "left", 0.5, 0.6)) as snow:
        snow.polygon(path("-10,812 520,520 690,520 1210,812"))
    with canvas.layer("#8fa7bf", opacity=0.6, within=snow) as tracks:
        for bottom, top in groups("430,590 500,597 690,615 760,622"):
            tracks.polygon([(bottom, 810), (bottom + 24, 810), (top + 2, 524), (top, 524)])
    _winter_lamps(canvas)
    _sledge(canvas, 560, 730)
    for size, count, opacity in ((1.6, 180, 0.7), (2.8, 90, 0.8), (4.6, 34, 0.85)):
        with canvas.layer("#fdfaf2", opacity=opacity) as flakes:
            for _ in range(count):
                flakes.ellipse(
                    canvas.dice.uniform(0, 1200), canvas.dice.uniform(0, 800), size * canvas.dice.uniform(0.6, 1.1)
                )


def _far_tower(canvas):
    canvas.glow(605, 430, 260, "#fbdca8", 0.7)
    with canvas.layer("#8b8e9b", Shade("#d9bfa3", "down", 0.8, 0.8)) as tower:
        tower.rect(574, 300, 62, 230)
        tower.polygon([(566, 300), (644, 300), (605, 190)])
        tower.line([(605, 195), (605, 160)], 3)
    with canvas.layer("#f6deb0") as clock:
        clock.ellipse(605, 340, 17)
    with canvas.layer("#5a5f70") as hands:
        hands.line([(605, 340), (605, 328)], 2.4)
        hands.line([(605, 340), (614, 346)], 2.4)


def _winter_houses(canvas):
    depths = (0.0, 0.32, 0.58, 0.78, 0.93)
    colors = ("#8c4f42", "#a4835c", "#5d6f78", "#94604e")
    for place, (start, end) in enumerate(pairwise(depths)):
        _winter_house(canvas, start, end, colors[place], 0)
        _winter_house(canvas, start, end, colors[(place + 2) % 4], 1)


def _winter_house(canvas, start, end, color, side):
    def at(depth, height):
        x = 560 * depth - 20
        return (1200 - x if side else x), 830 - 330 * depth - height * (700 * (1 - depth) + 60)

    tall = canvas.dice.uniform(0.86, 1.02)
    with canvas.layer(
        color, Shade("#3a4660", "down", 0.6, 0.5), Shade("#2c3a55", "right" if side else "left", 0.9, 0.6)
    ) as wall:
        wall.polygon([at(start, 0), at(start, tall), at(end, tall), at(end, 0)])
    with canvas.layer("#eef0ee", Shade("#a9bccd", "down", 0.8, 0.7)) as roof:
        roof.polygon([at(start, tall), at(start, tall + 0.09), at(end, tall + 0.1), at(end, tall)])
    for tone, lit in (("#34435c", False), ("#f9cf82", True)):
        with canvas.layer(tone) as windows:
            for row in range(4):
                for column in range(4):
                    if (canvas.dice.random() < (0.75 if row == 0 else 0.3)) == lit:
                        windows.polygon(_pane(at, start, end, 0.08 + row * 0.22, column))
    with canvas.layer("#eef0ee") as sills:
        for row in range(4):
            for column in range(4):
                pane = _pane(at, start, end, 0.08 + row * 0.22, column)
                sills.line([pane[0], pane[3]], 3)


def _pane(at, start, end, sill, column):
    near, far = (start + (end - start) * (column + part) / 4 for part in (0.25, 0.75))
    return [at(near, sill), at(near, sill + 0.13), at(far, sill + 0.13), at(far, sill)]


def _winter_lamps(canvas):
    for x, foot, height in groups("330,650,330 452,578,200 520,540,130 870,650,330 752,578,200 690,540,130"):
        canvas.glow(x, foot - height, height * 0.42, "#ffe0a0", 0.8)
        with canvas.layer("#222e44") as iron:
            street_lamp(iron, x, foot, height)
        with canvas.layer("#fff2cd") as flame:
            flame.ellipse(x, foot - height, height * 0.026)


def _sledge(canvas, x, y):
    with canvas.layer("#7f98b3", opacity=0.7, soft=2) as shadow:
        shadow.polygon(path("-8,0 12,2 -60,58 -86,54", x, y))
        shadow.polygon(path("66,18 160,20 70,62 -10,58", x, y))
    with canvas.layer("#27344c") as parent:
        person(parent, x, y + 4, 150, stride=0.14, lean=-0.06)
        parent.line([(x + 8, y - 70), (x + 84, y - 2)], 2.5)
    with canvas.layer("#6f4632") as sledge:
        sledge.line(curve([(x + 78, y - 6), (x + 92, y + 16), (x + 164, y + 18)]), 5)
        sledge.rect(x + 90, y - 8, 74, 7)
        for dx in (104, 148):
            sledge.rect(x + dx, y - 4, 4, 20)
    with canvas.layer("#c04a2e", Shade("#7c2a24", "right", 0.7, 0.7)) as child:
        child.polygon(curve(path("104,-8 106,-46 128,-62 148,-44 156,-8", x, y)))
        child.ellipse(x + 127, y - 72, 15)
    with canvas.layer("#f3dfc0") as trim:
        trim.ellipse(x + 122, y - 71, 8.5)
        trim.ellipse(x + 130, y - 90, 5)
