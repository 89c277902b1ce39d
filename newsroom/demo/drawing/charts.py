"""Facts as pictures: fields from orbit, a forecast as a landscape, the budget as a street."""

import math

from .canvas import LANDSCAPE, SQUARE, Canvas, Shade
from .scenes import scene
from .shapes import birds, curve, groups, path, person, roofline


@scene("field-map", SQUARE)
def field_map(canvas: Canvas) -> None:
    """Draw the fields of Verbne as a satellite sees them, each in the colour of its crop."""
    canvas.sky("#b9a96c", "#a79c64", "#9c9460")
    tones = ("#d9c06a", "#b08d45", "#7f9450", "#5c7d4a", "#c9a65a", "#94a35c", "#a3713f", "#e3cf8a", "#6d8a5a")
    columns, rows = _uneven(canvas, 8), _uneven(canvas, 9)
    for row in range(9):
        for column in range(8):
            corners = [_warp(columns[column + dx], rows[row + dy]) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
            _parcel(canvas, corners, canvas.dice.choice(tones))
    _field_roads(canvas, columns, rows)
    _meander(canvas)
    _village(canvas)
    _map_frame(canvas)


def _uneven(canvas, count):
    steps = [canvas.dice.uniform(0.6, 1.5) for _ in range(count)]
    edges = [0.0]
    for step in steps:
        edges.append(edges[-1] + step * 1240 / sum(steps))
    return edges


def _warp(x, y):
    return x - 120 + y * 0.16 + 22 * math.sin(y / 190), y - 110 - x * 0.1 + 26 * math.sin(x / 230)


def _parcel(canvas, corners, color):
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    with canvas.layer(
        color, Shade("#4f5f3a", canvas.dice.choice(("left", "right", "up", "down")), 0.9, 0.35)
    ) as parcel:
        parcel.polygon(corners)
    across = canvas.dice.random() < 0.5
    with canvas.layer("#4a4a2c", opacity=canvas.dice.choice((0.12, 0.2, 0.28)), within=parcel) as furrows:
        lines = canvas.dice.choice((9, 14, 20))
        for step in range(lines):
            part = (step + 0.5) / lines
            ends = [(ax + (bx - ax) * part, ay + (by - ay) * part), (dx + (cx - dx) * part, dy + (cy - dy) * part)]
            if across:
                ends = [(ax + (dx - ax) * part, ay + (dy - ay) * part), (bx + (cx - bx) * part, by + (cy - by) * part)]
            furrows.line(ends, 2, ends=False)


def _field_roads(canvas, columns, rows):
    with canvas.layer("#f0e2b8", opacity=0.85) as roads:
        for x in columns[1:-1]:
            roads.line([_warp(x, y) for y in range(-60, 1300, 60)], 2.6 if x != columns[4] else 6, ends=False)
        for y in rows[1:-1]:
            roads.line([_warp(x, y) for x in range(-60, 1300, 60)], 2.6, ends=False)
    with canvas.layer("#47603f") as hedges:
        for y in rows[2:-1:2]:
            for x in range(0, 1240, 20):
                if canvas.dice.random() < 0.6:
                    px, py = _warp(x + canvas.dice.uniform(-6, 6), y)
                    hedges.ellipse(px, py - 4, canvas.dice.uniform(4, 8))


def _meander(canvas):
    bed = path("-20,240 130,330 90,470 260,540 420,470 520,580 450,720 600,800 760,740 840,860 1020,900")
    for width, color, opacity in ((104, "#5c7d4a", 1), (84, "#7f9450", 1)):
        with canvas.layer(color, opacity=opacity) as meadow:
            meadow.line(curve(bed, 16), width)
    for color, count in (("#3d5a3d", 60), ("#56744a", 50)):
        with canvas.layer(color) as trees:
            for x, y in curve(bed, 10)[:: 1 if count == 60 else 2]:
                turn, away = canvas.dice.uniform(0, 2 * math.pi), canvas.dice.uniform(36, 58)
                trees.ellipse(x + math.cos(turn) * away, y + math.sin(turn) * away, canvas.dice.uniform(5, 12))
    for width, color, opacity in ((52, "#e0d3a0", 1), (42, "#2f6674", 1), (24, "#3f7f88", 0.8)):
        with canvas.layer(color, opacity=opacity) as river:
            river.line(curve(bed, 16), width)
    with canvas.layer("#3f7f88") as oxbow:
        oxbow.line(curve(path("610,560 690,590 690,670 620,690"), 12), 17)


def _village(canvas):
    spots = [
        (
            700 + step % 7 * 34 + canvas.dice.uniform(-8, 8),
            190 + step // 7 * 30 + step % 7 * 9 + canvas.dice.uniform(-5, 5),
        )
        for step in range(28)
    ]
    with canvas.layer("#6d7f4c", soft=4) as gardens:
        gardens.polygon(path("670,160 960,220 940,340 660,290"))
    with canvas.layer("#3f4a33", opacity=0.6) as shadows:
        for x, y in spots:
            shadows.rect(x + 5, y + 5, 17, 12)
    for part, color in enumerate(("#b8563a", "#cfc3a8", "#8a4a3a")):
        with canvas.layer(color) as roofs:
            for x, y in spots[part::3]:
                roofs.rect(x, y, 17, 12)


def _map_frame(canvas):
    with canvas.layer("#f6eeda") as marks:
        for x in (40, 960):
            for y in (40, 960):
                marks.line([(x, y), (x + (26 if x < 500 else -26), y)], 4)
                marks.line([(x, y), (x, y + (26 if y < 500 else -26))], 4)
        marks.rect(60, 924, 140, 6)
        for x in (60, 128, 196):
            marks.rect(x, 914, 5, 16)
    with canvas.layer("#c9402c") as outline:
        box = [_warp(620, 470), _warp(930, 470), _warp(930, 700), _warp(620, 700)]
        outline.line([*box, box[0]], 5)


@scene("forecast-fan", LANDSCAPE)
def forecast_fan(canvas: Canvas) -> None:
    """Draw a forecast as a landscape: rain above, one line for what was, a fan for what may come."""
    canvas.sky("#f2e7cd", "#efe0c0", "#e6d3b0")
    with canvas.layer("#cdbb94", opacity=0.7) as grid:
        for y in range(140, 720, 82):
            grid.rect(80, y, 1040, 1.6)
        for x in range(80, 1130, 104):
            grid.rect(x, 90, 1.4, 600)
    _rain_bars(canvas)
    past = path("80,560 170,552 250,520 330,470 400,380 470,320 540,300")
    for spread, color in ((1.0, "#cfdad0"), (0.66, "#a9c4c2"), (0.34, "#6fa0a5")):
        with canvas.layer(color, Shade("#f0e4c8", "right", 0.5, 0.5), opacity=0.92) as fan:
            fan.polygon(curve(_branch(-150 * spread)) + curve(_branch(130 * spread))[::-1])
    with canvas.layer("#1f4d5c", Shade("#123340", "down", 0.9, 0.7), opacity=0.9) as water:
        water.polygon([*curve(past), (540, 690), (80, 690)])
    with canvas.layer("#3f7f88", opacity=0.6, within=water) as waves:
        for row in range(9):
            y = 420 + row * 34
            waves.line(curve([(x, y + 7 * math.sin(x / 21 + row)) for x in range(70, 560, 12)], 3), 2.5, ends=False)
    with canvas.layer("#f6efdc") as line:
        line.line(curve(past), 7)
    with canvas.layer("#1f4d5c") as likely:
        route = curve(_branch(0), 10)
        for start in range(0, len(route) - 3, 5):
            likely.line(route[start : start + 3], 5)
    _flood_mark(canvas)


def _branch(shift):
    steps = groups("540,300,0 620,296,0.3 720,330,0.58 840,400,0.8 960,456,0.94 1120,500,1.05")
    return [(x, y + shift * part) for x, y, part in steps]


def _rain_bars(canvas):
    falls = (14, 26, 48, 92, 120, 86, 64, 30, 40, 58, 36, 20, 16, 10)
    with canvas.layer("#3f6f86", Shade("#8fb0b5", "down", 0.9, 0.6)) as bars:
        for place, fall in enumerate(falls[:6]):
            bars.rect(92 + place * 75, 90, 52, fall, rounded=4)
    with canvas.layer("#3f6f86", opacity=0.42) as coming:
        for place, fall in enumerate(falls[6:]):
            coming.rect(92 + (place + 6) * 75, 90, 52, fall, rounded=4)
    with canvas.layer("#3f6f86", opacity=0.5) as drops:
        for place, fall in enumerate(falls):
            for _ in range(fall // 14):
                x, y = 100 + place * 75 + canvas.dice.uniform(0, 38), 104 + fall + canvas.dice.uniform(0, 34)
                drops.line([(x, y), (x - 3, y + 10)], 2.4)


def _flood_mark(canvas):
    with canvas.layer("#c2452d") as mark:
        for x in range(80, 1120, 26):
            mark.rect(x, 246, 15, 4)
    with canvas.layer("#c2452d") as now:
        now.ellipse(540, 300, 14)
    with canvas.layer("#f6efdc") as core:
        core.ellipse(540, 300, 6)
    with canvas.layer("#6b5c48") as axis:
        axis.rect(78, 690, 1044, 4)
    with canvas.layer("#2c3f47") as town:
        roofline(town, canvas.dice, 700, 1000, 690, 16, 42)
        person(town, 1050, 691, 44, stride=0.1)
        birds(town, canvas.dice, 960, 210, 60, 4, 9)


@scene("ledger-houses", LANDSCAPE)
def ledger_houses(canvas: Canvas) -> None:
    """Draw the city's spending as a street: eight houses, as tall as their share."""
    canvas.sky("#f3e6c8", "#f1dfba", "#ecd3a4")
    with canvas.layer("#c9b48a", opacity=0.6) as rules:
        for y in range(90, 640, 55):
            rules.rect(70, y, 1060, 2)
    with canvas.layer("#c2553c", opacity=0.6) as margin:
        margin.rect(112, 40, 3, 640)
    with canvas.layer("#e6b452", Shade("#b57f2e", "down", 0.9, 0.7)) as coin:
        coin.ellipse(1000, 190, 84)
    with canvas.layer("#f6d88c") as ring:
        ring.ellipse(1000, 190, 68)
        ring.ellipse(1000, 190, 62, cut=True)
        ring.line(curve(path("966,200 983,190 1000,200 1017,210 1034,200")), 7)
        ring.line(curve(path("966,222 983,212 1000,222 1017,232 1034,222")), 7)
        ring.pie(1000, 182, 22, 180, 360)
    heights = (470, 352, 288, 217, 113, 87, 60, 33)
    colors = ("#b8452e", "#2f6670", "#c98a3c", "#5f7a52", "#7d4a4a", "#3f5873", "#a3824f", "#8a9a94")
    for place, (tall, color) in enumerate(zip(heights, colors, strict=True)):
        _ledger_house(canvas, 160 + place * 118, 680, tall, color, place)
    with canvas.layer("#6b5a48", Shade("#3f3833", "down", 0.9, 0.8)) as street:
        street.rect(-10, 680, 1220, 130)
    with canvas.layer("#f3e6c8", opacity=0.7) as kerb:
        kerb.rect(-10, 690, 1220, 4)
    with canvas.layer("#2c3138") as walkers:
        for x, tall in groups("262,62 505,58 524,40 735,64 968,60 1090,58"):
            person(walkers, x, 722, tall, stride=0.11)


def _ledger_house(canvas, x, foot, tall, color, place):
    with canvas.layer("#8f7d5c", opacity=0.55, soft=3) as shadow:
        shadow.polygon([(x + 92, foot - tall), (x + 92, foot), (x + 150, foot), (x + 150, foot - tall * 0.5)])
    with canvas.layer(color, Shade("#22303a", "right", 0.9, 0.5), Shade("#f3d9a0", "left", 0.3, 0.4)) as house:
        house.rect(x, foot - tall, 92, tall)
    with canvas.layer("#3a3436") as roof:
        if place % 3 == 0:
            roof.polygon([(x - 6, foot - tall), (x + 98, foot - tall), (x + 46, foot - tall - 40)])
        elif place % 3 == 1:
            roof.pie(x + 46, foot - tall + 2, 47, 180, 360)
        else:
            roof.rect(x - 5, foot - tall - 10, 102, 13)
    rows = round((tall - 30) / 44)
    for tone, lit in (("#f8dc97", True), ("#27343f", False)):
        with canvas.layer(tone) as panes:
            for row in range(rows):
                for column in range(3):
                    if ((row * 5 + column * 3 + place) % 4 != 0) == lit:
                        top = foot - tall + 16 + row * (tall - 40) / rows
                        panes.rect(x + 14 + column * 25, top, 15, min(24, tall / rows * 0.5, tall * 0.3))
    with canvas.layer("#f3e6c8") as door:
        door.rect(x + 37, foot - 26, 18, 26, rounded=3)
