"""Letters to readers who reported something and left an address."""

import re
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from corrections import fragments
from corrections.models import Letter, Report
from masthead.models import Publication
from press import jobs

_PLACE = re.compile(r"\{(\w+)\}")


def send_later(report: Report, occasion: str) -> None:
    """Write to the reader once the transaction commits, if there is an address."""
    if report.email:
        send.later(report.pk, occasion)


@jobs.job(attempts=8)
def send(report_id: int, occasion: str) -> None:
    """Send one letter; a report whose personal data was erased meanwhile gets none."""
    report = Report.objects.select_related("passage__article", "revision", "reason", "correction").get(pk=report_id)
    if report.email:
        compose(report, occasion).send()


def compose(report: Report, occasion: str) -> EmailMessage:
    """Return the letter in the language of the report; replies go to the address for corrections."""
    paper = Publication.objects.current()
    letter = wording(occasion, report.language or paper.language)
    values = values_for(report, paper)
    return EmailMessage(
        subject=" ".join(fill(letter.subject, values).split())[:200],
        body=fill(letter.body, values),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[report.email],
        reply_to=[paper.corrections_email] if paper.corrections_email else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def wording(occasion: str, language: str) -> Letter:
    """Return the wording that the desk keeps for an occasion, in `language`, else in English, else our own."""
    kept = {letter.language: letter for letter in Letter.objects.filter(occasion=occasion)}
    short = language.split("-")[0]
    with translation.override(short):
        return kept.get(language) or kept.get(short) or kept.get("en") or _our_own(occasion)


def write_down(**kwargs) -> None:
    """Keep our own wording of every letter where the desk can change it; what is kept already stays."""
    kept = set(Letter.objects.values_list("occasion", "language"))
    for language, _name in settings.LANGUAGES:
        for occasion in Letter.Occasion:
            if (occasion, language) not in kept:
                with translation.override(language):
                    letter = _our_own(occasion)
                letter.language = language
                letter.save()


def _our_own(occasion: str) -> Letter:
    subject, body = {
        Letter.Occasion.RECEIVED: (
            _("We have your report {receipt}"),
            _(
                "Thank you for writing to us about “{headline}”.\n\n"
                "Somebody at the desk will read it. You can see what became of it here:\n{status}\n\n{paper}"
            ),
        ),
        Letter.Occasion.ACCEPTED: (
            _("Put right, thanks to you: {headline}"),
            _("Thank you. You were right, and we have changed the article:\n{link}\n\n{words}\n\n{paper}"),
        ),
        Letter.Occasion.DECLINED: (
            _("Your report {receipt} on “{headline}”"),
            _(
                "Thank you for writing to us. We looked into it and left the article as it is.\n\n"
                "{reason}\n\n{words}\n\n{link}\n\n{paper}"
            ),
        ),
    }[Letter.Occasion(occasion)]
    return Letter(occasion=occasion, subject=subject, body=body)


def values_for(report: Report, paper: Publication) -> dict[str, str]:
    """Return what can be filled into a letter."""
    article = report.passage.article
    return {
        "name": report.name,
        "headline": (report.revision or article).headline,
        "link": settings.SITE_URL + _place(report),
        "receipt": report.receipt,
        "status": settings.SITE_URL + report.get_absolute_url(),
        "reason": report.reason.words if report.reason else "",
        "words": report.reply,
        "paper": paper.name,
    }


def _place(report: Report) -> str:
    """Return the address of the words in question as they stand now."""
    notice = report.correction.now if report.correction else ""
    return fragments.to_words(report.passage.article, notice, report.passage.words_now, report.quote)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into the places of a text; unknown places stay, and no more than one empty line is left."""
    filled = _PLACE.sub(lambda place: values.get(place[1], place[0]), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
