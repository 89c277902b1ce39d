"""Verbs: asking, taking note of gifts, and letting patrons decide."""
