"""Nouns of others' use of our work: who asks, what we granted, who has it, and what we found elsewhere."""

from licensing.models.asking import Event, Extent, ReprintRequest, Status
from licensing.models.counting import ReadElsewhere
from licensing.models.granting import Delivery, Grant, Republisher
from licensing.models.reprint import Reprint

__all__ = [
    "Delivery",
    "Event",
    "Extent",
    "Grant",
    "ReadElsewhere",
    "Reprint",
    "ReprintRequest",
    "Republisher",
    "Status",
]
