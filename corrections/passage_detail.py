"""One reported passage laid out for deciding: where it stands, what readers say of it, what was done so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from articles import diff
from articles.models import Image, Revision
from articles.querysets import RevisionQuerySet
from corrections import passages, suggestions, text_fragments
from corrections.models import Event, Part, Passage, Report

MOST_LISTED = 50
FOUND_BY = 60  # So many characters lead the editor to the place.


@dataclass(frozen=True)
class Paragraph:
    """A paragraph around the passage: what stands before it, of it, and after it."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Voice:
    """One reader's report, and how it would change the words that the reader quoted."""

    report: Report
    runs: list[diff.Run]


@dataclass(frozen=True)
class Case:
    passage: Passage

    @cached_property
    def standing(self) -> Revision | None:
        """What stands at the article's address now."""
        return self.passage.article.revisions.in_force().first()

    @property
    def headline(self) -> str:
        """What readers see over the article; the working copy may say something else."""
        return (self.standing or self.passage.article).headline

    @property
    def has_words(self) -> bool:
        """Whether it is about words of the article, and not about the article or a picture as such."""
        return bool(self.passage.quote) and self.passage.part != Part.ARTICLE

    @cached_property
    def _text(self) -> str:
        return passages.text_of(self.standing, self.passage.part, self.passage.image) if self.standing else ""

    @cached_property
    def _place(self) -> tuple[int, int] | None:
        span = passages.find(self.passage, self.standing) if self.standing else None
        return span and passages.trimmed(self._text, span)

    @property
    def is_there(self) -> bool:
        """Whether readers see the passage now, be it in other words."""
        return self._place is not None

    @property
    def words(self) -> str:
        """How the passage reads now; empty if it is gone."""
        return self._text[slice(*self._place)] if self._place else ""

    @property
    def has_changed(self) -> bool:
        """Whether it no longer reads as it was reported."""
        return self.has_words and suggestions.tidied(self.words) != suggestions.tidied(self.passage.quote)

    @property
    def change(self) -> list[diff.Run]:
        """What became of the words that were reported."""
        return diff.of_words(self.passage.quote, self.words)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The passage in its place, with a paragraph before and after; if it is gone, where it was last found."""
        if self._place:
            return list(_around(self._text, *self._place))
        before, start, end = passages.original_text(self.passage), self.passage.start, self.passage.end
        return list(_around(before, start, end)) if before and start is not None and end is not None else []

    @property
    def picture(self) -> Image | None:
        return self.passage.image

    @property
    def is_live(self) -> bool:
        return self.standing is not None and not self.standing.withdrawn

    @property
    def live_link(self) -> str:
        """The address at which readers see the place now."""
        path = self.passage.article.get_absolute_url()
        if not self._place:
            return path
        at = passages.selector_at(self._text, self._place)
        return path + text_fragments.text_fragment(at["exact"], at["prefix"], at["suffix"])

    @property
    def editor_link(self) -> str:
        """The address of the place in the editor."""
        address = reverse("admin:articles_article_change", args=[self.passage.article_id])
        line = self.words.partition("\n")[0][:FOUND_BY].strip()
        return f"{address}#{urlencode({'find': line})}" if line else address

    @cached_property
    def reports(self) -> list[Report]:
        rows = self.passage.reports.select_related("revision", "reason", "decided_by", "correction")
        return list(rows.oldest()[:MOST_LISTED])

    @property
    def voices(self) -> list[Voice]:
        return [Voice(report, _suggestion(report)) for report in self.reports]

    @property
    def prefill(self) -> str:
        """The wording to begin with: what a colleague proposes, else what most readers suggest, else what is there."""
        return self.passage.proposal or suggestions.best(self.words, self.reports) or suggestions.tidied(self.words)

    @cached_property
    def others(self) -> list[Passage]:
        """The other reported passages of the article, what waits first."""
        rows = self.passage.article.passages.exclude(pk=self.passage.pk)
        return list(rows.waiting_first()[:MOST_LISTED])

    @property
    def events(self) -> list[Event]:
        """What was done last, in order."""
        rows = self.passage.events.select_related("made_by", "report").order_by("-made_at", "-pk")
        return list(rows[:MOST_LISTED])[::-1]

    @property
    def revisions_since(self) -> RevisionQuerySet:
        """What was published after the text that the first reader read."""
        first = self.reports[0].revision if self.reports else None
        seen = self.passage.article.revisions.seen()
        return seen.filter(number__gt=first.number) if first else seen.none()


def _suggestion(report: Report) -> list[diff.Run]:
    if not report.suggestion or suggestions.tidied(report.suggestion) == suggestions.tidied(report.quote):
        return []
    return diff.of_words(suggestions.tidied(report.quote), suggestions.tidied(report.suggestion))


def _around(text: str, start: int, end: int) -> Iterator[Paragraph]:
    """Yield the paragraphs from the one before the passage to the one after it."""
    first = text.rfind("\n", 0, max(text.rfind("\n", 0, start), 0)) + 1
    last = text.find("\n", text.find("\n", end) + 1) if "\n" in text[end:] else -1
    last = len(text) if last < 0 else last
    at = first
    for line in text[first:last].split("\n"):
        low, high = (min(max(edge - at, 0), len(line)) for edge in (start, end))
        yield Paragraph(line[:low], line[low:high], line[high:])
        at += len(line) + 1
