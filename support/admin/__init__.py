"""The desk for support."""

from support.admin import appeals, ballots, patron_import, patrons, payments, support_page, thank_you

__all__ = ["appeals", "ballots", "patron_import", "patrons", "payments", "support_page", "thank_you"]
