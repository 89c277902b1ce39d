"""Puts the demonstration paper into an empty house, through the verbs that editors use.

Pictures come first and for themselves, since their files cannot be taken back; all the rest is one transaction. So a
loading that is broken off is begun again by the next start, and finds its pictures there.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password
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
from demo import paper as content
from demo import patrons, readership, reports, reprints, support_page
from demo.logins import LOGINS, password
from demo.pictures import PICTURES
from demo.records import Notice, Paper, Story, StoryRevision, Withdrawal, Words
from masthead.models import Person, PolicyPage, Publication, SocialLink
from press import page_cache, richtext
from press import pictures as picture_files

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
    paper = content.load()
    zone = Publication(time_zone=paper.publication.time_zone).zone
    rows = Rows(now=timezone.now().astimezone(zone))
    with translation.override(paper.publication.language):
        _bring_pictures(paper, rows)
        with transaction.atomic():
            _found(paper, rows)
            _write(paper, rows)
            _settle(paper, rows)
            support_page.bring(paper.support, now=rows.now, by=rows.users["publisher"])
            patrons.bring(paper.patrons, paper.support.ballot, rows.articles, now=rows.now, by=rows.users["publisher"])
            for sent in paper.reports:
                reports.bring(sent, rows.articles[sent.story], now=rows.now, desk=rows.users["polishchenko"])
            readership.bring(rows.articles, now=rows.now)
            reprints.bring(rows.articles, now=rows.now, by=rows.users["publisher"])
            page_cache.invalidate()


# --- Pictures -------------------------------------------------------------------------------------------------------


def _bring_pictures(paper: Paper, rows: Rows) -> None:
    """Fill the library; portraits belong to people and enter it only if a story shows them."""
    for each in paper.licenses:
        words = {
            "name": each.name,
            "url": each.url,
            "notice": each.notice,
            "is_default": each.key == "all-rights-reserved",
        }
        rows.licenses[each.key], _created = License.objects.get_or_create(slug=each.key, defaults=words)
    heroes = {story.hero for story in paper.stories}
    for key in PICTURES:
        if not key.startswith(PORTRAIT) or key in heroes:
            rows.pictures[key] = _bring(key, rows)


def _bring(key: str, rows: Rows) -> Image:
    said = PICTURES[key]
    words = asdict(said) | {"license": rows.licenses[said.license]}
    del words["key"]
    words["focal_x"], words["focal_y"] = words.pop("focal_point")
    try:
        return pictures.add(ContentFile(said.file.read_bytes(), name=said.file.name), by=None, **words)
    except AlreadyThere as there:
        return there.image


# --- The house ------------------------------------------------------------------------------------------------------


def _found(paper: Paper, rows: Rows) -> None:
    _name_publication(paper)
    for position, each in enumerate(paper.sections):
        rows.sections[each.slug] = Section.objects.create(**asdict(each), position=position)
    for position, each in enumerate(paper.people):
        words = asdict(each)
        key, photo = words.pop("key"), words.pop("photo")
        rows.people[key] = Person(**words, position=position)
        if photo:
            rows.people[key].photo.save(f"{each.slug}.jpg", ContentFile(_portrait(photo)), save=False)
        rows.people[key].save()
    hashed = make_password(password())  # Once for all: it is meant to take its time.
    for name, (group, person) in LOGINS.items():
        rows.users[person or name] = _user(name, hashed, group, rows.people.get(person))


def _portrait(key: str) -> bytes:
    """Return a portrait as the masthead stores photos: a small JPEG."""
    with PICTURES[key].file.open("rb") as file:
        return picture_files.preview(file)


def _name_publication(paper: Paper) -> None:
    words = asdict(paper.publication)
    links, founded = words.pop("social_links"), words.pop("founded")
    publication = Publication.objects.create(pk=1, founded_on=founded, **words)
    SocialLink.objects.bulk_create(
        SocialLink(publication=publication, label=label, url=url, position=position)
        for position, (label, url) in enumerate(links)
    )


def _user(name: str, hashed: str, group: str, person: Person | None) -> User:
    first, _space, last = person.name.rpartition(" ") if person else (name.capitalize(), "", "")
    user = User.objects.create(
        username=name,
        password=hashed,
        first_name=first,
        last_name=last,
        is_staff=True,
        is_superuser=name == "admin",
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
