"""Remembering what was imported, so that doing it again changes nothing."""

from articles.models import Origin


class Ledger:
    """The lines of one source."""

    def __init__(self, source: str) -> None:
        self.source = source[:300]

    def made(self, kind: str, key: str) -> int | None:
        """Return the number of what was made of a thing before, or None."""
        rows = Origin.objects.filter(source=self.source, kind=kind, key=key[:200])
        return rows.values_list("made_id", flat=True).first()

    def note(self, kind: str, key: str, made_id: int) -> None:
        """Write down what was made of a thing."""
        Origin.objects.create(source=self.source, kind=kind, key=key[:200], made_id=made_id)
