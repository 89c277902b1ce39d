"""Bringing a WordPress site: people, sections, tags, pictures, pages and articles, each once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag

from articles import actions, addresses, pictures
from articles.errors import AlreadyThere, Refused
from articles.importing.ledger import Ledger
from articles.importing.markup import Finder, convert
from articles.importing.report import Report
from articles.importing.wxr import Export, Item
from articles.models import Article, Image, License, OldAddress, Origin, Section, WantedPicture
from masthead.models import Person, PolicyPage
from press import richtext

SECTIONS_IN_NAVIGATION = 8
STILL_THERE = "the text shows it from its old address"
STAND_IN = 10**15  # A picture that a dry run would bring.
NO_SECTION = {"uncategorized", "uncategorised", ""}
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
NOT_TAKEN = {
    "nav_menu_item": "sections take the place of menus",
    "wp_navigation": "sections take the place of menus",
    "revision": "WordPress' own revisions are not what readers saw",
    "custom_css": "looks stay behind",
    "wp_global_styles": "looks stay behind",
    "wp_template": "looks stay behind",
    "wp_template_part": "looks stay behind",
    "wp_block": "reusable blocks are in the posts that use them",
}
_SIZE = re.compile(r"(?:-\d+x\d+|-scaled|-rotated)(?=\.\w+$)")


@dataclass
class Known:
    """What the first reading of the export tells about an item that others may point at."""

    type: str
    path: str
    parent: str
    url: str
    password: bool


class Importer:
    """One import of one export. `run` may be called again, on the same or a later export: it adds what is new."""

    def __init__(
        self,
        export: Export,
        *,
        media: Path | None = None,
        license: License | None = None,
        dry_run: bool = False,
        told: Callable[[int, int], None] = lambda done, total: None,
    ):
        self.export, self.media, self.license, self.dry_run, self.told = export, media, license, dry_run, told
        self.report = Report()
        self.ledger = Ledger(source=f"wordpress {urlsplit(export.site).netloc or export.title}")
        self.known: dict[str, Known] = {}
        self.by_path: dict[str, str] = {}
        self.by_upload: dict[str, str] = {}
        self.children: dict[str, list[str]] = {}
        self.files: dict[str, list[Path]] | None = None
        self.pictures: dict[str, int] = {}
        self.people: dict[str, int] = {}

    def run(self) -> Report:
        """Import everything; a dry run does the same and takes it back. Return what was done and what was not."""
        self._survey()
        if not self.dry_run:
            return self._import()
        with transaction.atomic():
            self._import()
            transaction.set_rollback(True)
        return self.report

    def _import(self) -> Report:
        for author in self.export.authors:
            self._person(author.login, author.name)
        for wanted, take in (("attachment", self._attachment), ("page", self._page), ("post", self._post)):
            for item in self._items(wanted):
                take(item)
        for item in self._items(None):
            if item.type not in ("attachment", "page", "post"):
                why = NOT_TAKEN.get(item.type, f"things of the type “{item.type}” have no place here")
                self.report.skip(str(item), why)
        return self.report

    def _items(self, type: str | None):
        total = sum(self.export.counts.values())
        for number, item in enumerate(self.export.items(), start=1):
            if type is None or item.type == type:
                yield item
            self.told(number, total)

    # --- What points at what -----------------------------------------------------------------------------------------

    def _survey(self) -> None:
        for item in self.export.items():
            path = item.path if "?" not in item.link else ""
            self.known[item.id] = Known(item.type, path, item.parent, item.attachment_url, bool(item.password))
            if path.strip("/"):
                self.by_path[path.strip("/").lower()] = item.id
            if item.type == "attachment":
                self.by_upload[upload_name(item.attachment_url)] = item.id
                self.children.setdefault(item.parent, []).append(item.id)

    def _key(self, item: Item) -> str:
        """Return what names an item for good: exports of one site may number different items alike."""
        return f"{item.id} {item.path.strip('/')}"[-200:] if "?" not in item.link else item.id

    # --- People, sections, tags ---------------------------------------------------------------------------------------

    def _person(self, login: str, name: str) -> int | None:
        if not login:
            return None
        if login not in self.people:
            self.people[login] = self.ledger.made(Origin.Kind.PERSON, login) or self._new_person(login, name)
        return self.people[login]

    def _new_person(self, login: str, name: str) -> int:
        slug = slugify(name, allow_unicode=True)[:100] or slugify(login) or "author"
        person = Person.objects.filter(name=name).first()
        if person is None:
            person = Person.objects.create(name=name[:120], slug=free_slug(Person, slug), on_staff_list=False)
            self.report.made["people"] += 1
        self.ledger.note(Origin.Kind.PERSON, login, person.pk)
        return person.pk

    def _section_and_tags(self, item: Item) -> tuple[Section | None, list[Tag]]:
        categories = [term for term in item.terms if term.taxonomy == "category" and term.slug not in NO_SECTION]
        section = self._section(categories[0].slug, categories[0].name) if categories else None
        subjects = [term for term in item.terms if term.taxonomy == "post_tag"] + categories[1:]
        return section, [self._tag(term.slug, term.name) for term in subjects if term.name]

    def _section(self, slug: str, name: str) -> Section:
        pk = self.ledger.made(Origin.Kind.SECTION, slug)
        section = Section.objects.filter(pk=pk).first() or Section.objects.filter(slug=slug[:80]).first()
        if section is None:
            shown = Section.objects.filter(in_navigation=True).count() < SECTIONS_IN_NAVIGATION
            section = Section.objects.create(slug=slug[:80], name=name[:80] or slug[:80], in_navigation=shown)
            self.report.made["sections"] += 1
        if pk is None:
            self.ledger.note(Origin.Kind.SECTION, slug, section.pk)
        return section

    def _tag(self, slug: str, name: str) -> Tag:
        tag = Tag.objects.filter(name__iexact=name[:100]).first()
        if tag is None:
            tag = Tag.objects.create(
                name=name[:100], slug=free_slug(Tag, slug[:90] or slugify(name, allow_unicode=True)[:90])
            )
            self.report.made["tags"] += 1
        return tag

    # --- Pictures -----------------------------------------------------------------------------------------------------

    def _attachment(self, item: Item) -> None:
        key = upload_name(item.attachment_url)
        there = self.ledger.made(Origin.Kind.PICTURE, key)
        if there and Image.objects.filter(pk=there).exists():
            self.pictures[item.id] = there
            self.report.unchanged["pictures"] += 1
            return
        path = self._file(item.attachment_url)
        words = {"alt_text": plain(item.meta.get("_wp_attachment_image_alt", ""))[:300], "caption": plain(item.excerpt)}
        if path is None:
            self._want(item.attachment_url, reason="no such file was given with --media", **words)
        elif self.dry_run:
            self.pictures[item.id] = STAND_IN
            self.report.made["pictures"] += 1
        else:
            self._bring(item, path, words)

    def _bring(self, item: Item, path: Path, words: dict) -> None:
        try:
            with path.open("rb") as file:
                given = {name: value for name, value in words.items() if value}
                image = pictures.add(File(file, name=path.name), by=None, license=self.license, **given)
            self.report.made["pictures"] += 1
        except AlreadyThere as refusal:
            image = refusal.image
            self.report.remark(str(item), "the same picture is in the library already")
        except ValidationError as refusal:
            self.report.skip(str(item), " ".join(refusal.messages))
            self._want(item.attachment_url, reason=" ".join(refusal.messages), **words)
            return
        self.pictures[item.id] = image.pk
        self.ledger.note(Origin.Kind.PICTURE, upload_name(item.attachment_url), image.pk)

    def _file(self, url: str) -> Path | None:
        """Return the file of an upload: at its place below wp-content/uploads, else the only one of its name."""
        if self.media is None:
            return None
        if self.files is None:
            self.files = {}
            for path in sorted(self.media.rglob("*")):
                if path.is_file():
                    self.files.setdefault(path.name.lower(), []).append(path)
        place = unquote(urlsplit(url).path).partition("/uploads/")[2]
        candidates = self.files.get(Path(unquote(urlsplit(url).path)).name.lower(), [])
        exact = [path for path in candidates if place and path.as_posix().lower().endswith("/" + place.lower())]
        found = exact or candidates
        return found[0] if len(found) == 1 or exact else None

    def _want(
        self, url: str, *, reason: str, alt_text: str = "", caption: str = "", article: Article | None = None
    ) -> None:
        if not url or len(url) > 1000:
            return
        wanted, made = WantedPicture.objects.get_or_create(
            url=url,
            defaults={"alt_text": alt_text[:300], "caption": caption, "reason": reason[:300], "article": article},
        )
        if made:
            self.report.made["wanted pictures"] += 1
            self.report.remark(url, f"picture wanted: {reason}")
        elif article and wanted.article_id is None:
            WantedPicture.objects.filter(pk=wanted.pk).update(article=article)

    # --- Pages and articles -------------------------------------------------------------------------------------------

    def _page(self, item: Item) -> None:
        if item.status in ("trash", "auto-draft"):
            return self.report.skip(str(item), f"its status is “{item.status}”")
        if self.ledger.made(Origin.Kind.PAGE, self._key(item)):
            self.report.unchanged["pages"] += 1
            return None
        with transaction.atomic():
            page = self._new_page(item)
            self.ledger.note(Origin.Kind.PAGE, self._key(item), page.pk)
        self.report.made["pages"] += 1
        return None

    def _new_page(self, item: Item) -> PolicyPage:
        title = plain(item.title)[:200] or "Untitled"
        purpose = PURPOSES.get(item.slug, "other")
        if PolicyPage.objects.filter(purpose=purpose, language="").exists():
            purpose = "other"
        public = item.status == "publish" and not item.password
        if not public:
            self.report.remark(str(item), "page is not public")
        return PolicyPage.objects.create(
            title=title,
            slug=free_slug(
                PolicyPage, item.slug[:100] or slugify(title, allow_unicode=True)[:100] or f"page-{item.id}"
            ),
            purpose=purpose,
            body=self._body(item).html,
            published=public,
        )

    def _post(self, item: Item) -> None:
        if item.status in ("trash", "auto-draft", "inherit"):
            return self.report.skip(str(item), f"its status is “{item.status}”")
        if self.ledger.made(Origin.Kind.ARTICLE, self._key(item)):
            self.report.unchanged["articles"] += 1
            return None
        with transaction.atomic():
            article = self._new_article(item)
            self.ledger.note(Origin.Kind.ARTICLE, self._key(item), article.pk)
            self._put_before_readers(article, item)
        self.report.made["articles"] += 1
        return None

    def _new_article(self, item: Item) -> Article:
        body = self._body(item)
        section, tags = self._section_and_tags(item)
        article = Article(
            headline=self._headline(item, body.html),
            standfirst=plain(item.excerpt),
            body=body.html,
            slug=item.slug[:200],
            section=section,
            hero_id=self._hero(item),
            language=self._language(),
            stage=Article.Stage.IN_REVIEW if item.status == "pending" else Article.Stage.DRAFT,
        )
        actions.save(article, by=None)
        article.tags.set(tags)
        person = self._person(item.author, item.author)
        if person:
            actions.set_bylines(article, [{"person": person, "name": "", "role": "author"}])
        actions.remember(article, by=None)
        self._note_losses(article, item, body)
        return article

    def _note_losses(self, article: Article, item: Item, body) -> None:
        for lost in dict.fromkeys(body.lost):
            self.report.remark(str(item), lost)
        for source, alt, title in body.wanted:
            attachment = self.known.get(self.by_upload.get(upload_name(source), ""))
            words = {"alt_text": alt, "caption": title, "article": article}
            self._want(attachment.url if attachment else source, reason=STILL_THERE, **words)
        if item.comments:
            self.report.skip(f"{item.comments} comments on {item}", "readers' comments are not taken")
        if item.sticky:
            self.report.remark(str(item), "it was sticky; choose a place on the front page for it")

    def _headline(self, item: Item, body: str) -> str:
        headline = plain(item.title)
        if not headline:
            headline = (
                richtext.truncate(plain(item.excerpt) or richtext.plain_text(body), 80) or item.slug or "Untitled"
            )
            self.report.remark(str(item), "it had no title; its first words serve as the headline")
        if len(headline) > 300:
            headline = richtext.truncate(headline, 300)
            self.report.remark(str(item), "its title was cut to 300 characters")
        return headline

    def _hero(self, item: Item) -> int | None:
        number = item.meta.get("_thumbnail_id", "").strip()
        if number and number not in self.pictures:
            self.report.remark(str(item), "its lead picture is wanted")
        return None if self.dry_run else self.pictures.get(number)

    def _language(self) -> str:
        code = self.export.language.split("-")[0].strip().lower()
        return code if re.fullmatch(r"[a-z]{2,3}", code) else "en"

    def _put_before_readers(self, article: Article, item: Item) -> None:
        if item.status not in ("publish", "future"):
            return self.report.remark(str(item), f"kept as a draft, because its status is “{item.status}”")
        if item.password:
            return self.report.remark(str(item), "kept as a draft, because a password protected it")
        if item.published is None:
            return self.report.remark(str(item), "kept as a draft, because it has no date")
        if item.status == "future" and item.published <= timezone.now():
            return self.report.remark(str(item), "kept as a draft, because its scheduled hour has passed")
        if item.published > timezone.now():
            return self._schedule(article, item)
        actions.import_revision(article, published_at=item.published)
        return self._keep_address(article, item)

    def _schedule(self, article: Article, item: Item) -> None:
        try:
            actions.publish(article, by=None, at=item.published)
            self.report.remark(str(item), "scheduled for its hour")
        except Refused as refusal:
            self.report.remark(str(item), f"kept as a draft, because it cannot be scheduled: {refusal}")

    def _keep_address(self, article: Article, item: Item) -> None:
        """Let the address that readers know lead to the article, where it is not the same."""
        article.refresh_from_db(fields=["path"])
        old = item.path
        if "?" in item.link or not old.strip("/") or old == article.path or len(old) > 500:
            return
        if addresses.taken(old, by_another_than=article):
            self.report.remark(str(item), f"its old address {old} is another article's")
            return
        OldAddress.objects.get_or_create(path=old, defaults={"article": article})

    # --- Text ---------------------------------------------------------------------------------------------------------

    def _body(self, item: Item):
        finder = Finder(
            by_id=self.pictures.get,
            by_url=lambda url: self.pictures.get(self.by_upload.get(upload_name(url), "")),
            link=self._link,
            gallery=lambda: self.children.get(item.id, []),
        )
        return convert(item.content, finder)

    def _link(self, href: str) -> str:
        """Return where a link of the old site leads now; links elsewhere stay as they are."""
        parts = urlsplit(href)
        if parts.netloc and parts.netloc.lower() not in self.export.hosts:
            return href
        if parts.scheme not in ("", "http", "https") or not (parts.path or parts.query):
            return href
        query = parse_qs(parts.query)
        number = next((query[name][0] for name in ("p", "page_id", "attachment_id") if name in query), None)
        number = number or self.by_path.get(unquote(parts.path).strip("/").lower())
        known = self.known.get(number or "")
        if known is None or not known.path:
            return href if not parts.netloc or "/uploads/" in parts.path else (parts.path or "/")
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if known.type == "page":
            return f"/about/{known.path.strip('/').rpartition('/')[2]}/{fragment}"
        return f"{known.path}{fragment}"


def upload_name(url: str) -> str:
    """Return what names an upload whatever its size: the path below the uploads folder, in lower case."""
    path = unquote(urlsplit(url).path)
    return _SIZE.sub("", path.partition("/uploads/")[2] or path.partition("/files/")[2] or path).lower()[-200:]


def plain(html: str) -> str:
    """Return the words of a title, caption or excerpt on one line."""
    return " ".join(richtext.plain_text(richtext.clean(html)).split())


def free_slug(model, wanted: str) -> str:
    """Return `wanted`, or with -2, -3 and so on where another row has it."""
    candidate, number = wanted, 1
    while model.objects.filter(slug=candidate).exists():
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
