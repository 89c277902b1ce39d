"""Rooms with a vanishing point: the library, a school corridor."""

from .canvas import LANDSCAPE, Canvas, Shade
from .scenery import clock
from .scenes import scene
from .shapes import curve, groups, path, person


@scene("library-shelves", LANDSCAPE)
def library_shelves(canvas: Canvas) -> None:
    """Draw the reading room of the City Library after midnight."""
    canvas.sky("#2a2430", "#3b2f36", "#4d3a38")
    _night_window(canvas)
    with canvas.layer("#6b4a36", Shade("#33262a", "down", 0.9, 0.7)) as floor:
        floor.polygon(path("450,560 750,560 1240,820 -40,820"))
    with canvas.layer("#a87442", opacity=0.5, within=floor) as runner:
        runner.polygon(path("560,560 640,560 860,820 340,820"))
    for side in (0, 1):
        _wall_of_books(canvas, side)
    _ladder(canvas)
    _reading_table(canvas)


def _night_window(canvas):
    with canvas.layer("#1d3350", Shade("#46638a", "up", 0.9, 0.7)) as night:
        night.rect(480, 200, 240, 330)
        night.pie(600, 201, 120, 180, 360)
    canvas.glow(646, 236, 90, "#dbe3e2", 0.5)
    with canvas.layer("#f6ecd0") as moon:
        moon.ellipse(646, 236, 26)
    with canvas.layer("#2e2529") as bars:
        for x in (478, 537, 597, 657, 716):
            bars.rect(x, 120 if x in (537, 597, 657) else 200, 6, 420)
        for y in (200, 310, 420, 528):
            bars.rect(474, y, 252, 6)


def _wall_of_books(canvas, side):
    def at(depth, height):
        scale = 1 - depth * 0.72
        x = 600 - 152 - 480 * (1 - depth) ** 1.4
        return (1200 - x if side else x), 330 + height * 560 * scale - 40 * scale

    with canvas.layer("#503629", Shade("#2a2027", "right" if not side else "left", 0.8, 0.7)) as case:
        case.polygon([at(0, -1.1), at(1, -1.1), at(1, 0.86), at(0, 0.95)])
    colors = ("#a6432f", "#c98a3c", "#2f5d63", "#6b7a45", "#e0c38c", "#7d3a3c", "#3f4f6b")
    books = {color: [] for color in colors}
    for shelf in range(7):
        low, high = -1.0 + shelf * 0.27, -1.0 + shelf * 0.27 + 0.21
        _fill_shelf(canvas, books, at, low, high)
    for color, spines in books.items():
        with canvas.layer(color, Shade("#2a2027", "right" if not side else "left", 0.9, 0.6), within=case) as row:
            for spine in spines:
                row.polygon(spine)
    with canvas.layer("#6e4a34", within=case) as boards:
        for shelf in range(8):
            level = -1.0 + shelf * 0.27 - 0.05
            boards.polygon([at(0, level), at(1, level), at(1, level + 0.03), at(0, level + 0.03)])


def _fill_shelf(canvas, books, at, low, high):
    depth = 0.01
    while depth < 0.97:
        thick, tall = canvas.dice.uniform(0.012, 0.026), canvas.dice.uniform(0.72, 1)
        top = high - (high - low) * tall
        if canvas.dice.random() > 0.06:
            books[canvas.dice.choice(tuple(books))].append(
                [at(depth, top), at(depth + thick, top), at(depth + thick, high), at(depth, high)]
            )
        depth += thick + 0.0025


def _ladder(canvas):
    with canvas.layer("#c9935a", Shade("#7d5539", "down", 0.9, 0.6)) as ladder:
        for foot, top in (((238, 742), (292, 60)), ((296, 716), (342, 92))):
            ladder.line([foot, top], 9)
        for step in range(11):
            part = 0.06 + step * 0.085
            ladder.line([(238 + 54 * part, 742 - 682 * part), (296 + 46 * part, 716 - 624 * part)], 7)
    with canvas.layer("#3a5560", Shade("#20323c", "left", 0.8, 0.7)) as librarian:
        person(librarian, 300, 404, 190, stride=0.03, lean=0.02)
        librarian.line([(312, 262), (352, 226)], 14)
    with canvas.layer("#d9a07a") as face:
        face.ellipse(307, 233, 15)


