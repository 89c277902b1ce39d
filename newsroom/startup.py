"""What a start sees to before it serves: tables, static files, and a paper to look at."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from masthead.models import Publication


@contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time see to a data folder; another waits, and then finds everything there."""
    folder = os.open(settings.DATA, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def migrate_if_needed() -> bool:
    """Bring the tables up to this code; return whether there was anything to do.

    The groups are made last: without any, a start before this one was killed on its way.
    """
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()) and Group.objects.exists():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def collect_if_changed() -> bool:
    """Hash and compress the static files anew if any of them changed; return whether one did.

    With Django's debug pages on they are served as they lie in their folders.
    """
    if settings.DEBUG:
        return False
    stamp = settings.DATA / "static.stamp"
    now = static_fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def wants_demo() -> bool:
    """Say whether the house is empty, and settings allow the demonstration paper in it."""
    return settings.DEMO and apps.is_installed("demo") and is_empty()


def demo_logins() -> tuple[list[str], str] | None:
    """Return the names and the password of the demonstration paper's logins, where it is there and has them."""
    demo: Any = apps.get_app_config("demo") if apps.is_installed("demo") else None
    return demo.logins() if demo else None


def is_empty() -> bool:
    """Say whether nobody has begun a paper here."""
    return not any(model.objects.exists() for model in (User, Publication, Article))


def static_fingerprint() -> str:
    """Return a name for the static files as they lie in their folders, by size and time of change.

    It says nothing of where they are collected: a data folder may move, and what is in it stays good.
    """
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
