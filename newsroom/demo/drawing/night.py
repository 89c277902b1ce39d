"""Starobrid after dark: the skyline, the last bus, a bakery that is still lit, and the sky without the city."""

from .canvas import LANDSCAPE, PORTRAIT, Canvas, Shade
from .scenery import ripples, sun
from .scenes import scene
from .shapes import crown, curve, figures, ground, groups, path, person, reeds, ridge


@scene("night-skyline", LANDSCAPE)
def night_skyline(canvas: Canvas) -> None:
    """Draw Zarichchia at night, its windows, and the glow that hides the stars."""
    canvas.sky("#0b1830", "#172a4a", "#3f4462", "#b0735c", "#e3a067", box=(0, 0, 1200, 620))
    _stars(canvas, 70, 330)
    sun(canvas, 210, 170, 46, "#f6ecd2", "#5c6f8c", "#cfc3a6")
    for step, (low, high, color, haze, share) in enumerate(
        (
            (190, 300, "#4b4c66", "#9b6d5d", 0.10),
            (150, 270, "#2f3a56", "#6c5660", 0.16),
            (90, 200, "#1a2741", "#33384f", 0.24),
        )
    ):
        if step == 1:
            _mast(canvas, 848, 180, 700)
        _blocks(canvas, 700 + step * 50, low, high, color, haze, share)
    with canvas.layer("#0d172a") as front:
        for x in range(-20, 1240, 70):
            crown(front, canvas.dice, x, 800, canvas.dice.uniform(40, 76))


def _mast(canvas, x, top, foot):
    with canvas.layer("#3a405c") as mast:
        mast.polygon([(x - 1.5, top), (x + 1.5, top), (x + 12, foot), (x - 12, foot)])
        for y in range(top + 90, foot, 46):
            mast.line([(x - 12, y), (x + 12, y)], 3)
    for y in (top, top + 136, top + 272):
        canvas.glow(x, y, 16, "#ff6a4a", 0.9)


def _stars(canvas, count, floor):
    with canvas.layer("#f4ecd6", opacity=0.8) as stars:
        for _ in range(count):
            stars.ellipse(
                canvas.dice.uniform(0, 1200), canvas.dice.uniform(0, floor), canvas.dice.choice((0.7, 0.9, 1.2, 1.8))
            )


def _blocks(canvas, foot, low, high, color, haze, share):
    panes, x = [], -30
    with canvas.layer(color, Shade(haze, "down", 0.9, 0.75)) as blocks:
        while x < 1220:
            width, tall = canvas.dice.choice((64, 82, 104, 140)), canvas.dice.uniform(low, high)
            blocks.rect(x, foot - tall, width, tall + 120)
            blocks.rect(x + width * 0.3, foot - tall - 12, width * 0.22, 14)
            panes.append((x, foot - tall, width, tall))
            x += width + canvas.dice.choice((0, 8, 22))
    for tone, part in (("#f8d27f", 0.6), ("#f0a75e", 0.25), ("#c9dbe0", 0.15)):
        with canvas.layer(tone) as lit:
            for left, top, width, tall in panes:
                _lit_windows(canvas, lit, left, top, width, tall, share * part)


