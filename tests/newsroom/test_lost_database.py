"""A database that is gone is not taken for the first start of an empty paper."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from newsroom import database_guard
from tests import static_files
from tests.processes import database_url, free_port, wait_until

ROOT = Path(__file__).parents[2]
TRACES = ["originals/2026/one.jpeg", "media/one.jpeg", "mail/1.log", "pages/kept/ab/cd", "replaced-20260701/secret_key"]
TRACES += ["paper-begun", "newsroom.sqlite3-wal"]
COUNT = "from articles.models import Article; print(Article.objects.count())"
COMMANDS = [
    ["run"],
    ["run", "--no-worker"],
    ["worker"],
    ["backup", "backup.tar.gz"],
    ["verify_history"],
    ["demo"],
    ["migrate"],
    ["createsuperuser"],
    ["shell", "--no-imports", "-c", COUNT],
    ["dumpdata"],
]


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return the data folder of a paper on SQLite that has lost its database, but not an original."""
    leave(tmp_path / "data", TRACES[0])
    return tmp_path / "data"


def leave(folder: Path, trace: str) -> None:
    (folder / trace).parent.mkdir(parents=True, exist_ok=True)
    (folder / trace).write_bytes(b"left by a paper")


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return ours | {"NEWSROOM_DATA": str(folder), "PORT": str(free_port()), "NEWSROOM_DEMO": "0"} | more


def manage(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, ROOT / "manage.py", *arguments]
    env = environment(folder, **more)
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=120, input="")


def assert_refused(done: subprocess.CompletedProcess) -> None:
    assert done.returncode != 0
    assert "`manage.py restore --force FILE`" in done.stderr
    assert "`manage.py run --new`" in done.stderr
    assert "Traceback" not in done.stderr


# --- What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_makes_an_empty_database_where_a_paper_was(folder, command):
    assert_refused(manage(folder, *command))
    assert not list(folder.glob("newsroom.sqlite3*"))
    assert not (folder / "backup.tar.gz").exists()


@pytest.mark.parametrize("trace", TRACES)
def test_whatever_a_paper_leaves_tells_of_it(tmp_path, trace):
    leave(tmp_path, trace)
    done = manage(tmp_path, "run")
    assert_refused(done)
    assert trace.partition("/")[0].partition("-2026")[0] in done.stderr


@pytest.mark.parametrize("left", ["nothing in it", "no tables in it"])
def test_a_database_file_with_nothing_in_it_is_as_good_as_gone(folder, left):
    with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as database:
        if left == "no tables in it":
            database.execute("PRAGMA journal_mode=WAL")
    assert_refused(manage(folder, "run"))
    assert_refused(manage(folder, "backup", "backup.tar.gz"))
    assert_refused(manage(folder, "migrate"))


def test_a_database_address_that_is_wrong_is_noticed(folder, tmp_path):
    done = manage(folder, "run", DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")
    assert_refused(done)
    assert "other.sqlite3" in done.stderr
    assert not (tmp_path / "other.sqlite3").exists()


def test_there_is_no_backup_of_a_paper_that_was_never_begun(tmp_path):
    done = manage(tmp_path, "backup", "backup.tar.gz")
    assert done.returncode != 0
    assert "There is no paper here yet" in done.stderr
    assert not list(tmp_path.glob("newsroom.sqlite3*"))
    assert not list(tmp_path.glob("backup*"))


@pytest.mark.django_db(transaction=True)
def test_an_empty_postgres_is_refused_too(folder):
    if connection.vendor == "sqlite":
        pytest.skip("This is about PostgreSQL.")
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS emptied")
        cursor.execute("CREATE DATABASE emptied")
    url = database_url().rpartition("/")[0] + "/emptied"
    for command in (["run"], ["worker"], ["backup", "backup.tar.gz"], ["migrate"]):
        assert_refused(manage(folder, *command, DATABASE_URL=url))
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE emptied")


# --- The ways on ----------------------------------------------------------------------------------------------------


def started(folder: Path, *arguments: str) -> str:
    """Start the paper, and return what its front page says."""
    env = environment(folder)
    command = [sys.executable, ROOT / "manage.py", "run", "--no-worker", *arguments]
    static_files.lend(folder)
    with subprocess.Popen(command, env=env, cwd=ROOT) as process:
        try:
            return wait_until(lambda: process.poll() is None and _front_page(env["PORT"]), seconds=180)
        finally:
            process.terminate()


def _front_page(port: str) -> str:
    try:
        return urlopen(f"http://localhost:{port}/", timeout=20).read().decode()
    except OSError:
        return ""


def test_an_empty_paper_is_begun_on_purpose_and_its_loss_is_noticed_again(folder):
    assert re.search("<h1|<main", started(folder, "--new"))
    assert (folder / TRACES[0]).exists()
    assert "There is a paper here already" in manage(folder, "run", "--new").stderr
    for file in [*folder.glob("newsroom.sqlite3*"), folder / TRACES[0]]:
        file.unlink()
    assert_refused(manage(folder, "run"))


def test_a_first_start_that_was_killed_before_it_made_a_table_is_gone_on_with(tmp_path):
    with closing(sqlite3.connect(tmp_path / "newsroom.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
    assert manage(tmp_path, "migrate").returncode == 0


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_brought_back_where_the_database_was_lost(tmp_path, folder):
    call_command("backup", tmp_path / "backup.tar.gz", stdout=StringIO())
    if connection.vendor != "sqlite":
        pytest.skip("The lost database is SQLite's.")
    (folder / "newsroom.sqlite3").touch()
    assert "Brought back" in manage(folder, "restore", "--force", str(tmp_path / "backup.tar.gz")).stdout
    assert manage(folder, "shell", "--no-imports", "-c", COUNT).stdout == "0\n"


@pytest.mark.django_db
def test_a_paper_with_a_database_is_refused_nothing(settings):
    leave(settings.DATA, "originals/one.jpeg")
    assert database_guard.is_begun()
    call_command("migrate", "--check")


@pytest.mark.django_db
def test_to_begin_anew_a_paper_that_is_there_is_a_mistake(settings):
    settings.PORT = free_port()
    with pytest.raises(CommandError, match="There is a paper here already"):
        call_command("run", new=True)
