"""The page cache's promises across processes: two real workers, writers at once, and processes that are killed."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from press.page_cache.generation import Stamp
from tests.press.small import urls
from tests.press.small.reader import read
from tests.processes import free_port, wait_until

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Paper:
    """The small paper behind two worker processes."""

    port: int

    def get(self, address: str) -> tuple[str, int]:
        """Return the words of a page and the process that answered, over a connection of its own."""
        with closing(self.connect()) as connection:
            return _ask(connection, address)

    def get_of_each(self, address: str, *, workers: int = 2) -> list[str]:
        """Return the words of a page as every worker prints them, each at its next request."""
        found = {}
        with ExitStack() as stack:
            for _try in range(200):
                # An idle worker may accept every connection that comes alone, so all of them stay open.
                words, worker = _ask(stack.enter_context(closing(self.connect())), address)
                found.setdefault(worker, words)
                if len(found) == workers:
                    return list(found.values())
        raise AssertionError(f"Only {len(found)} of {workers} workers answer.")

    def connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.connect()
        return connection


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[str, int]:
    connection.request("GET", address)
    response = connection.getresponse()
    return response.read().decode(), int(response.headers["X-Worker"])


def start(script: str, folder: Path) -> subprocess.Popen:
    """Run a piece of Python beside the test, with the small paper at hand."""
    command = [sys.executable, "-c", f"import tests.press.small.wsgi as paper\n{script}"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"SMALL_FOLDER": str(folder)}, stdout=subprocess.PIPE)


@pytest.fixture
def paper(small_paper, tmp_path) -> Iterator[Paper]:
    port = free_port()
    served = f"--interface wsgi --port {port} --workers 2 --blocking-threads 8 --no-ws --no-log".split()
    killed = ["--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "3"]
    command = [sys.executable, "-m", "granian", *served, *killed, "tests.press.small.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"SMALL_FOLDER": str(tmp_path)})
    try:
        wait_until(lambda: _answers(Paper(port)))
        yield Paper(port)
    finally:
        server.terminate()
        server.wait(20)


def _answers(paper: Paper) -> bool:
    try:
        return len(paper.get_of_each("/unmarked/")) == 2
    except (OSError, AssertionError):
        return False


def test_a_hundred_changes_are_each_seen_at_the_next_request_in_every_worker_under_load(paper):
    over, slowest = threading.Event(), [0.0]

    def read_on() -> None:
        while not over.is_set():
            began = time.monotonic()
            paper.get("/story/")
            slowest[0] = max(slowest[0], time.monotonic() - began)

    with ThreadPoolExecutor(6) as readers:
        for _reader in range(6):
            readers.submit(read_on)
        try:
            for number in range(100):
                paper.get(f"/say/?text=edition-{number}.")
                assert all(f"edition-{number}." in words for words in paper.get_of_each("/story/"))
        finally:
            over.set()
    assert slowest[0] < 1


def test_a_schedule_comes_true_in_every_worker_without_a_request_to_say_so(paper):
    soon = datetime.now(UTC) + timedelta(seconds=1.5)
    urls.file("next").write_text(soon.isoformat())
    paper.get("/say/?text=before")
    assert all("before" in words for words in paper.get_of_each("/story/"))
    urls.file("text").write_text("after")
    assert all("before" in words for words in paper.get_of_each("/story/"))
    wait_until(lambda: datetime.now(UTC) >= soon)
    assert all("after" in words for words in paper.get_of_each("/story/"))


def test_all_workers_together_make_a_page_once(paper):
    urls.file("slow").write_text("0.3")
    with ThreadPoolExecutor(24) as readers:
        workers = {worker for _words, worker in readers.map(lambda _number: paper.get("/story/"), range(48))}
    assert len(workers) == 2
    assert len(urls.file("asked").read_text().splitlines()) == 1


def test_a_worker_killed_while_it_makes_a_page_holds_up_nobody(paper):
    with ThreadPoolExecutor(2) as readers:
        with urls.held_up():
            lost = readers.submit(paper.get, "/story/")
            wait_until(lambda: urls.file("asked").exists() and urls.file("asked").read_text())
            os.kill(int(urls.file("asked").read_text().split()[0]), signal.SIGKILL)
        with pytest.raises((OSError, http.client.HTTPException)):
            lost.result()
        began = time.monotonic()
        wait_until(lambda: _answered_by_the_other(paper))
        assert time.monotonic() - began < 3


def _answered_by_the_other(paper: Paper) -> bool:
    try:
        return "first" in paper.get("/story/")[0]
    except (OSError, http.client.HTTPException):
        return False


def test_of_writers_at_once_every_change_is_a_generation_of_its_own(small_paper, tmp_path):
    stamp = Stamp(urls.settings.PAGE_CACHE)
    before = stamp.look()
    script = "for _change in range(300): print(paper.store.stamp.renew().generation.hex())"
    writers = [start(script, tmp_path) for _writer in range(4)]
    told = [writer.communicate(timeout=60)[0].decode().split() for writer in writers]
    assert len(set().union(*told)) == 4 * 300
    assert stamp.look().generation.hex() in {lines[-1] for lines in told}
    assert stamp.look().generation != before.generation


def test_processes_killed_while_they_write_leave_only_whole_pages(small_paper, tmp_path):
    script = """
