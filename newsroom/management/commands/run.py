"""Starts the paper: sees to what is missing, then serves it and does its background jobs until told to stop."""

import ctypes
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from masthead.models import Publication
from newsroom import database_guard, startup

PATIENCE = 5.0
PR_SET_PDEATHSIG = 1  # From Linux' sys/prctl.h.
THREADS = 8  # Requests at once in each process, so that a slow one does not hold up the rest.


class Command(BaseCommand):
    help = "Start the paper: tables, static files, demo paper, web server and background worker."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-worker", action="store_true", help="leave background jobs to `worker` elsewhere")
        parser.add_argument("--new", action="store_true", help="begin an empty paper where the database was lost")

    def handle(self, *, no_worker: bool, new: bool, **options: Any) -> None:
        _refuse_endless_redirects()
        _refuse_taken_port()
        with startup.alone(), _new_paper() if new else nullcontext():
            self.prepare()
        greeting = self.greeting()
        _end_forks_with_us()
        connections.close_all()  # The servers are forks of this process; a connection must not be shared.
        with nullcontext() if no_worker else background_worker():
            threading.Thread(target=self.greet, args=(greeting,), daemon=True).start()
            _server().serve()

    def prepare(self) -> None:
        if not database_guard.is_begun():
            database_guard.refuse_if_lost()
        if startup.migrate_if_needed():
            self.say("The tables are up to date.")
        database_guard.note_begin()
        if startup.collect_if_changed():
            self.say("The static files are hashed and compressed.")
        if startup.wants_demo():
            self.say("Loading the demo paper …")
            call_command("demo", stdout=StringIO())  # Its logins are told by the greeting.

    def greeting(self) -> str:
        lines = [
            "",
            f"  {Publication.objects.current()} is at {settings.SITE_URL}/",
            f"  The desk: {settings.SITE_URL}/admin/",
        ]
        if demo := startup.demo_logins():
            names, password = demo
            lines.append(f"  Demo logins: {', '.join(names)}")
            lines.append(f"  Password of each: {password}")
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
    keeper = threading.Thread(target=_supervise_worker, args=(over,))
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _supervise_worker(over: threading.Event) -> None:
    while not over.is_set():
        worker = _start_a_worker()
        while _lives(worker) and not over.wait(0.2):
            pass
        _end(worker)
        over.wait(1)


def _start_a_worker() -> int:
    """Start a worker in a session of its own, so that Ctrl+C reaches us first; return its process number.

    `subprocess` would wait for the end of a pipe, and processes that the server forks at that moment would hold it.
    """
    command = [sys.executable, str(settings.ROOT / "manage.py"), "worker", "--parent", str(os.getpid())]
    return os.posix_spawn(sys.executable, command, os.environ, setsid=True)


def _lives(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:  # Its end was noted before.
        return False


def _end(process: int) -> None:
    for way in (signal.SIGTERM, signal.SIGKILL):
        if _lives(process):
            os.kill(process, way)
        until = time.monotonic() + PATIENCE
        while _lives(process) and time.monotonic() < until:
            time.sleep(0.05)


class _Server(Server):  # type: ignore[valid-type, misc]  # Which class it is depends on how Python was built.
    """Granian, told only once to stop: its handler would wait for itself if a second signal came meanwhile."""

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        super().signal_handler_interrupt(*args, **kwargs)


def _server() -> _Server:
    return _Server(
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


def _end_forks_with_us() -> None:
    """Have the kernel kill the server's processes when this one is killed, and so cannot end them.

    Not by SIGTERM: a process that is just being born still has this one's handler for it, and would live on.
    """
    if sys.platform != "linux":
        return
    kernel, ours = ctypes.CDLL(None), os.getpid()

    def follow() -> None:
        kernel.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != ours:  # We were killed before the kernel heard of it.
            os._exit(1)

    os.register_at_fork(after_in_child=follow)


def _new_paper() -> AbstractContextManager[None]:
    """Allow for an empty paper on purpose; where there is one already, that purpose is a mistake."""
    if database_guard.is_begun():
        raise CommandError(_("There is a paper here already."))
    return database_guard.new_paper()


def _refuse_endless_redirects() -> None:
    """We speak http only, so a proxy has to tell us of https; until one is trusted, no request looks secure."""
    if settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        raise CommandError(
            "With https every page would lead to itself: name the proxy in front, as in "
            "NEWSROOM_TRUSTED_PROXIES=127.0.0.1, or leave redirects to it with NEWSROOM_SSL_REDIRECT=0."
        )


def _refuse_taken_port() -> None:
    if _answers():
        raise CommandError(f"Somebody serves port {settings.PORT} already; choose another, as in `PORT=8001 make run`.")


def _answers() -> bool:
    try:
        socket.create_connection((settings.LISTEN, settings.PORT), timeout=1).close()
    except OSError:
        return False
    return True
