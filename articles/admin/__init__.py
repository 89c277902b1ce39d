"""The desk for articles. It lists, searches and edits; whatever readers see passes through the verbs."""

from articles.admin import article, image, license, revision, sections, wanted_picture

__all__ = ["article", "image", "license", "revision", "sections", "wanted_picture"]
