"""Measuring how fast the paper is, at sizes that a small paper will not reach for years."""
