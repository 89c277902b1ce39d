"""What the templates of readers' pages are given."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language

from articles import body, content, differences
from articles.context import Link
from articles.models import Article, Byline, Image, License, Placement, Revision
from articles.querysets import RevisionQuerySet
from masthead.models import Person
from press import richtext

SUMMARY = 160  # Characters of the text that stand for it where nobody wrote a summary.
RELATED = 4
CANDIDATES = 40  # How many of the newest revisions with a tag in common are looked at.
SECONDS = 3
LATEST = 8
IN_A_BLOCK = 5


class Layout(NamedTuple):
    """How densely a section is set on the front page: at most so many rows, so many of them with their picture."""

    name: str
    rows: int
    pictures: int


LAYOUTS = (Layout("spread", 5, 1), Layout("columns", 4, 0), Layout("strip", 3, 3))
FEW = Layout("few", 2, 1)


# --- One article ----------------------------------------------------------------------------------------------------


def article_context(copy: Article | Revision) -> dict:
    """Return what `templates/articles/article.html` prints, for a revision or for the working copy.

    Three queries at most for a revision that came with `for_reading()`. A preview adds `preview=True` to it.
    """
    article = copy if isinstance(copy, Article) else copy.article
    printed = content.of_article(copy) if isinstance(copy, Article) else content.of_revision(copy)
    return {
        "copy": copy,
        "article": article,
        "credits": credits(printed["bylines"]),
        "summary": summary(copy),
        "text": body.render(copy.body, dateline=copy.dateline, pictures=body.pictures_of(copy.body)),
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
    live = Revision.objects.live().exclude(article=article).for_listing()
    chosen, tags = printed["related"], {tag["id"] for tag in printed["tags"]}
    found = set(live.translations_of(article).union(live.filter(article__in=chosen), live.alike(tags, CANDIDATES)))
    translations = {other for other in found if other.article.family == article.family}
    related = [other for other in found - translations if other.article_id in chosen or other.language == language]
    return {
        "translations": sorted(translations, key=lambda other: other.language),
        "related": sorted(related, key=lambda other: _nearness(other, chosen, tags), reverse=True)[:RELATED],
    }


def _nearness(other: Revision, chosen: list[int], tags: set[int]) -> tuple:
    shared = tags & {tag["id"] for tag in other.tags}
    return other.article_id in chosen, len(shared), other.published_at, other.pk


# --- The front page -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """One section on the front page; without a section, what belongs to none."""

    section: Link | None
    rows: list[Revision]
    layout: Layout


def front_context(sections: list[Link]) -> dict:
    """Return what the front page prints: what editors placed, filled up with the newest, then the sections."""
    live = Revision.objects.live().for_listing()
    newest = list(live.newest()[: SECONDS + LATEST + 1])
    leads, seconds = placed(live)
    leads = leads or [revision for revision in newest if revision not in seconds][:1]
    shown = _distinct([*leads, *seconds, *newest])[: max(1 + SECONDS, len(leads) + len(seconds))]
    latest = [revision for revision in newest if revision not in shown][:LATEST]
    return {
        "lead": shown[0] if shown else None,
        "seconds": shown[1:],
        "latest": latest if len(latest) == LATEST else [],
        "blocks": river(live.exclude(pk__in=[revision.pk for revision in shown]), sections),
    }


def placed(live: RevisionQuerySet) -> tuple[list[Revision], list[Revision]]:
    """Return the live revisions that editors placed as leads, and those beside the lead, in their order."""
    places = list(Placement.objects.live().in_order().values_list("slot", "article"))
    revisions = {row.article_id: row for row in live.filter(article__in={pk for _slot, pk in places})}
    slots = Placement.Slot.LEAD, Placement.Slot.SECOND
    leads, seconds = ([revisions[pk] for slot, pk in places if slot == one and pk in revisions] for one in slots)
    return leads, seconds


def river(live: RevisionQuerySet, sections: list[Link]) -> list[Block]:
    """Return the newest of every section, set in different densities by turns."""
    found = live.newest_of_each([*(section.id for section in sections), None], IN_A_BLOCK)
    rows = sorted(found, key=_age, reverse=True)
    groups = [(section, [row for row in rows if row.section_id == section.id]) for section in sections]
    groups.append((None, [row for row in rows if row.section_id is None]))
    filled = [(section, group) for section, group in groups if group]
    return [_laid_out(turn, section, group) for turn, (section, group) in enumerate(filled)]


def _laid_out(turn: int, section: Link | None, rows: list[Revision]) -> Block:
    layout = LAYOUTS[turn % len(LAYOUTS)] if len(rows) > 2 else FEW
    return Block(section, rows[: layout.rows], layout)


def _age(revision: Revision) -> tuple:
    return revision.published_at, revision.pk


def _distinct(revisions: list[Revision]) -> list[Revision]:
    return list(dict.fromkeys(revisions))


# --- What was, and when ---------------------------------------------------------------------------------------------


def history_context(revision: Revision) -> dict:
    """Return every step that readers saw of an article, the newest first, with what changed in words.

    Words that stood before a withdrawal stay withdrawn: of those steps only the dates and reasons are told.
    """
    seen = list(revision.article.revisions.seen())
    withdrawals = [place for place, one in enumerate(seen) if one.withdrawn]
    open_from = withdrawals[-1] + 1 if withdrawals else 0
    readable = seen[open_from:]
    pictures = Image.objects.in_bulk(differences.used_pictures(readable))
    told = [(one, []) for one in seen[:open_from]][::-1]
    return {"revision": revision, "article": revision.article, "steps": differences.steps(readable, pictures) + told}
