"""What a view says of its pages, and how it is asked for one."""

import functools
import io
import operator
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

from .page import Headers

LONGEST_PATH = 1000
LONGEST_QUERY = 500
MOST_PARAMETERS = 50
ABOUT_THE_SERVER = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SERVER_SOFTWARE", "SCRIPT_NAME", "REMOTE_ADDR")


class Kept(NamedTuple):
    """What `@keep` says of a view."""

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


def keep(*, params: tuple[str, ...] = (), max_age: int = 1, endless: bool = False) -> Callable[[Callable], Callable]:
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

        marked.kept = Kept(tuple(params), max_age, endless)
        return marked

    return mark


def kept_at(path: str) -> Kept | None:
    """Return what the view behind a path, as WSGI writes it, says of its pages; None if they are not to be kept."""
    if len(path) > LONGEST_PATH:
        return None
    try:
        view = resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None
    return getattr(view, "kept", None)


def scheme_reader() -> Callable[[dict], str]:
    """Return the function that tells http from https in a request, as Django does."""
    if not settings.SECURE_PROXY_SSL_HEADER:
        return operator.itemgetter("wsgi.url_scheme")
    header, secure = settings.SECURE_PROXY_SSL_HEADER

    def scheme(environ: dict) -> str:
        said = environ.get(header)
        if said is None:
            return environ["wsgi.url_scheme"]
        return "https" if said.split(",", 1)[0].strip() == secure else "http"

    return scheme


class Reply(NamedTuple):
    """What the application answered."""

    status: str
    headers: Headers
    body: bytes
    streams: bool

    def answer(self, environ: dict, start_response: Callable, note: str = "") -> list[bytes]:
        """Hand it on as it is."""
        start_response(self.status, self.headers)
        return [self.body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def values(self, name: str) -> list[str]:
        """Return the members of a header in lower case."""
        lines = ",".join(value for key, value in self.headers if key.lower() == name).lower()
        return [member.strip() for member in lines.split(",") if member.strip()]


def ask(application: Callable, environ: dict) -> Reply:
    """Have the application answer a request wholly, and let it close what it opened."""
    said: list[tuple[str, Headers]] = []
    written: list[bytes] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        said[:] = [(status, list(headers))]
        return written.append

    result = application(environ, start_response)
    try:
        written.extend(result)
    finally:
        getattr(result, "close", bool)()
    return Reply(*said[0], b"".join(written), getattr(result, "streaming", False))


def plain(environ: dict, *, query: str, headers: tuple[str, ...]) -> dict:
    """Return the request for what everybody gets: a GET without cookies, body, or headers that tell who asks."""
    names = [*ABOUT_THE_SERVER, *headers, *(name for name in environ if name.startswith("wsgi."))]
    return {name: environ[name] for name in names if name in environ} | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": environ["PATH_INFO"],
        "QUERY_STRING": query,
        "CONTENT_LENGTH": "",
        "wsgi.input": io.BytesIO(),
    }
