"""A terminal that keeps what was written to it."""

from io import StringIO


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """Return what stood on its line, one after the other."""
        return [line for line in self.getvalue().split("\r\x1b[K") if line]
