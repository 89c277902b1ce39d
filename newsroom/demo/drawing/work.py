"""Work in Starobrid: the rope walk, and the heat station among its allotments."""

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import sun
from .scenes import scene
from .shapes import crown, curve, facade, ground, path, person, ridge


@scene("rope-walk", LANDSCAPE)
def rope_walk(canvas: Canvas) -> None:
    """Draw the three-hundred-metre hall where rope is laid, and the walker who lays it."""
    canvas.sky("#3f302e", "#5a4338", "#7a5a44")
    _walk_shell(canvas)
    for depth in (0.9, 0.8, 0.68, 0.54, 0.38, 0.2):
        _truss(canvas, depth)
    for depth in (0.86, 0.72, 0.56, 0.36):
        _trestle(canvas, depth)
    _strands(canvas)
    _hook_board(canvas)
    _walker(canvas)
    _wheel(canvas)


def _hall_point(x, y, depth):
    near = (1 - depth) ** 1.5
    return 640 + (x - 640) * (0.06 + 0.94 * near), 350 + (y - 350) * (0.06 + 0.94 * near)


def _walk_shell(canvas):
    with canvas.layer("#8d6a4c", Shade("#46332e", "down", 0.9, 0.7)) as floor:
        floor.polygon(
            [_hall_point(-200, 830, 0), _hall_point(-200, 830, 1), _hall_point(1420, 830, 1), _hall_point(1420, 830, 0)]
        )
    with canvas.layer("#6e4c3c", Shade("#33282a", "left", 0.9, 0.7)) as left:
        left.polygon(
            [_hall_point(-200, -60, 0), _hall_point(-200, -60, 1), _hall_point(-200, 830, 1), _hall_point(-200, 830, 0)]
        )
    with canvas.layer("#7d5a44", Shade("#3d2e2d", "right", 0.9, 0.6)) as right:
        right.polygon(
            [_hall_point(1420, -60, 0), _hall_point(1420, -60, 1), _hall_point(1420, 830, 1), _hall_point(1420, 830, 0)]
        )
    canvas.glow(640, 350, 130, "#fff0c9", 0.95)
    with canvas.layer("#f9e3b0", Shade("#d9a466", "down", 0.9, 0.5)) as windows:
        for step in range(9):
            near, far = 0.06 + step * 0.105, 0.06 + step * 0.105 + 0.06
            for x in (-200, 1420):
                windows.polygon(
                    [
                        _hall_point(x, 130, near),
                        _hall_point(x, 130, far),
                        _hall_point(x, 460, far),
                        _hall_point(x, 460, near),
                    ]
                )
    with canvas.layer("#ffe9b5", opacity=0.35, soft=3, within=floor) as light:
        for step in range(9):
            near, far = 0.06 + step * 0.105, 0.06 + step * 0.105 + 0.06
            light.polygon(
                [
                    _hall_point(900, 830, near),
                    _hall_point(900, 830, far),
                    _hall_point(400, 830, far + 0.02),
                    _hall_point(400, 830, near + 0.02),
                ]
            )


def _truss(canvas, depth):
    weight = 3 + 15 * (1 - depth) ** 1.5
    with canvas.layer("#2b2224", Shade("#6b4a38", "up", 0.5, 0.5)) as beam:
        beam.line([_hall_point(-200, 60, depth), _hall_point(1420, 60, depth)], weight, ends=False)
        for eave in (-200, 1420):
            beam.line([_hall_point(eave, 60, depth), _hall_point(640, -190, depth)], weight * 0.8)
        for x in (220, 640, 1060):
            beam.line([_hall_point(x, 60, depth), _hall_point(x, -190 if x == 640 else -66, depth)], weight * 0.6)


def _trestle(canvas, depth):
    weight = 2 + 9 * (1 - depth) ** 1.5
    with canvas.layer("#4a3329") as wood:
        for x in (330, 830):
            wood.line([_hall_point(x, 830, depth), _hall_point(x, 560, depth)], weight)
        wood.line([_hall_point(290, 560, depth), _hall_point(870, 560, depth)], weight * 1.2)
        for step in range(8):
            wood.line(
                [_hall_point(340 + step * 70, 560, depth), _hall_point(340 + step * 70, 515, depth)], weight * 0.5
            )


