"""The desk for support."""

from support.admin import asking, giving

__all__ = ["asking", "giving"]
