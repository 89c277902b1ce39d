"""The database as one file, and back: SQLite by its own copying, PostgreSQL by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside the file that it is given."""


class NoDump(Exception):
    """The database could not be copied, or not brought back; `str()` is a sentence that says why."""


def dump(target: Path) -> None:
    """Write the whole database, as it is at one moment, to a new file. Others may go on writing."""
    if connection.vendor == "sqlite":
        there = f"{database_file().absolute().as_uri()}?mode=rw"  # Never made if it is not there.
        with closing(sqlite3.connect(there, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    else:
        _call("pg_dump", "--format=custom", f"--file={target}")


def check(dumped: Path) -> None:
    """Raise NoDump unless the file is a whole database."""
    if connection.vendor != "sqlite":
        _call("pg_restore", "--list", str(dumped))
        return
    try:
        with closing(sqlite3.connect(dumped)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise NoDump(_("The database in it is broken: %(why)s") % {"why": found})


def bring_back(dumped: Path) -> None:
    """Replace the database by what was dumped. Nobody may use it now, and no `database_files` may be there."""
    if connection.vendor == "sqlite":
        shutil.move(dumped, database_file())
    else:
        name = connection.settings_dict["NAME"]
        _call(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            f"--dbname={name}",
            str(dumped),
        )


def database_file() -> Path:
    """Return where SQLite's database lies."""
    return Path(connection.settings_dict["NAME"])


def database_files() -> set[Path]:
    """Return the files of the database, which are none but for SQLite."""
    if connection.vendor != "sqlite":
        return set()
    return {database_file().with_name(database_file().name + ending) for ending in BESIDE}


def is_empty() -> bool:
    """Say whether the database has no tables yet, without making it."""
    if connection.vendor == "sqlite" and not (database_file().exists() and database_file().stat().st_size):
        return True
    return not connection.introspection.table_names()


def _call(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise NoDump(_("%(program)s is needed for this; it comes with PostgreSQL.") % {"program": program})
    now = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    there = {name: str(now[key]) for name, key in names.items() if now.get(key)}
    done = subprocess.run([program, *arguments], env=os.environ | there, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise NoDump(_("%(program)s refused: %(why)s") % {"program": program, "why": done.stderr.strip()})
