"""Papers of several sizes, each in a process and a folder of its own, which measure when they are told to."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from typing import IO, Any

from django.conf import settings

PATIENCE = 10  # Seconds.


class Paper:
    """A paper of `size` articles that waits, filled, for what it is told to measure; `pages` are what it can make."""

    def __init__(self, size: int, folder: str):
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.size = size
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "bench", "--inside", str(size)],
            cwd=settings.ROOT,
            env=env | {"NEWSROOM_DATA": folder, "NEWSROOM_LOG_LEVEL": "ERROR"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pages: list[str] = self._answer()

    def ask(self, measure: str, *told: Any) -> Any:
        """Have one of its measures taken; return what came out, as JSON has it.

        :raises RuntimeError: the process has ended; it has said why on the standard error stream.
        """
        print(json.dumps([measure, *told]), file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process with the paper of {self.size} articles has ended.")
        return json.loads(line)

    def close(self) -> None:
        """End the process, also in the middle of a measure."""
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait()
        self._process.stdout.close()


@contextmanager
def filled(size: int) -> Iterator[Paper]:
    """Fill a paper with so many articles; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        paper = Paper(size, folder)
        try:
            yield paper
        finally:
            paper.close()


def serve(pages: list[str], measures: Mapping[str, Callable], orders: IO[str], answers: IO[str]) -> None:
    """Be the paper of this process: say which pages there are, then take every measure that an order names."""
    with redirect_stdout(sys.stderr):
        print(json.dumps(pages), file=answers, flush=True)
        for order in orders:
            measure, *told = json.loads(order)
            print(json.dumps(measures[measure](*told)), file=answers, flush=True)
