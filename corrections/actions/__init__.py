"""Verbs: receiving reports, deciding them, putting right, and saying in public what was wrong."""

from .apply_correction import Mended, Others, anchor_again, apply, propose, waiting_in
from .decisions import accept, add_note, assign, block_senders, decline, mark_duplicate, mark_spam, reopen
from .notices import announce, announce_along, announce_beside, withdraw_notice
from .personal_data import erase, erase_expired, erase_person, forget_senders, hand_out
from .reports import receive_report

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
    "receive_report",
    "reopen",
    "waiting_in",
    "withdraw_notice",
]
