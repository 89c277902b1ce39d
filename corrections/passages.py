"""The words that reports point at: where they stand in a revision, and where they stand now."""

from dataclasses import dataclass
from functools import lru_cache

from articles.models import Image, Revision
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


def _part_with(selector: Selector, copy) -> str:
    parts = (Part.TEXT, Part.HEADLINE, Part.STANDFIRST)
    return next((part for part in parts if locate(text_of(copy, part), selector)), Part.TEXT)


def pictures_of(copy) -> set[int]:
    """Return the ids of the pictures that a revision or a working copy prints."""
    return {figure.image_id for figure in richtext.figures(copy.body)} | ({copy.hero_id} if copy.hero_id else set())


def text_of(copy, part: str, image: Image | None = None) -> str:
    """Return the plain text of one part of a revision or a working copy, as readers select it."""
    if part == Part.HEADLINE:
        return copy.headline
    if part == Part.STANDFIRST:
        return copy.standfirst
    if part == Part.CAPTION and image is not None:
        return caption_of(copy, image)
    return _plain_text(copy.body)


def caption_of(copy, image: Image) -> str:
    """Return the caption that is printed under `image` in this article."""
    if copy.hero_id == image.pk and copy.hero_caption:
        return copy.hero_caption
    own = (figure.caption for figure in richtext.figures(copy.body) if figure.image_id == image.pk and figure.caption)
    return richtext.plain_text(next(own, "")) or image.caption


def find(passage: Passage, copy) -> Span | None:
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


def selector(passage: Passage) -> dict:
    """Return what points at the passage: its last known words with their context and place."""
    text = original_text(passage)
    if text is None:
        return {"exact": passage.quote}
    return selector_at(text, (passage.start, passage.end))


def selector_at(text: str, span: tuple[int, int]) -> dict:
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
    span = find(passage, revision)
    if span is None:
        passage.changed = bool(passage.quote)
        passage.words_now = ""
        return passage.changed
    start, end = span
    before = passage.words_now or passage.quote
    passage.words_now = text_of(revision, passage.part, passage.image)[start:end]
    passage.start, passage.end, passage.anchored_in = start, end, revision
    passage.changed = passage.words_now != passage.quote
    return passage.words_now != before


def replace(copy, part: str, image: Image | None, span: Span, wording: str) -> str:
    """Put `wording` in the place of `span` in a part of a copy, not saved; return the words that stood there.

    :raises ParagraphsDiffer: the wording would join or split paragraphs.
    """
    start, end = span
    text = text_of(copy, part, image)
    mended = text[:start] + wording + text[end:]
    if part == Part.HEADLINE:
        copy.headline = " ".join(mended.split())
    elif part == Part.STANDFIRST:
        copy.standfirst = mended.strip()
    elif part == Part.CAPTION and image is not None:
        _replace_caption(copy, image, mended.strip())
    else:
        copy.body = richtext.replace(copy.body, start, end, wording)
    return text[start:end]


def _replace_caption(copy, image: Image, caption: str) -> None:
    """Give the picture a caption of its own in this article."""
    if copy.hero_id == image.pk:
        copy.hero_caption = caption
    else:
        copy.body = richtext.with_caption(copy.body, image.pk, caption)
