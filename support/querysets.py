"""Adjectives: which ways to give, patrons, payments and ballots are meant."""
