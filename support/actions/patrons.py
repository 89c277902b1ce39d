"""Patrons and payments that somebody at the desk enters by hand. Some of it readers see: the wall, counted goals."""

from collections.abc import Callable, Iterable

from django.db import transaction

from press import page_cache
from support.models import Patron, Payment


@transaction.atomic
def save(row: Patron | Payment, *, related: Callable[[], object] = bool) -> None:
    """Save what was entered by hand, and by `related` what hangs on it."""
    row.save()
    related()
    page_cache.invalidate()


@transaction.atomic
def delete_payments(payments: Iterable[Payment]) -> None:
    """Remove payments that were entered by hand."""
    for payment in payments:
        payment.delete()
    page_cache.invalidate()
