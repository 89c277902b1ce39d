"""A page folder that cannot be used costs speed only: pages stay right and fresh, and verbs succeed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from press import page_cache
from press.page_cache import invalidation
from press.page_cache.generation import LOOK, Stamp
from tests.press.small import urls
from tests.press.small.reader import read
from tests.press.test_page_cache_processes import ROOT, Paper, paper  # noqa: F401 - a fixture

LATER = LOOK * 2


def put_a_file_in_place(folder: Path) -> None:
    if folder.exists():
        folder.rename(folder.with_name("away"))
    folder.write_text("not a folder")


def put_a_folder_in_place_of_the_stamp(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if (folder / "stamp").exists():
        (folder / "stamp").rename(folder / "away")
    (folder / "stamp").mkdir()


def lead_the_stamp_round_in_a_circle(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if (folder / "stamp").exists():
        (folder / "stamp").rename(folder / "away")
    (folder / "stamp").symlink_to("stamp")


def fill_the_disk(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if (folder / "stamp").exists():
        (folder / "stamp").rename(folder / "away")
    (folder / "stamp").symlink_to("/dev/full")


def repair(folder: Path) -> None:
    """Put back what the harm put away, as an operator does who finds out."""
    if folder.is_file():
        folder.unlink()
        folder.with_name("away").rename(folder)
        return
    stamp = folder / "stamp"
    stamp.rmdir() if stamp.is_dir() and not stamp.is_symlink() else stamp.unlink()
    (folder / "away").rename(stamp)


HARMS = [
    put_a_file_in_place,
    put_a_folder_in_place_of_the_stamp,
    lead_the_stamp_round_in_a_circle,
    fill_the_disk,
]
every_harm = pytest.mark.parametrize("harm", HARMS)
Harm = Callable[[Path], None]


@pytest.fixture
def folder(settings, small_paper) -> Path:
    return settings.PAGE_CACHE


def say(words: str) -> None:
    """Change what the paper prints, as a verb does outside of a test's transaction."""
    urls.file("text").write_text(words)
    invalidation._tell(Stamp(urls.settings.PAGE_CACHE), ())


# --- Readers --------------------------------------------------------------------------------------------------------


@every_harm
def test_a_process_that_starts_without_the_folder_answers_every_page(small_paper, folder, harm: Harm):
    harm(folder)
    store = small_paper()
    assert [read(store, "/story/").note for _reader in range(2)] == ["made", "made"]
    assert read(store, "/odd/missing/").status == 404
    assert read(store, "/search/?q=harbour").status == 200
    assert read(store, "/unmarked/").status == 200


@every_harm
def test_a_change_is_seen_at_the_next_request_of_every_process(small_paper, folder, harm: Harm):
    processes = [small_paper(), small_paper()]
    for process in processes:
        read(process, "/story/")
    harm(folder)
    for words in ("second", "third"):
        say(words)
        assert all(words in read(process, "/story/").text for process in processes)


def test_a_change_is_seen_at_the_next_request_of_every_worker(paper: Paper, folder):  # noqa: F811
    assert all("first" in words for words in paper.get_of_each("/story/"))
    put_a_file_in_place(folder)
    paper.get("/say/?text=second")
    assert all("second" in words for words in paper.get_of_each("/story/"))
    repair(folder)
    paper.get("/say/?text=third")
    assert all("third" in words for words in paper.get_of_each("/story/"))


@every_harm
def test_what_the_clock_changes_is_seen(small_paper, folder, harm: Harm):
    with time_machine.travel("2026-07-06 12:00Z", tick=False) as clock:
        store = small_paper()
        urls.file("next").write_text("2026-07-06T13:00:00+00:00")
        say("morning")
        read(store, "/story/")
        harm(folder)
        urls.file("text").write_text("noon")
        clock.shift(3600)
        assert "noon" in read(store, "/story/").text


@every_harm
def test_a_page_still_answers_as_it_is_told(small_paper, folder, harm: Harm):
    harm(folder)
    store = small_paper()
    answer = read(store, "/story/", ACCEPT_ENCODING="br", COOKIE="name=Ann")
    assert answer.headers["content-encoding"] == "br"
    assert "s-maxage" in answer.headers["cache-control"]
    tag = answer.headers["etag"]
    assert read(store, "/story/", ACCEPT_ENCODING="br", IF_NONE_MATCH=tag).status == 304


@every_harm
def test_when_django_fails_too_no_page_comes_back_that_may_have_been_withdrawn(small_paper, folder, harm: Harm):
    store = small_paper()
    read(store, "/story/")
    harm(folder)
    say("second")
    urls.file("broken").touch()
    assert read(store, "/story/").status == 500


@pytest.mark.parametrize("size", [0, 10, 5000])
def test_a_stamp_that_is_cut_short_or_written_over_kills_no_worker(paper: Paper, folder, size):  # noqa: F811
    before = {paper.get("/story/")[1] for _request in range(20)}
    os.truncate(folder / "stamp", size)
    urls.file("text").write_text("second")
    assert all("second" in words for words in paper.get_of_each("/story/"))
    assert before <= {paper.get("/story/")[1] for _request in range(40)}


