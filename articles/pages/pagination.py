"""Long lists in pages, without counting them."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

SIZE = 20
_NUMBER = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True)
class Page:
    """Some rows of a long list; `previous` and `next` are page numbers, or 0 at the ends."""

    rows: list
    number: int
    next: int

    @property
    def previous(self) -> int:
        return self.number - 1


def page_of(rows: QuerySet, wanted: str, *, size: int = SIZE) -> Page:
    """Return the page that a reader asked for by its number, as it stands in the address; empty means the first.

    :raises Http404: there is no such page. The first page exists even if the list is empty.
    """
    if wanted and not _NUMBER.fullmatch(wanted):
        raise Http404
    number = int(wanted or 1)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if not found and number > 1:
        raise Http404
    return Page(found[:size], number, next=number + 1 if len(found) > size else 0)
