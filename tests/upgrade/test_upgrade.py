"""A paper as an earlier version leaves it becomes one of this version, and nobody has lost anything by that.

Every folder `version_…` beside this file holds such a paper, and what that version showed of it.
"""

import json
import lzma
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.processes import database_url
from tests.upgrade import page_facts
from tests.upgrade.page_facts import Page

HERE = Path(__file__).parent
VERSIONS = sorted(HERE.glob("version_*"))
NAME = f"newsroom_upgrade_{os.getpid()}"


@dataclass
class Upgraded:
    """What an earlier version showed, and what this one has found in the same paper."""

    shown: dict
    found: dict

    def lost(self, kind: str, was: dict[str, dict]) -> list[str]:
        """Return what pages of a kind do not tell any more."""
        pages = {path: Page(**told) for path, told in self.found[kind].items()}
        return [f"{path} {fault}" for path in was for fault in page_facts.lost(was[path], pages[path])]


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda folder: folder.name)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory, django_db_setup) -> Iterator[Upgraded]:
    """A paper of an earlier version, taken in by a process of this one on the kind of database that is tested."""
    folder, data = request.param, tmp_path_factory.mktemp("upgraded")
    shown = json.loads((folder / "shown.json").read_text())
    shutil.copytree(folder / "originals", data / "originals")
    with brought_back(folder, data) as database:
        there = {"NEWSROOM_DATA": str(data), "DATABASE_URL": database} | shown["settings"]
        command = [sys.executable, "-m", "tests.upgrade.take_in", folder, data / "found.json"]
        done = subprocess.run(command, env=os.environ | there, cwd=HERE.parents[1], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Upgraded(shown, json.loads((data / "found.json").read_text()))


@contextmanager
def brought_back(folder: Path, data: Path) -> Iterator[str]:
    """Put the database of an earlier version where this one finds it; give its address."""
    if connection.vendor == "sqlite":
        (data / "newsroom.sqlite3").write_bytes(lzma.decompress((folder / "paper.sqlite3.xz").read_bytes()))
        yield f"sqlite:///{data / 'newsroom.sqlite3'}"
        return
    statement(sql.SQL("CREATE DATABASE {}"))
    try:
        statement(lzma.decompress((folder / "paper.sql.xz").read_bytes()), dbname=NAME)
        yield database_url().rpartition("/")[0] + f"/{NAME}"
    finally:
        statement(sql.SQL("DROP DATABASE {} WITH (FORCE)"))


def statement(words: sql.SQL | bytes, **where: str) -> None:
    """Send something to the server under test, beside the test's own connection."""
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    here = {name: connection.settings_dict[key] or None for name, key in names.items()}
    with psycopg.connect(**here | where, autocommit=True) as server:
        server.execute(words if isinstance(words, bytes) else words.format(sql.Identifier(NAME)))


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_no_row_is_lost_or_changed(upgraded):
    assert upgraded.found["differences"] == []


def test_the_history_is_what_was_sealed(upgraded):
    assert upgraded.found["history"] == ""


def test_everybody_keeps_their_rights_and_gets_none_that_were_taken_from_them(upgraded):
    assert upgraded.found["rights lost"] == []
    assert upgraded.found["rights given back"] == []


# --- What readers see -----------------------------------------------------------------------------------------------


def test_public_pages_show_what_they_showed(upgraded):
    assert upgraded.lost("public", upgraded.shown["public"]) == []


def test_addresses_in_letters_lead_to_what_they_led_to(upgraded):
    assert upgraded.lost("own", upgraded.shown["own"]) == []


def test_what_was_scheduled_comes_true_at_its_hour(upgraded):
    assert upgraded.lost("later", upgraded.shown["later"]["pages"]) == []


def test_what_was_private_or_unpublished_stands_on_no_public_page(upgraded):
    said = {path: page["text"] for path, page in upgraded.found["public"].items()}
    never = upgraded.shown["never"]
    assert [(path, words) for path in said for words in never if page_facts.says(said[path], words)] == []


# --- What people do -------------------------------------------------------------------------------------------------


def test_people_sign_in_with_the_password_they_had_and_who_was_signed_in_still_is(upgraded):
    assert upgraded.found["staff"] == {"by password": "/admin/", "by session": 200}


def test_the_desk_opens_a_row_of_every_kind(upgraded):
    answers = upgraded.found["desk"]
    assert {path: status for path, status in answers.items() if status != 200} == {}
    assert "/admin/articles/article/" in answers and "/admin/support/patron/" in answers


def test_a_letter_of_before_changes_a_vote_of_before(upgraded):
    vote, topic = upgraded.found["vote"], str(upgraded.shown["vote"]["topic"])
    assert vote["status"] == 302
    assert sum(vote["after"].values()) == sum(vote["before"].values())
    assert vote["after"][topic] == vote["before"][topic] + 1


# --- What waits in the queue ----------------------------------------------------------------------------------------


def test_jobs_that_waited_are_done(upgraded):
    assert upgraded.found["queue"]["jobs"] == upgraded.shown["queue"]["jobs"]


def test_letters_that_waited_go_out(upgraded):
    waited, sent = (Counter(told["queue"]["letters"]) for told in (upgraded.shown, upgraded.found))
    assert waited
    assert waited - sent == Counter()
