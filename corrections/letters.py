"""Letters to readers who reported something and left an address."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from corrections import text_fragments
from corrections.models import Report
from masthead import letters
from masthead.letters import Occasion
from masthead.models import Publication
from press import jobs

PLACES = ("name", "headline", "link", "receipt", "status", "reason", "words")
OCCASIONS = (
    Occasion(
        key="report-received",
        label=_("Report received"),
        subject=_("We have your report {receipt}"),
        body=_(
            "Thank you for writing to us about “{headline}”.\n\n"
            "Somebody at the desk will read it. You can see what became of it here:\n{status}\n\n{paper}"
        ),
        places=PLACES,
    ),
    Occasion(
        key="report-accepted",
        label=_("Report accepted"),
        subject=_("Put right, thanks to you: {headline}"),
        body=_("Thank you. You were right, and we have changed the article:\n{link}\n\n{words}\n\n{paper}"),
        places=PLACES,
    ),
    Occasion(
        key="report-declined",
        label=_("Report declined"),
        subject=_("Your report {receipt} on “{headline}”"),
        body=_(
            "Thank you for writing to us. We looked into it and left the article as it is.\n\n"
            "{reason}\n\n{words}\n\n{link}\n\n{paper}"
        ),
        places=PLACES,
    ),
)
letters.register(*OCCASIONS)


def send_later(report: Report, occasion: str) -> None:
    """Write to the reader once the transaction commits, if there is an address."""
    if report.email:
        send.later(report.pk, occasion)


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send(report_id: int, occasion: str) -> None:
    """Send one letter; a report whose personal data was erased meanwhile gets none."""
    report = Report.objects.select_related("passage__article", "revision", "reason", "correction").get(pk=report_id)
    if report.email:
        compose(report, occasion).send()


def compose(report: Report, occasion: str) -> EmailMessage:
    """Return the letter on a report being `received`, `accepted` or `declined`, in the language of the report."""
    paper = Publication.objects.current()
    return letters.compose(
        f"report-{occasion}",
        to=report.email,
        language=report.language,
        values=values_for(report),
        reply_to=paper.corrections_email,
        paper=paper,
    )


def values_for(report: Report) -> dict[str, str]:
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
    }


def _place(report: Report) -> str:
    """Return the address of the words in question as they stand now."""
    notice = report.correction.now if report.correction else ""
    return text_fragments.to_words(report.passage.article, notice, report.passage.words_now, report.quote)
