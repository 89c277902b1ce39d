"""Putting right: the wording goes into the article, and reports follow the article's new revisions."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import articles.actions
from articles import content
from articles.errors import NotLive
from articles.models import Article, Copy, Revision
from corrections import passages
from corrections.actions.decisions import accept
from corrections.actions.notices import announce
from corrections.actions.passages import Action, locked, log
from corrections.anchoring import locate
from corrections.errors import (
    NoReason,
    NothingToChange,
    ParagraphsChange,
    PassageChanged,
    PassageGone,
    UnpublishedChanges,
)
from corrections.models import Correction, Part, Passage
from corrections.suggestions import carried_over, tidied
from press import richtext


class Others(models.TextChoices):
    """What becomes of other changes that readers have not seen yet when a passage is put right."""

    LEAVE = "leave", gettext_lazy("Publish this fix alone; the rest waits, with the fix in it")
    PUBLISH = "publish", gettext_lazy("Publish everything now")


@dataclass(frozen=True)
class Waiting:
    """Words that readers have not seen: in the working copy, or scheduled for a moment."""

    in_working_copy: bool
    scheduled_for: datetime | None

    def __bool__(self) -> bool:
        return self.in_working_copy or self.scheduled_for is not None


@dataclass(frozen=True)
class Mended:
    """What putting a passage right has made. `left_alone` are the texts that word it otherwise and stay as they are."""

    revision: Revision
    correction: Correction | None
    left_alone: tuple[Copy, ...]


@dataclass
class Mend:
    """`wording` in the place of a passage: in what readers see, and wherever else the passage stands as it does there.

    :raises PassageGone: readers do not see these words any more.
    """

    passage: Passage
    standing: Revision
    wording: str
    left_alone: list[Copy] = field(default_factory=list)

    def __post_init__(self) -> None:
        span = passages.find(self.passage, self.standing)
        if span is None:
            raise PassageGone(_("These words are not in the article any more; open it to see what became of them."))
        self.text = passages.text_of(self.standing, self.passage.part, self.passage.image)
        self.span = passages.trimmed(self.text, span)
        if self.passage.part in (Part.HEADLINE, Part.CAPTION):
            self.wording = " ".join(self.wording.split())  # They are one line.

    @property
    def words(self) -> str:
        """What stands in the place now."""
        return self.text[slice(*self.span)]

    def __call__(self, copy: Copy) -> bool:
        """Put the wording into a copy of the article, with all else that it says left alone; tell whether it fitted.

        :raises ParagraphsChange: it would change the paragraphs of what readers see.
        """
        try:
            fitted = self._write(copy)
        except richtext.ParagraphsDiffer as problem:
            if copy == self.standing:
                raise ParagraphsChange(
                    _("This wording would join or split paragraphs. Open the article in the editor for that.")
                ) from problem
            fitted = False
        if not fitted:
            self.left_alone.append(copy)
        return fitted

    def _write(self, copy: Copy) -> bool:
        part, image = self.passage.part, self.passage.image
        place = self._place(copy)
        if place is None:
            return False
        words = passages.text_of(copy, part, image)[slice(*place)]
        wording = self.wording if words == self.words else carried_over(self.words, self.wording, words)
        if wording is None or wording == words:
            return False
        passages.replace(copy, part, image, place, wording)
        return True

    def _place(self, copy: Copy) -> tuple[int, int] | None:
        text = passages.text_of(copy, self.passage.part, self.passage.image)
        if text == self.text:
            return self.span
        found = locate(text, passages.selector_at(self.text, self.span), original=self.text)
        return found and passages.trimmed(text, found)


@transaction.atomic
def apply(
    passage: Passage,
    *,
    wording: str,
    by: User,
    instead_of: str | None = None,
    notice: str = "",
    notice_kind: str = "",
    others: str | None = None,
    words: str = "",
) -> Mended:
    """Put `wording` in the place of the passage, publish it, and close the reports: all of it or nothing.

    Without a `notice_kind` it is a minor fix, and a `notice` is not told to anybody; with one the notice is public.
    `instead_of` are the words that were looked at. `others` says what becomes of changes that readers have not seen
    yet; `words` go to the readers.

    :raises DecidedMeanwhile: something was done about the passage since it was read.
    :raises articles.errors.NotLive: no reader can read the article at this moment.
    :raises PassageGone: readers do not see the words any more.
    :raises PassageChanged: what stands in their place is not `instead_of`.
    :raises NothingToChange: the wording stands there already.
    :raises ParagraphsChange: the wording would join or split paragraphs.
    :raises UnpublishedChanges: other changes wait, and `others` does not say what becomes of them.
    :raises NoReason: a notice without words.
    :raises articles.errors.NotReady: everything is to be published, and something stands in the way.
    """
    if notice_kind and not notice.strip():
        raise NoReason(_("A notice says what was wrong and what is right."))
    passage = locked(passage)
    article = Article.objects.select_for_update(of=("self",)).get(pk=passage.article_id)
    mend = _checked(passage, article, tidied(wording), instead_of)
    waiting = waiting_in(article)
    if waiting and others is None:
        raise UnpublishedChanges(waiting.scheduled_for)
    publish = _with_everything if waiting and others == Others.PUBLISH else _alone
    kind = Revision.Kind.CORRECTION if notice_kind else Revision.Kind.MINOR
    reason = notice.strip() if notice_kind else _small_mistake(article.language)
    revision = publish(article, mend, by=by, kind=kind, reason=reason)
    log(passage, Action.APPLIED, by=by, note=f"{mend.words} → {mend.wording}")
    correction = None
    if notice_kind:
        correction = announce(revision, kind=notice_kind, text=notice, by=by, was=mend.words, now=mend.wording)
    _follow(passage, revision, mend)
    accept(passage, by=by, revision=revision, correction=correction, words=words)
    return Mended(revision, correction, tuple(mend.left_alone))


def _follow(passage: Passage, revision: Revision, mend: Mend) -> None:
    """Let the passage stand where its new words are."""
    start, end = mend.span[0], mend.span[0] + len(mend.wording)
    if mend.wording and passages.text_of(revision, passage.part, passage.image)[start:end] == mend.wording:
        passage.start, passage.end, passage.anchored_in = start, end, revision
        passage.words_now, passage.changed = mend.wording, mend.wording != passage.quote
    else:
        passages.anchor(passage, revision)
    passage.save()


def _checked(passage: Passage, article: Article, wording: str, instead_of: str | None) -> Mend:
    standing = article.revisions.live().first()
    if standing is None:
        raise NotLive(_("Only an article that readers can read can be mended."))
    mend = Mend(passage, standing, wording)
    if instead_of is not None and tidied(instead_of) != tidied(mend.words):
        raise PassageChanged(mend.words)
    if mend.wording == tidied(mend.words):
        raise NothingToChange(_("This is the wording that stands there already."))
    return mend


def _small_mistake(language: str) -> str:
    with translation.override(language):
        return _("A small mistake was mended.")


def _alone(article: Article, mend: Mend, *, by: User, kind: str, reason: str) -> Revision:
    return articles.actions.amend(article, change=mend, by=by, kind=kind, reason=reason)


def _with_everything(article: Article, mend: Mend, *, by: User, kind: str, reason: str) -> Revision:
    if not mend(article):
        raise PassageGone(_("The working copy words this passage otherwise. Open the article to publish it as it is."))
    articles.actions.save_working_copy(article, by=by)
    return articles.actions.publish(article, by=by, kind=kind, reason=reason)


def waiting_in(article: Article) -> Waiting:
    """Return what readers would see for the first time if the article were published as it stands."""
    standing, to_come = article.revisions.live().first(), article.revisions.scheduled().first()
    known = [revision for revision in (standing, to_come) if revision]
    is_known = any(article.version == revision.article_version for revision in known)
    return Waiting(
        in_working_copy=not is_known and not any(content.is_printed(article, revision) for revision in known),
        scheduled_for=to_come.live_from if to_come else None,
    )


@transaction.atomic
def propose(passage: Passage, *, wording: str, by: User) -> Passage:
    """Leave a wording for somebody who may publish it; neither readers nor the working copy see anything of it.

    :raises DecidedMeanwhile: something was done about the passage since it was read.
    :raises NothingToChange: the wording is the one that was reported.
    """
    passage = locked(passage)
    wording = tidied(wording)
    if not wording or wording == tidied(passage.words_now or passage.quote):
        raise NothingToChange(_("Write the wording that you propose."))
    passage.proposal, passage.proposed_at = wording, timezone.now()
    passage.version += 1
    passage.save()
    log(passage, Action.PROPOSED, by=by, note=wording)
    return passage


def anchor_again(article: Article) -> int:
    """Look for every waiting passage of the article in what stands now; return how many changed or went.

    Each is looked for outside of any transaction, so that many of them hold up nobody.
    """
    standing = article.revisions.in_force().first()
    waiting = Passage.objects.waiting().filter(article=article).select_related("anchored_in", "image")
    return sum(_anchor_one(passage, standing) for passage in waiting.longest_waiting()) if standing else 0


def _anchor_one(passage: Passage, standing: Revision) -> bool:
    known = Passage.objects.waiting().filter(pk=passage.pk, anchored_in=passage.anchored_in_id)
    moved = passages.anchor(passage, standing)
    place = {name: getattr(passage, name) for name in ("start", "end", "words_now", "changed", "anchored_in")}
    with transaction.atomic():
        if not known.update(**place):
            return False  # It was decided meanwhile, or followed by somebody else.
        if moved:
            log(passage, Action.ANCHORED, note=passage.words_now)
    return moved
