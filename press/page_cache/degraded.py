"""What the log says while something in the page folder cannot be used: once, and once more when it can again."""

import logging
from pathlib import Path

log = logging.getLogger(__name__)
_failing: dict[Path, OSError | None] = {}


def enter(place: Path, error: OSError, *, cost: str) -> None:
    """Say what it costs, unless something was said of this place since it last worked."""
    if _failing.setdefault(place, error) is error:
        log.error("%s: %s cannot be used (%s).", cost, place, error)


def leave(place: Path) -> None:
    """Say that a place works again, if the log said otherwise."""
    if place in _failing and _failing.pop(place, None):
        log.warning("%s is used again.", place)