def _strands(canvas):
    for first, color in ((0, "#f0d59c"), (1, "#d3a964")):
        with canvas.layer(color) as hemp:
            for step in range(first, 7, 2):
                x = 375 + step * 70
                for start in range(40):
                    near, far = start / 40, (start + 1) / 40
                    hemp.line(
                        [_hall_point(x, 540, near), _hall_point(x, 540, far)], 0.8 + 7 * (1 - near) ** 1.5, ends=False
                    )
    with canvas.layer("#8a6238", opacity=0.8) as lay:
        for step in range(7):
            for turn in range(30):
                depth = turn / 60
                x, y = _hall_point(375 + step * 70, 540, depth)
                thick = 6 * (1 - depth) ** 1.5
                lay.line(
                    [(x - thick * 0.6, y + thick * 0.7), (x + thick * 0.6, y - thick * 0.7)], thick * 0.2, ends=False
                )


def _hook_board(canvas):
    with canvas.layer("#3b2a28", Shade("#7d4a33", "up", 0.6, 0.6)) as frame:
        for x in (356, 806):
            frame.polygon(path("-10,500 10,500 18,820 -18,820", x, 0))
        frame.rect(330, 556, 504, 15)
    with canvas.layer("#8a4f33", Shade("#4b2c2a", "down", 0.9, 0.7)) as board:
        board.rect(338, 512, 488, 52, rounded=5)
    with canvas.layer("#d9a857") as hooks:
        for step in range(7):
            hooks.ellipse(375 + step * 70, 538, 9)
    with canvas.layer("#3b2a28") as eyes:
        for step in range(7):
            eyes.ellipse(375 + step * 70, 538, 3.5)


def _walker(canvas):
    x, foot = _hall_point(1130, 830, 0.34)
    with canvas.layer("#3a2a26", opacity=0.5, soft=4) as shadow:
        shadow.polygon(path("-14,0 16,0 -120,40 -150,34", x, foot))
    with canvas.layer("#2f5560", Shade("#1b343f", "left", 0.8, 0.7)) as woman:
        person(woman, x, foot, 236, stride=0.12, lean=-0.05)
        woman.line(curve([(x - 18, foot - 178), (x - 60, foot - 150), (x - 100, foot - 146)]), 16)
    with canvas.layer("#b8452e") as scarf:
        scarf.pie(x - 10, foot - 214, 23, 150, 380)
    with canvas.layer("#f0d59c") as hank:
        hank.line(curve([(x - 24, foot - 132), (x - 6, foot - 112), (x + 20, foot - 130)]), 24)
        hank.line(curve([(x - 100, foot - 146), (x - 170, foot - 168), (x - 216, foot - 182)]), 4)


def _wheel(canvas):
    x, y, radius = 150, 610, 150
    with canvas.layer("#241b1d", opacity=0.5, soft=8) as shadow:
        shadow.ellipse(x + 26, y + 160, 170, 24)
    with canvas.layer("#8a4f33", Shade("#40272a", "left", 0.9, 0.8)) as rim:
        rim.ellipse(x, y, radius)
        rim.ellipse(x, y, radius - 26, cut=True)
        for dx, dy in ((1, 0), (0.5, 0.866), (-0.5, 0.866)):
            rim.line(
                [(x - dx * radius * 0.9, y - dy * radius * 0.9), (x + dx * radius * 0.9, y + dy * radius * 0.9)], 15
            )
        rim.ellipse(x, y, 32)
    with canvas.layer("#d9a857") as hub:
        hub.ellipse(x, y, 15)
    with canvas.layer("#3b2a28") as stand:
        stand.polygon(
            [(x - 14, y), (x + 14, y), (x + 96, 810), (x + 62, 810), (x, y + 60), (x - 62, 810), (x - 96, 810)]
        )
    with canvas.layer("#d9a857") as axle:
        axle.ellipse(x, y, 15)


@scene("heat-station", LANDSCAPE)
def heat_station(canvas: Canvas) -> None:
    """Draw the heat station at dusk, its two chimneys and the main that carries its water to town."""
    canvas.sky("#31506b", "#7d7d8c", "#d99a78", "#f5cf97")
    sun(canvas, 1010, 470, 66, "#fff0cd", "#fbd08e")
    for x, y, drift in ((430, 150, 0.9), (560, 196, 0.72)):
        _plume(canvas, x, y, drift)
    with canvas.layer("#9a7f80", Shade("#e0ab85", "down", 0.9, 0.8)) as hills:
        hills.polygon(ridge(canvas.dice, 1200, 520, 18, 6, 640))
    for x, top, wide in ((430, 150, 30), (560, 196, 27)):
        _chimney(canvas, x, top, wide)
    _boiler_house(canvas)
    with canvas.layer("#5e6549", Shade("#2c3a3a", "down", 0.9, 0.8), Shade("#b59a62", "right", 0.5, 0.5)) as field:
        field.polygon(ground(path("-20,640 400,628 800,640 1220,624"), 810))
    _heating_main(canvas)
    _allotments(canvas)


