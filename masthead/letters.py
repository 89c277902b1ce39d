"""Letters that the paper writes: on which occasions, in which words, and the message that comes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.functional import Promise

from masthead.models import Letter, Publication

_PLACE = re.compile(r"\{(\w+)\}")
_ANY_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Occasion:
    """Something that letters are written about, and our own wording of them.

    `places` are the names that may stand in braces in a wording; {paper} may stand in every one.
    """

    key: str
    label: Promise
    subject: Promise
    body: Promise
    places: tuple[str, ...]

    @property
    def all_places(self) -> tuple[str, ...]:
        return (*self.places, "paper")

    def unknown_places(self, text: str) -> list[str]:
        """Return what stands in braces in a text and would not be filled in, in order."""
        return [name for name in _ANY_PLACE.findall(text) if name not in self.all_places]


occasions: dict[str, Occasion] = {}
"""What rooms write letters about, by key."""


def register(*new: Occasion) -> None:
    """Let the desk keep a wording for these occasions; a room says so when it is loaded."""
    occasions.update({occasion.key: occasion for occasion in new})


def compose(
    occasion: str, *, to: str, language: str, values: Mapping[str, str], reply_to: str, paper: Publication
) -> EmailMessage:
    """Return a letter in `language` with `values` in its places; replies go to `reply_to`, if that is an address."""
    letter = wording(occasion, language or paper.language)
    values = {**values, "paper": paper.name}
    return message(to=to, subject=fill(letter.subject, values), body=fill(letter.body, values), reply_to=reply_to)


def message(*, to: str, subject: str, body: str, reply_to: str) -> EmailMessage:
    """Return a letter in these words; the subject is made one line of at most 200 characters."""
    return EmailMessage(
        subject=" ".join(subject.split())[:200],
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def wording(occasion: str, language: str) -> Letter:
    """Return the wording that the desk keeps for an occasion, in `language`, else in English, else our own."""
    kept = {letter.language: letter for letter in Letter.objects.filter(occasion=occasion)}
    short = language.split("-")[0]
    with translation.override(short):
        return kept.get(language) or kept.get(short) or kept.get("en") or _our_own(occasion)


def write_down(**kwargs: Any) -> None:
    """Keep our own wording of every letter where the desk can change it; what is kept already stays."""
    kept = set(Letter.objects.values_list("occasion", "language"))
    for language, _name in settings.LANGUAGES:
        for occasion in occasions:
            if (occasion, language) not in kept:
                with translation.override(language):
                    letter = _our_own(occasion)
                letter.language = language
                letter.save()


def _our_own(occasion: str) -> Letter:
    ours = occasions[occasion]
    return Letter(occasion=occasion, subject=str(ours.subject), body=str(ours.body))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into the places of a text; unknown places stay, and no more than one empty line is left."""
    filled = _PLACE.sub(lambda place: values.get(place[1], place[0]), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
