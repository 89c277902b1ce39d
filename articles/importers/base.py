"""What every import does alike: people, sections, tags, pictures, wanted pictures and addresses, each once."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag

import masthead.actions
from articles import actions
from articles.actions import addresses, pictures, sections, wanted_pictures
from articles.errors import AlreadyThere, Refused
from articles.importers.ledger import Ledger
from articles.importers.report import Report
from articles.importers.url_parts import path_of
from articles.models import Article, Image, License, Origin, Section
from masthead.models import Person, PolicyPage
from press import richtext
from press.jobs import Priority

SECTIONS_IN_NAVIGATION = 8
NOT_GIVEN = "no such file was given with --media"
STILL_THERE = "the text shows it from its old address"
STAND_IN = 10**15  # A picture that a dry run would bring.
PURPOSES = {
    "about": "about",
    "about-us": "about",
    "contact": "contact",
    "contact-us": "contact",
    "privacy": "privacy",
    "privacy-policy": "privacy",
    "cookies": "cookies",
    "cookie-policy": "cookies",
    "corrections": "corrections",
    "ethics": "ethics",
}


class Bringer:
    """One import of one export. `run` may be called again, on the same or a later export: it adds what is new.

    `what` names a thing of the export in the report. Whoever inherits says in `bring` what there is, and in
    `uploads` below which folders of its addresses the files of the media folder lie.
    """

    uploads: tuple[str, ...] = ()

    def __init__(
        self,
        source: str,
        *,
        media: Path | None = None,
        license: License | None = None,
        dry_run: bool = False,
        told: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        self.media, self.license, self.dry_run, self.told = media, license, dry_run, told
        self.report = Report()
        self.ledger = Ledger(source=source)
        self.files: dict[str, list[Path]] | None = None
        self.people: dict[str, int] = {}

    def run(self) -> Report:
        """Import everything; a dry run does the same and takes it back. Return what was done and what was not."""
        if not self.dry_run:
            self.bring()
            return self.report
        with transaction.atomic():
            self.bring()
            transaction.set_rollback(True)
        return self.report

    def bring(self) -> None:
        raise NotImplementedError

    # --- People, sections, tags ---------------------------------------------------------------------------------------

    def person(self, key: str, name: str, **more: str) -> int | None:
        """Return the number of a person; `more` is what a new one gets beside the name."""
        if not key:
            return None
        if key not in self.people:
            self.people[key] = self.ledger.made(Origin.Kind.PERSON, key) or self._new_person(key, name, more)
        return self.people[key]

    def _new_person(self, key: str, name: str, more: dict) -> int:
        name = plain(name)[:120] or key[:120]
        slug = address_name(more.pop("slug", "")) or slugify(name, allow_unicode=True) or slugify(key) or "author"
        person = Person.objects.filter(name=name).first()
        if person is None:
            person = Person(name=name, slug=free_slug(Person, slug[:100]), on_staff_list=False, **more)
            masthead.actions.save(person)
            self.report.made["people"] += 1
        self.ledger.note(Origin.Kind.PERSON, key, person.pk)
        return person.pk

    def section(self, slug: str, name: str) -> Section:
        pk = self.ledger.made(Origin.Kind.SECTION, slug)
        short = address_name(slug)[:80] or "section"
        section = Section.objects.filter(pk=pk or 0).first() or Section.objects.filter(slug=short).first()
        if section is None:
            shown = Section.objects.filter(in_navigation=True).count() < SECTIONS_IN_NAVIGATION
            section = Section(slug=short, name=name[:80] or short, in_navigation=shown)
            sections.save(section)
            self.report.made["sections"] += 1
        if pk is None:
            self.ledger.note(Origin.Kind.SECTION, slug, section.pk)
        return section

    def tag(self, slug: str, name: str) -> Tag:
        tag = Tag.objects.filter(name__iexact=name[:100]).first()
        if tag is None:
            short = address_name(slug)[:90] or slugify(name, allow_unicode=True)[:90] or "tag"
            tag = Tag(name=name[:100], slug=free_slug(Tag, short))
            sections.save(tag)
            self.report.made["tags"] += 1
        return tag

    # --- Pictures -----------------------------------------------------------------------------------------------------

    def known_picture(self, key: str) -> int | None:
        """Return the number of a picture that an import brought before and that is in the library still."""
        there = self.ledger.made(Origin.Kind.PICTURE, key)
        return there if there and Image.objects.filter(pk=there).exists() else None

    def picture(self, key: str, url: str, words: dict, *, what: str) -> int | None:
        """Return the number of a picture that is brought from the media folder, else None, and it is wanted."""
        path = self._file(url)
        if path is None:
            self.want(url, reason=NOT_GIVEN, **words)
            return None
        if self.dry_run:
            self.report.made["pictures"] += 1
            return STAND_IN
        try:
            with path.open("rb") as file:
                given = {name: value for name, value in words.items() if value and name in pictures.WORDS}
                given |= {"license": self.license, "priority": Priority.BULK}
                image = pictures.add(File(file, name=path.name), by=None, **given)
            self.report.made["pictures"] += 1
        except AlreadyThere as refusal:
            image = refusal.image
            self.report.remark(what, "the same picture is in the library already")
        except ValidationError as refusal:
            self.report.skip(what, " ".join(refusal.messages))
            self.want(url, **words | {"reason": " ".join(refusal.messages)})
            return None
        self.ledger.note(Origin.Kind.PICTURE, key, image.pk)
        return image.pk

    def _file(self, url: str) -> Path | None:
        """Return the file of an upload: at its place below the uploads folder, else the only one of its name."""
        if self.media is None:
            return None
        if self.files is None:
            self.files = {}
            for path in sorted(self.media.rglob("*")):
                if path.is_file():
                    self.files.setdefault(path.name.lower(), []).append(path)
        whole = path_of(url)
        place = self.place(whole)
        candidates = self.files.get(Path(whole).name.lower(), [])
        exact = [path for path in candidates if place and path.as_posix().lower().endswith("/" + place.lower())]
        found = exact or candidates
        return found[0] if len(found) == 1 or exact else None

    def place(self, path: str) -> str:
        """Return the part of an upload's path that stands below the uploads folder; nothing if it is elsewhere."""
        return next((below for folder in self.uploads if (below := path.partition(folder)[2])), "")

    def want(
        self, url: str, *, reason: str, alt_text: str = "", caption: str = "", article: Article | None = None
    ) -> None:
        if not url or len(url) > 1000:
            return
        words = {"alt_text": alt_text[:300], "caption": caption, "reason": reason[:300]}
        if wanted_pictures.want(url, article=article, **words):
            self.report.made["wanted pictures"] += 1
            self.report.remark(url, f"picture wanted: {reason}")

    # --- Pages and articles -------------------------------------------------------------------------------------------

    def page(self, title: str, slug: str, *, body: str, public: bool) -> PolicyPage:
        """Make a policy page; its name tells its purpose, if no other page has that."""
        title = plain(title)[:200] or "Untitled"
        purpose = PURPOSES.get(slug, "other")
        if PolicyPage.objects.filter(purpose=purpose, language="").exists():
            purpose = "other"
        short = address_name(slug)[:100] or slugify(title, allow_unicode=True)[:100] or "page"
        page = PolicyPage(title=title, slug=free_slug(PolicyPage, short), purpose=purpose, body=body, published=public)
        masthead.actions.save_policy_page(page)
        return page

    def headline(self, title: str, *, excerpt: str, body: str, slug: str, what: str) -> str:
        headline = plain(title)
        if not headline:
            headline = richtext.truncate(plain(excerpt) or richtext.plain_text(body), 80) or slug or "Untitled"
            self.report.remark(what, "it had no title; its first words serve as the headline")
        if len(headline) > 300:
            headline = richtext.truncate(headline, 300)
            self.report.remark(what, "its title was cut to 300 characters")
        return headline

    def note_lost(self, lost: list[str], what: str) -> None:
        for one in dict.fromkeys(lost):
            self.report.remark(what, one)

    def put_before_readers(self, article: Article, *, at: datetime | None, old_address: str, what: str) -> None:
        """Record that readers have seen an article since `at`, or schedule it for then."""
        if at is None:
            return self.report.remark(what, "kept as a draft, because it has no date")
        if at > timezone.now():
            return self._schedule(article, at, what)
        actions.import_revision(article, published_at=at)
        return self._lead_old_address(article, old_address, what)

    def _schedule(self, article: Article, at: datetime, what: str) -> None:
        try:
            actions.publish(article, by=None, at=at)
            self.report.remark(what, "scheduled for its hour")
        except Refused as refusal:
            self.report.remark(what, f"kept as a draft, because it cannot be scheduled: {refusal}")

    def _lead_old_address(self, article: Article, old: str, what: str) -> None:
        """Let the address that readers know lead to the article, where it is not the same."""
        article.refresh_from_db(fields=["path"])
        if not old.strip("/") or old == article.path or len(old) > 500:
            return
        if not addresses.lead_from(old, article):
            self.report.remark(what, f"its old address is another article's: {old}")


def plain(html: str) -> str:
    """Return the words of a title, caption or excerpt on one line."""
    return " ".join(richtext.plain_text(richtext.clean(html)).split())


def address_name(name: str) -> str:
    """Return the name that a thing had in its address, without what no address of ours may contain."""
    return re.sub(r"[^\w-]+", "-", name).strip("-").lower()


def language_code(code: str) -> str:
    """Return the language of a code such as `en-US`, English if it is none."""
    code = re.split("[-_]", code)[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else "en"


def free_slug(model: type[Model], wanted: str) -> str:
    """Return `wanted`, or with -2, -3 and so on where another row has it."""
    candidate, number = wanted, 1
    while model._default_manager.filter(slug=candidate).exists():
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
