"""The buttons of a reported passage's page: who may press each, and which verb it stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from adminkit.inbox import name_of
from articles.models import Revision
from corrections import actions, dashboard
from corrections.actions import Mended
from corrections.admin.forms import MINOR, Decision
from corrections.errors import NoReason
from corrections.models import Passage

Do = Callable[[Passage, User, dict], str]


@dataclass(frozen=True)
class Button:
    """One button. `do` is given the passage as it was looked at, who asks, and the form's data; it returns what to say.

    `needs` are the fields whose errors stand in its way; after one that `closes` nothing else that was typed matters.
    """

    do: Do
    needs: tuple[str, ...] = ()
    publishes: bool = False
    closes: bool = False

    def is_open_to(self, user: User) -> bool:
        return dashboard.may_publish(user) if self.publishes else dashboard.may_decide(user)

    def errors_in(self, form: Decision) -> bool:
        """Tell whether something that this button needs is wrong; what other buttons need is no hindrance."""
        form.full_clean()
        return any(name in form.errors for name in ("version", "seen", *self.needs))


def _fix(passage: Passage, by: User, given: dict) -> str:
    kind = given["publish_as"] or MINOR
    done = actions.apply(
        passage,
        wording=given["wording"],
        instead_of=given["seen"],
        by=by,
        notice_kind="" if kind == MINOR else kind,
        notice=given["notice"],
        others=given["others"] or None,
        words=given["words"],
    )
    said = _("Put right, with a public notice.") if done.correction else _("Put right.")
    return " ".join([said, *_left_alone(done)])


def _left_alone(done: Mended) -> list[str]:
    """Say where the mistake may still stand."""
    sentences = {
        True: _("The scheduled update words this passage otherwise and was left as it is; look at it."),
        False: _("The working copy words this passage otherwise and was left as it is; look at it."),
    }
    return [sentences[isinstance(copy, Revision)] for copy in done.left_alone]


def _propose(passage: Passage, by: User, given: dict) -> str:
    actions.propose(passage, wording=given["wording"], by=by)
    return _("Your wording waits for somebody who may publish it.")


def _accept(passage: Passage, by: User, given: dict) -> str:
    standing = passage.article.revisions.in_force().get()
    actions.accept(passage, by=by, revision=standing, correction=given["correction"], words=given["words"])
    return _("Closed as put right.")


def _decline(passage: Passage, by: User, given: dict) -> str:
    actions.decline(passage, by=by, reason=given["reason"], words=given["words"])
    return _("Declined.")


def _duplicate(passage: Passage, by: User, given: dict) -> str:
    if given["duplicate_of"] is None:
        raise NoReason(_("Choose the report that says the same."))
    actions.mark_duplicate(passage, of=given["duplicate_of"], by=by)
    return _("Closed as a duplicate.")


@transaction.atomic
def _spam(passage: Passage, by: User, given: dict) -> str:
    actions.mark_spam(passage, by=by)
    blocked = actions.block_senders(passage) if given["block"] else []
    return _("Closed as spam. On the block list now: %(n)s.") % {"n": len(blocked)} if blocked else _("Closed as spam.")


def _take(passage: Passage, by: User, given: dict) -> str:
    actions.assign(passage, to=by, by=by)
    return _("It is yours.")


def _assign(passage: Passage, by: User, given: dict) -> str:
    to = given["assignee"]
    actions.assign(passage, to=to, by=by)
    return _("Given to %(who)s.") % {"who": name_of(to)} if to else _("Given back to all.")


def _note(passage: Passage, by: User, given: dict) -> str:
    actions.add_note(passage, by=by, text=given["note"])
    return _("Your note is there for colleagues.")


def _reopen(passage: Passage, by: User, given: dict) -> str:
    actions.reopen(passage, by=by, note=given["why"])
    return _("Taken back; it waits again. What was published stays as it is.")


BUTTONS = {
    "fix": Button(_fix, ("wording", "publish_as", "notice", "others", "words"), publishes=True, closes=True),
    "propose": Button(_propose, ("wording",)),
    "accept": Button(_accept, ("correction", "words"), closes=True),
    "decline": Button(_decline, ("reason", "words"), closes=True),
    "duplicate": Button(_duplicate, ("duplicate_of",), closes=True),
    "spam": Button(_spam, ("block",), closes=True),
    "take": Button(_take),
    "assign": Button(_assign, ("assignee",)),
    "note": Button(_note, ("note",)),
    "reopen": Button(_reopen, ("why",), closes=True),
}
