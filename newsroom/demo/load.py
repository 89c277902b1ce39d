"""Puts the demonstration paper into an empty house, through the verbs that editors use.

Pictures come first and for themselves, since drawing takes its time; all the rest is one transaction. So a loading
that is broken off is begun again by the next start, and finds its pictures there.
"""

import os
import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import datetime
from multiprocessing import get_context

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from articles import actions
from articles.actions import pictures
from articles.errors import AlreadyThere
from articles.models import Article, Image, License, Placement, Revision, Section
from corrections.models import Correction
from masthead.models import Person, PolicyPage, Publication, SocialLink
from newsroom.demo import elsewhere, giving, patrons, reports, reprints
from newsroom.demo import paper as demo
from newsroom.demo.pictures import PICTURES, jpeg
from newsroom.demo.records import Notice, Paper, Story, StoryRevision, Withdrawal, Words
from press import page_cache, richtext

LOGINS = {
    "editor": ("Editors", "perevoznyk"),
    "moderator": ("Moderators", "polishchenko"),
    "publisher": ("Publishers", ""),
    "admin": ("Administrators", ""),
    "reporter": ("Reporters", "lystvyn"),
}
"""Every demo login, its group, and the person of the paper whose login it is."""
PORTRAIT = "portrait-"
LINK = re.compile(r'href="(story|page):([^"]+)"')
PICTURE = re.compile(r'data-image="([^"]+)"')


@dataclass
class Rows:
    """What has been made so far, by its key in the paper's files."""

    now: datetime
    licenses: dict[str, License] = field(default_factory=dict)
    pictures: dict[str, Image] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def user_of(self, person: str) -> User:
        """Return the login of a person; those who have none leave it to the editor."""
        return self.users.get(person, self.users["perevoznyk"])


def load() -> None:
    """Fill an empty house with the demonstration paper: what it has published, prepared and planned as of today."""
    paper = demo.load()
    zone = Publication(time_zone=paper.publication.time_zone).zone
    rows = Rows(now=timezone.now().astimezone(zone))
    with translation.override(paper.publication.language):
        portraits = _bring_pictures(paper, rows)
        with transaction.atomic():
            _found(paper, rows, portraits)
            _write(paper, rows)
            _settle(paper, rows)
            giving.bring(paper.support, now=rows.now, by=rows.users["publisher"])
            patrons.bring(paper.patrons, paper.support.ballot, rows.articles, now=rows.now, by=rows.users["publisher"])
            for sent in paper.reports:
                reports.bring(sent, rows.articles[sent.story], now=rows.now, desk=rows.users["polishchenko"])
            elsewhere.bring(rows.articles, now=rows.now)
            reprints.bring(rows.articles, now=rows.now, by=rows.users["publisher"])
            page_cache.invalidate()


def is_loaded() -> bool:
    """Say whether the logins of the demo paper are there."""
    return _password_file().exists() and User.objects.filter(username__in=LOGINS).exists()


