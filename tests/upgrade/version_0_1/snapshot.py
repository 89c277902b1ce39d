"""What readers of version 0.1 were shown, and what was never to be shown."""

from collections.abc import Iterator
from urllib.parse import unquote

from django.db.models import CharField, Model, TextField
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, Image, License, OldAddress, Revision, Section
from corrections.models import Correction, DeclineReason, Passage, Report
from licensing.models import Grant, Reprint, ReprintRequest, Republisher
from masthead.models import Person, PolicyPage, Publication
from press import richtext
from support.letters import unsubscribe_path
from support.models import (
    AppealVariant,
    Ballot,
    Channel,
    Funder,
    Goal,
    HouseMessage,
    Patron,
    SupportPage,
    Tier,
    Topic,
)
from tests.upgrade import page_facts, visitor
from tests.upgrade.page_facts import Page

PUBLIC = (
    *(Publication, Person, PolicyPage, Section, Tag, License, Image, Revision, Correction, DeclineReason),
    *(SupportPage, Tier, Channel, Goal, Funder, AppealVariant, HouseMessage, Ballot, Topic),
    *(Report, Passage, ReprintRequest, Republisher, Grant, Patron),
)
OF_NOBODY = (ReprintRequest, Republisher, Grant, Report, Patron)
CODES = {"slug", "path", "sha256", "color", "token", "sender", "kind", "status", "language", "part"}
CODES |= {"prefix", "suffix", "quote", "words_now", "told", "source_key", "label", "purpose", "placement", "verdict"}
CODES |= {"filename", "format", "file", "accent", "time_zone", "period", "currency", "source", "coin", "wall", "extent"}
FOR_THE_DESK = {AppealVariant: {"name"}}
TITLES = {"headline", "title", "name"}


# --- Addresses ------------------------------------------------------------------------------------------------------


def addresses() -> list[str]:
    """Return where readers go, each address once."""
    found = [*_fixed(), *_of_articles(), *_of_lists(), *_of_support()]
    return list(dict.fromkeys(map(unquote, found)))


def _fixed() -> Iterator[str]:
    names = "front search archive about people corrections corrections-feed corrections-atom licensing"
    names += " support support-thanks topics robots security sitemap sitemap-pages sitemap-news tdmrep rsl"
    names += " paper-feed-rss paper-feed-atom paper-feed-json"
    yield from (reverse(name) for name in names.split())
    yield from (f"/search/?q={words}" for words in ("rivets", "iron+well", "umbrella", "міст"))
    yield from ("/2026/", "/2026/03/", "/2026/03/02/", "/2019/", "/nowhere/", "/sitemap-1.xml")
    yield from (page.get_absolute_url() for page in PolicyPage.objects.order_by("pk"))


def _of_articles() -> Iterator[str]:
    for article in Article.objects.exclude(path=None).order_by("pk"):
        path = article.path.removeprefix("/")
        yield from (article.path, reverse("history", args=[path]), reverse("quote", args=[path]))
        yield reverse("republish", args=[path])
        if article.license and article.license.may_republish:
            yield from (reverse("republish-file", args=[path, form]) for form in ("html", "txt", "md", "json"))
        yield reverse("article-corrections-feed", args=[article.pk])
    yield from OldAddress.objects.order_by("pk").values_list("path", flat=True)
    yield from (notice.get_absolute_url() for notice in Correction.objects.order_by("pk"))


def _of_lists() -> Iterator[str]:
    for kind, model in (("section", Section), ("tag", Tag), ("author", Person)):
        for slug in model.objects.order_by("pk").values_list("slug", flat=True):
            yield from (reverse(kind, args=[slug]), *(reverse(f"feed-{form}", args=[kind, slug]) for form in FORMS))


FORMS = ("rss", "atom", "json")


def _of_support() -> Iterator[str]:
    for ballot in Ballot.objects.order_by("pk"):
        yield from (ballot.get_absolute_url(), reverse("ballot-voted", args=[ballot.pk]))


