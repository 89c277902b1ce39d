"""What the pages of an article are given to print."""

from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

from articles import content, diff
from articles.models import Article, Byline, Image, License, Revision
from articles.pages import body
from masthead.models import Person
from press import richtext

SUMMARY = 160  # Characters of the text that stand for it where nobody wrote a summary.
RELATED = 4
CANDIDATES = 40  # How many of the newest revisions with a tag in common are looked at.


def standing_at(path: str) -> Revision | None:
    """Return what stands at an address, with what its page needs: a text, or a withdrawal."""
    standing = Revision.objects.in_force().at_path(path).for_reading()[:1]
    return next(iter(standing), None)  # `first()` would order them, a third more work for one row at most.


def found_at(path: str) -> Revision:
    """Return what stands at an address.

    :raises Http404: nothing does.
    """
    revision = standing_at(path)
    if revision is None:
        raise Http404
    return revision


def article_context(copy: Article | Revision) -> dict:
    """Return what `templates/articles/article.html` prints, for a revision or for the working copy.

    Three queries at most for a revision that came from `standing_at`. A preview adds `preview=True` to it.
    """
    article = copy if isinstance(copy, Article) else copy.article
    printed = content.of_article(copy) if isinstance(copy, Article) else content.of_revision(copy)
    pictures = body.pictures_of(copy.body)
    return {
        "copy": copy,
        "article": article,
        "credits": credits(printed["bylines"]),
        "summary": summary(copy),
        "text": body.render(copy.body, dateline=copy.dateline, pictures=pictures),
        "pictures": pictures,
        "license": license_of(copy),
        "tags": printed["tags"],
        "published_at": article.first_published_at,
        "updated_at": getattr(copy, "updated_at", None),
        "words_language": words_language(copy.language),
        **see_also(article, copy.language, printed),
    }


def summary(copy: Article | Revision) -> str:
    """Return what stands for an article elsewhere: what was written for that, else the beginning of the text."""
    return copy.seo_description or copy.standfirst or richtext.truncate(richtext.plain_text(copy.body), SUMMARY)


def license_of(copy: Article | Revision) -> License | None:
    """Return the license under which a copy is or would be published."""
    if copy.license or isinstance(copy, Revision):
        return copy.license
    return License.objects.filter(is_default=True).first()


def words_language(language: str) -> str:
    """Return the language in which the paper's own words stand beside a text in `language`."""
    own = {code for code, _name in settings.LANGUAGES}
    return next((code for code in (language, language.split("-")[0]) if code in own), get_language())


def credits(bylines: list[dict]) -> list[dict]:
    """Return printed bylines by role, in order, as `{"role": …, "label": …, "people": [{"name": …, "person": …}]}`."""
    people = Person.objects.in_bulk({line["person"] for line in bylines if line["person"]})
    named = [{**line, "person": people.get(line["person"])} for line in bylines]
    order = list(Byline.Role)
    named.sort(key=lambda line: order.index(line["role"]))
    groups = groupby(named, key=lambda line: line["role"])
    return [{"role": role, "label": Byline.Role(role).label, "people": list(lines)} for role, lines in groups]


def see_also(article: Article, language: str, printed: dict) -> dict:
    """Return the `translations` of an article, and what is `related`: the editor's choice, filled up by shared tags."""
    chosen, tags = printed["related"], {tag["id"] for tag in printed["tags"]}
    akin = Revision.objects.live().akin(article.family, chosen=chosen, tags=list(tags), count=CANDIDATES)
    rows = akin.values_list("pk", "article", "article__translation_of", "language", "tags", "published_at")
    found = [one for one in (_Candidate(*row) for row in rows) if one.article != article.pk]
    translations = sorted((one for one in found if one.family == article.family), key=lambda one: one.language)
    near = [one for one in found if one not in translations and (one.article in chosen or one.language == language)]
    near.sort(key=lambda one: one.nearness(chosen, tags), reverse=True)
    read = Revision.objects.for_listing().in_bulk([one.pk for one in [*translations, *near[:RELATED]]])
    return {
        "translations": [read[one.pk] for one in translations if one.pk in read],
        "related": [read[one.pk] for one in near[:RELATED] if one.pk in read],
    }


class _Candidate(NamedTuple):
    """What decides whether another article is shown beside one: much less than it takes to show it."""

    pk: int
    article: int
    translation_of: int | None
    language: str
    tags: list[dict]
    published_at: datetime

    @property
    def family(self) -> int:
        return self.translation_of or self.article

    def nearness(self, chosen: list[int], tags: set[int]) -> tuple:
        shared = tags & {tag["id"] for tag in self.tags}
        return self.article in chosen, len(shared), self.published_at, self.pk


def history_context(revision: Revision) -> dict:
    """Return every step that readers saw of an article, the newest first, with what changed in words.

    Words that stood before a withdrawal stay withdrawn: of those steps only the dates and reasons are told.
    """
    seen = list(revision.article.revisions.seen())
    withdrawals = [place for place, one in enumerate(seen) if one.withdrawn]
    open_from = withdrawals[-1] + 1 if withdrawals else 0
    readable = seen[open_from:]
    pictures = Image.objects.in_bulk(diff.used_pictures(readable))
    told: list[tuple[Revision, list]] = [(one, []) for one in seen[:open_from]][::-1]
    return {"revision": revision, "article": revision.article, "steps": diff.steps(readable, pictures) + told}
