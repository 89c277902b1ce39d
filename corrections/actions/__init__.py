"""Verbs: receiving reports, deciding them, putting right, and saying in public what was wrong."""

from .announcing import announce, withdraw_notice
from .deciding import accept, add_note, assign, decline, mark_duplicate, mark_spam, reopen
from .forgetting import erase, erase_expired, forget_senders
from .mending import anchor_again, apply, other_changes, rewrite
from .receiving import receive

__all__ = [
    "accept",
    "add_note",
    "anchor_again",
    "announce",
    "apply",
    "assign",
    "decline",
    "erase",
    "erase_expired",
    "forget_senders",
    "mark_duplicate",
    "mark_spam",
    "other_changes",
    "receive",
    "reopen",
    "rewrite",
    "withdraw_notice",
]
