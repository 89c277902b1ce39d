"""The seals on what readers saw, looked over: each revision's sha256 covers itself and the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from articles import content
from articles.models import Article, Revision

BATCH = 500


@dataclass(frozen=True)
class Break:
    """A place where the history of an article is not what was written; `why` says how one can see it."""

    article_id: int
    number: int
    why: str

    def __str__(self) -> str:
        return _("Article %(article)s, revision %(number)s: %(why)s") % {
            "article": self.article_id,
            "number": self.number,
            "why": self.why,
        }


def breaks() -> Iterator[Break]:
    """Yield the first break of each article that has one, in the order of articles."""
    rows = Revision.objects.order_by("article_id", "number").iterator(chunk_size=BATCH)
    for article_id, revisions in groupby(rows, key=lambda revision: revision.article_id):
        if found := _first_break(article_id, revisions):
            yield found
    for pk in Article.objects.filter(revisions=None).exclude(first_published_at=None).values_list("pk", flat=True):
        yield Break(pk, 1, _("it is missing."))


def _first_break(article_id: int, revisions: Iterator[Revision]) -> Break | None:
    number = 0
    last: Revision | None = None
    for number, revision in enumerate(revisions, 1):
        if why := _what_is_wrong(revision, number, last):
            return Break(article_id, number, why)
        last = revision
    if last and last.live_until is not None:
        return Break(article_id, number + 1, _("it is missing."))
    return None


def _what_is_wrong(revision: Revision, number: int, last: Revision | None) -> str:
    if revision.number != number:
        return _("it is missing.")
    if last and last.live_until != revision.live_from:
        return _("it does not begin when the one before it ends.")
    if revision.sha256 != content.fingerprint(revision, previous=last.sha256 if last else ""):
        return _("its text is not what was sealed.")
    return ""
