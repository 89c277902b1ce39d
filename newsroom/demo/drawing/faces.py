"""Faces: light from the left, features drawn with as little as will do."""

from .canvas import Shade
from .looks import widened
from .shapes import closed, curve, path

FACE = path("400,244 300,272 276,370 288,470 330,558 400,598 470,558 512,470 524,370 500,272")


SKULL = path("279,350 284,268 330,214 400,198 470,214 516,268 521,350 400,420")


def face_shape(canvas, looks):
    with canvas.layer(looks.skin[1]) as ears:
        for x in (276, 524):
            ears.ellipse(400 + (x - 400) * looks.width, 436, 20, 36)
    with canvas.layer(looks.skin[0]) as face:
        face.polygon(closed(widened(looks, FACE)))
        if looks.cut == "bald":
            face.polygon(closed(widened(looks, SKULL)))
    with canvas.layer(looks.skin[1], opacity=0.85, soft=1.2, within=face) as shade:
        shade.polygon(
            widened(
                looks,
                [
                    *curve(path("452,190 446,260 440,330 424,380")),
                    *curve(path("418,400 448,470 440,520 418,610")),
                    (560, 610),
                    (560, 190),
                ],
            )
        )
    with canvas.layer("#d9705a", opacity=0.22, soft=11, within=face) as cheeks:
        cheeks.ellipse(326, 470, 34, 26)
        cheeks.ellipse(474, 470, 34, 26)
    return face


def features(canvas, looks, face):
    dark = looks.hair[1] if looks.age < 55 else "#5b534f"
    with canvas.layer(looks.skin[1], within=face) as nose:
        nose.polygon(curve(path("404,392 416,440 436,484 414,500 398,497")))
    with canvas.layer(looks.skin[1], opacity=0.7, soft=2, within=face) as sockets:
        for x in (346, 454):
            sockets.ellipse(x, 402, 30, 14)
    with canvas.layer("#2b2326") as eyes:
        for x in (348, 452):
            eyes.ellipse(x, 408, 7.5, 9)
    with canvas.layer("#fff6e4") as spark:
        for x in (345.5, 449.5):
            spark.ellipse(x, 405, 2.4)
    with canvas.layer("#4b3430") as lids:
        for x, side in ((348, -1), (452, 1)):
            lids.line(curve([(x - 20, 409 + (side < 0) * 2), (x, 396), (x + 20, 409 + (side > 0) * 2)]), 4)
    with canvas.layer(dark) as brows:
        weight = 8 if looks.beard or looks.cut in ("short", "cap", "parted") else 6
        brows.line(curve([(316, 378), (344, 364), (374, 372)]), weight)
        brows.line(curve([(426, 372), (456, 364), (484, 378)]), weight)
    if looks.age > 50:
        _years(canvas, looks)


def _years(canvas, looks):
    with canvas.layer(looks.skin[1], opacity=0.9) as lines:
        for x, side in ((318, -1), (482, 1)):
            lines.line(curve([(x, 428), (x - side * 16, 440), (x - side * 34, 440)]), 2.6)
        lines.line(curve([(352, 492), (336, 516), (334, 540)]), 3)
        if looks.age > 65:
            for y in (316, 336):
                lines.line(curve([(350, y), (400, y - 6), (446, y)]), 2.6)
            for side in (-1, 1):
                lines.line(curve([(400 + side * 84, 416), (400 + side * 98, 410)]), 2.6)
                lines.line(curve([(400 + side * 84, 424), (400 + side * 98, 430)]), 2.6)


PAINTED = ("bob", "bun", "long", "pixie", "waves", "braid")


def mouth(canvas, looks):
    full = looks.cut in PAINTED
    with canvas.layer("#b0564a" if full else "#b97560") as lips:
        lips.polygon(
            [
                *curve(path("362,536 390,530 400,533 410,530 438,536")),
                *curve([(438, 536), (400, 552 if full else 546), (362, 536)]),
            ]
        )
    with canvas.layer("#6d322e" if full else "#6b3c32") as line:
        line.line(curve([(360, 536), (400, 540), (440, 534)]), 3)
    if not looks.beard:
        with canvas.layer(looks.skin[1], opacity=0.6, soft=2) as chin:
            chin.ellipse(402, 562, 22, 5)


def beard(canvas, looks, face):
    with canvas.layer(looks.hair[0], Shade(looks.hair[1], "right", 0.8, 0.9)) as beard:
        if looks.beard == "moustache":
            beard.polygon(
                closed(
                    widened(
                        looks,
                        path("400,508 350,524 328,552 372,540 400,530 428,540 472,552 450,524"),
                    )
                )
            )
            return
        drop = 664 if looks.beard == "full" else 606
        beard.polygon(
            closed(
                widened(
                    looks,
                    [
                        (278, 440),
                        (312, 490),
                        (344, 510),
                        (400, 506),
                        (456, 510),
                        (488, 490),
                        (522, 440),
                        (518, 540),
                        (470, drop - 26),
                        (400, drop),
                        (330, drop - 26),
                        (282, 540),
                    ],
                )
            )
        )
        beard.polygon(closed(path("366,524 400,518 434,524 442,546 400,556 358,546")), cut=True)


def glasses(canvas, looks):
    with canvas.layer("#fff6e0", opacity=0.16) as lenses:
        for x in (346, 454):
            lenses.ellipse(x, 410, 42, 37)
    with canvas.layer("#2b2a2e") as frame:
        for x in (346, 454):
            frame.ellipse(x, 410, 44, 39)
            frame.ellipse(x, 410, 38.5, 33.5, cut=True)
        frame.line(curve([(388, 404), (400, 398), (412, 404)]), 5)
        frame.line([(304, 404), (278, 412)], 5)
        frame.line([(496, 404), (522, 412)], 5)
