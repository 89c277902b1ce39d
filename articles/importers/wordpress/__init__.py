"""Importing from WordPress."""
