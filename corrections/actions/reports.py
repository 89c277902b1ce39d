"""What readers report: received, and put with other reports of the same passage."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Image, Revision
from corrections import letters, passages
from corrections.actions.passages import GRAVEST_FIRST, Action, log
from corrections.anchoring import Selector
from corrections.models import Passage, Report
from press.rate_limit import Limit, spend


def receive_report(
    article: Article,
    *,
    revision: Revision,
    standing: Revision | None = None,
    part: str = "",
    image: Image | None = None,
    selector: Selector | None = None,
    key: UUID | None = None,
    limits: Sequence[Limit] = (),
    **words: str,
) -> Report:
    """Store what a reader sent about `revision`; `words` are kind, message, suggestion, name, email, language, sender.

    `standing` is what readers read now, if the caller knows. The same `key` twice is one report: the first one is
    returned. The row is there for good once the transaction ends. A report counts under `limits` in that transaction.

    :raises press.rate_limit.TooMany: one of them is reached; nothing is stored.
    """
    if known := _known(key):
        return known
    standing = standing or Revision.objects.in_force().filter(article=article).first() or revision
    place = passages.pointed_at(selector, read=revision, standing=standing, part=part, image=image)
    report = Report(revision=revision, key=key, **(_quoted(selector) if selector else {}), **words)
    try:
        with transaction.atomic():
            spend(limits)
            return _store(report, article=article, place=place)
    except IntegrityError:
        if known := _known(key):  # It came twice in the same moment.
            return known
        raise


def _known(key: UUID | None) -> Report | None:
    return Report.objects.filter(key=key).first() if key else None


def _quoted(selector: Selector) -> dict:
    return {
        "quote": selector.exact,
        "prefix": selector.prefix[-80:],
        "suffix": selector.suffix[:80],
        "start": selector.start,
        "end": selector.end,
        "shortened": selector.shortened,
    }


def _store(report: Report, *, article: Article, place: passages.Place) -> Report:
    # Two reports of one passage wait for each other here, so that the second finds what the first began.
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    now = timezone.now()
    passage = _waiting_at(place, article) or _begin(place, article, now)
    report.passage = _counted_in(passage, report, now)
    report.save()
    log(passage, Action.RECEIVED, report=report)
    letters.send_later(report, "received")
    return report


def _waiting_at(place: passages.Place, article: Article) -> Passage | None:
    """Return the waiting passage that a report belongs to: the same words or picture, or words that overlap by half.

    What is said of an article as a whole stands by itself: two such reports need not be about the same.
    """
    if not place.quote and place.image is None:
        return None
    waiting = Passage.objects.select_for_update(of=("self",)).waiting()
    waiting = waiting.filter(article=article, part=place.part, image=place.image)
    for passage in waiting.near(place.quote, place.span, place.revision).longest_waiting():
        if passage.quote == place.quote or (place.span and _is_same(passage, place.span)):
            return passage
    return None


def _is_same(passage: Passage, span: tuple[int, int]) -> bool:
    if passage.start is None or passage.end is None:
        return False
    start, end = span
    shared = min(end, passage.end) - max(start, passage.start)
    return shared * 2 >= min(end - start, passage.end - passage.start)


def _begin(place: passages.Place, article: Article, now: datetime) -> Passage:
    """Return a new passage, not saved."""
    passage = Passage(
        article=article,
        part=place.part,
        image=place.image,
        quote=place.quote,
        words_now=place.words_now if place.span else "",
        changed=place.changed,
        first_received_at=now,
    )
    if place.span:
        passage.start, passage.end = place.span
        passage.anchored_in = place.revision
    return passage


def _counted_in(passage: Passage, report: Report, now: datetime) -> Passage:
    """Bring the passage in step with one report more, without reading the others."""
    passage.kind = min(passage.kind if passage.readers else report.kind, report.kind, key=GRAVEST_FIRST.index)
    passage.readers += 1
    passage.reply_wanted = passage.reply_wanted or bool(report.email)
    passage.last_received_at = now
    passage.version += 1
    passage.save()
    return passage
