"""The public notices of an article; for a feed those of all its articles come in one query."""

from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Revision
from articles.querysets import beside
from articles.rights import syndication
from corrections.models import Correction

ALONG = "notices_along"


def along_with_articles() -> Prefetch:
    """Return what reads the public notices of revisions' articles, the newest first."""
    return Prefetch("article__corrections", Correction.objects.public().newest(), to_attr=ALONG)


beside.append(along_with_articles)


def of(copy: Article | Revision) -> list[Correction]:
    """Return the public notices of an article, the newest first, withdrawn ones too.

    With `with_what_others_say()` they came along; else it is one query, however often it is asked.
    """
    known = vars(copy)
    if "notices" not in known:
        along = getattr(copy.article, ALONG, None) if isinstance(copy, Revision) else None
        known["notices"] = _fetched(copy) if along is None else along
    return known["notices"]


def in_sentences(copy: Article | Revision) -> list[str]:
    """Return the notices that hold, each as one line for where there is no room for more: “Correction, 3 May: …”."""
    standing = [notice for notice in of(copy) if notice.withdrawn_at is None]
    dates = [date_format(timezone.localtime(notice.published_at), "j E Y") for notice in standing]
    return [f"{one.get_kind_display()}, {date}: {one.text}" for one, date in zip(standing, dates, strict=True)]


syndication.notes.append(in_sentences)


def _fetched(copy: Article | Revision) -> list[Correction]:
    article = copy.article_id if isinstance(copy, Revision) else copy.pk
    found = Correction.objects.public().filter(article=article)
    return sorted(found, key=_age, reverse=True)  # They are few, and Django takes longer to write an order than this.


def _age(notice: Correction) -> tuple[datetime, int]:
    return notice.published_at, notice.pk
