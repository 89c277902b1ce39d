"""The parts of the paper, the places on its front page and its subjects: changed here, and seen at once."""

from collections.abc import Callable, Iterable

from django.db import transaction
from taggit.models import Tag

from articles.models import Placement, Section
from press import page_cache


@transaction.atomic
def save(row: Section | Placement | Tag, *, related: Callable[[], object] = bool) -> None:
    """Save a section, a place on the front page or a subject, and by `related` what hangs on it."""
    row.save()
    related()
    page_cache.invalidate()


@transaction.atomic
def delete(rows: Iterable[Section | Placement | Tag]) -> None:
    """Remove sections, places on the front page or subjects.

    :raises django.db.models.ProtectedError: an article stands in the section.
    """
    for row in rows:
        row.delete()
    page_cache.invalidate()
