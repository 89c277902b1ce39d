"""Verbs: receiving reports, deciding them, putting right, and saying in public what was wrong."""

from .announcing import announce, announce_along, announce_beside, withdraw_notice
from .deciding import accept, add_note, assign, block_senders, decline, mark_duplicate, mark_spam, reopen
from .mending import Mended, Others, anchor_again, apply, propose, waiting_in
from .personal import erase, erase_expired, erase_person, forget_senders, hand_out
from .receiving import receive

__all__ = [
    "Mended",
    "Others",
    "accept",
    "add_note",
    "anchor_again",
    "announce",
    "announce_along",
    "announce_beside",
    "apply",
    "assign",
    "block_senders",
    "decline",
    "erase",
    "erase_expired",
    "erase_person",
    "forget_senders",
    "hand_out",
    "mark_duplicate",
    "mark_spam",
    "propose",
    "receive",
    "reopen",
    "waiting_in",
    "withdraw_notice",
]
