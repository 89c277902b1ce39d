"""Processes of the house that run beside a test, on the test's own database and data folder."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests import static_files


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
    if "run" in arguments:
        static_files.lend(settings.DATA)
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


def wait_until_idle(process: subprocess.Popen) -> None:
    """Wait until a process and its children have done what they were asked; what is no Linux has to guess."""
    if sys.platform != "linux":
        time.sleep(0.3)
        return
    for _look in range(3):  # Between two steps of its work a thread may rest for a moment.
        wait_until(lambda: not _is_at_work(process.pid))
        time.sleep(0.01)


def _is_at_work(pid: int) -> bool:
    """Say whether a thread of a process or of its children runs, or waits for the disk."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # It may have ended meanwhile.
            state = (task / "stat").read_text().rpartition(")")[2].split()[0]
            children = (task / "children").read_text().split()
            if state in "RD" or any(_is_at_work(int(child)) for child in children):
                return True
    return False
