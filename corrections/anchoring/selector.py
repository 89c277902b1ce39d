"""What points at a passage (Selector) and where the passage was found (Span)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

GAP = " … "


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A place in a text: code points, 0-based, end exclusive. It unpacks to exactly `start, end`.

    `how` says what found it: "offsets" (same text), "mapped" (through the difference from the original), "quote" (the
    same words with their context) or "fuzzy" (changed words in the same context). `score` is the likeness of the words,
    0 to 1.
    """

    how: str
    score: float

    def __new__(cls, start: int, end: int, how: str = "offsets", score: float = 1.0) -> Self:
        span = super().__new__(cls, start, end)
        span.how, span.score = how, score
        return span

    def __getnewargs__(self) -> tuple[int, int, str, float]:
        return self.start, self.end, self.how, self.score

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, how={self.how!r}, score={self.score:.2f})"


@dataclass(frozen=True, slots=True)
class Selector:
    """A quote with up to 32 characters of context on either side and, where known, its offsets in code points.

    `shortened` says that `exact` is the first and the last words of a longer passage with " … " between them.

    :raises ValueError: when a part is missing, of the wrong type or out of order; the message is a sentence for people.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    shortened: bool = False

    def __post_init__(self) -> None:
        for name in ("exact", "prefix", "suffix"):
            if not isinstance(getattr(self, name), str):
                raise ValueError(f"The selector's {name} must be text.")
        if not self.exact:
            raise ValueError("The selector quotes nothing: exact is empty.")
        for name in ("start", "end"):
            _check_offset(name, getattr(self, name))
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError("The selector ends before it starts.")
        if not isinstance(self.shortened, bool):
            raise ValueError("The selector's shortened must be true or false.")

    @classmethod
    def read(cls, value: "Selector | Mapping") -> "Selector":
        """Return `value` as a Selector; unknown keys are ignored, null means missing."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError("A selector must be an object with exact, prefix, suffix, start and end.")
        if value.get("exact") is None:
            raise ValueError("The selector has no exact text.")
        known = {name: value[name] for name in cls.__slots__ if value.get(name) is not None}
        return cls(**known)

    @property
    def ends(self) -> tuple[int, int] | None:
        """Where the passage says it stands, or None where it does not say."""
        if self.start is None:
            return None
        return self.start, self.start + len(self.exact) if self.end is None else self.end


def _check_offset(name: str, value: object) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"The selector's {name} must be a whole number.")
    if value < 0:
        raise ValueError(f"The selector's {name} must not be negative.")
