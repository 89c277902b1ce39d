"""The desk for support."""

from support.admin import giving

__all__ = ["giving"]
