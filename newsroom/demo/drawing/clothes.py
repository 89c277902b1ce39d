"""What the people in the portraits wear at the neck."""

from .canvas import Shade
from .looks import widened
from .shapes import closed, curve, path


def _round_neck(canvas, looks, coat):
    with canvas.layer(looks.collar, Shade(looks.coat[1], "right", 0.9, 0.5)) as edge:
        edge.line(curve(widened(looks, path("292,694 330,752 400,776 470,752 508,694"))), 19)


def _collarless(canvas, looks, coat):
    with canvas.layer(looks.skin[0], Shade(looks.skin[1], "right", 0.9, 0.9)) as chest:
        chest.polygon(widened(looks, [(304, 688), (400, 860), (496, 688)]))
    with canvas.layer(looks.collar, Shade(looks.coat[1], "right", 0.9, 0.5)) as lapels:
        lapels.line(widened(looks, [(300, 690), (400, 866)]), 13)
        lapels.line(widened(looks, [(500, 690), (400, 866)]), 13)


def _shirt(canvas, looks, coat):
    with canvas.layer(looks.collar, Shade(looks.coat[1], "right", 0.9, 0.4)) as shirt:
        shirt.polygon(widened(looks, path("310,690 400,1010 490,690 400,740")))
    with canvas.layer(looks.collar, Shade("#8d7d68", "right", 0.9, 0.6), Shade("#8d7d68", "down", 0.4, 0.5)) as collar:
        collar.polygon(widened(looks, path("312,664 288,706 348,806 400,742")))
        collar.polygon(widened(looks, path("488,664 512,706 452,806 400,742")))
    with canvas.layer(looks.coat[1], opacity=0.85) as lapels:
        lapels.polygon(widened(looks, path("288,706 236,732 250,830 300,850 396,1010 350,806")))
        lapels.polygon(widened(looks, path("512,706 564,732 550,830 500,850 404,1010 450,806")))


def _scarf(canvas, looks, coat):
    with canvas.layer(looks.collar, Shade("#6d2a26", "right", 0.8, 0.8), Shade("#6d2a26", "down", 0.5, 0.6)) as scarf:
        scarf.polygon(closed(widened(looks, path("292,650 400,708 508,650 548,716 400,812 252,716"))))
        scarf.polygon(closed(widened(looks, path("330,770 400,780 420,900 376,960 322,930"))))
    with canvas.layer("#f1e4c8", opacity=0.75, within=scarf) as stripes:
        for y in (700, 728):
            stripes.line(curve(widened(looks, [(256, y - 10), (400, y + 70), (544, y - 10)])), 4)


def _roll_neck(canvas, looks, coat):
    with canvas.layer(looks.collar, Shade("#5f6a70", "right", 0.9, 0.8)) as roll:
        roll.polygon(
            closed(
                widened(
                    looks,
                    path("316,616 400,668 484,616 504,690 500,744 400,776 300,744 296,690"),
                )
            )
        )
    with canvas.layer("#7d878a", opacity=0.5, within=roll) as ribs:
        for x in range(300, 510, 17):
            ribs.line(widened(looks, [(x, 620), (400 + (x - 400) * 1.06, 776)]), 3)


NECKLINES = {"round": _round_neck, "collarless": _collarless, "shirt": _shirt, "scarf": _scarf, "roll": _roll_neck}
