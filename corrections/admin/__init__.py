"""The desk for corrections. It lists and shows; whatever is decided passes through the verbs."""

from corrections.admin import correction, passage, saved_answer

__all__ = ["correction", "passage", "saved_answer"]
