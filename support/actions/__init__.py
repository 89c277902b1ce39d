"""Verbs: asking, taking note of gifts, and letting patrons decide."""

from .appeal_counts import AlreadyCounted, count
from .appeals import put_up, state_reached
from .ballots import (
    accept_topics,
    count_votes,
    decline_topics,
    find_pass,
    let_in,
    name_of,
    next_opening_or_closing,
    propose,
    send_pass,
    vote,
)
from .patron_import import bring_in_list, check_list, forget_lists, take_list
from .payments import note_member, note_payment
from .personal_data import erase_person, hand_out, stop_letters
from .thank_you import send_thanks
from .webhooks import forget_words, read_again, receive_event, settle

__all__ = [
    "AlreadyCounted",
    "accept_topics",
    "bring_in_list",
    "check_list",
    "count",
    "count_votes",
    "decline_topics",
    "erase_person",
    "find_pass",
    "forget_lists",
    "forget_words",
    "hand_out",
    "let_in",
    "name_of",
    "next_opening_or_closing",
    "note_member",
    "note_payment",
    "propose",
    "put_up",
    "read_again",
    "receive_event",
    "send_pass",
    "send_thanks",
    "settle",
    "state_reached",
    "stop_letters",
    "take_list",
    "vote",
]
