"""Nouns of what we publish."""

from articles.models.article import Article, Byline, Copy, Draft, Note, OldAddress, Presence
from articles.models.image import Image, LeftFile, WantedPicture
from articles.models.license import License
from articles.models.origin import Origin
from articles.models.revision import Credit, Revision, Subject
from articles.models.section import Placement, Section

__all__ = [
    "Article",
    "Byline",
    "Copy",
    "Credit",
    "Draft",
    "Image",
    "LeftFile",
    "License",
    "Note",
    "OldAddress",
    "Origin",
    "Placement",
    "Presence",
    "Revision",
    "Section",
    "Subject",
    "WantedPicture",
]
