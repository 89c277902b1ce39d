"""What `deploy/nginx.conf` promises of the pages behind it."""

import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench import servers
from tests.processes import wait_until

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
TWO_SECONDS, THREE_SECONDS = 2.1, 3.1
MORE_THAN_WORKERS = 8  # Connections after which each of nginx' two workers has surely been asked.


class Paper(ThreadingHTTPServer):
    """A paper of one page, which says its edition and the encoding and address that were asked for."""

    edition = "first"
    takes = 0.0  # Seconds.

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Desk)
        self.asked = 0


class _Desk(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked += 1
        time.sleep(self.server.takes)
        body = f"{self.server.edition}, {self.headers.get('Accept-Encoding', 'plain')}".encode()
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=9")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Keep quiet."""


@pytest.fixture
def paper() -> Iterator[Paper]:
    with Paper() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def front(paper, tmp_path) -> Iterator[str]:
    with servers.nginx_before(paper.server_port, tmp_path) as address:
        yield address


def read(address: str, **headers: str) -> str:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"} | headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read().decode()


def read_of_each(address: str) -> set[str]:
    return {read(address) for _connection in range(MORE_THAN_WORKERS)}


def kept(folder: Path) -> Iterator[bytes]:
    """Give the pages that nginx has put into their places, which it does after it has handed them out."""
    for place in folder.glob("cache/*/*/*"):
        with suppress(FileNotFoundError):
            yield place.read_bytes()


def test_a_page_is_kept_for_a_moment_and_no_longer_however_seldom_it_is_asked_for(paper, front, tmp_path):
    assert read_of_each(f"{front}/story/") == {"first, br"}
    assert paper.asked < MORE_THAN_WORKERS
    for edition in ("second", "third"):
        paper.edition = edition
        time.sleep(TWO_SECONDS)
        assert read(f"{front}/story/") == f"{edition}, br"
        wait_until(lambda text=f"{edition}, br": any(text.encode() in page for page in kept(tmp_path)))
        assert read_of_each(f"{front}/story/") == {f"{edition}, br"}


def test_nobody_gets_an_old_page_because_somebody_else_is_fetching_the_new_one(paper, front):
    read_of_each(f"{front}/story/")
    paper.edition, paper.takes = "second", 0.3
    time.sleep(THREE_SECONDS)
    with ThreadPoolExecutor(4) as readers:
        assert set(readers.map(read, [f"{front}/story/"] * 4)) == {"second, br"}


def test_staff_see_every_change_at_once_and_leave_nothing_for_readers(paper, front, settings):
    cookie = f"a=b; {settings.SESSION_COOKIE_NAME}=abc"
    read_of_each(f"{front}/story/")
    paper.edition = "of the desk"
    assert read(f"{front}/story/", Cookie=cookie) == "of the desk, br"
    assert read_of_each(f"{front}/story/") == {"first, br"}


def test_readers_get_the_encoding_they_want_whoever_asked_before(front):
    wanted = {
        "gzip, deflate, br, zstd": "br",
        "BR": "br",
        "gzip;q=1.0, deflate;q=0.6": "gzip",
        "br;q=0, gzip": "gzip",
        "br ; q=0.000,gzip;q=0": "plain",
        "brotli, zip": "plain",
        "identity": "plain",
    }
    for _round in range(2):
        given = {header: read(f"{front}/story/", **{"Accept-Encoding": header}) for header in wanted}
        assert given == {header: f"first, {encoding}" for header, encoding in wanted.items()}


def test_readers_get_the_last_page_while_the_paper_is_down(paper, front):
    read_of_each(f"{front}/story/")
    paper.shutdown()
    paper.server_close()
    time.sleep(TWO_SECONDS)
    assert read_of_each(f"{front}/story/") == {"first, br"}


def test_addresses_that_nobody_asks_for_again_fill_no_disk(front, tmp_path):
    for number in range(20):
        read(f"{front}/story/?fbclid={number}")
    assert not [page for page in kept(tmp_path) if b"fbclid" in page]
