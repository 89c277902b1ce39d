"""Verbs: the only code that changes what editors keep and what readers see of articles."""

from .drafts import remember, restore, restore_draft, save, set_bylines
from .publishing import amend, import_revision, publish, reinstate, unschedule, withdraw
from .review import add_note, approve, send_back, submit
from .revisions import next_change

__all__ = [
    "add_note",
    "amend",
    "approve",
    "import_revision",
    "next_change",
    "publish",
    "reinstate",
    "remember",
    "restore",
    "restore_draft",
    "save",
    "send_back",
    "set_bylines",
    "submit",
    "unschedule",
    "withdraw",
]