def own_addresses() -> list[str]:
    """Return the addresses that somebody has in a letter of ours, and nobody else knows."""
    rows = [row for model in (Report, ReprintRequest, Republisher, Grant) for row in model.objects.order_by("pk")]
    grants = [row.token for row in rows if isinstance(row, Grant)]
    letters = [reverse("licensing-grant-letter", args=[token]) for token in grants]
    kits = [reverse("licensing-grant-file", args=[token, form]) for token in grants for form in ("html", "json")]
    patrons = [unsubscribe_path(patron) for patron in Patron.objects.exclude(letters_at=None).order_by("pk")]
    return [*(row.get_absolute_url() for row in rows), *letters, *kits, *patrons]


# --- Words ----------------------------------------------------------------------------------------------------------


def texts() -> list[str]:
    """Return the sentences of all bodies: words that have an order."""
    rows = [*Revision.objects.order_by("pk"), *PolicyPage.objects.order_by("pk")]
    return list(dict.fromkeys(one for row in rows for one in page_facts.sentences(richtext.plain_text(row.body))))


def words() -> list[str]:
    """Return all else that people have written and that may stand on a page."""
    rows = [row for model in PUBLIC for row in model.objects.order_by("pk")]
    numbers = [row.receipt for row in rows if hasattr(row, "receipt")] + [grant.number for grant in Grant.objects.all()]
    return list(dict.fromkeys([*(one for row in rows for one in written_in(row)), *numbers]))


def written_in(row: Model) -> Iterator[str]:
    """Yield what somebody has written in the fields of a row, sentence by sentence, and titles as a whole."""
    unprinted = CODES | {"body"} | FOR_THE_DESK.get(type(row), set())
    for field in row._meta.fields:
        if field.name in unprinted or not isinstance(field, CharField | TextField):
            continue
        value = getattr(row, field.name)
        if field.name in TITLES:
            yield page_facts.folded(value)
        else:
            yield from page_facts.sentences(richtext.plain_text(value) if value.startswith("<") else value)
    if isinstance(row, Revision):
        yield from (line["name"] for line in row.bylines)


def private() -> list[str]:
    """Return words of people that are not for readers; what was published of them is sorted out later."""
    rows = [row for model in (*OF_NOBODY, Passage, Reprint) for row in model.objects.order_by("pk")]
    found = [one for row in rows for one in written_in(row)]
    for article in Article.objects.order_by("pk"):
        found += [*page_facts.sentences(richtext.plain_text(article.body)), article.headline]
        found += [note.text for note in article.notes.order_by("pk")]
        hidden = article.revisions.scheduled() if article.revisions.live().exists() else article.revisions.all()
        for revision in hidden.order_by("pk"):
            found += page_facts.sentences(richtext.plain_text(revision.body))
    found += [topic.title for topic in Topic.objects.order_by("pk")] + [page.title for page in PolicyPage.objects.all()]
    return list(dict.fromkeys(one for one in found if len(one) > 5))


# --- All of it ------------------------------------------------------------------------------------------------------


def of(paths: list[str]) -> tuple[dict[str, dict], dict[str, Page]]:
    """Return what to keep of each page, and the pages. A search has found what it leads to, in whatever words."""
    shown, places = visitor.pages(paths), {unquote(path) for path in (*_of_articles(), *_of_lists(), *_of_support())}
    known = {"texts": texts(), "words": [one for one in words() if len(one) > 2], "addresses": places}
    searches = known | {"texts": [], "words": []}
    return {
        path: page_facts.record(page, **(searches if path.startswith("/search/") else known))
        for path, page in shown.items()
    }, shown


def never(shown: dict[str, Page]) -> list[str]:
    """Return the private words that stand on no public page."""
    return [one for one in private() if not any(page_facts.says(page.text, one) for page in shown.values())]
