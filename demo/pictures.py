"""The demo paper's pictures: the files, and what the library says about each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("pictures")
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
    def file(self) -> Path:
        """Return where the picture lies."""
        return FOLDER / f"{self.key}.avif"


def _read() -> dict[str, Picture]:
    with WORDS.open("rb") as file:
        words = tomllib.load(file)
    common = words.pop("common")
    focal_points = {key: tuple(entry.pop("focal_point", (0.5, 0.5))) for key, entry in words.items()}
    return {key: Picture(key=key, focal_point=focal_points[key], **(common | entry)) for key, entry in words.items()}


PICTURES: dict[str, Picture] = _read()
