"""The buttons of an article's page: who may press each, and which verb it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import actions
from articles.desk import dashboard
from articles.models import Article

Do = Callable[[Article, User, dict], str]


@dataclass(frozen=True)
class Button:
    """One button. `do` is given the saved article, who asks and the cleaned decision; it returns what to say."""

    do: Do
    publishes: bool = False

    def is_open_to(self, user: User) -> bool:
        return dashboard.may_publish(user) if self.publishes else True


def _clock() -> str:
    return date_format(timezone.localtime(), "H:i")


def _save(article: Article, by: User, decided: dict) -> str:
    return _("Saved, %(time)s.") % {"time": _clock()}


def _submit(article: Article, by: User, decided: dict) -> str:
    actions.submit(article, by=by)
    return _("Submitted. It waits for review on everybody’s start page.")


def _approve(article: Article, by: User, decided: dict) -> str:
    actions.approve(article, by=by)
    return _("Ready to be published.")


def _send_back(article: Article, by: User, decided: dict) -> str:
    actions.send_back(article, by=by, note=decided["remark"])
    return _("Sent back to its writer, with your note.")


def _note(article: Article, by: User, decided: dict) -> str:
    actions.add_note(article, by=by, text=decided["remark"])
    return _("Your note is there for colleagues.")


def _put_before_readers(article: Article, by: User, decided: dict, at: datetime | None = None) -> None:
    actions.publish(
        article,
        by=by,
        kind=decided["kind"] or "update",
        reason=decided["reason"],
        at=at,
        confirmed=[decided.get("confirmed", "")],
    )


def _publish(article: Article, by: User, decided: dict) -> str:
    _put_before_readers(article, by, decided)
    return _("Live, %(time)s.") % {"time": _clock()}


def _schedule(article: Article, by: User, decided: dict) -> str:
    at = decided["publish_at"]
    _put_before_readers(article, by, decided, at=at)
    return _("Scheduled for %(moment)s.") % {"moment": date_format(timezone.localtime(at), "l, j F, H:i")}


def _unschedule(article: Article, by: User, decided: dict) -> str:
    actions.unschedule(article, by=by)
    return _("Called off. It stays here as it is.")


def _withdraw(article: Article, by: User, decided: dict) -> str:
    actions.withdraw(article, by=by, note=decided["public_note"])
    return _("Withdrawn, %(time)s. Its address now says so, with your note.") % {"time": _clock()}


def _reinstate(article: Article, by: User, decided: dict) -> str:
    actions.reinstate(article, by=by)
    return _("Live again, %(time)s, as it stood before.") % {"time": _clock()}


BUTTONS = {
    "autosave": Button(_save),
    "save": Button(_save),
    "preview": Button(_save),
    "submit": Button(_submit),
    "note": Button(_note),
    "approve": Button(_approve, publishes=True),
    "send_back": Button(_send_back, publishes=True),
    "publish": Button(_publish, publishes=True),
    "schedule": Button(_schedule, publishes=True),
    "unschedule": Button(_unschedule, publishes=True),
    "withdraw": Button(_withdraw, publishes=True),
    "reinstate": Button(_reinstate, publishes=True),
}
