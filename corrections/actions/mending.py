"""Putting right: the wording goes into the article, and reports follow the article's new revisions."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

import articles.actions
from articles.models import Article, Revision
from corrections import passages
from corrections.actions.announcing import announce
from corrections.actions.bookkeeping import Action, locked, log
from corrections.actions.deciding import accept
from corrections.errors import NoReason, NothingToChange, PassageGone, UnpublishedChanges
from corrections.models import Correction, Passage


@transaction.atomic
def apply(
    passage: Passage,
    *,
    wording: str,
    by: AbstractBaseUser,
    kind: str = Revision.Kind.MINOR,
    notice: str = "",
    notice_kind: str = Correction.Kind.CORRECTION,
    along: bool = False,
    words: str = "",
) -> Revision:
    """Put `wording` in the place of the passage, publish it, and close the reports: all of it or nothing.

    A `kind` of correction comes with a public notice. `along` says that other unpublished changes of the working
    copy may be published with it.

    :raises PassageGone: the words are not in the working copy any more.
    :raises NothingToChange: the wording stands there already.
    :raises UnpublishedChanges: there are other changes and `along` is not set.
    :raises NoReason: a correction without the words of its notice.
    :raises DecidedMeanwhile: the passage changed since it was read.
    """
    if kind == Revision.Kind.CORRECTION and not notice.strip():
        raise NoReason(_("A correction needs a notice that says what was wrong and what is right."))
    passage = locked(passage)
    article = Article.objects.select_for_update(of=("self",)).get(pk=passage.article_id)
    if not along and other_changes(article):
        raise UnpublishedChanges(_("The working copy holds other changes that readers have not seen."))
    before = rewrite(passage, article, wording=wording, by=by)
    log(passage, Action.APPLIED, by=by, note=wording)
    revision = articles.actions.publish(article, by=by, kind=kind, reason=notice or _("A small mistake was mended."))
    correction = None
    if kind == Revision.Kind.CORRECTION:
        correction = announce(revision, kind=notice_kind, text=notice, by=by, was=before, now=wording)
    accept(passage, by=by, revision=revision, correction=correction, words=words)
    return revision


def other_changes(article: Article) -> bool:
    """Tell whether the working copy differs from what readers see at this moment."""
    standing = article.revisions.in_force().first()
    return standing is None or standing.article_version != article.version


def rewrite(passage: Passage, article: Article, *, wording: str, by: AbstractBaseUser) -> str:
    """Put `wording` in the place of the passage in the working copy; return the words that stood there."""
    span = passages.find(passage, article)
    if span is None:
        raise PassageGone(_("These words are not in the article any more; open it to see what became of them."))
    before = passages.replace(article, passage.part, passage.image, span, wording)
    if before == wording:
        raise NothingToChange(_("This is the wording that stands there already."))
    articles.actions.save(article, by=by)
    articles.actions.remember(article, by=by)
    return before


@transaction.atomic
def anchor_again(article: Article, revision: Revision) -> int:
    """Look for every waiting passage of the article in a new revision; return how many changed or went."""
    moved = 0
    for passage in Passage.objects.select_for_update(of=("self",)).waiting().filter(article=article):
        if passages.anchor(passage, revision):
            log(passage, Action.ANCHORED, note=passage.words_now)
            moved += 1
        passage.save()
    return moved