def _reading_table(canvas):
    canvas.glow(610, 560, 260, "#ffd48a", 0.6, 0.75)
    with canvas.layer("#1e2c36") as reader:
        reader.ellipse(600, 508, 30, 34)
        reader.rect(546, 548, 108, 110, rounded=38)
    with canvas.layer("#f0c28e", Shade("#8d5c48", "up", 0.5, 0.7)) as face:
        face.ellipse(600, 520, 22, 24)
    with canvas.layer("#8a5634", Shade("#4b3029", "down", 0.9, 0.8)) as table:
        table.polygon(path("420,640 780,640 850,720 350,720"))
        table.rect(350, 718, 500, 26)
        for x in (376, 800):
            table.rect(x, 740, 24, 80)
    with canvas.layer("#fbf1d6", Shade("#cfae7c", "down", 0.8, 0.5)) as book:
        book.polygon(curve([(530, 690), (566, 674), (600, 686)]) + curve([(600, 662), (570, 652), (544, 660)]))
        book.polygon(curve([(670, 690), (634, 674), (600, 686)]) + curve([(600, 662), (630, 652), (656, 660)]))
    with canvas.layer("#2f6b57", Shade("#1f473e", "down", 0.8, 0.7)) as lamp:
        lamp.polygon(curve(path("690,596 704,566 756,566 772,596")))
    with canvas.layer("#d9aa5a") as brass:
        brass.rect(728, 594, 6, 82)
        brass.ellipse(731, 678, 26, 7)
    with canvas.layer("#a6432f") as pile:
        pile.rect(408, 668, 78, 16, rounded=3)
    with canvas.layer("#2f5d63") as pile:
        pile.rect(416, 652, 70, 16, rounded=3)
    with canvas.layer("#e0c38c") as pile:
        pile.rect(412, 638, 62, 14, rounded=3)


@scene("school-corridor", LANDSCAPE)
def school_corridor(canvas: Canvas) -> None:
    """Draw a corridor of School Nine between two lessons, with the light lying on its floor."""
    canvas.sky("#e9d4a9", "#e3c797")
    quad = {
        "left": path("-10,-10 450,250 450,500 -10,830"),
        "right": path("1210,-10 720,250 720,500 1210,830"),
    }
    with canvas.layer("#dcc9a0", Shade("#a88c6a", "left", 0.7, 0.4)) as left:
        left.polygon(quad["left"])
    with canvas.layer("#c9b58c", Shade("#8d7a62", "right", 0.8, 0.5)) as right:
        right.polygon(quad["right"])
    with canvas.layer("#c98d5c", Shade("#7a4f3a", "down", 0.9, 0.7)) as floor:
        floor.polygon(path("450,500 720,500 1210,830 -10,830"))
    with canvas.layer("#f3e4c2", Shade("#c9b48c", "up", 0.8, 0.6)) as ceiling:
        ceiling.polygon(path("-10,-10 1210,-10 720,250 450,250"))
    _dado(canvas)
    for near, far in groups("0.06,0.3 0.4,0.58 0.66,0.78 0.84,0.92"):
        _school_window(canvas, near, far, floor)
    for near, far in ((0.12, 0.27), (0.5, 0.6), (0.76, 0.82)):
        _school_door(canvas, near, far)
    _end_wall(canvas)
    _satchels(canvas)


def _on_left(depth, height):
    part = 1 - (1 - depth) ** 1.7
    return -10 + 460 * part, 830 - 330 * part - height * (840 - 590 * part)


def _on_right(depth, height):
    part = 1 - (1 - depth) ** 1.7
    return 1210 - 490 * part, 830 - 330 * part - height * (840 - 590 * part)


def _quad(side, near, far, low, high):
    return [side(near, low), side(near, high), side(far, high), side(far, low)]


