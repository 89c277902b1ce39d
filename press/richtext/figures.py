"""Pictures of the library in a body: placeholders, found and filled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .allowlist import placeholder
from .tokenizer import Token, tokens


@dataclass(frozen=True)
class Figure:
    """A picture of the library at its place in a body.

    `size` is "text", "wide" or "full"; `caption` is inline HTML that replaces the picture's own, or "".
    """

    image_id: int
    size: str
    caption: str = ""


def figures(html: str) -> list[Figure]:
    """Return the picture placeholders of cleaned HTML, in order."""
    return [part for part in parts(html) if isinstance(part, Figure)]


def render_figures(html: str, render: Callable[[Figure], str]) -> str:
    """Return cleaned HTML with every placeholder replaced by the HTML that `render` makes of it, put in as it is.

    What `render` returns should be a `figure class="news-image"`: readers' selections leave those out when they count
    characters, as `plain_text` does.
    """
    return "".join(render(part) if isinstance(part, Figure) else part.source for part in parts(html))


def parts(html: str) -> Iterator[Token | Figure]:
    """Cut cleaned HTML into placeholders and the tags and text between them."""
    stream = tokens(html)
    for token in stream:
        if token.name == "figure" and token.kind == "start" and (attributes := placeholder(token.attributes)):
            yield Figure(int(attributes["data-image"]), attributes["data-size"], _caption(stream))
        else:
            yield token


def _caption(stream: Iterator[Token]) -> str:
    """Read up to the end of the figure."""
    caption: list[str] = []
    for token in stream:
        if token.name == "figure":
            break
        if token.name != "figcaption":
            caption.append(token.source)
    return "".join(caption)
