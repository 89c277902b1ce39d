"""Saving the working copy and its drafts, and bringing an earlier text back into it; readers see nothing of it."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from taggit.models import Tag

from articles import content, preflight
from articles.errors import StaleArticle
from articles.models import (
    Article,
    Byline,
    Draft,
    Image,
    License,
    Revision,
    Section,
)
from masthead.models import Person
from press import richtext

KEPT_DRAFTS = 60
ONE_DRAFT_IN = timedelta(minutes=5)


@transaction.atomic
def save_working_copy(
    article: Article,
    *,
    by: User | None,
    tags: Iterable[str | Tag] | None = None,
    bylines: list[dict] | None = None,
    related: Iterable[int | Article] | None = None,
) -> Article:
    """Save the fields of the working copy and its rows, a draft of it as it now stands, and which pictures it uses.

    `bylines` are `{"person": id or None, "name": …, "role": …}` in order. Rows that are not given stay as they are.

    :raises StaleArticle: somebody saved since `article` was read; nothing is saved.
    """
    _make_printable(article)
    _save_fields(article, by=by)
    if tags is not None:
        article.tags.set(tags)
    if related is not None:
        article.related.set(related)
    if bylines is not None:
        _set_bylines(article, bylines)
    article.pictures.set(preflight.used_pictures(article))
    _save_draft(article, by=by)
    return article


def _save_fields(article: Article, *, by: User | None) -> None:
    """Save what lies in the article's own row, as the next version; of two who read the same one, one is refused."""
    article.changed_by = by
    if article.pk is None:
        article.created_by = by
        article.language = article.language or "en"
        article.save()
        return
    ours = Article.objects.filter(pk=article.pk, version=article.version)
    if not ours.update(version=F("version") + 1):
        raise StaleArticle(Article.objects.select_related("changed_by").get(pk=article.pk))
    article.version += 1
    article.save(update_fields=[*content.WORKING_COPY, "assignee", "changed_by", "changed_at"])


def _make_printable(article: Article) -> None:
    """Clean the text, and take out of all words what no page or feed can say."""
    for name in content.WORDS:
        setattr(article, name, richtext.writable(getattr(article, name)))
    article.body = richtext.clean(article.body)


def _save_draft(article: Article, *, by: User | None) -> None:
    draft, _created = Draft.objects.update_or_create(
        article=article, version=article.version, defaults={"content": content.for_draft(article), "saved_by": by}
    )
    _thin_out(article, draft)


def _thin_out(article: Article, newest: Draft) -> None:
    """Of what one person saves in a row keep one draft in five minutes, and those that somebody has open now."""
    drafts = list(article.drafts.order_by("-version").defer("content")[: KEPT_DRAFTS + 2])
    superfluous = drafts[KEPT_DRAFTS:]
    last, before = [*drafts[1:3], None, None][:2]
    if last and before and last.saved_by_id == before.saved_by_id == newest.saved_by_id:
        is_open = article.presences.filter(version=last.version).exists()
        if newest.saved_at - before.saved_at < ONE_DRAFT_IN and not is_open:
            superfluous.append(last)
    article.drafts.filter(pk__in=[draft.pk for draft in superfluous]).delete()


@transaction.atomic
def restore(article: Article, *, revision: Revision, by: User | None) -> Article:
    """Bring what a revision printed back into the working copy; readers see nothing of it.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    return _restore(article, content.of_revision(revision), by=by)


@transaction.atomic
def restore_draft(article: Article, *, draft: Draft, by: User | None) -> Article:
    """Bring a saved draft back into the working copy, but for what has been removed from the desk since.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    saved = dict(draft.content)
    for name, model in (("section_id", Section), ("hero_id", Image), ("license_id", License)):
        if not model.objects.filter(pk=saved[name]).exists():
            saved[name] = None
    people = set(Person.objects.filter(pk__in=_people(saved["bylines"])).values_list("pk", flat=True))
    lines = [line if line["person"] in people else line | {"person": None} for line in saved["bylines"]]
    return _restore(article, saved | {"bylines": lines}, by=by)


def _restore(article: Article, text: dict, *, by: User | None) -> Article:
    for name in (*content.WORDS, *content.CHOICES):
        setattr(article, name, text[name])
    return save_working_copy(
        article,
        by=by,
        tags=[tag["name"] for tag in text["tags"]],
        related=Article.objects.filter(pk__in=text["related"]),
        bylines=text["bylines"],
    )


def _set_bylines(article: Article, bylines: list[dict]) -> None:
    """Replace the bylines; a name that is the person's own is not stored, so that it follows the person."""
    lines = [line | {"name": richtext.writable(line["name"]).strip()} for line in bylines]
    own_names = dict(Person.objects.filter(pk__in=_people(bylines)).values_list("pk", "name"))
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(
            article=article,
            person_id=line["person"],
            name="" if line["name"] == own_names.get(line["person"]) else line["name"],
            role=line["role"],
            position=position,
        )
        for position, line in enumerate(lines)
        if line["person"] or line["name"]
    )


def _people(bylines: list[dict]) -> list[int]:
    return [line["person"] for line in bylines if line["person"]]
