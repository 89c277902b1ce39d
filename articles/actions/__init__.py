"""Verbs: the only code that changes what editors keep and what readers see of articles."""

from .drafts import restore, restore_draft, save_working_copy
from .publishing import amend, import_revision, publish, reinstate, unschedule, withdraw
from .review import add_note, approve, assign, send_back, submit
from .revisions import next_change

__all__ = [
    "add_note",
    "amend",
    "approve",
    "assign",
    "import_revision",
    "next_change",
    "publish",
    "reinstate",
    "restore",
    "restore_draft",
    "save_working_copy",
    "send_back",
    "submit",
    "unschedule",
    "withdraw",
]
