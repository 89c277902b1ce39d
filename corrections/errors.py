"""What can stand in the way of a verb, by name."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from corrections.models import Event, Passage


class Refused(Exception):
    """A verb did not happen. `str()` is a sentence for the person who asked."""


class DecidedMeanwhile(Refused):
    """Something was done about the passage since it was read; `passage` is as it stands now."""

    def __init__(self, passage: "Passage") -> None:
        self.passage = passage
        last = passage.events.select_related("made_by").order_by("-pk").first()
        super().__init__(_told(last) if last else _("This passage changed while you were looking at it."))


def _told(event: "Event") -> str:
    if event.action == event.Action.RECEIVED:
        return _("Another reader reported this passage while you were looking at it.")
    who = (event.made_by.get_full_name() or event.made_by.get_username()) if event.made_by else _("The house")
    words = {"who": who, "what": event.get_action_display()}
    return _("%(who)s worked on this passage while you were looking at it: %(what)s.") % words


class PassageGone(Refused):
    """The words are no longer where the change should happen."""


class PassageChanged(Refused):
    """The words read otherwise than those that were looked at; `words` is how they read now."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(_("The article changed meanwhile. The passage now reads: “%(words)s”") % {"words": words})


class NothingToChange(Refused):
    """The wording is the one that stands there already."""


class ParagraphsChange(Refused):
    """The wording would join, split or empty paragraphs, which only somebody who sees the whole text does well."""


class UnpublishedChanges(Refused):
    """Other words wait: in the working copy, or, if `scheduled_for` is a moment, for that."""

    def __init__(self, scheduled_for: datetime | None) -> None:
        self.scheduled_for = scheduled_for
        super().__init__(
            _("An update of this article is scheduled. Choose what becomes of it.")
            if scheduled_for
            else _("The working copy holds other changes that readers have not seen. Choose what becomes of them.")
        )


class NoReason(Refused):
    """Something that the public or a reader must be told was left empty."""


class NotTheSameArticle(Refused):
    """A passage cannot be a duplicate of itself, or of one in another article."""


class NothingToReopen(Refused):
    """No report of the passage can wait again."""


class NobodyKnown(Refused):
    """No report came with the address."""
