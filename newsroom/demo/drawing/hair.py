"""Hair and hats, before the face and behind it."""

from .canvas import Canvas, Layer, Shade
from .looks import Looks, widened
from .shapes import closed, curve, groups, path

# The outlines of cuts that lie round the face.
OUTLINES = {
    "short": path(
        "276,400 262,320 280,236 350,186 450,184 524,236 540,320 524,400 510,330 470,284 380,300 310,290 292,340"
    ),
    "parted": path(
        "274,416 258,320 284,230 360,190 460,196 530,246 542,330 526,416 512,340 480,300 400,262 346,248 "
        "310,290 290,344"
    ),
    "pixie": path(
        "270,440 252,330 272,230 360,176 460,180 536,236 550,340 530,440 518,380 500,320 420,330 340,300 "
        "300,350 288,400"
    ),
    "bob": path(
        "262,570 248,420 256,290 310,206 400,180 490,206 544,290 552,420 538,570 500,560 514,440 506,350 "
        "450,290 372,284 310,330 290,420 300,560"
    ),
    "bun": path(
        "278,430 262,340 274,256 340,196 460,196 526,256 538,340 522,430 512,360 480,296 410,254 330,290 294,356"
    ),
    "long": path(
        "250,640 240,440 252,290 310,204 400,178 490,204 548,290 560,440 552,650 512,640 520,470 512,350 "
        "470,280 410,250 330,300 292,380 286,480 290,640"
    ),
    "waves": path(
        "254,520 236,440 250,370 244,300 290,220 400,168 510,220 556,300 550,370 564,440 546,520 512,500 "
        "520,420 506,340 440,300 390,270 330,310 296,350 284,430 290,504"
    ),
    "braid": path(
        "276,430 258,340 270,250 340,190 460,190 530,250 542,340 524,430 512,350 474,290 400,262 326,290 290,350"
    ),
    "sailor": path("272,440 256,360 270,280 400,250 530,280 544,360 528,440 512,360 480,316 400,300 320,316 290,360"),
}

OUTLINES["cap"] = OUTLINES["short"]

CURLS = groups(
    "284,350,34 270,292,42 298,232,48 352,194,52 420,182,54 484,206,52 526,262,46 534,326,38 "
    "330,262,42 390,250,44 450,258,42 500,300,32 300,306,28"
)


def hair_behind(canvas: Canvas, looks: Looks) -> None:
    """Draw what hangs or stands behind the head, before the head is drawn."""
    if looks.cut in BEHIND:
        BEHIND[looks.cut](canvas, looks)


def hair(canvas: Canvas, looks: Looks, face: Layer) -> None:
    """Draw the hair around the face and what is worn in it or on it."""
    around = _around(canvas, looks) if looks.cut in OUTLINES else face
    if looks.cut in MORE:
        MORE[looks.cut](canvas, looks, around)


def _around(canvas, looks):
    with canvas.layer(looks.hair[0], Shade(looks.hair[1], "right", 0.75, 0.95)) as hair:
        hair.polygon(closed(widened(looks, OUTLINES[looks.cut])))
    with canvas.layer("#fff0cc", opacity=0.22, soft=3, within=hair) as shine:
        shine.line(curve([(296, 280), (330, 224), (390, 204)]), 14)
    return hair


def _curly(canvas, looks, face):
    with canvas.layer(
        looks.hair[0], Shade(looks.hair[1], "right", 0.8, 0.9), Shade(looks.hair[1], "down", 0.4, 0.5)
    ) as hair:
        for x, y, radius in CURLS:
            hair.ellipse(x, y, radius)
    with canvas.layer("#f6d79a", opacity=0.4, within=hair) as shine:
        for x, y in groups("282,236 334,186 398,166 262,300"):
            shine.line(curve([(x - 14, y + 8), (x, y - 6), (x + 18, y - 4)]), 6)


