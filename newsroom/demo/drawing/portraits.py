"""Portraits of the demo paper's invented people: plain busts in warm light."""

from .canvas import PORTRAIT, Canvas, Shade
from .clothes import NECKLINES
from .faces import beard, face_shape, features, glasses, mouth
from .hair import hair, hair_behind
from .looks import PEOPLE, Looks, widened
from .scenes import scene
from .shapes import closed, curve, path


def _register(key: str, looks: Looks) -> None:
    @scene(key, PORTRAIT)
    def portrait(canvas: Canvas) -> None:
        bust(canvas, looks)


for _key, _looks in PEOPLE.items():
    _register(_key, _looks)


def bust(canvas: Canvas, looks: Looks) -> None:
    """Draw head and shoulders of somebody with these looks."""
    _ground(canvas, looks)
    hair_behind(canvas, looks)
    _neck(canvas, looks)
    _shoulders(canvas, looks)
    face = face_shape(canvas, looks)
    features(canvas, looks, face)
    if looks.beard:
        beard(canvas, looks, face)
    mouth(canvas, looks)
    hair(canvas, looks, face)
    if looks.glasses:
        glasses(canvas, looks)


def _ground(canvas, looks):
    canvas.sky(looks.ground[0], looks.ground[0], looks.ground[1])
    canvas.glow(250, 300, 560, "#fff3d6", 0.4)
    with canvas.layer(looks.ground[1], Shade(looks.ground[0], "down", 0.9, 0.8), opacity=0.75) as disc:
        disc.ellipse(420, 430, 305)
    with canvas.layer(looks.skin[1], opacity=0.16, soft=30) as shadow:
        shadow.ellipse(560, 520, 150, 260)


def _neck(canvas, looks):
    with canvas.layer(looks.skin[0], Shade(looks.skin[1], "right", 0.9, 0.9)) as neck:
        neck.polygon(
            [
                *curve(widened(looks, path("330,520 336,640 300,730 330,800"))),
                *curve(widened(looks, path("470,800 500,730 464,640 470,520"))),
            ]
        )
    with canvas.layer(looks.skin[1], soft=3, within=neck) as shadow:
        shadow.polygon(closed(widened(looks, path("320,540 400,600 480,540 490,640 420,655 360,610"))))


def _shoulders(canvas, looks):
    outline = path("60,1020 84,850 170,748 300,690 400,730 500,690 632,748 716,850 742,1020")
    with canvas.layer(
        looks.coat[0], Shade(looks.coat[1], "right", 0.75, 0.95), Shade(looks.coat[1], "down", 0.5, 0.5)
    ) as coat:
        coat.polygon(curve(widened(looks, outline)))
    NECKLINES[looks.neckline](canvas, looks, coat)
    with canvas.layer("#fff1d0", opacity=0.18, soft=6, within=coat) as light:
        light.polygon(closed(widened(looks, path("84,1000 100,850 190,750 260,730 160,830 130,1000"))))
