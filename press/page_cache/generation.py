"""The shared stamp: one small file that tells every worker process whether what it keeps is still fresh."""

import contextlib
import fcntl
import math
import mmap
import os
import secrets
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

GRACE = 10.0  # Seconds after which all is renewed once more, in case a process died between commit and telling.
LOOK = 1.0  # Seconds after which a process looks whether the file itself was replaced, as by `rm -r` of the folder.
LAYOUT = struct.Struct("<16s16sddd")


class Record(NamedTuple):
    """What the stamp says; times are seconds since the epoch, infinity means never."""

    generation: bytes  # A new random name at each change: unique also when two change at once.
    previous: bytes
    changed_at: float
    next_at: float  # Readers will see something else from then on.
    alarm_at: float  # All is renewed then, whatever happened to the verb that set it.

    @property
    def expires_at(self) -> float:
        return min(self.next_at, self.alarm_at)

    def renewed(self, now: float) -> "Record":
        """Return the record of the next generation; until `settle` it expires soon, to be on the safe side."""
        alarm_at = self.alarm_at if self.alarm_at > now else math.inf
        return Record(secrets.token_bytes(16), self.generation, now, now + GRACE, alarm_at)


class Stamp:
    """The stamp file of a folder.

    Writers take turns by a lock on the file, which ends with its process. Readers have the file mapped into their
    memory, so that asking whether it changed costs no system call; half a record, as a reader may see it for a moment,
    is only ever different from what it saw before, and then it reads again under the lock.
    """

    def __init__(self, folder: Path):
        self.path = folder / "stamp"
        self._mapped: mmap.mmap | bytes = b""
        self._seen = b"never"
        self._look_at = 0.0

    def moved(self) -> bool:
        """Tell whether `look` may say something new."""
        return self._mapped[:] != self._seen or time.time() >= self._look_at

    def look(self) -> Record:
        """Return what the stamp says now; call `heed` when you have done what follows from it."""
        with self.locked() as file:
            record = _read(file)
            self._mapped = mmap.mmap(file, LAYOUT.size, prot=mmap.PROT_READ)
            return record

    def heed(self, record: Record) -> None:
        """From now on `moved` compares with this record."""
        self._look_at = min(record.expires_at, time.time() + LOOK)
        self._seen = LAYOUT.pack(*record)

    def expect(self) -> None:
        """Note that a change is under way, so that it is not lost if its process dies before telling."""
        with self.locked() as file:
            _write(file, _read(file)._replace(alarm_at=time.time() + GRACE))

    def renew(self, *, first: Callable[[], None] = lambda: None) -> Record:
        """Begin a generation; `first` is done before anybody sees it."""
        with self.locked() as file:
            first()
            record = _read(file).renewed(time.time())
            _write(file, record)
            return record

    def expire(self) -> Record | None:
        """Begin a generation because the clock says so; None when there is no need, as when somebody was quicker."""
        with self.locked() as file:
            record, now = _read(file), time.time()
            if record.expires_at > now:
                return None
            record = record.renewed(now)
            _write(file, record)
            return record

    def settle(self, generation: bytes, next_at: float) -> None:
        """Set when the generation ends by the clock, unless a later one has begun, whose maker knows better."""
        with self.locked() as file:
            record = _read(file)
            if record.generation == generation:
                _write(file, record._replace(next_at=next_at))

    @contextlib.contextmanager
    def standing(self, generation: bytes) -> Iterator[bool]:
        """Hold the stamp still and tell whether this is the generation that stands."""
        with self.locked() as file:
            yield _read(file).generation == generation

    @contextlib.contextmanager
    def locked(self) -> Iterator[int]:
        """Yield the file, locked against all others; a file that was replaced meanwhile is opened again."""
        while True:
            file = self._open()
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is_in_place(file):
                    yield file
                    return
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)  # Closing is not enough: a mapping holds the file open.
                os.close(file)

    def _is_in_place(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self.path.stat())
        except FileNotFoundError:
            return False

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR)
        except FileNotFoundError:
            self._create()
            return os.open(self.path, os.O_RDWR)

    def _create(self) -> None:
        """Put a whole file in place at once; whoever comes second keeps what is there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"stamp.{secrets.token_hex(8)}.part")
        draft.write_bytes(LAYOUT.pack(*_first()))
        with contextlib.suppress(FileExistsError):
            os.link(draft, self.path)
        draft.unlink()


def _first() -> Record:
    return Record(secrets.token_bytes(16), bytes(16), time.time(), time.time(), math.inf)


def _read(file: int) -> Record:
    """Read under the lock; a file that is no stamp becomes a new one."""
    content = os.pread(file, LAYOUT.size + 1, 0)
    if len(content) != LAYOUT.size:
        os.ftruncate(file, LAYOUT.size)
        _write(file, _first())
        return _read(file)
    return Record._make(LAYOUT.unpack(content))


def _write(file: int, record: Record) -> None:
    os.pwrite(file, LAYOUT.pack(*record), 0)
