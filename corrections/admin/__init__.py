"""The desk for corrections. It lists and shows; whatever is decided passes through the verbs."""

from corrections.admin import answering, correction, passage

__all__ = ["answering", "correction", "passage"]
