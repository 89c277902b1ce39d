"""Verbs: receiving requests, granting and revoking, telling those who have a text that it changed."""

from .asking import add_note, ask_back, assign, expire_forgotten, forget_in_vain, receive, refuse, reopen, withdraw
from .checking import ask_to_fix, check, settle
from .granting import grant, revoke, take
from .telling import register, stop, tell, tell_notice

__all__ = [
    "add_note",
    "ask_back",
    "ask_to_fix",
    "assign",
    "check",
    "expire_forgotten",
    "forget_in_vain",
    "grant",
    "receive",
    "refuse",
    "register",
    "reopen",
    "revoke",
    "settle",
    "stop",
    "take",
    "tell",
    "tell_notice",
    "withdraw",
]
