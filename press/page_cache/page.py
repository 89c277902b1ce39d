"""One page: its bytes, ready in each encoding, and how it answers a request."""

import gzip
import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

import brotli

SMALLEST = 200  # Bytes under which compressing gains nothing.
OVERHEAD = 4000  # Bytes that a page takes in memory beside its body.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5, lgwin=18),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
ALSO_WHEN_NOT_MODIFIED = {
    "cache-control",
    "content-location",
    "etag",
    "expires",
    "last-modified",
    "vary",
    "x-page-store",
}
StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]


class Ready(NamedTuple):
    """A body in one encoding with the headers that go with it."""

    headers: Headers
    body: bytes
    etag: str


class Page:
    """A whole answer; encodings are made at the first wish for them."""

    __slots__ = ("body", "digest", "failing_since", "headers", "ready", "status", "used", "version")

    def __init__(
        self, status: str, headers: Headers, body: bytes, *, version: str = "", failing_since: float = 0.0
    ) -> None:
        self.status, self.headers, self.body = status, headers, body
        self.version, self.failing_since = version, failing_since
        self.digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        self.ready: dict[str, Ready] = {}
        self.used = False

    @property
    def size(self) -> int:
        return 2 * len(self.body) + OVERHEAD

    def answer(self, environ: dict, start_response: StartResponse, note: str = "hit") -> list[bytes]:
        """Answer a GET or HEAD; `note` goes out as X-Page-Store."""
        encoding = PREFERENCES[environ.get("HTTP_ACCEPT_ENCODING", "")]
        headers, body, etag = self.ready.get(encoding) or self.prepare(encoding)
        headers = [*headers, ("X-Page-Store", note)]
        self.used = True
        if ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ) and self._known(environ, etag):
            start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() in ALSO_WHEN_NOT_MODIFIED])
            return []
        start_response(self.status, headers)
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def prepare(self, encoding: str) -> Ready:
        """Make the body ready in an encoding, or leave it as it is where that does not make it smaller."""
        encoded = ENCODERS[encoding](self.body) if encoding in ENCODERS and len(self.body) >= SMALLEST else self.body
        self.put(encoding, encoded if len(encoded) < len(self.body) else self.body)
        return self.ready[encoding]

    def put(self, encoding: str, encoded: bytes) -> None:
        """Make known what the body is in an encoding."""
        etag = f'"{self.digest}-{encoding}"'
        headers = [*self.headers, ("Content-Length", str(len(encoded))), ("ETag", etag)]
        if encoded is not self.body:
            headers.append(("Content-Encoding", encoding))
        self.ready[encoding] = Ready(headers, encoded, etag)

    def borrow(self, other: "Page | None") -> None:
        """Take over the encodings of a page that has the same bytes."""
        if other is not None and other.body == self.body:
            for encoding, ready in other.ready.items():
                self.put(encoding, self.body if ready.body == self.body else ready.body)

    def _known(self, environ: dict, etag: str) -> bool:
        """Tell whether the reader has these bytes. A tag may come weakened by a proxy, so only its value counts."""
        if self.status[:3] != "200":
            return False
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return etag in tags or tags.strip() == "*"
        return ("Last-Modified", environ["HTTP_IF_MODIFIED_SINCE"]) in self.headers


class Preferences(dict):
    """Which of our encodings an Accept-Encoding header wants, worked out once for each header that is seen."""

    MOST, LONGEST = 1000, 200

    def __missing__(self, header: str) -> str:
        if len(header) > self.LONGEST:
            return "identity"
        if len(self) >= self.MOST:
            self.clear()
        preferred = self[header] = _preferred(header)
        return preferred


def _preferred(header: str) -> str:
    """Return the encoding with the highest weight; among equals the one that makes the smallest answer."""
    weights: dict[str, float] = {}
    for member in header.lower().split(","):
        name, *parameters = (part.strip() for part in member.split(";"))
        weights[name.removeprefix("x-")] = _weight(parameters)
    wishes = {encoding: weights.get(encoding, weights.get("*", 0.0)) for encoding in ENCODERS}
    best = max(wishes, key=wishes.__getitem__)
    return best if wishes[best] > 0 and wishes[best] >= weights.get("identity", 0.0) else "identity"


def _weight(parameters: list[str]) -> float:
    """Read `q=0.5` among the parameters; what cannot be read counts as not wanted."""
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


PREFERENCES = Preferences()
