"""Processes of the house that run beside a test, on the test's own database and data folder."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which a process sees what a transactional test sees."""
    return os.environ | {"NEWSROOM_DATA": str(settings.DATA), "DATABASE_URL": database_url()} | more


def database_url() -> str:
    """Return the address of the database that the test is using."""
    now = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{now['NAME']}"
    user = quote(now["USER"], safe="") + (":" + quote(now["PASSWORD"], safe="") if now["PASSWORD"] else "")
    host = f"{now['HOST']}:{now['PORT']}" if now["PORT"] else now["HOST"]
    return f"postgres://{user}@{'/' if host.startswith('/') else ''}{host}/{now['NAME']}"


@contextmanager
def manage(*arguments: str, **more: str) -> Iterator[subprocess.Popen]:
    """Run a command of `manage.py` beside the test, and end it afterwards."""
    root = Path(__file__).parent.parent
    process = subprocess.Popen([sys.executable, root / "manage.py", *arguments], cwd=root, env=environment(**more))
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(true: Callable[[], object], *, seconds: float = 60) -> object:
    """Return what `true` returns as soon as it is something; fail after `seconds`."""
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, f"Still not so after {seconds} s."
        time.sleep(0.05)
    return found


def free_port() -> int:
    """Return a port on which nobody listens at this moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
