"""Two people, one article: what both meant, paragraph by paragraph.

`merge` is given the content that both began with and what each made of it, in the shape of
`content.of_working_copy`. Where they changed different things both changes stand; where they changed the same thing
neither is lost: the conflict holds both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

SETS = ("tags", "related")
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>""")
_VOID = {"br", "hr", "img"}


class Conflict(NamedTuple):
    """One field, or one place in the text, that both changed; in the text each side is a piece of HTML."""

    name: str
    mine: Any
    theirs: Any


@dataclass
class Merged:
    """What became of two versions: `mine` and `theirs` differ only where there is a conflict."""

    mine: dict = field(default_factory=dict)
    theirs: dict = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def settle(self, name: str, mine: Any, theirs: Any) -> None:
        self.mine[name], self.theirs[name] = mine, theirs


def merge(base: dict | None, mine: dict, theirs: dict) -> Merged:
    """Bring `mine` and `theirs` together; without a `base` every difference is a conflict."""
    merged = Merged()
    for name in mine:
        if mine[name] == theirs[name]:
            merged.settle(name, mine[name], mine[name])
        elif base is not None and name in base and base[name] in (mine[name], theirs[name]):
            changed = theirs[name] if base[name] == mine[name] else mine[name]
            merged.settle(name, changed, changed)
        else:
            _merge_both(merged, name, (base or {}).get(name), mine[name], theirs[name])
    return merged


def _merge_both(merged: Merged, name: str, base: Any, mine: Any, theirs: Any) -> None:
    if name == "body":
        _merge_bodies(merged, base, mine, theirs)
    elif name in SETS and base is not None:
        kept = [one for one in theirs if one in mine or one not in base]
        both = kept + [one for one in mine if one not in theirs and one not in base]
        merged.settle(name, both, both)
    else:
        merged.settle(name, mine, theirs)
        merged.conflicts.append(Conflict(name, mine, theirs))


def _merge_bodies(merged: Merged, base: str | None, mine: str, theirs: str) -> None:
    pieces = list(_merge_blocks(None if base is None else blocks(base), blocks(mine), blocks(theirs)))
    merged.settle("body", *("\n".join(filter(None, side)) for side in zip(*pieces, strict=True)))
    merged.conflicts.extend(Conflict("body", *piece) for piece in pieces if piece[0] != piece[1])


def blocks(html: str) -> list[str]:
    """Return the top-level elements of cleaned HTML, in order."""
    found, start, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        closing, name = tag[1], tag[2]
        depth += 0 if name in _VOID else -1 if closing else 1
        if depth == 0:
            found.append(html[start : tag.end()].strip())
            start = tag.end()
    return [block for block in [*found, html[start:].strip()] if block]


class _Edit(NamedTuple):
    """Blocks `start` to `end` of the base became `made`."""

    start: int
    end: int
    made: tuple[str, ...]


def _merge_blocks(base: list[str] | None, mine: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the text piece by piece, as (mine, theirs): the same twice where there is no conflict."""
    if base is None:
        yield from _side_by_side(mine, theirs)
        return
    done = 0
    for group in _groups(_edits(base, mine), _edits(base, theirs)):
        start = min(edit.start for side in group for edit in side)
        end = max(edit.end for side in group for edit in side)
        yield from ((block, block) for block in base[done:start])
        yield from _settled(base, start, end, *group)
        done = end
    yield from ((block, block) for block in base[done:])


def _side_by_side(mine: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    for name, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if name == "equal":
            yield from ((block, block) for block in mine[a:b])
        else:
            yield "\n".join(mine[a:b]), "\n".join(theirs[c:d])


def _edits(base: list[str], changed: list[str]) -> list[_Edit]:
    """Return how `base` became `changed`; paragraphs that were rewritten one for one are edits of their own."""
    edits = []
    for name, a, b, c, d in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        if b - a == d - c:
            edits += [_Edit(a + n, a + n + 1, (changed[c + n],)) for n in range(b - a)]
        else:
            edits.append(_Edit(a, b, tuple(changed[c:d])))
    return edits


def _groups(mine: list[_Edit], theirs: list[_Edit]) -> Iterator[tuple[list[_Edit], list[_Edit]]]:
    """Yield edits that touch the same blocks together, as ([mine], [theirs]), in order."""
    waiting = sorted([(edit, 1) for edit in theirs] + [(edit, 0) for edit in mine], key=lambda one: one[0][:2])
    group: tuple[list[_Edit], list[_Edit]] = ([], [])
    reach = start = -1
    for edit, side in waiting:
        inside = edit.start < reach or (edit.start == edit.end == reach == start)
        if (group[0] or group[1]) and not inside:
            yield group
            group = ([], [])
        if not (group[0] or group[1]):
            start, reach = edit.start, edit.end
        group[side].append(edit)
        reach = max(reach, edit.end)
    if group[0] or group[1]:
        yield group


def _settled(
    base: list[str], start: int, end: int, mine: list[_Edit], theirs: list[_Edit]
) -> Iterator[tuple[str, str]]:
    """Decide what stands in the place of the blocks from `start` to `end`."""
    ours, others = _applied(base, start, end, mine), _applied(base, start, end, theirs)
    if not mine or not theirs or ours == others:
        changed = ours if mine else others
        yield from ((block, block) for block in changed)
    elif start == end:  # Both added paragraphs in the same place: room for all of them.
        yield from ((block, block) for block in [*others, *ours])
    else:
        yield "\n".join(ours), "\n".join(others)


def _applied(base: list[str], start: int, end: int, edits: list[_Edit]) -> list[str]:
    made, done = [], start
    for edit in edits:
        made += [*base[done : edit.start], *edit.made]
        done = edit.end
    return [*made, *base[done:end]]
