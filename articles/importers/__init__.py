"""Bringing a paper's past from other systems, whole, once, and with a report of what was left behind."""
