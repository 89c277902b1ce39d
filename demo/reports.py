"""Brings in what readers sent about the demonstration paper, and what the desk did about it, through the verbs.

The verbs know the present only, so the rows are dated back afterwards; and nobody is written to, since addresses are
filled in last.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from articles.models import Article, Image, Revision
from corrections import actions, passages
from corrections.anchoring import Selector
from corrections.models import Event, Passage, Report
from demo.records import ReaderReport

ANSWERED_AFTER = timedelta(hours=3)


def bring(sent: ReaderReport, article: Article, *, now: datetime, desk: User) -> None:
    """Keep one report, and decide it as the paper's files say."""
    when = sent.when.moment(now)
    revision = article.revisions.seen(when).last()
    report = actions.receive_report(
        article,
        revision=revision,
        part=sent.part,
        image=_picture(sent, revision) if sent.part == "caption" else None,
        selector=Selector(exact=sent.quote) if sent.quote else None,
        language=article.language,
        **{name: getattr(sent, name) for name in ("kind", "message", "suggestion", "name")},
    )
    settled = _settle(sent, report, desk=desk)
    _date_back(report, sent, when=when, decided=settled or min(when + ANSWERED_AFTER, now))


def _picture(sent: ReaderReport, revision: Revision) -> Image:
    """Return the picture of an article under which the quoted words stand."""
    shown = Image.objects.filter(pk__in=passages.pictures_of(revision))
    return next(image for image in shown if sent.quote in passages.text_of(revision, sent.part, image))


def _settle(sent: ReaderReport, report: Report, *, desk: User) -> datetime | None:
    """Do what was decided; return when, if a revision of the article tells."""
    passage = Passage.objects.select_related("article").get(pk=report.passage_id)
    if sent.status == "progress":
        actions.assign(passage, to=desk, by=desk)
    elif sent.status == "declined":
        actions.decline(passage, by=desk, words=sent.reply)
    elif sent.status == "duplicate":
        actions.mark_duplicate(passage, of=passage.article.passages.exclude(pk=passage.pk).latest("pk"), by=desk)
    elif sent.status == "accepted":
        revision = _settled_in(sent, passage.article)
        actions.accept(passage, by=desk, revision=revision, correction=revision.corrections.first())
        return revision.live_from if sent.settled_in else None
    return None


def _settled_in(sent: ReaderReport, article: Article) -> Revision:
    seen = article.revisions.seen()
    return seen.get(number=sent.settled_in) if sent.settled_in else seen.last()


def _date_back(report: Report, sent: ReaderReport, *, when: datetime, decided: datetime) -> None:
    rows = Report.objects.filter(pk=report.pk)
    rows.update(received_at=when, email=sent.email)
    rows.exclude(decided_at=None).update(decided_at=decided)
    passage = Passage.objects.filter(pk=report.passage_id)
    passage.update(last_received_at=when)
    passage.filter(readers=1).update(first_received_at=when)
    passage.exclude(closed_at=None).update(closed_at=decided)
    if sent.email:
        passage.filter(closed_at=None).update(reply_wanted=True)
    events = Event.objects.filter(passage=report.passage_id)
    events.filter(action=Event.Action.RECEIVED, report=report).update(made_at=when)
    events.exclude(action=Event.Action.RECEIVED).update(made_at=decided)
