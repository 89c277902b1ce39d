"""Verbs: what changes who we say we are. Every page of the paper carries some of it."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Model

from masthead.models import Person, PolicyPage, Publication
from press import page_cache, richtext


def save(row: Publication | Person, *, related: Callable[[], object] = bool) -> None:
    """Save the paper or one of its people, and by `related` what hangs on the row; readers see it at once."""
    _save(row, related)


def save_policy_page(page: PolicyPage, *, related: Callable[[], object] = bool) -> None:
    """Save a page about the paper, its text made safe; readers see it at once if it is published."""
    page.body = richtext.clean(page.body)
    _save(page, related)


@transaction.atomic
def _save(row: Model, related: Callable[[], object]) -> None:
    row.save()
    related()
    page_cache.invalidate()


@transaction.atomic
def delete(rows: Iterable[Person | PolicyPage]) -> None:
    """Remove people or pages about the paper, for readers too."""
    for row in rows:
        row.delete()
    page_cache.invalidate()
