"""What changed between two revisions, as passages that a reader can follow word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from diff_match_patch import diff_match_patch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Image, Revision
from press import richtext

SAME, GONE, NEW = "same", "gone", "new"
SECONDS_FOR_ONE_PASSAGE = 0.2

_KINDS = {diff_match_patch.DIFF_EQUAL: SAME, diff_match_patch.DIFF_DELETE: GONE, diff_match_patch.DIFF_INSERT: NEW}
# Words; signs of writing that puts no space between words; anything else, one by one.
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_TOKEN = re.compile(rf"{_UNSPACED}|\w+|\n|[^\S\n]+|.")
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True)
class Run:
    """Some words in a row that are the `same` as before, `gone`, or `new`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """One paragraph with changes in it, or, if it has no runs, a `note` on what is not shown."""

    runs: tuple[Run, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Difference:
    """What changed in one part of an article; `label` names the part."""

    label: str
    passages: list[Passage]


def between(before: Revision, after: Revision, *, pictures: Mapping[int, Image]) -> list[Difference]:
    """Return what readers saw change from one revision to the next, part by part; empty if they saw nothing.

    `pictures` are the pictures of both, by id, as far as they still exist.
    """
    parts = zip(_short_parts(before, pictures), _short_parts(after, pictures), strict=True)
    found = [Difference(label, of_text(old, new)) for (label, old), (_label, new) in parts if old != new]
    if before.body != after.body:
        found.append(Difference(_("Text"), list(_of_body(before.body, after.body, pictures))))
    return found


def used_pictures(revisions: list[Revision]) -> set[int]:
    """Return the ids of all pictures that the revisions printed."""
    in_texts = {figure.image_id for revision in revisions for figure in richtext.figures(revision.body)}
    return in_texts | {revision.hero_id for revision in revisions if revision.hero_id}


def of_text(before: str, after: str) -> list[Passage]:
    """Return the paragraphs (lines) that changed, word by word, and notes on those that did not."""
    old, new = before.split("\n"), after.split("\n")
    passages = []
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            passages.append(_folded(to_old - from_old))
        else:
            runs = of_words("\n".join(old[from_old:to_old]), "\n".join(new[from_new:to_new]))
            passages.extend(Passage(runs=paragraph) for paragraph in _paragraphs(runs))
    return passages


def of_words(before: str, after: str) -> list[Run]:
    """Return the runs that lead from one text to the other, coarse enough to be read."""
    signs: dict[str, str] = {}
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS_FOR_ONE_PASSAGE
    changes = engine.diff_main(_as_signs(before, signs), _as_signs(after, signs), False)
    engine.diff_cleanupSemantic(changes)
    words = {sign: word for word, sign in signs.items()}
    return [Run(_KINDS[kind], "".join(words[sign] for sign in text)) for kind, text in changes]


def _as_signs(text: str, signs: dict[str, str]) -> str:
    """Write every word as one character, so that words are compared and not letters."""
    return "".join(signs.setdefault(word, _sign(len(signs))) for word in _TOKEN.findall(text))


def _sign(number: int) -> str:
    """Return the character for the word of this `number`; half characters are left out."""
    code = number + 1
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def _paragraphs(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """Cut runs where paragraphs end."""
    paragraph: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        paragraph.append(Run(run.kind, first))
        for line in others:
            yield _with_words(paragraph)
            paragraph = [Run(run.kind, line)]
    yield _with_words(paragraph)


def _with_words(paragraph: list[Run]) -> tuple[Run, ...]:
    return tuple(run for run in paragraph if run.text)


def _folded(count: int) -> Passage:
    return Passage(note=ngettext("%(n)s passage unchanged", "%(n)s passages unchanged", count) % {"n": count})


def _short_parts(revision: Revision, pictures: Mapping[int, Image]) -> list[tuple[str, str]]:
    """Return the parts that are a line or two, as label and text."""
    hero = pictures.get(revision.hero_id) if revision.hero_id else None
    return [
        (_("Headline"), revision.headline),
        (_("Kicker"), revision.kicker),
        (_("Standfirst"), revision.standfirst),
        (_("Byline"), ", ".join(line["name"] for line in revision.bylines)),
        (_("Dateline"), revision.dateline),
        (_("Lead picture"), _in_words(hero) if hero else ""),
        (_("Caption of the lead picture"), revision.hero_caption),
    ]


def _of_body(before: str, after: str, pictures: Mapping[int, Image]) -> Iterator[Passage]:
    old, new = richtext.plain_text(before), richtext.plain_text(after)
    if old != new:
        yield from of_text(old, new)
    exchanged = list(_of_pictures(before, after, pictures))
    yield from exchanged
    if old == new and not exchanged:
        yield Passage(note=_("The words are the same; links or layout changed."))


def _of_pictures(before: str, after: str, pictures: Mapping[int, Image]) -> Iterator[Passage]:
    old, new = [{figure.image_id: figure for figure in richtext.figures(body)} for body in (before, after)]
    for kind, figures, others in ((GONE, old, new), (NEW, new, old)):
        for image_id, figure in figures.items():
            other = others.get(image_id)
            if other is None or other.caption != figure.caption:
                words = richtext.plain_text(figure.caption) or _in_words(pictures.get(image_id))
                yield Passage(runs=(Run(kind, _("Picture: %(words)s") % {"words": words}),))


def _in_words(image: Image | None) -> str:
    return (image.alt_text or image.caption or image.filename) if image else _("no longer in the library")


def steps(revisions: list[Revision], pictures: Mapping[int, Image]) -> list[tuple[Revision, list[Difference]]]:
    """Return every revision with what it changed, the newest first; `revisions` come in the order of their numbers."""
    changes = [between(before, after, pictures=pictures) for before, after in pairwise(revisions)]
    return list(zip(revisions, [[], *changes], strict=True))[::-1]
