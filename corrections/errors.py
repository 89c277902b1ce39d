"""What can stand in the way of a verb, by name."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A verb did not happen. `str()` is a sentence for the person who asked."""


class DecidedMeanwhile(Refused):
    """Somebody else worked on the passage since it was read; `passage` is as it stands now."""

    def __init__(self, passage):
        self.passage = passage
        super().__init__(_("Somebody decided on this passage while you were looking at it."))


class PassageGone(Refused):
    """The words are no longer where the change should happen."""


class NothingToChange(Refused):
    """The wording is the one that stands there already."""


class UnpublishedChanges(Refused):
    """The working copy holds other changes, which would be published along."""


class NoReason(Refused):
    """Something that the public or a reader must be told was left empty."""
