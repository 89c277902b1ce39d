"""What filters ask for, as words of their own beside a text: `section3`, `languageuk`, `person12`, `tag5`."""

import re
from collections.abc import Iterable

KINDS = ("section", "language", "person", "tag")
_NO_PART_OF_A_CODE = re.compile("[^a-z0-9-]")


def marks(
    *, section: int | None = None, language: str = "", people: Iterable[int] = (), tags: Iterable[int] = ()
) -> list[str]:
    """Return the marks of a text, or those that a search asks for."""
    return [
        *([f"section{section}"] if section else []),
        *(["language" + _NO_PART_OF_A_CODE.sub("_", language.lower())] if language else []),
        *(f"person{number}" for number in people),
        *(f"tag{number}" for number in tags),
    ]


def told(mark: str) -> tuple[str, str]:
    """Return the kind of a mark, and the id or the language that it stands for."""
    kind = next(kind for kind in KINDS if mark.startswith(kind))
    return kind, mark.removeprefix(kind)