def _dado(canvas):
    for side, color in ((_on_left, "#5f8a84"), (_on_right, "#4f7874")):
        with canvas.layer(color, Shade("#3a5a5a", "left" if side is _on_left else "right", 0.8, 0.6)) as dado:
            dado.polygon(_quad(side, 0, 1, 0, 0.32))
    with canvas.layer("#3f6260") as line:
        for side in (_on_left, _on_right):
            line.polygon(_quad(side, 0, 1, 0.32, 0.335))


def _school_window(canvas, near, far, floor):
    with canvas.layer("#f7efd8") as frame:
        frame.polygon(_quad(_on_left, near - 0.012, far + 0.012, 0.36, 0.86))
    with canvas.layer("#fdf4d4", Shade("#a9cdd0", "up", 0.9, 0.8)) as sky:
        middle = (near + far) / 2
        for start, end in ((near, middle - 0.006), (middle + 0.006, far)):
            sky.polygon(_quad(_on_left, start, end, 0.38, 0.7))
            sky.polygon(_quad(_on_left, start, end, 0.72, 0.84))
    with canvas.layer("#ffe6a8", opacity=0.75, soft=1.5, within=floor) as light:
        (x0, y0), (x1, y1) = _on_left(near, 0), _on_left(far, 0)
        light.polygon(
            [(x0 + 120, y0), (x1 + 120, y1), (x1 + 330 - 90 * far, y1 + 26), (x0 + 470 - 200 * near, y0 + 40)]
        )


def _school_door(canvas, near, far):
    with canvas.layer("#f0e2c0") as frame:
        frame.polygon(_quad(_on_right, near - 0.012, far + 0.012, 0, 0.78))
    with canvas.layer("#9a5f38", Shade("#5f3a2a", "right", 0.8, 0.6)) as door:
        door.polygon(_quad(_on_right, near, far, 0, 0.76))
    with canvas.layer("#cfe0d8", opacity=0.8) as glass:
        third = (far - near) / 4
        glass.polygon(_quad(_on_right, near + third, far - third, 0.48, 0.68))
    with canvas.layer("#f2cf7c") as knob:
        knob.ellipse(*_on_right(far - (far - near) * 0.15, 0.36), 6 * (1 - far * 0.7))


def _end_wall(canvas):
    with canvas.layer("#efdcb2") as wall:
        wall.rect(449, 249, 272, 252)
    with canvas.layer("#5f8a84") as dado:
        dado.rect(449, 420, 272, 81)
    with canvas.layer("#fff6dc") as doors:
        doors.rect(520, 310, 130, 190)
    with canvas.layer("#8d5a38") as frame:
        frame.rect(512, 302, 146, 198)
        frame.rect(520, 312, 62, 188, cut=True)
        frame.rect(588, 312, 62, 188, cut=True)
    canvas.glow(585, 410, 150, "#fff3cf", 0.6)
    with canvas.layer("#41566a") as child:
        person(child, 560, 512, 96, stride=0.12)
        person(child, 604, 522, 88, stride=0.1)
    with canvas.layer("#c0492f") as bag:
        bag.rect(549, 440, 24, 30, rounded=8)
        bag.rect(594, 456, 22, 26, rounded=8)
    clock(canvas, 585, 276, 17, 10, 25)


def _satchels(canvas):
    with canvas.layer("#7a5236") as rail:
        rail.polygon(_quad(_on_right, 0.3, 0.47, 0.5, 0.53))
    for place, color in enumerate(("#c0492f", "#2f5d70", "#d39b3e", "#6b7a45")):
        x, y = _on_right(0.315 + place * 0.042, 0.49)
        size = 30 - place * 4
        with canvas.layer(color, Shade("#2a2a30", "right", 0.8, 0.5)) as satchel:
            satchel.rect(x - size / 2, y + size * 0.5, size, size * 1.5, rounded=6)
            satchel.line(curve([(x - size * 0.3, y + size * 0.6), (x, y), (x + size * 0.3, y + size * 0.6)]), 3)
