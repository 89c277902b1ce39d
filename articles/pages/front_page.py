"""What the front page prints: what editors placed, then the newest, then the newest of every section."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.context_processors import Link
from articles.models import Placement, Revision

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
    found = candidates(now, sections)
    newest = found[: 2 * (SECONDS + LATEST)]
    leads, seconds = placed(now)
    leads = leads or unseen(newest, language, but=seconds)[:1]
    top = [*leads, *seconds]
    top += unseen(newest, language, but=top)[: max(0, 1 + SECONDS - len(top))]
    latest = unseen(newest, language, but=top)[:LATEST]
    return {
        "lead": top[0] if top else None,
        "seconds": top[1:],
        "latest": latest if len(latest) == LATEST else [],
        "blocks": river(found, sections, language, but=top),
    }


def candidates(now: datetime, sections: list[Link]) -> list[Revision]:
    """Return what may be shown unplaced, the newest first, in one query: enough of the paper and of every section."""
    live, each = Revision.objects.live(now), [*(section.id for section in sections), None]
    rows = live.newest_and_of_each(2 * (SECONDS + LATEST), each, 2 * IN_A_BLOCK).for_listing()
    return sorted(rows, key=_age, reverse=True)


def placed(now: datetime) -> tuple[list[Revision], list[Revision]]:
    """Return the live revisions that editors placed as leads, and those beside the lead, in their order."""
    places = list(Placement.objects.live(now).in_order().values_list("slot", "article"))
    rows = Revision.objects.live(now).filter(article__in={pk for _slot, pk in places}).for_listing()
    revisions = {row.article_id: row for row in rows}
    slots = Placement.Slot.LEAD, Placement.Slot.SECOND
    leads, seconds = ([revisions[pk] for slot, pk in places if slot == one and pk in revisions] for one in slots)
    return leads, seconds


def unseen(revisions: list[Revision], language: str, *, but: list[Revision]) -> list[Revision]:
    """Return the newest first, one of every story and its translations, leaving out stories that are shown already."""
    chosen: dict[int, Revision | None] = {revision.article.family: None for revision in but}
    for revision in sorted(revisions, key=lambda row: row.language != language):
        chosen.setdefault(revision.article.family, revision)
    return sorted(filter(None, chosen.values()), key=_age, reverse=True)


def river(found: list[Revision], sections: list[Link], language: str, *, but: list[Revision]) -> list[Block]:
    """Return the newest of every section, set in different densities by turns."""
    shown = {section.id for section in sections} | {None}
    rows = unseen([row for row in found if row.section_id in shown], language, but=but)
    groups = [(section, [row for row in rows if row.section_id == section.id]) for section in sections]
    rest = [row for row in rows if row.section_id is None]
    filled = [(section, group) for section, group in [*groups, (None, rest)] if group]
    return [_laid_out(turn, section, group) for turn, (section, group) in enumerate(filled)]


def _laid_out(turn: int, section: Link | None, rows: list[Revision]) -> Block:
    layout = LAYOUTS[turn % len(LAYOUTS)] if len(rows) > 2 else FEW
    return Block(section, rows[: layout.rows], layout)


def _age(revision: Revision) -> tuple[datetime, int]:
    return revision.published_at, revision.pk