def _lit_windows(canvas, layer, left, top, width, tall, share):
    for row in range(int(tall // 17)):
        for column in range(int(width // 13)):
            if canvas.dice.random() < share:
                layer.rect(left + 5 + column * 13, top + 9 + row * 17, 6.5, 8.5)


@scene("night-bus", LANDSCAPE)
def night_bus(canvas: Canvas) -> None:
    """Draw a lit bus shelter at the edge of town and somebody waiting in it."""
    canvas.sky("#0f1d36", "#1a3050", "#33506a")
    _stars(canvas, 90, 360)
    sun(canvas, 980, 150, 40, "#f4ead0", "#56718c", "#c9bfa4")
    _blocks(canvas, 560, 120, 260, "#20344f", "#31506a", 0.05)
    with canvas.layer("#1b2b3f", Shade("#2f4a5f", "up", 0.7, 0.6)) as road:
        road.rect(-10, 590, 1220, 220)
    with canvas.layer("#3a4e5e", Shade("#1f3044", "left", 0.8, 0.7)) as kerb:
        kerb.rect(-10, 566, 1220, 40)
    canvas.glow(560, 470, 400, "#ffe0a0", 0.55, 0.75)
    _shelter(canvas, 330, 580)
    with canvas.layer("#ffdf9c", opacity=0.28, soft=10) as pool:
        pool.ellipse(560, 640, 330, 44)
    with canvas.layer("#f8e6ba", opacity=0.6) as dashes:
        for x in range(-40, 1240, 190):
            dashes.polygon(path("0,716 96,716 84,726 -14,726", x, 0))
    ripples(canvas, "#ffdf9c", (330, 620, 460, 170), 26, 0.22)
    _stop_sign(canvas, 900, 590)


def _shelter(canvas, x, foot):
    with canvas.layer("#f6dda6", Shade("#d0a566", "down", 0.9, 0.7), opacity=0.95) as inside:
        inside.rect(x + 14, foot - 236, 436, 236)
    with canvas.layer("#b9874f", opacity=0.55) as panels:
        for dx in (120, 230, 340):
            panels.rect(x + dx, foot - 236, 3, 200)
    with canvas.layer("#fbf2d8") as timetable:
        timetable.rect(x + 356, foot - 200, 66, 92)
    with canvas.layer("#5b6b73") as lines:
        for row in range(7):
            lines.rect(x + 364, foot - 190 + row * 11, 50 if row % 3 else 34, 3)
    with canvas.layer("#6a4a36") as bench:
        bench.rect(x + 40, foot - 66, 270, 12, rounded=3)
        for dx in (60, 280):
            bench.rect(x + dx, foot - 56, 10, 56)
    _waiting(canvas, x + 160, foot)
    with canvas.layer("#0e1c30") as frame:
        frame.rect(x - 20, foot - 262, 510, 28, rounded=5)
        for dx in (0, 440):
            frame.rect(x + dx, foot - 240, 14, 242)


def _waiting(canvas, x, foot):
    with canvas.layer("#8a5f3a", opacity=0.5, soft=5) as shadow:
        shadow.ellipse(x + 60, foot - 120, 50, 76)
    with canvas.layer("#22344f", Shade("#3f5876", "right", 0.6, 0.6)) as coat:
        coat.polygon(curve(path("-34,-60 -36,-128 -14,-164 16,-160 34,-120 40,-60", x, foot)))
        coat.line(curve([(x + 4, foot - 66), (x + 58, foot - 74), (x + 64, foot - 6)]), 27)
        coat.line([(x + 58, foot - 6), (x + 88, foot - 6)], 13)
    with canvas.layer("#d79c73", Shade("#9a6248", "left", 0.6, 0.7)) as face:
        face.ellipse(x + 6, foot - 182, 20, 23)
    with canvas.layer("#b8452e") as hat:
        hat.pie(x + 5, foot - 186, 24, 175, 365)
    with canvas.layer("#b8452e") as bag:
        bag.rect(x - 96, foot - 116, 48, 50, rounded=8)
        bag.line(curve([(x - 88, foot - 114), (x - 72, foot - 142), (x - 56, foot - 114)]), 5)


def _stop_sign(canvas, x, foot):
    with canvas.layer("#152840") as post:
        post.rect(x - 4, foot - 300, 8, 304)
    with canvas.layer("#e9b54e", Shade("#b57f2f", "down", 0.8, 0.7)) as plate:
        plate.rect(x - 36, foot - 318, 72, 84, rounded=10)
    with canvas.layer("#152840") as label:
        figures(label, "14", x - 22, foot - 302, 50)


@scene("bakery-window", PORTRAIT)
def bakery_window(canvas: Canvas) -> None:
    """Draw a bakery before dawn, the only light in the street."""
    canvas.sky("#16243d", "#22344f", "#2c3a52")
    with canvas.layer("#33405a", Shade("#182640", "up", 0.9, 0.8)) as wall:
        wall.rect(-10, 60, 820, 790)
    with canvas.layer("#26324b", opacity=0.8) as courses:
        for row in range(20):
            courses.rect(0, 90 + row * 40, 800, 2)
    for x in (90, 340, 590):
        _dark_window(canvas, x, 110)
    canvas.glow(330, 600, 430, "#f6b862", 0.5)
    _shop_front(canvas, 90, 410)
    _shop_door(canvas, 560, 420)
    with canvas.layer("#3a4258", Shade("#1b2338", "down", 0.9, 0.8)) as pavement:
        pavement.rect(-10, 846, 820, 170)
    with canvas.layer("#f8c877", opacity=0.4, soft=9, within=pavement) as light:
        light.polygon(path("110,846 520,846 600,1000 20,1000"))
        light.polygon(path("580,846 700,846 790,1000 620,1000"))
    with canvas.layer("#131d31") as cat:
        cat.polygon(curve(path("640,886 636,846 650,820 668,824 682,856 684,886")))
        cat.ellipse(652, 812, 15)
        cat.polygon([(639, 808), (641, 788), (652, 800)])
        cat.polygon([(653, 800), (664, 788), (665, 808)])
        cat.line(curve([(682, 882), (708, 884), (712, 860)]), 6)


def _dark_window(canvas, x, y):
    with canvas.layer("#46506a") as frame:
        frame.rect(x - 8, y - 8, 136, 196, rounded=4)
    with canvas.layer("#18253d", Shade("#3a4d6a", "up", 0.6, 0.6)) as glass:
        for dx in (0, 62):
            glass.rect(x + dx, y, 58, 70)
            glass.rect(x + dx, y + 76, 58, 104)


def _shop_front(canvas, x, y):
    with canvas.layer("#6d3b2c", Shade("#45241f", "down", 0.8, 0.8)) as frame:
        frame.rect(x, y, 430, 440, rounded=6)
    with canvas.layer("#f8cf84", Shade("#e09a4c", "down", 0.9, 0.7)) as inside:
        inside.rect(x + 20, y + 70, 390, 300)
    _baker(canvas, x + 260, y + 370, inside)
    with canvas.layer("#7a4a2e") as shelves:
        for row in (150, 230):
            shelves.rect(x + 20, y + row, 170, 8)
        shelves.rect(x + 20, y + 318, 390, 10)
    for row, count in ((150, 4), (230, 4), (318, 9)):
        _loaves(canvas, x + 42, y + row, count)
    with canvas.layer("#f4e0b4") as sign:
        sign.rect(x + 20, y + 18, 390, 36, rounded=4)
    with canvas.layer("#8a3d2b") as name:
        for dx, width in groups("110,24 142,34 184,20 212,40 262,28"):
            name.rect(x + dx, y + 30, width, 12, rounded=4)
    with canvas.layer("#6d3b2c") as bars:
        bars.rect(x + 208, y + 70, 8, 300)
    with canvas.layer("#fff4d6", opacity=0.22, within=inside) as shine:
        shine.polygon(path("60,70 120,70 20,370 -40,370", x, y))


def _loaves(canvas, x, shelf, count):
    with canvas.layer("#b3672f", Shade("#7a3f22", "down", 0.8, 0.8), Shade("#e5a657", "up", 0.5, 0.8)) as loaves:
        for place in range(count):
            loaves.ellipse(x + place * 42, shelf - 14, 19, 15)
            loaves.rect(x + place * 42 - 24, shelf, 48, 6, cut=True)
    with canvas.layer("#f3d596", opacity=0.8) as cuts:
        for place in range(count):
            for dx in (-7, 1, 9):
                cuts.line([(x + place * 42 + dx - 2, shelf - 22), (x + place * 42 + dx + 2, shelf - 14)], 1.8)


def _baker(canvas, x, floor, inside):
    with canvas.layer("#f6ead0", Shade("#c9a273", "left", 0.7, 0.7), within=inside) as coat:
        coat.polygon(curve(path("-58,4 -52,-110 -20,-148 26,-148 58,-108 66,4", x, floor)))
    with canvas.layer("#d99a6c", Shade("#9a5f42", "left", 0.6, 0.7)) as face:
        face.rect(x - 10, floor - 166, 26, 30, rounded=8)
        face.ellipse(x + 3, floor - 186, 27, 31)
    with canvas.layer("#fbf3e0", Shade("#d3b58a", "left", 0.6, 0.6)) as cap:
        cap.rect(x - 26, floor - 228, 58, 28, rounded=6)
        cap.ellipse(x + 3, floor - 232, 38, 18)
    with canvas.layer("#5a3a2c") as beard:
        beard.pie(x + 4, floor - 176, 22, 10, 170)
    with canvas.layer("#b8452e") as scarf:
        scarf.polygon([(x - 16, floor - 150), (x + 22, floor - 150), (x + 4, floor - 122)])


def _shop_door(canvas, x, y):
    with canvas.layer("#6d3b2c", Shade("#3d211f", "down", 0.8, 0.8)) as door:
        door.rect(x, y, 160, 430, rounded=5)
    with canvas.layer("#f3bf70", Shade("#c98745", "down", 0.9, 0.7)) as glass:
        glass.rect(x + 22, y + 24, 116, 220, rounded=3)
    with canvas.layer("#f7ead0") as notice:
        notice.rect(x + 50, y + 110, 60, 38)
    with canvas.layer("#8a3d2b") as lines:
        lines.rect(x + 58, y + 120, 44, 5)
        lines.rect(x + 58, y + 132, 30, 5)
    with canvas.layer("#e3b35a") as knob:
        knob.ellipse(x + 134, y + 280, 8)


@scene("dark-sky", LANDSCAPE)
def dark_sky(canvas: Canvas) -> None:
    """Draw the Milky Way over the meadow at Ivkove, and two people with a telescope."""
    canvas.sky("#070f22", "#0f2140", "#1f3b5c", "#44607a", "#b08a6a", box=(0, 0, 1200, 700))
    for step in range(26):
        x, y = 120 + step * 40, 640 - step * 28
        canvas.glow(
            x + canvas.dice.uniform(-30, 30),
            y,
            canvas.dice.uniform(70, 150),
            "#8fa3b8" if step % 3 else "#c9a99a",
            0.22,
        )
    _star_dust(canvas)
    with canvas.layer("#16283a", Shade("#3d4f5c", "up", 0.4, 0.5)) as hills:
        hills.polygon(ridge(canvas.dice, 1200, 610, 22, 5, 720))
    with canvas.layer("#0c1a29") as meadow:
        meadow.polygon(ground(path("-20,690 300,664 640,660 1220,700"), 810))
        for x, radius in groups("60,70 130,50 1110,80 1180,60"):
            crown(meadow, canvas.dice, x, 680 - radius * 0.7, radius)
            meadow.rect(x - 5, 640, 10, 60)
        reeds(meadow, canvas.dice, 820, 1210, 830, 110, 50)
    _telescope(canvas, 560, 664)


def _star_dust(canvas):
    for size, count, opacity in ((0.7, 900, 0.7), (1.1, 360, 0.85), (1.9, 70, 0.95), (2.8, 14, 1)):
        with canvas.layer("#fbf3df", opacity=opacity) as stars:
            for number in range(count):
                x, y = canvas.dice.uniform(0, 1200), canvas.dice.uniform(0, 600)
                if number % 2:
                    along = canvas.dice.random()
                    x, y = 60 + along * 1120 + canvas.dice.gauss(0, 60), 690 - along * 780 + canvas.dice.gauss(0, 60)
                if y < 600:
                    stars.ellipse(x, y, size * canvas.dice.uniform(0.7, 1.2))
    for x, y in ((250, 130), (940, 240), (700, 90)):
        canvas.glow(x, y, 26, "#f7e6c4", 0.9)


def _telescope(canvas, x, foot):
    with canvas.layer("#081320") as group:
        for dx in (-34, 0, 34):
            group.line([(x, foot - 70), (x + dx, foot + 8)], 4)
        group.line([(x - 58, foot - 44), (x + 66, foot - 132)], 19, ends=False)
        group.line([(x - 76, foot - 30), (x - 56, foot - 45)], 10, ends=False)
        person(group, x - 122, foot + 10, 122, stride=0.06, lean=0.14)
        person(group, x + 128, foot + 8, 84, stride=0.05)
        group.line([(x + 122, foot - 52), (x + 98, foot - 92)], 7)
