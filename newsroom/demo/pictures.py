"""The demo paper's picture library: what is said about every picture, and the picture itself, drawn on demand."""

import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from .drawing import (  # noqa: F401  (their scenes enter the register)
    boats,
    charts,
    gardens,
    halls,
    land,
    night,
    portraits,
    river,
    rooms,
    stage,
    streets,
    tables,
    winter,
    work,
)
from .drawing.scenes import SCENES

WORDS = Path(__file__).with_name("pictures.toml")


@dataclass(frozen=True)
class Picture:
    """What the library knows about a picture; the focal point is given in parts of width and height."""

    key: str
    alt_text: str
    caption: str
    credit: str
    creator: str
    license: str
    focal_point: tuple[float, float] = (0.5, 0.5)
    label: str = "illustration"

    @property
    def filename(self) -> str:
        """Return the name that the file has when it is uploaded."""
        return f"{self.key}.jpg"


def _read() -> dict[str, Picture]:
    with WORDS.open("rb") as file:
        words = tomllib.load(file)
    common = words.pop("common")
    focal_points = {key: tuple(entry.pop("focal_point", (0.5, 0.5))) for key, entry in words.items()}
    return {key: Picture(key=key, focal_point=focal_points[key], **(common | entry)) for key, entry in words.items()}


PICTURES: dict[str, Picture] = _read()


def draw(key: str) -> Image.Image:
    """Return the picture as RGB, the same pixels at every call; takes a few tenths of a second.

    :raises KeyError: no picture has this key.
    """
    return SCENES[key].draw()


def jpeg(key: str) -> bytes:
    """Return the picture as the file that is uploaded.

    :raises KeyError: no picture has this key.
    """
    file = BytesIO()
    draw(key).save(file, "JPEG", quality=90)
    return file.getvalue()
