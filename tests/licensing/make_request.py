"""Requests and grants as they come about, without the forms."""

from articles.models import Article
from licensing import actions
from licensing.models import Grant, ReprintRequest
from tests import make

ASKED = {
    "name": "Petro Outlet",
    "email": "petro@outlet.example",
    "outlet": "The Outlet",
    "place": "https://outlet.example/river",
    "purpose": "For our Sunday issue.",
}


def asked(article: Article, **fields) -> ReprintRequest:
    """Send a request for what readers see now."""
    return actions.receive_request(article.revisions.live().get(), **{**ASKED, "language": article.language, **fields})


def granted(article: Article, *, by=None, request: dict | None = None, **terms) -> Grant:
    """Ask and permit at once."""
    return actions.grant(asked(article, **(request or {})), by=by or make.user(), **terms)
