"""Keeps a database that is gone from being taken for the first start of an empty paper."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

BEGUN = "paper-begun"
"""The file in the data folder that tells that a database was made for it."""
LEFT_BY_A_PAPER = (BEGUN, "media/*", "originals/*", "mail/*", "pages/kept/*", "replaced-*")
BESIDE = ("-wal", "-journal")
"""What SQLite leaves beside its file; the last changes may be in them."""

_on_purpose = False


class LostDatabase(CommandError, OperationalError):
    """The data folder is of a paper whose database is gone; `str()` is a sentence that says what to do.

    It is a CommandError so that every command prints the sentence and nothing else, and an OperationalError so that
    whoever can do without a database for a while does so.
    """

    def __init__(self, traces: list[str]) -> None:
        super().__init__(
            _(
                "The database (%(database)s) is gone or empty, but %(folder)s holds what a paper has left there "
                "(%(traces)s): bring a backup back with `manage.py restore --force FILE`, or begin an empty paper "
                "with `manage.py run --new`."
            )
            % {"database": _name(), "folder": settings.DATA, "traces": ", ".join(traces)}
        )


class Connection(sqlite3.Connection):
    """A connection to SQLite's database that makes a new file for a new paper only."""

    def __init__(self, database: str | Path, *args: Any, **kwargs: Any) -> None:
        if _is_missing(database):
            refuse_if_lost()
        super().__init__(database, *args, **kwargs)


def is_begun() -> bool:
    """Say whether the database has tables of ours, without making it if it is not there."""
    if connection.vendor == "sqlite" and _is_missing(_name()):
        return False
    return MigrationRecorder.Migration._meta.db_table in connection.introspection.table_names()


def refuse_if_lost() -> None:
    """Call this when the database has nothing in it.

    :raises LostDatabase: the data folder tells that there was a paper, and nobody has said to begin another.
    """
    if not _on_purpose and (found := traces()):
        raise LostDatabase(found)


def refuse_tables_for_lost(sender: AppConfig, **kwargs: object) -> None:
    """Receive `pre_migrate`: tables are made in an empty database for a new paper only."""
    if not _on_purpose and not is_begun():
        refuse_if_lost()


def traces() -> list[str]:
    """Return what in the data folder tells that there was a paper, by the names of its entries."""
    found = [pattern.partition("/")[0] for pattern in LEFT_BY_A_PAPER if any(settings.DATA.glob(pattern))]
    beside = [Path(f"{_name()}{ending}") for ending in BESIDE]
    return found + [path.name for path in beside if not _is_missing(path)]


def note_begin() -> None:
    """Have the data folder tell from now on that there is a paper."""
    (settings.DATA / BEGUN).touch()


@contextmanager
def new_paper() -> Iterator[None]:
    """Let an empty database be made meanwhile, whatever lies in the data folder."""
    global _on_purpose
    _on_purpose = True
    try:
        yield
    finally:
        _on_purpose = False


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _is_missing(database: str | Path) -> bool:
    """Say whether a file of SQLite's is not there, or empty, which is the same to SQLite."""
    if str(database).startswith((":memory:", "file:")):
        return False
    path = Path(database)
    return not path.exists() or path.stat().st_size == 0
