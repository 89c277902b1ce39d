"""Pages of others' use of our work."""
