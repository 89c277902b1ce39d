"""Nouns of putting things right: what readers report, and what we say in public."""

from corrections.models.correction import Correction
from corrections.models.report import Event, Kind, Part, Passage, Report, Status, new_token
from corrections.models.saved_answer import DeclineReason

__all__ = [
    "Correction",
    "DeclineReason",
    "Event",
    "Kind",
    "Part",
    "Passage",
    "Report",
    "Status",
    "new_token",
]
