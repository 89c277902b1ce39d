"""Finds out what a page has of a text of ours: how much, in how many pieces, with which links and pictures.

Plain Python, and nothing is fetched: a page is what somebody pasted or uploaded (`page.py`). Words are compared in any
letter case and with any quotes, dashes and spaces between them (`overlap.py`), addresses as far as they decide where
they lead (`links.py`); places in a text are counted in code points.
"""

from .links import Linked, link_key, linked, pictures_in
from .overlap import Overlap, Stretch, Words, overlap, telling_phrases
from .page import MOST_CHARACTERS, Link, Page, decode, read

__all__ = [
    "MOST_CHARACTERS",
    "Link",
    "Linked",
    "Overlap",
    "Page",
    "Stretch",
    "Words",
    "decode",
    "link_key",
    "linked",
    "overlap",
    "pictures_in",
    "read",
    "telling_phrases",
]
