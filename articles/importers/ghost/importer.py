"""Bringing a site from Ghost: people, sections, tags, pictures, pages and articles, each once."""

import re
from html import escape
from typing import Any

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import actions
from articles.importers.base import NOT_GIVEN, STILL_THERE, Bringer, address_name, language_code, plain
from articles.importers.ghost.export_file import Export, Post, Row, text
from articles.importers.ghost.post_html import html_of
from articles.importers.markup import Converted, Finder, settled
from articles.importers.url_parts import parts_of, path_of
from articles.models import Article, Origin, Section
from masthead.models import Publication

HERE = "__GHOST_URL__"
_SIZE = re.compile(r"/content/images/size/[wh0-9]+/(?:format/\w+/)?")


class Importer(Bringer):
    """One import of one export of Ghost. `site` is where the site was, which no export says."""

    uploads = ("/content/images/", "/content/media/", "/content/files/")

    def __init__(self, export: Export, *, site: str = "", **how: Any) -> None:
        super().__init__("ghost", **how)
        self.export, self.site = export, site.rstrip("/")
        self.brought: dict[str, int | None] = {}
        self.zone = Publication.objects.current().zone
        self.by_slug = {post.slug.lower(): post for post in export.posts}
        self.primary = {address_name(text(tag, "slug")) for post in export.posts for tag in public(post.tags)[:1]}

    def bring(self) -> None:
        for user in self.export.users:
            self._author(user)
        for number, post in enumerate(self.export.posts, start=1):
            self._page(post) if post.is_page else self._article(post)
            self.told(number, len(self.export.posts))

    # --- People, sections, tags ---------------------------------------------------------------------------------------

    def _author(self, user: Row) -> int | None:
        more = {"slug": text(user, "slug"), "biography": plain(text(user, "bio"))}
        return self.person(text(user, "uuid") or text(user, "id"), text(user, "name") or text(user, "slug"), **more)

    def _section_and_tags(self, post: Post) -> tuple[Section | None, list[Tag]]:
        """The primary tag is the section; the others stay tags. Those that only the desk saw are left behind."""
        tags = public(post.tags)
        if len(tags) < len(post.tags):
            self.report.remark(str(post), "its internal tags were left behind")
        section = self.section(text(tags[0], "slug"), text(tags[0], "name")) if tags else None
        return section, [self.tag(text(tag, "slug"), text(tag, "name")) for tag in tags[1:]]

    # --- Pages and articles -------------------------------------------------------------------------------------------

    def _page(self, post: Post) -> None:
        if self.ledger.made(Origin.Kind.PAGE, post.key):
            self.report.unchanged["pages"] += 1
            return
        why = self._hidden(post)
        if why:
            self.report.remark(str(post), "page is not public")
        body = self._body(post)
        with transaction.atomic():
            page = self.page(post.title, post.slug, body=body.html, public=not why)
            self.ledger.note(Origin.Kind.PAGE, post.key, page.pk)
        self.note_lost(body.lost, str(post))
        for source, alt, _title in body.wanted:
            self.want(source, reason=STILL_THERE, alt_text=alt)
        self.report.made["pages"] += 1

    def _article(self, post: Post) -> None:
        if self.ledger.made(Origin.Kind.ARTICLE, post.key):
            self.report.unchanged["articles"] += 1
            return
        body, hero = self._body(post), self._hero(post)  # Pictures come first: they cannot be taken back with a row.
        with transaction.atomic():
            article = self._new_article(post, body, hero)
            self.ledger.note(Origin.Kind.ARTICLE, post.key, article.pk)
            why = self._hidden(post)
            if why:
                self.report.remark(str(post), f"kept as a draft, because {why}")
            else:
                self.put_before_readers(article, at=post.published, old_address=f"/{post.slug}/", what=str(post))
        self.report.made["articles"] += 1

    def _new_article(self, post: Post, body: Converted, hero: int | None) -> Article:
        section, tags = self._section_and_tags(post)
        excerpt = post.text("custom_excerpt")
        article = Article(
            headline=self.headline(post.title, excerpt=excerpt, body=body.html, slug=post.slug, what=str(post)),
            standfirst=plain(excerpt),
            body=body.html,
            slug=address_name(post.slug)[:200],
            section=section,
            hero_id=None if self.dry_run else hero,
            hero_caption=plain(post.text("feature_image_caption")),
            language=language_code(post.text("locale") or self.export.language),
            seo_title=plain(post.text("meta_title"))[:120],
            seo_description=plain(post.text("meta_description"))[:300],
        )
        people = [person for user in post.authors if (person := self._author(user))]
        lines = [{"person": one, "name": "", "role": "author"} for one in dict.fromkeys(people)]
        actions.save_working_copy(article, by=None, tags=tags, bylines=lines)
        self._note_losses(article, post, body)
        return article

    def _note_losses(self, article: Article, post: Post, body: Converted) -> None:
        self.note_lost(body.lost, str(post))
        for source, alt, title in body.wanted:
            self.want(source, reason=STILL_THERE, alt_text=alt, caption=title, article=article)
        if post.text("codeinjection_head") or post.text("codeinjection_foot"):
            self.report.remark(str(post), "code injected into it was left behind")
        if post.row.get("featured") in (1, True):
            self.report.remark(str(post), "it was featured; choose a place on the front page for it")

    def _hidden(self, post: Post) -> str:
        """Return why no reader may see a post; nothing if everybody could."""
        if post.email_only:
            return "it was only sent by e-mail"
        if post.status not in ("published", "scheduled"):
            return f"its status is “{post.status}”"
        if post.visibility != "public":
            return "not everybody could read it"
        if post.status == "scheduled" and post.published and post.published <= timezone.now():
            return "its scheduled hour has passed"
        return ""

    # --- Pictures -----------------------------------------------------------------------------------------------------

    def _hero(self, post: Post) -> int | None:
        url = self._address(post.text("feature_image"))
        if not url:
            return None
        hero = self._picture(url, alt_text=plain(post.text("feature_image_alt"))[:300])
        if hero is None:
            self.want(url, reason=NOT_GIVEN)
            self.report.remark(str(post), "its lead picture is wanted")
        return hero

    def _picture(self, url: str, **words: str) -> int | None:
        """Return the number of a picture of the library, brought now if its file was given."""
        url = _SIZE.sub("/content/images/", url)
        key = path_of(url).lower()[-200:]
        if key not in self.brought:
            self.brought[key] = self.known_picture(key) or self._bring(key, url, words)
        return self.brought[key]

    def _bring(self, key: str, url: str, words: dict) -> int | None:
        if self.media is None or not self.place(path_of(url)):
            return None
        return self.picture(key, url, words, what=url)

    # --- Text ---------------------------------------------------------------------------------------------------------

    def _body(self, post: Post) -> Converted:
        result = Converted("")
        html = html_of(post, result.lost).replace(HERE, escape(self.site))
        finder = Finder(by_id=lambda number: None, by_url=self._picture, link=self._link, gallery=list)
        return settled(html, finder, result)

    def _address(self, url: str) -> str:
        return url.strip().replace(HERE, self.site)

    def _link(self, href: str) -> str:
        """Return where a link of the old site leads now; links elsewhere stay as they are."""
        parts = parts_of(href)
        ours = not parts.netloc or parts.netloc == parts_of(self.site).netloc
        if not ours or parts.scheme not in ("", "http", "https") or not parts.path or "/content/" in parts.path:
            return href
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        names = path_of(href).strip("/").lower().split("/")
        if names[0] == "tag" and len(names) == 2 and address_name(names[1]) in self.primary:
            return f"/section/{address_name(names[1])}/{fragment}"
        post = self.by_slug.get(names[-1])
        if post is None:
            return (parts.path + (f"?{parts.query}" if parts.query else "") + fragment) if parts.netloc else href
        return self._place_of(post) + fragment

    def _place_of(self, post: Post) -> str:
        name = address_name(post.slug)
        if post.is_page:
            return f"/about/{name}/"
        if self._hidden(post) or post.published is None:
            return f"/{name}/"
        return f"{post.published.astimezone(self.zone):/%Y/%m/%d/}{name}/"


def public(tags: list[Row]) -> list[Row]:
    """Return the tags that readers saw."""
    return [tag for tag in tags if text(tag, "name") and not _internal(tag)]


def _internal(tag: Row) -> bool:
    return text(tag, "visibility") == "internal" or text(tag, "name").startswith("#")
