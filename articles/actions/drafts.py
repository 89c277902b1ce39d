"""Keeping the working copy, its drafts and its bylines; readers see nothing of it."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

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
def save(article: Article, *, by: AbstractBaseUser | None) -> Article:
    """Keep the fields of the working copy; readers see nothing of it.

    Tags and bylines are rows of their own: change them after, then call `remember`.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    _make_printable(article)
    article.changed_by = by
    if article.pk is None:
        article.created_by = by
        article.language = article.language or "en"
        article.save()
        return article
    ours = Article.objects.filter(pk=article.pk, version=article.version)
    if not ours.update(version=F("version") + 1):
        raise StaleArticle(Article.objects.select_related("changed_by").get(pk=article.pk))
    article.version += 1
    article.save(update_fields=[*content.WORKING_COPY, "assignee", "changed_by", "changed_at"])
    return article


def _make_printable(article: Article) -> None:
    """Clean the text, and take out of all words what no page or feed can say."""
    for name in content.WORDS:
        setattr(article, name, richtext.writable(getattr(article, name)))
    article.body = richtext.clean(article.body)


@transaction.atomic
def remember(article: Article, *, by: AbstractBaseUser | None) -> Draft:
    """Store the working copy as it stands at this version, and note which pictures it uses."""
    article.pictures.set(preflight.used_pictures(article))
    draft, _created = Draft.objects.update_or_create(
        article=article, version=article.version, defaults={"content": content.for_draft(article), "saved_by": by}
    )
    _thin_out(article, draft)
    return draft


def _thin_out(article: Article, newest: Draft) -> None:
    """Of what one person saves in a row keep one draft in five minutes, and those that somebody has open now."""
    drafts = list(article.drafts.order_by("-version").defer("content")[: KEPT_DRAFTS + 2])
    superfluous = drafts[KEPT_DRAFTS:]
    last, before = [*drafts[1:3], None, None][:2]
    if before and last.saved_by_id == before.saved_by_id == newest.saved_by_id:
        is_open = article.presences.filter(version=last.version).exists()
        if newest.saved_at - before.saved_at < ONE_DRAFT_IN and not is_open:
            superfluous.append(last)
    article.drafts.filter(pk__in=[draft.pk for draft in superfluous]).delete()


@transaction.atomic
def restore(article: Article, *, revision: Revision, by: AbstractBaseUser | None) -> Article:
    """Bring what a revision printed back into the working copy; readers see nothing of it.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    return _bring_back(article, content.of_revision(revision), by=by)


@transaction.atomic
def restore_draft(article: Article, *, draft: Draft, by: AbstractBaseUser | None) -> Article:
    """Bring a saved draft back into the working copy, but for what has been removed from the desk since.

    :raises StaleArticle: somebody saved since `article` was read.
    """
    kept = dict(draft.content)
    for name, model in (("section_id", Section), ("hero_id", Image), ("license_id", License)):
        if not model.objects.filter(pk=kept[name]).exists():
            kept[name] = None
    people = set(Person.objects.filter(pk__in=_people(kept["bylines"])).values_list("pk", flat=True))
    lines = [line if line["person"] in people else line | {"person": None} for line in kept["bylines"]]
    return _bring_back(article, kept | {"bylines": lines}, by=by)


def _bring_back(article: Article, kept: dict, *, by: AbstractBaseUser | None) -> Article:
    for name in (*content.WORDS, *content.CHOICES):
        setattr(article, name, kept[name])
    save(article, by=by)
    article.tags.set([tag["name"] for tag in kept["tags"]])
    article.related.set(Article.objects.filter(pk__in=kept["related"]))
    set_bylines(article, kept["bylines"])
    remember(article, by=by)
    return article


def set_bylines(article: Article, bylines: list[dict]) -> None:
    """Replace the bylines by `{"person": id or None, "name": …, "role": …}` in order.

    A name that is the person's own is not stored, so that it follows the person.
    """
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
