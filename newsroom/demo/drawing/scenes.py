"""The register of scenes: a key, the size of the sheet and the function that draws on it."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from .canvas import Canvas

Drawing = Callable[[Canvas], None]


@dataclass(frozen=True)
class Scene:
    """A picture that can be drawn."""

    key: str
    size: tuple[int, int]
    drawing: Drawing

    def draw(self) -> Image.Image:
        """Return the finished picture, the same pixels at every call."""
        canvas = Canvas(self.size, self.key)
        self.drawing(canvas)
        return canvas.finish()


SCENES: dict[str, Scene] = {}


def scene(key: str, size: tuple[int, int]) -> Callable[[Drawing], Drawing]:
    """Register the decorated function as the drawing of the picture `key`."""

    def register(drawing: Drawing) -> Drawing:
        SCENES[key] = Scene(key, size, drawing)
        return drawing

    return register
