"""Bringing a WordPress site: people, sections, tags, pictures, pages and articles, each once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import actions
from articles.importers.base import STILL_THERE, Bringer, address_name, language_code, plain
from articles.importers.markup import Converted, Finder, convert
from articles.importers.url_parts import parts_of, path_of
from articles.importers.wordpress.wxr import Export, Item
from articles.models import Article, Origin, Section

NO_SECTION = {"uncategorized", "uncategorised", ""}
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


class Importer(Bringer):
    """One import of one WordPress export."""

    uploads = ("/uploads/", "/files/")

    def __init__(self, export: Export, **how: Any) -> None:
        super().__init__(f"wordpress {parts_of(export.site).netloc or export.title}", **how)
        self.export = export
        self.known: dict[str, Known] = {}
        self.by_path: dict[str, str] = {}
        self.by_upload: dict[str, str] = {}
        self.children: dict[str, list[str]] = {}
        self.pictures: dict[str, int] = {}

    def bring(self) -> None:
        self._survey()
        for author in self.export.authors:
            self.person(author.login, author.name)
        takes = {"attachment": self._attachment, "page": self._page, "post": self._post}
        total = sum(self.export.counts.values())
        for number, item in enumerate(self._in_turn(list(takes)), start=1):
            takes.get(item.type, self._leave)(item)
            self.told(number, total)

    def _in_turn(self, types: list[str]) -> Iterator[Item]:
        """Read the export once for each type, then for the rest: its items stand in any order and need each other."""
        for type in types:
            yield from (item for item in self.export.items() if item.type == type)
        yield from (item for item in self.export.items() if item.type not in types)

    def _leave(self, item: Item) -> None:
        self.report.skip(str(item), NOT_TAKEN.get(item.type, f"things of the type “{item.type}” have no place here"))

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

    # --- Sections, tags -----------------------------------------------------------------------------------------------

    def _section_and_tags(self, item: Item) -> tuple[Section | None, list[Tag]]:
        categories = [term for term in item.terms if term.taxonomy == "category" and term.slug not in NO_SECTION]
        section = self.section(categories[0].slug, categories[0].name) if categories else None
        subjects = [term for term in item.terms if term.taxonomy == "post_tag"] + categories[1:]
        return section, [self.tag(term.slug, term.name) for term in subjects if term.name]

    # --- Pictures -----------------------------------------------------------------------------------------------------

    def _attachment(self, item: Item) -> None:
        key = upload_name(item.attachment_url)
        there = self.known_picture(key)
        if there:
            self.pictures[item.id] = there
            self.report.unchanged["pictures"] += 1
            return
        words = {"alt_text": plain(item.meta.get("_wp_attachment_image_alt", ""))[:300], "caption": plain(item.excerpt)}
        brought = self.picture(key, item.attachment_url, words, what=str(item))
        if brought:
            self.pictures[item.id] = brought

    # --- Pages and articles -------------------------------------------------------------------------------------------

    def _page(self, item: Item) -> None:
        if item.status in ("trash", "auto-draft"):
            return self.report.skip(str(item), f"its status is “{item.status}”")
        if self.ledger.made(Origin.Kind.PAGE, self._key(item)):
            self.report.unchanged["pages"] += 1
            return None
        public = item.status == "publish" and not item.password
        if not public:
            self.report.remark(str(item), "page is not public")
        with transaction.atomic():
            slug = item.slug or ("" if item.title else f"page-{item.id}")
            page = self.page(item.title, slug, body=self._body(item).html, public=public)
            self.ledger.note(Origin.Kind.PAGE, self._key(item), page.pk)
        self.report.made["pages"] += 1
        return None

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
            headline=self.headline(item.title, excerpt=item.excerpt, body=body.html, slug=item.slug, what=str(item)),
            standfirst=plain(item.excerpt),
            body=body.html,
            slug=address_name(item.slug)[:200],
            section=section,
            hero_id=self._hero(item),
            language=language_code(self.export.language),
            stage=Article.Stage.IN_REVIEW if item.status == "pending" else Article.Stage.DRAFT,
        )
        person = self.person(item.author, item.author)
        lines = [{"person": person, "name": "", "role": "author"}] if person else []
        actions.save_working_copy(article, by=None, tags=tags, bylines=lines)
        self._note_losses(article, item, body)
        return article

    def _note_losses(self, article: Article, item: Item, body: Converted) -> None:
        self.note_lost(body.lost, str(item))
        for source, alt, title in body.wanted:
            attachment = self.known.get(self.by_upload.get(upload_name(source), ""))
            url = attachment.url if attachment else source
            self.want(url, reason=STILL_THERE, alt_text=alt, caption=title, article=article)
        if item.comments:
            self.report.skip(f"{item.comments} comments on {item}", "readers' comments are not taken")
        if item.sticky:
            self.report.remark(str(item), "it was sticky; choose a place on the front page for it")

    def _hero(self, item: Item) -> int | None:
        number = item.meta.get("_thumbnail_id", "").strip()
        if number and number not in self.pictures:
            self.report.remark(str(item), "its lead picture is wanted")
        return None if self.dry_run else self.pictures.get(number)

    def _put_before_readers(self, article: Article, item: Item) -> None:
        if item.status not in ("publish", "future"):
            return self.report.remark(str(item), f"kept as a draft, because its status is “{item.status}”")
        if item.password:
            return self.report.remark(str(item), "kept as a draft, because a password protected it")
        if item.published and item.status == "future" and item.published <= timezone.now():
            return self.report.remark(str(item), "kept as a draft, because its scheduled hour has passed")
        old = item.path if "?" not in item.link else ""
        return self.put_before_readers(article, at=item.published, old_address=old, what=str(item))

    # --- Text ---------------------------------------------------------------------------------------------------------

    def _body(self, item: Item) -> Converted:
        finder = Finder(
            by_id=self.pictures.get,
            by_url=lambda url: self.pictures.get(self.by_upload.get(upload_name(url), "")),
            link=self._link,
            gallery=lambda: self.children.get(item.id, []),
        )
        return convert(item.content, finder)

    def _link(self, href: str) -> str:
        """Return where a link of the old site leads now; links elsewhere stay as they are."""
        parts = parts_of(href)
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
    path = path_of(url)
    return _SIZE.sub("", path.partition("/uploads/")[2] or path.partition("/files/")[2] or path).lower()[-200:]
