"""What changed in a text since somebody took it from us."""

from articles import diff
from articles.diff import GONE, NEW, SAME, Difference, Passage
from articles.models import Image, Revision
from licensing.models import Grant, Republisher
from press import richtext

MOST = 6000  # Characters of differences in a letter.


def taken(holder: Grant | Republisher) -> Revision:
    """Return the revision that a holder has."""
    return getattr(holder, "taken", None) or holder.revision


def since(holder: Grant | Republisher, standing: Revision) -> list[Difference]:
    """Return what changed from what the holder has to what stands now; empty if nothing did."""
    before = taken(holder)
    if before.pk == standing.pk or standing.withdrawn:
        return []
    pictures = Image.objects.in_bulk(diff.used_pictures([before, standing]))
    return diff.between(before, standing, pictures=pictures)


def in_plain_text(found: list[Difference]) -> str:
    """Return differences as lines of a letter: what stood there after “−”, what stands there now after “+”."""
    lines: list[str] = []
    for difference in found:
        lines += ["", f"{difference.label}:"]
        for passage in difference.passages:
            lines += _lines(passage)
    return richtext.truncate("\n".join(lines).strip(), MOST)


def _lines(passage: Passage) -> list[str]:
    if not passage.runs:
        return [f"  ({passage.note})"]
    was, now = ("".join(run.text for run in passage.runs if run.kind in (SAME, kind)).strip() for kind in (GONE, NEW))
    return [f"{sign} {words}" for sign, words in (("−", was), ("+", now)) if words]
