"""How a view says that its pages may be kept, and what it depends on."""

import functools
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

LONGEST_PATH = 1000
LONGEST_QUERY = 500
MOST_PARAMETERS = 50


class CachePolicy(NamedTuple):
    """What `@cached` says of a view."""

    params: tuple[str, ...]
    max_age: int
    endless: bool

    def query(self, sent: str) -> str | None:
        """Return the declared parameters of a query string in the declared order; None when it is beyond measure.

        Of a parameter that is given twice the last counts, as in Django.
        """
        if not sent or not self.params:
            return ""
        try:
            given = dict(parse_qsl(sent, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
        except ValueError:
            return None
        query = urlencode([(name, given[name]) for name in self.params if name in given])
        return query if len(query) <= LONGEST_QUERY else None


def cached(*, params: tuple[str, ...] = (), max_age: int = 1, endless: bool = False) -> Callable[[Callable], Callable]:
    """Mark a view whose pages may be kept, because they are the same for everybody.

    `params`: the query parameters that its pages depend on; others never reach it. `max_age`: the seconds for which a
    proxy or CDN may answer without asking us, if the page does not say so itself. `endless`: anybody can think up ever
    more addresses, as for a search, so its pages are kept in memory only, where they cannot push out others.

    Only answers 200 and 410 are kept, and 301, 308 and 404 as if endless. A page that sets a cookie, streams, or varies
    on anything is not kept, and the log says so; one with `Cache-Control: no-store` or `private` is not kept silently.
    """

    def mark(view: Callable) -> Callable:
        @functools.wraps(view)
        def marked(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        marked.cache_policy = CachePolicy(tuple(params), max_age, endless)  # type: ignore[attr-defined]  # Functions take any.
        return marked

    return mark


def policy_at(path: str) -> CachePolicy | None:
    """Return what the view behind a path, as WSGI writes it, says of its pages; None if they are not to be kept."""
    if len(path) > LONGEST_PATH:
        return None
    try:
        view = resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None
    return getattr(view, "cache_policy", None)
