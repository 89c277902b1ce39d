"""Nouns of support: how we ask, who gives, and what patrons decide."""

from support.models.appeals import Appeal, AppealCount, AppealVariant, HouseMessage, Placement
from support.models.giving import Channel, Funder, Goal, SupportPage, Tier

__all__ = [
    "Appeal",
    "AppealCount",
    "AppealVariant",
    "Channel",
    "Funder",
    "Goal",
    "HouseMessage",
    "Placement",
    "SupportPage",
    "Tier",
]
