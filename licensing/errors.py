"""What can stand in the way of a verb, by name."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from licensing.models import Event, ReprintRequest


class Refused(Exception):
    """A verb did not happen. `str()` is a sentence for the person who asked."""


class DecidedMeanwhile(Refused):
    """Something was done about the request since it was read; `request` is as it stands now."""

    def __init__(self, request: "ReprintRequest") -> None:
        self.request = request
        last = request.events.select_related("made_by").order_by("-pk").first()
        super().__init__(_told(last) if last else _("This request changed while you were looking at it."))


def _told(event: "Event") -> str:
    who = (event.made_by.get_full_name() or event.made_by.get_username()) if event.made_by else event.request.outlet
    words = {"who": who, "what": event.get_action_display()}
    return _("%(who)s worked on this request while you were looking at it: %(what)s.") % words


class NoReason(Refused):
    """Something that the outlet or colleagues must be told was left empty."""


class NothingToGrant(Refused):
    """Readers cannot read the article, so nobody else may print it."""


class WrongTerms(Refused):
    """A grant would contradict itself; `field` says where."""

    def __init__(self, sentence: str, *, field: str) -> None:
        self.field = field
        super().__init__(sentence)


class NotInForce(Refused):
    """The grant is over or revoked already."""


class NoAddress(Refused):
    """There is no e-mail address to write to."""
