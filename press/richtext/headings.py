"""The headings within a body and their anchors."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .allowlist import HEADINGS
from .blocks import start_tag
from .plain_text import plain_text
from .tokenizer import Token, tokens

MAX_SLUG = 60
TOPMOST = 2


class Heading(NamedTuple):
    """A heading: its level as printed (2 to 4), the id of its anchor, its words."""

    level: int
    id: str
    text: str


def headings(html: str) -> list[Heading]:
    """Return the headings of cleaned HTML in order, with the ids that `with_heading_ids` gives them."""
    return [part for part in _parts(html) if isinstance(part, Heading)]


def with_heading_ids(html: str) -> str:
    """Return cleaned HTML in which every heading has an id of its own, made of its words unless an editor chose one.

    Ids stay the same while the words do. They begin with "h-", so that they never meet an id of the page around them.
    Headings are printed one level below the heading they stand under, the topmost as `h2`: no level is left out.
    """
    return "".join(part for part in _parts(html) if isinstance(part, str))


def _parts(html: str) -> Iterator[str | Heading]:
    """Cut cleaned HTML into headings, each followed by its HTML, and what is between them."""
    taken: Counter[str] = Counter()
    above: list[int] = []  # The levels, as written, of the headings that the current one stands under.
    stream = tokens(html)
    for token in stream:
        if token.kind != "start" or token.name not in HEADINGS:
            yield token.source
            continue
        inner = _inner(stream, token.name)
        text = plain_text(inner).replace("\n", " ")
        anchor = _free(token.attributes.get("id") or _slug(text), taken)
        written = int(token.name[1])
        above = [level for level in above if level < written]
        level = TOPMOST + len(above)
        above.append(written)
        yield Heading(level, anchor, text)
        attributes = {"id": anchor} | token.attributes | {"id": anchor}  # The id comes first, as `clean` has it.
        yield f"{start_tag(f'h{level}', attributes)}{inner}</h{level}>"


def _inner(stream: Iterator[Token], tag: str) -> str:
    inner: list[str] = []
    for token in stream:
        if token.name == tag:
            break
        inner.append(token.source)
    return "".join(inner)


def _slug(text: str) -> str:
    """Return letters, digits and their marks in any script, joined by hyphens."""
    text = unicodedata.normalize("NFKC", text[:MAX_SLUG]).lower()
    letters = "".join(char if unicodedata.category(char)[0] in "LMN" else "-" for char in text)
    return "h-" + re.sub("-+", "-", letters)[:MAX_SLUG].strip("-")


def _free(anchor: str, taken: Counter[str]) -> str:
    """Return `anchor`, with a number behind it if it is taken, and take it."""
    free = anchor
    while free in taken:
        taken[anchor] += 1
        free = f"{anchor}-{taken[anchor]}"
    taken[free] = 1
    return free
