"""The desk for others' use of our work. It lists and shows; whatever is decided passes through the verbs."""

from licensing.admin import grants, readership, reprints, requests

__all__ = ["grants", "readership", "reprints", "requests"]
