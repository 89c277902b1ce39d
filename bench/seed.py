"""A paper of any size in seconds: rows are written in bulk, in the shape that the verbs would give them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import search
from articles.models import Article, Credit, License, Revision, Section, Subject
from masthead.models import Person, Publication
from press import page_cache

SECTIONS, PEOPLE, TAGS = 8, 40, 37  # Even of 1,000 articles each has more than fill a page.
BATCH = 1000
SAID = """
river bridge council budget tram winter school market harvest library hospital station museum forest weather mayor
engineer teacher doctor driver neighbor morning evening question answer water light heating street district village
region report figure promise repair opening closing crossing meeting decision
"""
WORDS = SAID.split()


@transaction.atomic
def load(count: int) -> None:
    """Fill an empty database with `count` published articles of some 450 words, four an hour into the past."""
    Publication.objects.create(pk=1, name="The Bench", language="en", time_zone="Europe/Kyiv")
    sections = [Section.objects.create(name=f"Section {n}", slug=f"section-{n}", position=n) for n in range(SECTIONS)]
    people = [Person.objects.create(name=f"Reporter {n}", slug=f"reporter-{n}") for n in range(PEOPLE)]
    tags = [Tag.objects.create(name=f"Subject {n}", slug=f"subject-{n}") for n in range(TAGS)]
    license = License.objects.default()
    rows = (_pair(number, count, sections, people, tags, license) for number in range(count))
    while batch := list(islice(rows, BATCH)):
        _store(batch)
    search.rebuild(BATCH)
    page_cache.invalidate()


def _pair(number: int, count: int, sections, people, tags, license) -> tuple[Article, Revision]:
    """Return an article and its one revision; everything follows from the number, nothing is random."""
    moment = timezone.now() - timedelta(minutes=15 * (count - number))
    person, tag = people[number % PEOPLE], tags[number * 7 % TAGS]
    copy = {
        "headline": f"{_words(number, 6).capitalize()} {number}",
        "standfirst": f"{_words(number + 3, 18).capitalize()}.",
        "body": "\n".join(f"<p>{_words(number * 11 + part, 60).capitalize()}.</p>" for part in range(7)),
        "language": "en",
        "section": sections[number % SECTIONS],
        "license": license,
    }
    slug = f"story-{number}"
    article = Article(**copy, slug=slug, path=f"{moment:/%Y/%m/%d/}{slug}/", first_published_at=moment)
    revision = Revision(
        **copy,
        article=article,
        number=1,
        kind=Revision.Kind.FIRST,
        live_from=moment,
        published_at=moment,
        bylines=[{"person": person.pk, "name": person.name, "role": "author"}],
        tags=[{"id": tag.pk, "name": tag.name, "slug": tag.slug}],
        article_version=1,
        sha256="0" * 64,
    )
    return article, revision


def _words(seed: int, count: int) -> str:
    return " ".join(_walk(seed, count))


def _walk(seed: int, count: int) -> Iterator[str]:
    state = seed * 2654435761 % 2**32
    for _step in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        yield WORDS[(state >> 16) % len(WORDS)]


def _store(batch: list[tuple[Article, Revision]]) -> None:
    Article.objects.bulk_create([article for article, _revision in batch])
    revisions = Revision.objects.bulk_create([revision for _article, revision in batch])
    Credit.objects.bulk_create(
        Credit(revision=one, person_id=one.bylines[0]["person"], published_at=one.published_at) for one in revisions
    )
    Subject.objects.bulk_create(
        Subject(revision=one, tag_id=one.tags[0]["id"], published_at=one.published_at) for one in revisions
    )