@pytest.mark.parametrize("name", ["turns", "kept"])
def test_a_part_of_the_folder_that_cannot_be_used_holds_up_nobody(small_paper, folder, name):
    store = small_paper()
    (folder / name).write_text("in the way")
    assert read(store, "/story/").note == "made"
    assert read(store, "/odd/missing/").status == 404
    assert read(store, "/story/").note == "hit"
    say("second")
    assert "second" in read(store, "/story/").text


# --- Verbs ----------------------------------------------------------------------------------------------------------


@every_harm
@pytest.mark.django_db(transaction=True)
def test_a_verb_succeeds(folder, harm: Harm):
    harm(folder)
    with transaction.atomic():
        page_cache.invalidate(drop=["/story/"])


@every_harm
@pytest.mark.django_db(transaction=True)
def test_what_pages_remember_is_asked_for_each_time(folder, harm: Harm):
    facts = ["first"]
    about = page_cache.memoized(lambda: facts[0])
    assert about() == "first"
    harm(folder)
    facts[0] = "second"
    page_cache.invalidate()
    assert about() == "second"
    facts[0] = "third"
    assert about() == "third"


@pytest.mark.parametrize("way", ["withdrawn", "not found"])
def test_a_page_that_cannot_be_removed_from_disk_does_not_come_back(small_paper, folder, way):
    store = small_paper()
    read(store, "/story/")
    [kept] = folder.glob("kept/*/*")
    kept.unlink()
    kept.mkdir()  # A name that nobody can unlink, as in a folder of somebody else.
    if way == "withdrawn":
        invalidation._tell(Stamp(folder), ["/story/"])
    else:
        say("nothing")
        assert read(store, "/story/").status == 404
    urls.file("broken").touch()
    for process in (store, small_paper()):
        assert read(process, "/story/").status == 500
    assert not kept.exists()


# --- What is said, and what comes after -----------------------------------------------------------------------------


@every_harm
def test_the_log_says_so_once_with_the_folder(small_paper, folder, harm: Harm, caplog):
    harm(folder)
    store = small_paper()
    for number in range(5):
        say(str(number))
        read(store, "/story/")
        read(store, f"/story/{number}/")
    [told] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert str(folder) in told.getMessage()


@every_harm
def test_once_the_folder_is_good_again_pages_are_kept_again_and_none_from_before(small_paper, folder, harm: Harm):
    with time_machine.travel("2026-07-06 12:00Z", tick=False) as clock:
        processes = [small_paper(), small_paper()]
        for process in processes:
            read(process, "/story/")
        harm(folder)
        clock.shift(LATER)
        assert all(read(process, "/story/").note == "made" for process in processes)
        urls.file("text").write_text("second")  # By a verb of a process that could tell nobody.
        repair(folder)
        clock.shift(LATER)
        for process in [*processes, small_paper()]:
            assert "second" in read(process, "/story/").text
            assert read(process, "/story/").note == "hit"


@every_harm
def test_a_process_that_starts_after_the_repair_trusts_nothing_from_before(small_paper, folder, harm: Harm):
    read(small_paper(), "/story/")
    harm(folder)
    say("second")
    repair(folder)
    assert "second" in read(small_paper(), "/story/").text


# --- Rights on the folder -------------------------------------------------------------------------------------------


SCRIPT = """
import os, sys
from pathlib import Path
import tests.press.small.wsgi as paper
from press.page_cache import invalidation
from tests.press.small.reader import read

folder, mode = paper.settings.PAGE_CACHE, int(sys.argv[1], 8)
if os.getuid() == 0:
    for place in (paper.FOLDER, folder, *folder.rglob("*")):
        os.chown(place, 65534, 65534)
    os.setuid(65534)

def ask():
    return read(paper.store, "/story/", HOST="127.0.0.1").text

assert "first" in ask()
inside = [place for place in (folder, *folder.rglob("*"))]
for place in reversed(inside):
    place.chmod(mode if place.is_dir() else mode & 0o666)
for words in ("second", "third"):
    paper.urls.file("text").write_text(words)
    invalidation._tell(paper.store.stamp.__class__(folder), ["/story/"])
    assert words in ask(), words
fresh = paper.page_cache.PageCache(paper.store.application, folder=folder, version="small")
assert "third" in read(fresh, "/story/", HOST="127.0.0.1").text
for place in inside:
    place.chmod(0o700)
"""


@pytest.mark.parametrize("mode", ["000", "500", "100"])
def test_a_folder_without_the_right_to_read_or_write_costs_speed_only(mode):
    folder = Path(tempfile.mkdtemp())
    try:
        subprocess.run(
            [sys.executable, "-c", SCRIPT, mode],
            cwd=ROOT,
            env=os.environ | {"SMALL_FOLDER": str(folder)},
            check=True,
            timeout=60,
        )
    finally:
        shutil.rmtree(folder)