from tests.press.small.reader import read
number = 0
while True:
    urls.file("text").write_text(f"edition {number}")
    paper.store.stamp.renew()
    for page in range(5):
        read(paper.store, f"/story/{page}/", HOST="127.0.0.1")
        print(number, page, flush=True)
    number += 1
"""
    for pages in (3, 6, 9, 12, 15):  # It is killed in the midst of one more.
        writer = start(script.replace("urls.", "paper.urls."), tmp_path)
        for _page in range(pages):
            writer.stdout.readline()
        writer.kill()
        writer.wait()
    urls.settings.ALLOWED_HOSTS = ["127.0.0.1"]
    store = small_paper(version="small")
    urls.file("text").write_text("the last edition")
    store.stamp.renew()
    for page in range(5):
        assert "the last edition" in read(store, f"/story/{page}/", HOST="127.0.0.1").text


def test_what_dead_processes_left_half_written_is_swept_up(small_paper):
    store = small_paper()
    read(store, "/story/")
    [kept] = [place for place in store.disk.folder.glob("*/*") if place.suffix != ".part"]
    left, young = kept.with_name("old.part"), kept.with_name("young.part")
    for place in (left, young):
        place.write_bytes(b"half")
    os.utime(left, (0, 0))
    store.disk.sweep()
    assert (left.exists(), young.exists(), kept.exists()) == (False, True, True)


@pytest.mark.parametrize("harm", [b"", b"garbage", b"\x00" * 4096, None])
def test_a_damaged_page_is_made_anew(small_paper, harm):
    store = small_paper()
    read(store, "/story/")
    [place] = store.disk.folder.glob("*/*")
    place.write_bytes(place.read_bytes()[:-1] if harm is None else harm)
    assert read(small_paper(), "/story/").note == "made"
    assert read(small_paper(), "/story/").note == "hit"


@pytest.mark.parametrize("harm", [b"", b"garbage", b"x" * 4096])
def test_a_damaged_stamp_is_a_new_one(small_paper, harm):
    read(small_paper(), "/story/")
    (urls.settings.PAGE_CACHE / "stamp").unlink()
    (urls.settings.PAGE_CACHE / "stamp").write_bytes(harm)
    store = small_paper()
    assert read(store, "/story/").note == "made"
    assert read(store, "/story/").note == "hit"
    assert read(small_paper(), "/story/").note == "hit"


def test_a_full_disk_costs_speed_only(small_paper, caplog):
    store = small_paper()
    store.disk.folder.write_text("in the way")
    assert read(store, "/story/").note == "made"
    assert read(store, "/story/").note == "hit"
    assert "could not be kept on disk" in caplog.text
