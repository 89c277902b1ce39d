"""Requests as our views get them."""

from django.http import HttpRequest

from masthead.models import Publication


class PaperRequest(HttpRequest):
    """A request that knows the paper it is for: `masthead.middleware.publication` tells every one."""

    publication: Publication
