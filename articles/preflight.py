"""What stands in the way of publishing, and what an editor should look at before."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Copy, Image, OldAddress, Revision
from press import richtext

LONG_HEADLINE = 110
LOST_WORDS, LEFT = 30, 1 / 5  # See `questions`.


@dataclass(frozen=True)
class Finding:
    """One remark: the form field it belongs to, and a sentence."""

    field: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Question(Finding):
    """Something that may be published once somebody has said that it is meant; a yes names it by its `token`."""

    token: str


def blockers(article: Article) -> list[Finding]:
    """Return what must be mended before the working copy may go before readers."""
    return [*missing_words(article), *_unready_pictures(article), *_broken_links(article)]


def warnings(article: Article) -> list[Finding]:
    """Return what may be published but is seldom meant."""
    return list(_doubts(article))


def questions(article: Article) -> list[Question]:
    """Return what is so seldom meant that somebody has to say so before the working copy goes before readers.

    That is a text of which hardly anything is left, as when a stroke of a key has replaced all of it. Cuts that editors
    make leave more than a fifth, and of a text of less than 30 words little can be lost. The token has both lengths,
    so that a yes to one loss is none to a greater one.
    """
    to_stand = article.revisions.still_to_stand().exclude(kind=Revision.Kind.WITHDRAWAL)
    standing = to_stand.only("body", "live_from").order_by("live_from", "pk").first()
    if standing is None:
        return []
    before, now = (richtext.word_count(copy.body) for copy in (standing, article))
    if before - now < LOST_WORDS or now >= before * LEFT:
        return []
    told = _("Readers see %(before)s now; this has %(now)s.")
    if standing.live_from > timezone.now():
        told = _("What is scheduled has %(before)s; this has %(now)s.")
    sentence = told % {"before": _words(before), "now": _words(now)}
    return [Question("body", sentence, f"{before}-{now}")]


def _words(count: int) -> str:
    return ngettext("%(n)s word", "%(n)s words", count) % {"n": count}


def missing_words(copy: Copy) -> Iterator[Finding]:
    """Yield what a page cannot do without."""
    if not copy.headline.strip():
        yield Finding("headline", _("The article has no headline."))
    if not richtext.plain_text(copy.body).strip() and not richtext.figures(copy.body):
        yield Finding("body", _("The article has no text."))


def used_pictures(article: Article) -> dict[int, Image]:
    """Return the pictures of the working copy that exist, by id."""
    wanted = {figure.image_id for figure in richtext.figures(article.body)} | {article.hero_id}
    return Image.objects.select_related("license").in_bulk(wanted - {None})


def _unready_pictures(article: Article) -> Iterator[Finding]:
    pictures = used_pictures(article)
    if article.hero_id:
        yield from _unready_picture("hero", pictures[article.hero_id])
    seen = {article.hero_id}
    for figure in richtext.figures(article.body):
        if figure.image_id not in pictures:
            yield Finding("body", _("Picture %(id)s in the text is not in the library.") % {"id": figure.image_id})
        elif figure.image_id not in seen:
            yield from _unready_picture("body", pictures[figure.image_id])
        seen.add(figure.image_id)


def _unready_picture(field: str, image: Image) -> Iterator[Finding]:
    name = {"name": image.filename}
    if not image.alt_text.strip():
        yield Finding(field, _("The picture %(name)s has no alt text.") % name)
    if image.license is None:
        yield Finding(field, _("The picture %(name)s has no license.") % name)
    if image.taken_down_at:
        yield Finding(field, _("The picture %(name)s was taken down and must not be used.") % name)


def _broken_links(article: Article) -> Iterator[Finding]:
    own = urlsplit(settings.SITE_URL).netloc
    for link in dict.fromkeys(richtext.links(article.body)):
        parts = urlsplit(link)
        if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != own) or not parts.path:
            continue
        if not leads_somewhere(unquote(parts.path)):
            yield Finding("body", _("The link to %(path)s leads nowhere on this site.") % {"path": parts.path})


def leads_somewhere(path: str) -> bool:
    """Tell whether a path of this site belongs to an article, now or before, or to another page."""
    try:
        match = resolve(path)
    except Resolver404:
        return OldAddress.objects.filter(path=path).exists()
    if match.url_name != "article":
        return True
    return Article.objects.filter(path=path).exists() or OldAddress.objects.filter(path=path).exists()


def _doubts(article: Article) -> Iterator[Finding]:
    if not article.standfirst.strip():
        yield Finding("standfirst", _("There is no standfirst."))
    if len(article.headline) > LONG_HEADLINE:
        yield Finding("headline", _("The headline is longer than %(n)s characters.") % {"n": LONG_HEADLINE})
    if article.section_id is None:
        yield Finding("section", _("No section is chosen."))
    if not article.bylines.exists():
        yield Finding("bylines", _("There is no byline."))
    for image in used_pictures(article).values():
        if not image.credit.strip():
            yield Finding("body", _("The picture %(name)s has no credit.") % {"name": image.filename})
    for address in richtext.images(article.body):
        yield Finding("body", _("The picture at %(url)s lies elsewhere; readers get a link to it.") % {"url": address})
