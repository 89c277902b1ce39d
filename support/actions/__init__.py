"""Verbs: asking, taking note of gifts, and letting patrons decide."""

from .asking import put_up, state_reached

__all__ = ["put_up", "state_reached"]
