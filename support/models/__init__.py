"""Nouns of support: how we ask, who gives, and what patrons decide."""
