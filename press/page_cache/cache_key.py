"""The key of a kept page: what of a request tells one page from another."""

from typing import NamedTuple

from .decorator import CachePolicy


class CacheKey(NamedTuple):
    """Host in lower case, path as WSGI writes it, the declared part of the query, and http or https.

    Nothing else of a request may count: not a cookie, not a language, not the order of a query's parameters.
    """

    host: str
    path: str
    query: str
    scheme: str


def cache_key(environ: dict, policy: CachePolicy, *, scheme: str) -> CacheKey | None:
    """Return the key of the page that a request asks for; None when its query is beyond measure."""
    host, query = environ.get("HTTP_HOST", "").lower(), policy.query(environ.get("QUERY_STRING", ""))
    return None if query is None else CacheKey(host, environ["PATH_INFO"], query, scheme)
