"""The words that reports point at: where they stand in a revision, and where they stand now."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from articles.models import Copy, Image, Revision
from corrections.anchoring import Selector, Span, locate
from corrections.models import Part, Passage
from press import richtext

CONTEXT = 32
_plain_text = lru_cache(maxsize=64)(richtext.plain_text)


@dataclass(frozen=True)
class Place:
    """What a report points at: the words as the reader saw them, and where they stand in `revision` (None: nowhere)."""

    revision: Revision
    part: str
    image: Image | None
    quote: str = ""
    span: Span | None = None
    words_now: str = ""

    @property
    def changed(self) -> bool:
        return self.words_now != self.quote


def pointed_at(
    selector: Selector | None, *, read: Revision, standing: Revision, part: str = "", image: Image | None = None
) -> Place:
    """Return what a reader of the revision `read` points at, as it is in the one that is `standing` now.

    Without `part` the words are looked for in the text, the headline and the standfirst.
    """
    if selector is None:
        return Place(standing, part or Part.ARTICLE, image)
    if part in ("", Part.ARTICLE) or (part == Part.CAPTION and image is None):
        part = _part_with(selector, read)
    seen = text_of(read, part, image)
    span = locate(seen, selector, original=seen)
    if span is None:
        return Place(standing, part, image, quote=selector.exact, words_now=selector.exact)
    quote = seen[span.start : span.end]
    if read.pk == standing.pk:
        return Place(standing, part, image, quote, span, words_now=quote)
    now = text_of(standing, part, image)
    span = locate(now, selector_at(seen, span), original=seen)
    return Place(standing, part, image, quote, span, words_now=now[span.start : span.end] if span else "")


def _part_with(selector: Selector, copy: Copy) -> str:
    parts = (Part.TEXT, Part.HEADLINE, Part.STANDFIRST)
    return next((part for part in parts if locate(text_of(copy, part), selector)), Part.TEXT)


def pictures_of(copy: Copy) -> set[int]:
    """Return the ids of the pictures that a revision or a working copy prints."""
    return {figure.image_id for figure in richtext.figures(copy.body)} | ({copy.hero_id} if copy.hero_id else set())


def text_of(copy: Copy, part: str, image: Image | None = None) -> str:
    """Return the plain text of one part of a revision or a working copy, as readers select it."""
    if part == Part.HEADLINE:
        return copy.headline
    if part == Part.STANDFIRST:
        return copy.standfirst
    if part == Part.CAPTION and image is not None:
        return "\n".join(captions_of(copy, image))
    return _plain_text(copy.body)


def captions_of(copy: Copy, image: Image) -> list[str]:
    """Return the captions that this article prints under `image`: one, unless it is used twice with different words."""
    own = [richtext.plain_text(figure.caption) for figure in richtext.figures(copy.body) if figure.image_id == image.pk]
    if copy.hero_id == image.pk:
        own.insert(0, copy.hero_caption)
    return list(dict.fromkeys(words or image.caption for words in own or [""]))


def find(passage: Passage, copy: Copy) -> Span | None:
    """Return where the passage stands in a revision or working copy, or None where its words are gone."""
    if not passage.quote or passage.part == Part.ARTICLE:
        return None
    text = text_of(copy, passage.part, passage.image)
    return locate(text, selector(passage), original=original_text(passage))


def original_text(passage: Passage) -> str | None:
    """Return the text in which the passage was last found."""
    if passage.anchored_in is None or passage.start is None:
        return None
    return text_of(passage.anchored_in, passage.part, passage.image)


def selector(passage: Passage) -> dict[str, Any]:
    """Return what points at the passage: its last known words with their context and place."""
    text = original_text(passage)
    if text is None or passage.start is None or passage.end is None:
        return {"exact": passage.quote}
    return selector_at(text, (passage.start, passage.end))


def selector_at(text: str, span: tuple[int, int]) -> dict[str, Any]:
    """Return what points at the words of a text from one place to another."""
    start, end = span
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "start": start,
        "end": end,
    }


def anchor(passage: Passage, revision: Revision) -> bool:
    """Look for the passage in a newer revision and keep where it is; return whether its words changed or went."""
    before = passage.words_now, passage.changed
    span = find(passage, revision)
    if span is None:
        passage.words_now = ""
        passage.changed = passage.anchored_in_id is not None
    else:
        passage.start, passage.end, passage.anchored_in = span.start, span.end, revision
        passage.words_now = words_at(revision, passage.part, passage.image, span)
        passage.changed = passage.words_now != passage.quote
    return (passage.words_now, passage.changed) != before


def words_at(copy: Copy, part: str, image: Image | None, span: Span) -> str:
    return text_of(copy, part, image)[span.start : span.end]


def trimmed(text: str, span: Span) -> tuple[int, int]:
    """Return the place of a passage without the spaces that a reader selected along with it."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def replace(copy: Copy, part: str, image: Image | None, span: tuple[int, int], wording: str) -> None:
    """Put `wording` in the place of `span` in a part of a copy, which is not saved.

    :raises press.richtext.ParagraphsDiffer: the wording would join, split or empty paragraphs.
    """
    start, end = span
    if part == Part.CAPTION and image is not None:
        _replace_in_captions(copy, image, start, end, wording)
    elif part in (Part.HEADLINE, Part.STANDFIRST):
        text = text_of(copy, part)
        setattr(copy, part, _joined(text[:start], wording, text[end:]))
    else:
        copy.body = richtext.replace(copy.body, start, end, wording)


def _joined(before: str, wording: str, after: str) -> str:
    """Return the parts as one text; leaving a passage out leaves no double space behind."""
    if wording:
        return (before + wording + after).strip()
    return " ".join(filter(None, [before.rstrip(), after.lstrip()]))


def _replace_in_captions(copy: Copy, image: Image, start: int, end: int, wording: str) -> None:
    """Give the picture a caption of its own in this article, wherever the article has printed these words under it."""
    was, start, end = _caption_at(copy, image, start, end)
    mended = " ".join(_joined(was[:start], wording, was[end:]).split())
    if not mended:
        raise richtext.ParagraphsDiffer("Nothing would be left of the caption.")
    if copy.hero_id == image.pk and was == (copy.hero_caption or image.caption):
        copy.hero_caption = mended

    def change(own: str) -> str:
        if own:
            same = richtext.plain_text(own) == was
            return richtext.replace_inline(own, start, end, " ".join(wording.split())) if same else own
        return escape(mended, quote=False) if was == image.caption else ""

    copy.body = richtext.with_captions(copy.body, image.pk, change)


def _caption_at(copy: Copy, image: Image, start: int, end: int) -> tuple[str, int, int]:
    """Return the caption in which a stretch of `text_of` lies, and where in it."""
    begins = 0
    for caption in captions_of(copy, image):
        if begins <= start and end <= begins + len(caption):
            return caption, start - begins, end - begins
        begins += len(caption) + 1
    raise richtext.ParagraphsDiffer("The passage lies in two captions.")


def mended_at(revision: Revision, words: str) -> dict[str, str]:
    """Return where `words` stand in what a revision changed, as `part`, `prefix` and `suffix`; empty if nowhere."""
    before = revision.article.revisions.filter(number=revision.number - 1).first()
    for part in (Part.TEXT, Part.HEADLINE, Part.STANDFIRST):
        old, new = text_of(before, part) if before else "", text_of(revision, part)
        changed = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        start = new.find(words, max(0, changed - len(words) + 1)) if words and new != old else -1
        if start >= 0:
            at = selector_at(new, (start, start + len(words)))
            return {"part": part, "prefix": at["prefix"], "suffix": at["suffix"]}
    return {}
