"""Finding again the passage that a reader marked, in a text that has changed since. Plain Python, no Django."""

from .location import locate
from .selector import Selector, Span

__all__ = ["Selector", "Span", "locate"]
