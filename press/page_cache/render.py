"""How the application is asked for a page that is the same for everybody."""

import io
import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings

from .page import Headers

ABOUT_THE_SERVER = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SERVER_SOFTWARE", "SCRIPT_NAME", "REMOTE_ADDR")


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
