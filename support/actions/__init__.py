"""Verbs: asking, taking note of gifts, and letting patrons decide."""

from .asking import put_up, state_reached
from .counting import AlreadyCounted, count

__all__ = ["AlreadyCounted", "count", "put_up", "state_reached"]
