"""How far a long command is, in plain lines on stderr."""

from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

WIPE = "\r\x1b[K"  # Back to the start of the line, and clear what stands there.


class Progress:
    """Told how much is done. A terminal gets one line, written over and gone at the end; a log gets one each tenth."""

    def __init__(self, stderr: OutputWrapper, what: str) -> None:
        self.stderr, self.what, self.tenths = stderr, what, 0

    def __call__(self, done: int, total: int) -> None:
        line = f"{self.what}: {done} of {total}"
        if self.stderr.isatty():
            self._write(f"{WIPE}{line}", ending="")
        elif (tenths := 10 * done // total) > self.tenths:
            self.tenths = tenths
            self._write(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.stderr.isatty():
            self._write(WIPE, ending="")

    def _write(self, text: str, *, ending: str = "\n") -> None:
        self.stderr.write(text, str, ending=ending)  # As it is: Django would write it in the color of errors.
        self.stderr.flush()
