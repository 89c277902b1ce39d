"""Nouns of others' use of our work: who asks, what we granted, and who has it."""

from licensing.models.asking import Event, Extent, ReprintRequest, Status
from licensing.models.counting import ReadElsewhere
from licensing.models.granting import Delivery, Grant, Republisher

__all__ = ["Delivery", "Event", "Extent", "Grant", "ReadElsewhere", "ReprintRequest", "Republisher", "Status"]
