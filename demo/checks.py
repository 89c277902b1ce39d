"""The promises that the demo paper's files keep: every key leads somewhere, every time makes sense."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .pictures import PICTURES
from .records import Paper, Story, When

LINK = re.compile(r'href="(story|page):([^"]+)"')
PICTURE = re.compile(r'data-image="([^"]+)" data-size="(text|wide|full)"')
FIGURE = re.compile(r"<figure\b")
KINDS = ("first", "update", "correction", "minor")
STAGES = ("draft", "review", "published")
ROLES = ("author", "photo", "illustration", "reporting", "translation", "editor")


def faults(paper: Paper) -> Iterator[str]:
    """Yield a sentence for everything in the paper that leads nowhere or contradicts itself."""
    for story in paper.stories:
        for fault in (*_keys(paper, story), *_body(paper, story), *_times(story)):
            yield f"{story.slug}: {fault}"
    yield from _pages(paper)
    yield from _people(paper)
    yield from _front(paper)
    yield from _reports(paper)


def _keys(paper, story):
    people = {person.key for person in paper.people}
    slugs = {other.slug for other in paper.stories}
    if story.section not in {section.slug for section in paper.sections}:
        yield f"there is no section {story.section}."
    if story.license not in {license.key for license in paper.licenses}:
        yield f"there is no license {story.license}."
    if story.hero and story.hero not in PICTURES:
        yield f"there is no picture {story.hero}."
    if story.stage not in STAGES:
        yield f"there is no stage {story.stage}."
    for slug in (*story.related, *([story.translation_of] if story.translation_of else [])):
        if slug not in slugs:
            yield f"there is no story {slug}."
    for line in story.bylines:
        if line.person not in people or line.role not in ROLES:
            yield f"the byline {line.person} ({line.role}) is unknown."


def _body(paper: Paper, story: Story):
    live = {other.slug: other.published for other in paper.stories if other.published and not other.withdrawal}
    for revision in story.revisions:
        for kind, target in LINK.findall(revision.words.body):
            if kind == "page" and target not in {page.slug for page in paper.pages}:
                yield f"revision {revision.number} links to the page {target}, which is not there."
            elif kind == "story" and (target not in live or live[target].order > revision.when.order):
                yield f"revision {revision.number} links to {target}, which is not out yet."
    yield from _figures(story.words.body)


def _figures(body):
    pictures = PICTURE.findall(body)
    if len(FIGURE.findall(body)) != len(pictures):
        yield "a figure has no picture or an unknown size."
    for key, _size in pictures:
        if key not in PICTURES:
            yield f"there is no picture {key}."


def _times(story):
    moments = [revision.when for revision in story.revisions]
    if story.stage == "published" and not moments:
        yield "it is published at no time."
    if story.stage != "published" and moments:
        yield "it is not published and has revisions."
    if any(not _before(earlier, later) for earlier, later in pairwise(moments)):
        yield "its revisions are not in the order of time."
    if story.withdrawal and not _before(moments[-1], story.withdrawal.when):
        yield "it is withdrawn before its last revision."
    if any(revision.kind not in KINDS for revision in story.revisions):
        yield "a revision is of an unknown kind."


def _before(earlier: When, later: When) -> bool:
    return earlier.order < later.order


def _pages(paper):
    slugs = {page.slug for page in paper.pages}
    stories = {story.slug for story in paper.stories}
    for page in paper.pages:
        for kind, target in LINK.findall(page.body):
            if target not in (slugs if kind == "page" else stories):
                yield f"{page.slug}: the link to the {kind} {target} leads nowhere."


def _people(paper):
    for person in paper.people:
        if person.photo and person.photo not in PICTURES:
            yield f"{person.key}: there is no picture {person.photo}."


def _front(paper):
    slugs = {story.slug for story in paper.stories if story.published}
    for place in paper.placements:
        if place.story not in slugs:
            yield f"the front page shows {place.story}, which is not there."


def _reports(paper):
    for number, report in enumerate(paper.reports, start=1):
        try:
            story = paper.story(report.story)
        except KeyError:
            yield f"report {number}: there is no story {report.story}."
            continue
        if report.quote and not any(report.quote in _readable(revision.words) for revision in story.revisions):
            yield f"report {number}: nothing ever read “{report.quote[:60]}”."
        if report.settled_in and report.settled_in > len(story.revisions):
            yield f"report {number}: revision {report.settled_in} is not there."


def _readable(words):
    text = re.sub(r"<[^>]+>", "", words.body)
    return " ".join(f"{words.headline} {words.standfirst} {text}".split())
