"""The buttons of a request's page, and which verb each stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from adminkit.inbox import name_of
from licensing import actions
from licensing.admin.forms import Decision
from licensing.models import ReprintRequest

TERMS = ("extent", "most", "languages", "live_from", "live_until", "credit", "fee", "conditions", "words")


@dataclass(frozen=True)
class Button:
    """One button. `do` is given the request as it was looked at, who asks, and the form; it returns what to say.

    `needs` are the fields whose errors stand in its way; after one that `closes` nothing else that was typed matters.
    """

    do: Callable[[ReprintRequest, User, Decision], str]
    needs: tuple[str, ...] = ()
    closes: bool = False

    def errors_in(self, form: Decision) -> bool:
        """Tell whether something that this button needs is wrong; what other buttons need is no hindrance."""
        form.full_clean()
        return any(name in form.errors for name in ("version", *self.needs))


def _grant(request: ReprintRequest, by: User, form: Decision) -> str:
    made = actions.grant(request, by=by, **form.terms())
    return _("Granted as %(number)s; the outlet gets a letter.") % {"number": made.number}


def _ask(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.ask_back(request, by=by, words=form.cleaned_data["words"])
    return _("Your question is on its way.")


def _refuse(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.refuse(request, by=by, words=form.cleaned_data["words"])
    return _("Refused; the outlet gets a letter.")


def _withdraw(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.withdraw(request, by=by, note=form.cleaned_data["note"])
    return _("Closed as withdrawn.")


def _take(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.assign(request, to=by, by=by)
    return _("It is yours.")


def _assign(request: ReprintRequest, by: User, form: Decision) -> str:
    to = form.cleaned_data["assignee"]
    actions.assign(request, to=to, by=by)
    return _("Given to %(who)s.") % {"who": name_of(to)} if to else _("Given back to all.")


def _note(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.add_note(request, by=by, text=form.cleaned_data["note"])
    return _("Your note is there for colleagues.")


def _reopen(request: ReprintRequest, by: User, form: Decision) -> str:
    actions.reopen(request, by=by, note=form.cleaned_data["why"])
    return _("Taken back; it waits again. A grant that was given stays until it is revoked.")


BUTTONS = {
    "grant": Button(_grant, TERMS, closes=True),
    "ask": Button(_ask, ("words",), closes=True),
    "refuse": Button(_refuse, ("words",), closes=True),
    "withdraw": Button(_withdraw, ("note",), closes=True),
    "take": Button(_take),
    "assign": Button(_assign, ("assignee",)),
    "note": Button(_note, ("note",)),
    "reopen": Button(_reopen, ("why",), closes=True),
}
