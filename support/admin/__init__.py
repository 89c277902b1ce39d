"""The desk for support."""

from support.admin import asking, ballots, giving, lists, patrons, payments, thanking

__all__ = ["asking", "ballots", "giving", "lists", "patrons", "payments", "thanking"]
