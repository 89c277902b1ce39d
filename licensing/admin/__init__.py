"""The desk for others' use of our work. It lists and shows; whatever is decided passes through the verbs."""

from licensing.admin import asking, checking, counting, granting

__all__ = ["asking", "checking", "counting", "granting"]
