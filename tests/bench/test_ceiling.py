"""The ceiling that kept pages are measured against hands out the very same answers."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import servers


class _Story(BaseHTTPRequestHandler):
    """A paper of two pages, which tells its encoding and has headers of its own."""

    def do_GET(self):
        body = f"{self.path} as {self.headers['Accept-Encoding']}".encode() * 50
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cache-Control", "public, max-age=0")
        self.send_header("ETag", f'"{len(body)}"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Keep quiet."""


@pytest.fixture
def paper() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Story) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_answers_with_the_bytes_and_the_headers_of_the_paper(paper, tmp_path):
    paths, encodings = {"front": "/", "story": "/2026/story/"}, {"plain": "", "br": "gzip, br"}
    with servers.ceiling(paper, paths, encodings, tmp_path) as ceiling:
        for name, path in paths.items():
            for kind, encoding in encodings.items():
                body, headers = servers.fetch(paper + path, encoding=encoding or "identity")
                same, given = servers.fetch(f"{ceiling}/{name}.{kind}")
                assert same == body
                for header in ("Content-Type", "Cache-Control", "ETag", "Content-Length"):
                    assert given.get_all(header) == headers.get_all(header), header
