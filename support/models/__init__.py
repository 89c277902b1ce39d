"""Nouns of support: how we ask, who gives, and what patrons decide."""

from support.models.appeals import Appeal, AppealCount, AppealVariant, HouseMessage, Placement
from support.models.ballots import Ballot, Pass, Topic, Vote
from support.models.patrons import Delivery, ListFault, Patron, PatronList, Source, ThanksLetter, Wall
from support.models.payments import Payment, WebhookEvent
from support.models.support_page import Channel, Funder, Goal, SupportPage, Tier

__all__ = [
    "Appeal",
    "AppealCount",
    "AppealVariant",
    "Ballot",
    "Channel",
    "Delivery",
    "Funder",
    "Goal",
    "HouseMessage",
    "ListFault",
    "Pass",
    "Patron",
    "PatronList",
    "Payment",
    "Placement",
    "Source",
    "SupportPage",
    "ThanksLetter",
    "Tier",
    "Topic",
    "Vote",
    "Wall",
    "WebhookEvent",
]
