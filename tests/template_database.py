"""The database that tests begin with: migrated once for each state of the migrations, then copied."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

TEMPLATES = Path(__file__).parent.parent / ".venv" / "test-databases"
KEPT = 8  # Templates of as many branches, about 2 MB each.


def prepare() -> None:
    """Put a migrated database where Django is about to make one.

    It holds what migrations have put there and nothing else. Django then migrates it as it does a database that it
    keeps: that finds nothing to migrate, and lets the rooms add what they add after each migrating.
    """
    if connection.vendor == "sqlite":
        shutil.copyfile(_sqlite_template(), connection.creation._get_test_db_name())
    else:
        _copy_on_postgres(f"newsroom_tests_{state()[:16]}", connection.creation._get_test_db_name())


def state() -> str:
    """Return a hash of what decides how a migrated database looks: every app's migrations, and who reads them."""
    folders = [Path(app.path, "migrations") for app in apps.get_app_configs()]
    texts = [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.py"))]
    return sha256(b"\0".join([django.get_version().encode(), Path(__file__).read_bytes(), *texts])).hexdigest()


def _sqlite_template() -> Path:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    template = TEMPLATES / f"{state()[:16]}.sqlite3"
    if not template.exists():
        mine = template.with_suffix(f".{os.getpid()}")
        with _connected_to(str(mine)):
            _migrate()
        mine.replace(template)  # Whole or not at all; of several processes the last one wins, with the same.
    template.touch()
    for old in sorted(TEMPLATES.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    return template


def _copy_on_postgres(template: str, name: str) -> None:
    quoted = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('newsroom tests'))")  # Until the cursor is closed.
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'newsroom\\_tests\\_%'")
        there = [row[0] for row in cursor.fetchall()]
        if template not in there:
            for old in there:
                cursor.execute(f"DROP DATABASE {quoted(old)}")
            cursor.execute(f"CREATE DATABASE {quoted(f'{template}_new')}")
            with _connected_to(f"{template}_new"):
                _migrate()
            cursor.execute(f"ALTER DATABASE {quoted(f'{template}_new')} RENAME TO {quoted(template)}")
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
        cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(template)}")


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _migrate() -> None:
    """Run all migrations, without the signals: what rooms add afterwards comes of code, which changes more often."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
