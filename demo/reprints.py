"""Brings in what other papers asked of the demonstration paper, what they were granted and what they printed.

As with reports, the verbs know the present only: rows are dated back afterwards, and addresses are filled in last, so
that nobody is written to.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.html import format_html, format_html_join

from articles.models import Article, Revision
from demo import parser
from licensing import actions
from licensing.models import Delivery, Event, Grant, ReprintRequest, Republisher
from press import richtext

FILE = Path(__file__).with_name("reprints.toml")
ASKED = ("outlet", "name", "place", "purpose")
ANSWERED_AFTER = timedelta(hours=4)


def bring(articles: dict[str, Article], *, now: datetime, by: User) -> None:
    """Keep requests with what became of them, those who printed a story, and pages that were looked at."""
    told = parser.toml(FILE)
    for each in told["requests"]:
        _ask(each, articles[each["story"]], now=now, by=by)
    for each in told["republishers"]:
        revision = _standing(articles[each["story"]])
        words = {name: each[name] for name in ("outlet", "url", "email")}
        Republisher.objects.create(article=revision.article, revision=revision, language=revision.language, **words)
    for each in told["reprints"]:
        page = _page(_standing(articles[each["story"]]), each)
        actions.check(page, outlet=each["outlet"], url=each["url"], by=by)


def _standing(article: Article) -> Revision:
    return Revision.objects.live().select_related("article").get(article=article.pk)


def _ask(each: dict, article: Article, *, now: datetime, by: User) -> None:
    revision = _standing(article)
    optional = {name: each[name] for name in ("extent", "languages") if name in each}
    words = {name: each[name] for name in ASKED}
    asked = actions.receive_request(revision, language=revision.language, **words, **optional)
    if "asked" in each:
        actions.ask_back(asked, by=by, words=each["asked"])
    elif "refused" in each:
        actions.refuse(asked, by=by, words=each["refused"])
    elif "granted" in each:
        _grant(asked, each["granted"], by=by)
    _date_back(asked, each["email"], when=now - timedelta(hours=each["hours_ago"]), now=now)


def _grant(asked: ReprintRequest, terms: dict, *, by: User) -> None:
    days, most = terms.get("days"), terms.get("most")
    grant = actions.grant(
        asked,
        by=by,
        extent="extract" if most else "full",
        most=most,
        live_until=asked.received_at + timedelta(days=days) if days else None,
        fee=terms.get("fee", ""),
        words=terms.get("words", ""),
    )
    if "revoked" in terms:
        actions.revoke(grant, by=by, because=terms["revoked"])
    if "revision" in terms:
        _given_for(grant, terms["revision"])


def _given_for(grant: Grant, number: int) -> None:
    """Let a grant be of an earlier revision, whose changes since have been told."""
    revisions = grant.article.revisions.seen()
    Grant.objects.filter(pk=grant.pk).update(revision=revisions.get(number=number))
    for revision in revisions.filter(number__gt=number).exclude(kind=Revision.Kind.MINOR):
        told = Delivery.objects.create(revision=revision, grant=grant, attempts=1, sent_at=revision.live_from)
        Delivery.objects.filter(pk=told.pk).update(made_at=revision.live_from)


def _date_back(asked: ReprintRequest, email: str, *, when: datetime, now: datetime) -> None:
    decided = min(when + ANSWERED_AFTER, now)
    rows = ReprintRequest.objects.filter(pk=asked.pk)
    rows.update(received_at=when, email=email)
    rows.exclude(closed_at=None).update(closed_at=decided)
    grants = Grant.objects.filter(request=asked.pk)
    grants.update(made_at=decided, live_from=decided, email=email)
    grants.exclude(revoked_at=None).update(revoked_at=now - timedelta(days=1))
    events = Event.objects.filter(request=asked.pk)
    events.filter(action=Event.Action.RECEIVED).update(made_at=when)
    events.exclude(action=Event.Action.RECEIVED).update(made_at=decided)
    events.filter(action=Event.Action.REVOKED).update(made_at=now - timedelta(days=1))


def _page(revision: Revision, each: dict) -> str:
    """Return a page of another site with paragraphs of a story on it."""
    lines = richtext.plain_text(revision.body).split("\n")[: each["paragraphs"]]
    body = format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))
    link = format_html('<a href="{}{}">Source</a>', settings.SITE_URL, revision.get_absolute_url())
    return format_html("<article><h1>{}</h1>{}<p>{}</p></article>", each["outlet"], body, link if each["link"] else "")
