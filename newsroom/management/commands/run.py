"""Starts the paper: sees to what is missing, then serves it and does its background jobs until told to stop."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from masthead.models import Publication
from newsroom import preparation
from newsroom.demo import load

PATIENCE = 5.0
PR_SET_PDEATHSIG = 1  # From Linux' sys/prctl.h.
THREADS = 8  # Requests at once in each process, so that a slow one does not hold up the rest.


class Command(BaseCommand):
    help = "Start the paper: tables, static files, demo paper, web server and background worker."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--no-worker", action="store_true", help="leave background jobs to `worker` elsewhere")

    def handle(self, *, no_worker: bool, **options):
        _refuse_taken_port()
        self.prepare()
        greeting = self.greeting()
        parent = os.getpid()
        os.register_at_fork(after_in_child=lambda: _end_with(parent))
        connections.close_all()  # The servers are forks of this process; a connection must not be shared.
        with nullcontext() if no_worker else background_worker():
            threading.Thread(target=self.greet, args=(greeting,), daemon=True).start()
            _server().serve()

    def prepare(self) -> None:
        if preparation.migrate_if_needed():
            self.say("The tables are up to date.")
        if preparation.collect_if_changed():
            self.say("The static files are hashed and compressed.")
        if preparation.wants_demo():
            self.say("Drawing the pictures of the demo paper, and loading it …")
            load.load()

    def greeting(self) -> str:
        lines = [
            "",
            f"  {Publication.objects.current()} is at {settings.SITE_URL}/",
            f"  The desk: {settings.SITE_URL}/admin/",
        ]
        if load.is_loaded():
            lines.append(f"  Demo logins: {', '.join(load.LOGINS)}")
            lines.append(f"  Password of each: {load.password()}")
        return "\n".join([*lines, "  Ctrl+C stops it.", ""])

    def greet(self, greeting: str) -> None:
        while not _answers():
            time.sleep(0.05)
        self.say(greeting)

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


@contextmanager
def background_worker() -> Iterator[None]:
    """Keep a worker beside us, and start another whenever it dies."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_a_worker, args=(over,))
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep_a_worker(over: threading.Event) -> None:
    command = [sys.executable, str(settings.ROOT / "manage.py"), "worker", "--parent", str(os.getpid())]
    while not over.is_set():
        worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - so that Ctrl+C reaches us first
        while worker.poll() is None and not over.wait(0.2):
            pass
        _end(worker)
        over.wait(1)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _server() -> Server:
    return Server(
        "newsroom.wsgi:application",
        address=settings.LISTEN,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.PROCESSES,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=int(PATIENCE),
        log_level=LogLevels.error,  # It would warn of more than five threads on two cores.
    )


def _end_with(parent: int) -> None:
    """Have the kernel end this process if its parent is killed, and so cannot do it; also if it was while we began."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == 1 and parent != 1:
            os._exit(1)


def _refuse_taken_port() -> None:
    if _answers():
        raise CommandError(f"Somebody serves port {settings.PORT} already; choose another, as in `PORT=8001 make run`.")


def _answers() -> bool:
    try:
        socket.create_connection((settings.LISTEN, settings.PORT), timeout=1).close()
    except OSError:
        return False
    return True
