"""Readers of the small paper."""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass
from wsgiref.util import setup_testing_defaults

import brotli


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        decode = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers.get("content-encoding"), bytes)
        return decode(self.raw).decode()

    @property
    def note(self) -> str | None:
        return self.headers.get("x-page-store")


def read(application: Callable, address: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """Ask a WSGI application as a server would; `headers` by their names in WSGI without HTTP_."""
    path, _mark, query = address.partition("?")
    environ = {f"HTTP_{name}": value for name, value in ({"HOST": "paper.test"} | headers).items()}
    environ |= {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    setup_testing_defaults(environ)
    said = []
    result = application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    raw = b"".join(result)
    getattr(result, "close", bool)()
    [(status, sent)] = said
    return Answer(int(status[:3]), {name.lower(): value for name, value in sent}, raw)
