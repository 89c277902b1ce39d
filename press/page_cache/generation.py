"""The shared stamp: one small file that tells every worker process whether what it keeps is still fresh."""

import contextlib
import fcntl
import math
import os
import secrets
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from weakref import WeakValueDictionary

from . import degraded

GRACE = 10.0  # Seconds after which all is renewed once more, in case a process died between commit and telling.
LOOK = 0.1  # Seconds after which a process looks whether the file itself was replaced, as by `rm -r` of the folder.
LAYOUT = struct.Struct("<16s16sddd")
ENOUGH = LAYOUT.size + 1  # Bytes to read to see that a file is no longer than it should be.


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


UNKNOWN = Record(b"", b"", -math.inf, math.inf, math.inf)  # Nobody can tell what changed: nothing that is kept counts.


class OpenFile:
    """A file held open for as long as somebody holds this; a thread may still read it while another opens a new one."""

    def __init__(self, file: int) -> None:
        self.number = os.dup(file)

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        close(self.number)  # By a name of our own: at the end of a process, modules may be gone already.

    def cut_short(self) -> None:
        fcntl.flock(self.number, fcntl.LOCK_EX)
        try:
            os.ftruncate(self.number, 0)
        finally:
            fcntl.flock(self.number, fcntl.LOCK_UN)


_watched: WeakValueDictionary[Path, OpenFile] = WeakValueDictionary()  # The stamps that this process reads.


class Stamp:
    """The stamp file of a folder.

    Writers take turns by a lock on the file, which ends with its process. Readers hold the file open and read it at
    each request. It is not mapped into memory: whoever reads a mapped file that was cut short is killed. Half a record,
    as a reader may see it for a moment, is only ever different from what it saw before, and then it reads again under
    the lock.

    While the folder cannot be used, nobody can know of changes. `look` raises OSError then, and nothing that is kept
    counts until it succeeds; by then all counts as changed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "stamp"
        self.note = folder.with_name(f"{folder.name}.distrusted")  # Outside of the folder, which may be the trouble.
        self._file: OpenFile | None = None
        self._seen = b"never"
        self._look_at = 0.0
        self.lost = False  # Whether the last look failed.

    def moved(self) -> bool:
        """Tell whether `look` may say something new."""
        return self._content() != self._seen or time.time() >= self._look_at

    def look(self) -> Record:
        """Return what the stamp says now; call `heed` when you have done what follows from it.

        :raises OSError: nobody can know what changed; it is worth another look when `moved` says so.
        """
        try:
            with self.locked() as file:
                record = self._trusted(file)
                self._file = _watched[self.path] = OpenFile(file)
        except OSError as error:
            self._lose_sight(error)
            raise
        self.lost = False
        degraded.leave(self.path.parent)
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

    def distrust(self) -> None:
        """Have every process begin anew by whatever way is left, because a change could not be told by the stamp.

        A stamp that is cut short is a new generation to whoever reads it. The file is tried that this process has open,
        which may be out of reach by its name, then the one in its place; the note is for those who read neither.
        """
        with contextlib.suppress(OSError):
            self.note.touch()
        watched = _watched.get(self.path)
        if watched:
            with contextlib.suppress(OSError):
                watched.cut_short()
        with contextlib.suppress(OSError), self.locked() as file:
            os.ftruncate(file, 0)

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

    def _content(self) -> bytes:
        """Return what the file holds that was found by the last look, nothing without one."""
        try:
            return os.pread(self._file.number, ENOUGH, 0) if self._file else b""
        except OSError:
            return b""

    def _trusted(self, file: int) -> Record:
        """Return the record of a generation in which no change can have gone untold."""
        if self.lost or self.note.exists():
            self._put_aside()
            # It ends at once, so that schedules are asked for.
            _write(file, _read(file).renewed(time.time())._replace(next_at=time.time()))
            self.note.unlink(missing_ok=True)
        return _read(file)

    def _put_aside(self) -> None:
        """Take all kept pages away, last good ones too: one may have been withdrawn without our hearing of it."""
        with contextlib.suppress(FileNotFoundError):
            self.path.with_name("kept").rename(self.path.with_name(f"aside.{secrets.token_hex(8)}"))

    def _lose_sight(self, error: OSError) -> None:
        degraded.enter(self.path.parent, error, cost="Every page is made anew for each reader")
        self._file, self._seen, self.lost = None, b"", True
        self._look_at = time.time() + LOOK

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
    content = os.pread(file, ENOUGH, 0)
    if len(content) != LAYOUT.size:
        os.ftruncate(file, LAYOUT.size)
        _write(file, _first())
        return _read(file)
    return Record._make(LAYOUT.unpack(content))


def _write(file: int, record: Record) -> None:
    os.pwrite(file, LAYOUT.pack(*record), 0)
