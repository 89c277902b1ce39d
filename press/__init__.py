"""Machinery with no news in it: nothing here imports another room of the house."""
