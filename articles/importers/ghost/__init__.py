"""Importing from Ghost."""
