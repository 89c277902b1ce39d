"""Nouns of others' use of our work: who asks, what we granted, who has it, and what we found elsewhere."""

from licensing.models.grants import Delivery, Grant, Republisher
from licensing.models.readership import ReadElsewhere
from licensing.models.reprint import Reprint
from licensing.models.requests import Event, Extent, ReprintRequest, Status

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
