"""Render locks: of all requests for a page, in all threads and processes, one makes it."""

import contextlib
import fcntl
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from . import degraded

UNSHARED = -1  # A turn that others may have as well, because there is nothing to take turns by.
SLOTS = 256  # Two pages in one slot wait for one another now and then, which does no harm.


class RenderLocks:
    """A lock for each page, held by an open file, so that it ends with its process even by `kill -9`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "turns"

    def take(self, key: tuple) -> int | None:
        """Return a turn to be given to `over`, or None while somebody else has it."""
        slot = self.folder / f"{zlib.crc32(repr(key).encode()) % SLOTS:03}"
        try:
            turn = self._lock(slot)
        except OSError as error:
            degraded.enter(self.folder, error, cost="Several readers at once may each have a page made")
            return UNSHARED
        degraded.leave(self.folder)
        return turn

    @contextlib.contextmanager
    def over(self, turn: int) -> Iterator[None]:
        """End the turn when the block ends."""
        try:
            yield
        finally:
            if turn != UNSHARED:
                os.close(turn)

    def _lock(self, slot: Path) -> int | None:
        file = self._open(slot)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            if isinstance(error, BlockingIOError):
                return None
            raise
        return file

    def _open(self, slot: Path) -> int:
        try:
            return os.open(slot, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(slot, os.O_RDWR | os.O_CREAT, 0o600)
