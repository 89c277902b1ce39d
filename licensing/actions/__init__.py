"""Verbs: receiving requests, granting and revoking, telling those who have a text that it changed."""

from .grants import grant, revoke, take
from .notifications import register, stop, tell, tell_notice
from .reprints import ask_to_fix, check, settle
from .requests import (
    add_note,
    ask_back,
    assign,
    expire_forgotten,
    forget_in_vain,
    receive_request,
    refuse,
    reopen,
    withdraw,
)

__all__ = [
    "add_note",
    "ask_back",
    "ask_to_fix",
    "assign",
    "check",
    "expire_forgotten",
    "forget_in_vain",
    "grant",
    "receive_request",
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