def _bald(canvas, looks, face):
    with canvas.layer(looks.hair[0], Shade(looks.hair[1], "right", 0.8, 0.9)) as sides:
        for side in (-1, 1):
            tuft = [(400 + side * x, y) for x, y in groups("112,330 130,350 134,420 122,470 112,420")]
            sides.polygon(closed(widened(looks, tuft)))
    with canvas.layer("#fff1d8", opacity=0.5, soft=7) as shine:
        shine.ellipse(348, 262, 34, 18)


def _bun(canvas, looks, face):
    with canvas.layer("#d9a857") as earrings:
        for x in (276, 524):
            earrings.ellipse(x, 482, 8)


def _waves(canvas, looks, around):
    with canvas.layer(looks.hair[1], opacity=0.5, within=around) as waves:
        for shift in (0, 26, 52):
            low, middle, high = 430 - shift * 2, 350 - shift, 262 - shift * 0.6
            waves.line(curve([(262 + shift, low), (276 + shift, middle), (330 + shift, high), (400 + shift, 224)]), 4)


def _braid(canvas, looks, face):
    with canvas.layer(looks.hair[0], Shade(looks.hair[1], "right", 0.8, 0.8)) as plait:
        for step in range(11):
            x = 262 + step * 27.6
            y = 262 - 82 * (1 - ((x - 400) / 140) ** 2)
            plait.ellipse(x, y, 21, 16)
    with canvas.layer(looks.hair[1], opacity=0.7) as strands:
        for step in range(10):
            x = 276 + step * 27.6
            y = 262 - 82 * (1 - ((x - 400) / 140) ** 2)
            strands.line([(x - 5, y - 13), (x + 6, y + 13)], 3)


def _cap(canvas, looks, face):
    with canvas.layer("#4f6470", Shade("#2c3d49", "right", 0.8, 0.9)) as cap:
        cap.polygon(closed(path("248,300 258,216 330,158 430,146 530,182 560,262 552,304 400,286")))
    with canvas.layer("#37495a", Shade("#1f2c38", "down", 0.9, 0.8)) as peak:
        peak.polygon(closed(path("236,306 300,280 400,274 470,284 420,322 310,336")))


def _sailor(canvas, looks, face):
    with canvas.layer("#1f3340", Shade("#101c26", "right", 0.8, 0.9)) as cap:
        cap.polygon(closed(path("238,250 262,176 400,142 538,176 562,250 500,292 400,300 300,292")))
    with canvas.layer("#2b4452") as band:
        band.polygon([*curve([(262, 262), (400, 288), (538, 262)]), *curve([(540, 306), (400, 330), (260, 306)])])
    with canvas.layer("#101a22", Shade("#3d5564", "up", 0.5, 0.6)) as peak:
        peak.polygon(closed(path("276,312 400,322 524,312 500,346 400,362 300,346")))
    with canvas.layer("#d9b05c") as badge:
        badge.ellipse(400, 292, 19)
    with canvas.layer("#1f3340") as wave:
        wave.line(curve(path("388,294 394,289 400,294 406,299 412,294"), 5), 3)


def _behind_bun(canvas, looks):
    with canvas.layer(looks.hair[0], Shade(looks.hair[1], "right", 0.8, 0.9)) as bun:
        bun.ellipse(408, 162, 72, 60)


def _behind_long(canvas, looks):
    with canvas.layer(looks.hair[1]) as back:
        back.polygon(closed(path("256,320 250,560 262,740 330,770 470,770 542,740 556,560 544,320 400,200")))


def _behind_bob(canvas, looks):
    with canvas.layer(looks.hair[1]) as back:
        back.polygon(closed(path("256,320 256,560 320,610 480,610 544,560 544,320 400,200")))


BEHIND = {"bun": _behind_bun, "long": _behind_long, "bob": _behind_bob, "waves": _behind_bob}
MORE = {
    "curly": _curly,
    "bald": _bald,
    "bun": _bun,
    "waves": _waves,
    "braid": _braid,
    "cap": _cap,
    "sailor": _sailor,
}
