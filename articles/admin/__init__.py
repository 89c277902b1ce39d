"""The desk for articles. It lists, searches and edits; whatever readers see passes through the verbs."""

from articles.admin import article, front, image, license, revision, wanted

__all__ = ["article", "front", "image", "license", "revision", "wanted"]