def _plume(canvas, x, y, drift):
    puffs = [
        (x - step * 34 * drift, y - 16 - step * 11 + canvas.dice.uniform(-9, 9), 20 + step * 8.4) for step in range(13)
    ]
    for color, dx, dy, part, opacity in (
        ("#7d7583", 8, 12, 1, 0.55),
        ("#c9a596", 0, 0, 0.94, 0.6),
        ("#f6dcb6", 9, -9, 0.62, 0.65),
    ):
        with canvas.layer(color, opacity=opacity, soft=5) as smoke:
            for px, py, radius in puffs:
                smoke.ellipse(px + dx, py + dy, radius * part, radius * part * 0.8)


def _chimney(canvas, x, top, wide):
    def edge(y):
        return wide * (0.62 + 0.38 * (y - top) / (640 - top))

    with canvas.layer("#e9d8bd", Shade("#5d4a52", "left", 0.9, 0.8)) as stack:
        stack.polygon([(x - edge(top), top), (x + edge(top), top), (x + edge(640), 640), (x - edge(640), 640)])
    with canvas.layer("#b8452e", Shade("#57292c", "left", 0.9, 0.8), within=stack) as stripes:
        for number in range(5):
            stripes.rect(x - 60, top + 10 + number * 62, 120, 31)
    with canvas.layer("#2f3a48") as rim:
        rim.rect(x - edge(top) - 3, top - 5, edge(top) * 2 + 6, 8)
        rim.rect(x - edge(top + 170) - 6, top + 168, edge(top + 170) * 2 + 12, 5)
    canvas.glow(x, top - 2, 16, "#ff6a4a", 0.7)


def _boiler_house(canvas):
    with canvas.layer("#7a4238", Shade("#3d2a32", "left", 0.9, 0.8), Shade("#d98a5e", "right", 0.3, 0.7)) as brick:
        brick.rect(240, 430, 470, 215)
        brick.rect(300, 380, 240, 60)
        brick.rect(700, 500, 220, 145)
    with canvas.layer("#33303c") as roofs:
        roofs.rect(232, 424, 486, 12)
        roofs.rect(292, 374, 256, 10)
        roofs.rect(694, 494, 232, 10)
    with canvas.layer("#fbd58c", Shade("#e08f4a", "down", 0.9, 0.7)) as windows:
        for step in range(8):
            windows.rect(262 + step * 55, 470, 32, 120, rounded=2)
            windows.pie(278 + step * 55, 472, 16, 180, 360)
    with canvas.layer("#5a3a33") as bars:
        for step in range(8):
            bars.rect(277 + step * 55, 456, 2.5, 136)
            for y in (490, 520, 550):
                bars.rect(262 + step * 55, y, 32, 2.5)
    with canvas.layer("#33445a", Shade("#7a8a96", "up", 0.8, 0.5)) as panes:
        facade(panes, (712, 515, 196, 110), 5, 2, (0.5, 0.5))
    with canvas.layer("#a9a093", Shade("#4d4c56", "left", 0.9, 0.8)) as tanks:
        for x in (980, 1072):
            tanks.rect(x - 40, 540, 80, 104)
            tanks.ellipse(x, 540, 40, 12)


def _heating_main(canvas):
    with canvas.layer("#2a2f33", opacity=0.4, soft=5) as shadow:
        shadow.rect(-10, 708, 1220, 14)
    for y in (664, 690):
        with canvas.layer("#c9c3b2", Shade("#5f625f", "down", 0.9, 0.85), Shade("#f4d9a8", "up", 0.4, 0.6)) as pipe:
            pipe.line(
                [(-20, y), (760, y), (760, y - 84 + (690 - y)), (850, y - 84 + (690 - y)), (850, y), (1230, y)], 19
            )
    with canvas.layer("#6b6a64") as bands:
        for x in range(20, 1200, 70):
            if not 740 < x < 870:
                bands.rect(x, 654, 4, 47)
    with canvas.layer("#4a4a4c") as feet:
        for x in range(60, 1200, 210):
            feet.polygon(path("-6,700 12,700 18,730 -12,730", x, 0))


def _allotments(canvas):
    for row, color in enumerate(("#4f5f42", "#6b7545", "#43533c")):
        with canvas.layer(color) as beds:
            for x in range(-30, 1240, 46):
                crown(beds, canvas.dice, x + row * 18, 752 + row * 26, canvas.dice.uniform(12, 20), lobes=6)
    with canvas.layer("#2c3138") as gardener:
        person(gardener, 214, 780, 128, stride=0.07, lean=0.1)
        gardener.line([(228, 700), (286, 784)], 5)
    with canvas.layer("#d9a857") as hat:
        hat.ellipse(225, 661, 22, 6)
