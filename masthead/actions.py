"""Verbs: what changes who we say we are. Every page of the paper carries some of it."""

from collections.abc import Callable, Iterable

from django.db import transaction

from masthead.models import Person, PolicyPage, Publication
from press import page_cache, richtext


@transaction.atomic
def save(row: Publication | Person, *, related: Callable[[], object] = bool) -> None:
    """Save the paper or one of its people, and by `related` what hangs on the row; readers see it at once."""
    row.save()
    related()
    page_cache.invalidate()


def save_policy_page(page: PolicyPage, *, related: Callable[[], object] = bool) -> None:
    """Save a page about the paper, its text made safe; readers see it at once if it is published."""
    page.body = richtext.clean(page.body)
    save(page, related=related)


@transaction.atomic
def delete(rows: Iterable[Person | PolicyPage]) -> None:
    """Remove people or pages about the paper, for readers too."""
    for row in rows:
        row.delete()
    page_cache.invalidate()
