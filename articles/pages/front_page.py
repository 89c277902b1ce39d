"""What the front page prints: what editors placed, then the newest, then the newest of every section."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from articles.context_processors import Link
from articles.models import Placement, Revision
from articles.querysets import RevisionQuerySet
from press.prepared_queries import prepared

SECONDS = 3
LATEST = 8
IN_A_BLOCK = 5


class Layout(NamedTuple):
    """How densely a section is set: at most so many rows, so many of them with their picture."""

    name: str
    rows: int
    pictures: int


LAYOUTS = (Layout("spread", 5, 1), Layout("columns", 4, 0), Layout("strip", 3, 3))
FEW = Layout("few", 2, 1)


@dataclass(frozen=True)
class Block:
    """One section on the front page; without a section, what belongs to none."""

    section: Link | None
    rows: list[Revision]
    layout: Layout


def front_context(sections: list[Link], language: str) -> dict:
    """Return the `lead`, what stands beside it, the `latest` if there are enough, and the sections as `blocks`.

    Of a story and its translations one is shown: what an editor placed, else what is in the paper's `language`.
    """
    now = timezone.now()
    newest = _newest(2 * (SECONDS + LATEST), at=now)
    leads, seconds = placed(now)
    leads = leads or unseen(newest, language, but=seconds)[:1]
    top = [*leads, *seconds]
    top += unseen(newest, language, but=top)[: max(0, 1 + SECONDS - len(top))]
    latest = unseen(newest, language, but=top)[:LATEST]
    return {
        "lead": top[0] if top else None,
        "seconds": top[1:],
        "latest": latest if len(latest) == LATEST else [],
        "blocks": river(now, sections, language, but=top),
    }


def placed(now: datetime) -> tuple[list[Revision], list[Revision]]:
    """Return the live revisions that editors placed as leads, and those beside the lead, in their order."""
    places = _places(at=now)
    revisions = {row.article_id: row for row in _live(articles=sorted({pk for _slot, pk in places}), at=now)}
    slots = Placement.Slot.LEAD, Placement.Slot.SECOND
    leads, seconds = ([revisions[pk] for slot, pk in places if slot == one and pk in revisions] for one in slots)
    return leads, seconds


def unseen(revisions: list[Revision], language: str, *, but: list[Revision]) -> list[Revision]:
    """Return the newest first, one of every story and its translations, leaving out stories that are shown already."""
    chosen: dict[int, Revision | None] = {revision.article.family: None for revision in but}
    for revision in sorted(revisions, key=lambda row: row.language != language):
        chosen.setdefault(revision.article.family, revision)
    return sorted(filter(None, chosen.values()), key=lambda row: (row.published_at, row.pk), reverse=True)


def river(now: datetime, sections: list[Link], language: str, *, but: list[Revision]) -> list[Block]:
    """Return the newest of every section, set in different densities by turns."""
    found = _newest_of_each((*(section.id for section in sections), None), 2 * IN_A_BLOCK, at=now)
    rows = unseen(found, language, but=but)
    groups = [(section, [row for row in rows if row.section_id == section.id]) for section in sections]
    rest = [row for row in rows if row.section_id is None]
    filled = [(section, group) for section, group in [*groups, (None, rest)] if group]
    return [_laid_out(turn, section, group) for turn, (section, group) in enumerate(filled)]


def _laid_out(turn: int, section: Link | None, rows: list[Revision]) -> Block:
    layout = LAYOUTS[turn % len(LAYOUTS)] if len(rows) > 2 else FEW
    return Block(section, rows[: layout.rows], layout)


# --- What is asked for ----------------------------------------------------------------------------------------------


@prepared
def _newest(count: int, *, at: datetime) -> RevisionQuerySet:
    return Revision.objects.live(at).newest().for_listing()[:count]


@prepared
def _places(*, at: datetime) -> QuerySet[Placement, tuple[str, int]]:
    return Placement.objects.live(at).in_order().values_list("slot", "article")


@prepared
def _live(*, articles: list[int], at: datetime) -> RevisionQuerySet:
    return Revision.objects.live(at).filter(article__in=articles).for_listing()


@prepared
def _newest_of_each(sections: tuple[int | None, ...], count: int, *, at: datetime) -> RevisionQuerySet:
    return Revision.objects.live(at).newest_of_each(sections, count).for_listing()