def password() -> str:
    """Return the password of all demo logins, which is made once and kept in the data folder."""
    if not _password_file().exists():
        with os.fdopen(os.open(_password_file(), os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(f"demo-{secrets.token_hex(4)}")
    return _password_file().read_text()


def _password_file():
    return settings.DATA / "demo_password"


# --- Pictures -------------------------------------------------------------------------------------------------------


def _bring_pictures(paper: Paper, rows: Rows) -> dict[str, bytes]:
    """Fill the library; return the portraits, which belong to people and enter it only if a story shows them."""
    for each in paper.licenses:
        words = {
            "name": each.name,
            "url": each.url,
            "notice": each.notice,
            "is_default": each.key == "all-rights-reserved",
        }
        rows.licenses[each.key], _created = License.objects.get_or_create(slug=each.key, defaults=words)
    drawn = dict(_drawn(PICTURES))
    heroes = {story.hero for story in paper.stories}
    for key, file in drawn.items():
        if not key.startswith(PORTRAIT) or key in heroes:
            rows.pictures[key] = _bring(key, file, rows)
    return {key: file for key, file in drawn.items() if key.startswith(PORTRAIT)}


def _drawn(keys) -> Iterator[tuple[str, bytes]]:
    """Yield pictures by their keys, drawn on all processors. The processes are new ones: ours has a database open."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from zip(keys, pool.map(jpeg, keys), strict=True)


def _bring(key: str, file: bytes, rows: Rows) -> Image:
    said = PICTURES[key]
    words = asdict(said) | {"license": rows.licenses[said.license]}
    del words["key"]
    words["focal_x"], words["focal_y"] = words.pop("focal_point")
    try:
        return pictures.add(ContentFile(file, name=said.filename), by=None, **words)
    except AlreadyThere as there:
        return there.image


# --- The house ------------------------------------------------------------------------------------------------------


def _found(paper: Paper, rows: Rows, portraits: dict[str, bytes]) -> None:
    _name_publication(paper)
    for position, each in enumerate(paper.sections):
        rows.sections[each.slug] = Section.objects.create(**asdict(each), position=position)
    for position, each in enumerate(paper.people):
        words = asdict(each)
        key, photo = words.pop("key"), words.pop("photo")
        rows.people[key] = Person(**words, position=position)
        if photo:
            rows.people[key].photo.save(f"{each.slug}.jpg", ContentFile(portraits[photo]), save=False)
        rows.people[key].save()
    for name, (group, person) in LOGINS.items():
        rows.users[person or name] = _user(name, group, rows.people.get(person))


def _name_publication(paper: Paper) -> None:
    words = asdict(paper.publication)
    links, founded = words.pop("social_links"), words.pop("founded")
    publication = Publication.objects.create(pk=1, founded_on=founded, **words)
    SocialLink.objects.bulk_create(
        SocialLink(publication=publication, label=label, url=url, position=position)
        for position, (label, url) in enumerate(links)
    )


def _user(name: str, group: str, person: Person | None) -> User:
    first, _space, last = person.name.rpartition(" ") if person else (name.capitalize(), "", "")
    user = User.objects.create_user(
        name, password=password(), first_name=first, last_name=last, is_staff=True, is_superuser=name == "admin"
    )
    user.groups.set(Group.objects.filter(name=group))
    if person:
        person.user = user
        person.save(update_fields=["user"])
    return user


# --- Stories --------------------------------------------------------------------------------------------------------


def _write(paper: Paper, rows: Rows) -> None:
    """Make all articles, then let what happened to them happen in the order of time."""
    for story in paper.stories:
        rows.articles[story.slug] = _begin(story, rows)
    for story in paper.stories:
        _relate(story, rows)
    for moment, story, event in sorted(_events(paper, rows.now), key=lambda event: event[0]):
        if isinstance(event, Withdrawal):
            _withdraw(story, event, moment, rows)
        else:
            _publish(story, event, moment, rows)
    for story in paper.stories:
        _leave_on_desk(story, rows)


def _begin(story: Story, rows: Rows) -> Article:
    article = Article(
        slug=story.slug,
        section=rows.sections[story.section],
        language=story.language,
        hero=rows.pictures.get(story.hero),
        hero_caption=story.hero_caption,
        license=rows.licenses[story.license],
        sensitive=story.sensitive,
        seo_title=story.seo_title,
        seo_description=story.seo_description,
        assignee=rows.user_of(story.assignee) if story.assignee else None,
    )
    lines = [{"person": rows.people[line.person].pk, "name": "", "role": line.role} for line in story.bylines]
    by = rows.user_of(story.bylines[0].person)
    return actions.save_working_copy(article, by=by, tags=story.tags, bylines=lines)


def _relate(story: Story, rows: Rows) -> None:
    article = _fresh(story, rows)
    if story.translation_of:
        article.translation_of = rows.articles[story.translation_of]
    if story.translation_of or story.related:
        related = [rows.articles[slug] for slug in story.related]
        actions.save_working_copy(article, by=rows.user_of(story.bylines[0].person), related=related)


def _events(paper: Paper, now: datetime) -> Iterator[tuple[datetime, Story, StoryRevision | Withdrawal]]:
    for story in paper.stories:
        for event in (*story.revisions, *([story.withdrawal] if story.withdrawal else [])):
            yield event.when.moment(now), story, event


def _publish(story: Story, event: StoryRevision, moment: datetime, rows: Rows) -> None:
    by = rows.user_of(event.by)
    article = _put_words(story, event.words, by, rows)
    if moment > rows.now:
        actions.publish(article, by=by, kind=event.kind, reason=event.reason, at=moment)
    else:
        revision = actions.import_revision(article, published_at=moment, kind=event.kind, reason=event.reason, by=by)
        if event.notice:
            _announce(event.notice, revision, by)


def _announce(notice: Notice, revision: Revision, by: User) -> None:
    """Record a notice of the past; the verb for it knows the present only."""
    Correction.objects.create(
        article=revision.article,
        revision=revision,
        kind=notice.kind,
        text=notice.text,
        language=revision.language,
        was=richtext.plain_text(notice.was),
        now=richtext.plain_text(notice.now),
        published_at=revision.live_from,
        made_by=by,
    )


def _withdraw(story: Story, event: Withdrawal, moment: datetime, rows: Rows) -> None:
    by, article = rows.user_of(event.by), _fresh(story, rows)
    actions.import_revision(article, published_at=moment, kind=Revision.Kind.WITHDRAWAL, reason=event.note, by=by)
    actions.add_note(article, by=by, text=event.reason)


def _put_words(story: Story, words: Words, by: User, rows: Rows) -> Article:
    """Bring words into the working copy, with the keys in them resolved."""
    article = _fresh(story, rows)
    for name, value in (asdict(words) | {"body": _resolved(words.body, rows)}).items():
        setattr(article, name, value)
    return actions.save_working_copy(article, by=by)


def _fresh(story: Story, rows: Rows) -> Article:
    return Article.objects.get(pk=rows.articles[story.slug].pk)


def _leave_on_desk(story: Story, rows: Rows) -> None:
    """Leave the working copy as it is today, with what colleagues have said about it."""
    author, article = rows.user_of(story.bylines[0].person), rows.articles[story.slug]
    if not story.revisions or story.revisions[-1].words != story.words:
        _put_words(story, story.words, author, rows)
    for note in story.notes:
        actions.add_note(article, by=rows.users["perevoznyk"], text=note)
    if story.stage == "review":
        actions.submit(article, by=author)
    past = [revision.when.moment(rows.now) for revision in story.revisions if revision.when.moment(rows.now) < rows.now]
    if past:  # On the desk, too, a story of last week was worked on last week.
        Article.objects.filter(pk=article.pk).update(created_at=past[0], changed_at=past[-1])


def _resolved(body: str, rows: Rows) -> str:
    """Replace the keys of stories, policy pages and pictures in a text by what they stand for now."""
    paths = dict(Article.objects.exclude(path=None).values_list("slug", "path"))

    def address(link: re.Match) -> str:
        kind, slug = link.groups()
        return f'href="{paths[slug] if kind == "story" else reverse("policy", args=[slug])}"'

    return PICTURE.sub(lambda found: f'data-image="{rows.pictures[found[1]].pk}"', LINK.sub(address, body))


# --- The front page and the policies --------------------------------------------------------------------------------


def _settle(paper: Paper, rows: Rows) -> None:
    for position, each in enumerate(paper.pages):
        PolicyPage.objects.create(
            slug=each.slug,
            title=each.title,
            purpose=each.purpose,
            language=each.language,
            body=richtext.clean(_resolved(each.body, rows)),
            position=position,
        )
    for place in paper.placements:
        Placement.objects.create(
            article=rows.articles[place.story],
            slot=place.slot,
            position=place.position,
            live_from=place.since.moment(rows.now),
        )
