"""Letters to patrons: a welcome, receipts, ways into ballots, and thanks to those who want them."""

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead import letters
from masthead.letters import Occasion
from masthead.models import Publication
from press import jobs
from support import minor_units
from support.models import Delivery, Pass, Patron, Payment, ThanksLetter

OCCASIONS = (
    Occasion(
        key="patron-welcome",
        label=gettext_lazy("Welcome to a patron"),
        subject=gettext_lazy("Thank you, and welcome"),
        body=gettext_lazy(
            "Dear {name},\n\nthank you for supporting {paper} since {since}. What you give keeps our reporting free "
            "for everybody.\n\nPatrons have a say in what we cover next:\n{topics}\n\n{paper}"
        ),
        places=("name", "since", "tier", "topics"),
    ),
    Occasion(
        key="patron-receipt",
        label=gettext_lazy("Receipt for a payment"),
        subject=gettext_lazy("We have received {amount}"),
        body=gettext_lazy(
            "Dear {name},\n\non {date} we received {amount} from you, through {source}. The number of the payment is "
            "{number}.\n\nThank you.\n\n{paper}"
        ),
        places=("name", "amount", "date", "source", "number"),
    ),
    Occasion(
        key="patron-ballot",
        label=gettext_lazy("Way into a ballot"),
        subject=gettext_lazy("Your vote: {question}"),
        body=gettext_lazy(
            "Dear {name},\n\nsomebody, we hope it was you, asked to vote on “{question}”. This address lets you in "
            "once, until {until}:\n{link}\n\nIf you want to change your vote later, ask for another letter. If it was "
            "not you, there is nothing to do.\n\n{paper}"
        ),
        places=("name", "question", "link", "until"),
    ),
)
letters.register(*OCCASIONS)
SIGNER = Signer(salt="support.letters")


def welcome_later(patron: Patron) -> None:
    """Write to a new patron once the transaction commits, if there is an address."""
    if patron.email:
        send_welcome.later(patron.pk)


def receipt_later(payment: Payment) -> None:
    """Write to who paid once the transaction commits, if there is an address."""
    if payment.patron and payment.patron.email:
        send_receipt.later(payment.pk)


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_welcome(patron_id: int) -> None:
    """Send one letter; who was forgotten meanwhile gets none."""
    patron = Patron.objects.select_related("tier").filter(pk=patron_id).exclude(email="").first()
    if patron:
        compose("patron-welcome", patron, since=_day(patron.from_date, patron), tier=str(patron.tier or "")).send()


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_receipt(payment_id: int) -> None:
    """Send one receipt, once; for money that went back there is none."""
    payment = Payment.objects.select_related("patron").filter(pk=payment_id, thanked_at=None).first()
    if not payment or not payment.patron or not payment.patron.email or not payment.kept or not payment.confirmed_at:
        return
    patron = payment.patron
    with translation.override(language_of(patron)):
        values = {
            "amount": minor_units.spoken(payment.amount, payment.currency),
            "source": payment.get_source_display(),
        }
    day = _day(timezone.localtime(payment.confirmed_at, Publication.objects.current().zone).date(), patron)
    compose("patron-receipt", patron, date=day, number=payment.number, **values).send()
    Payment.objects.filter(pk=payment_id).update(thanked_at=timezone.now())


def compose_pass(way: Pass, patron: Patron, secret: str) -> EmailMessage:
    """Return the letter to a patron with their way into a ballot."""
    link = settings.SITE_URL + reverse("ballot-vote", args=[way.ballot_id, secret])
    local = timezone.localtime(way.ends_at, Publication.objects.current().zone)
    until = f"{_day(local.date(), patron)}, {local:%H:%M}"
    return compose("patron-ballot", patron, question=way.ballot.question, link=link, until=until)


def compose(occasion: str, patron: Patron, **values: str) -> EmailMessage:
    """Return a letter to a patron in their language; answers go to the address for patrons."""
    paper = Publication.objects.current()
    return letters.compose(
        occasion,
        to=patron.email,
        language=patron.language,
        values={"name": _name(patron), "topics": settings.SITE_URL + reverse("topics"), **values},
        reply_to=paper.patrons_email,
        paper=paper,
    )


def language_of(patron: Patron) -> str:
    return (patron.language or Publication.objects.current().language).split("-")[0]


def _name(patron: Patron) -> str:
    with translation.override(language_of(patron)):
        return patron.name or _("reader")


def _day(day: date, patron: Patron) -> str:
    with translation.override(language_of(patron)):
        return date_format(day, "j E Y")


# --- Letters of thanks ----------------------------------------------------------------------------------------------


@jobs.job(attempts=5, priority=jobs.Priority.MAIL)
def hand_out(letter_id: int) -> None:
    """Address a letter of thanks to all who want it, each of them once."""
    letter = ThanksLetter.objects.get(pk=letter_id)
    readers = Patron.objects.wanting_letters().reading(letter.language)
    for patron in readers.exclude(deliveries__letter=letter).values_list("pk", flat=True):
        delivery, is_new = Delivery.objects.get_or_create(letter=letter, patron_id=patron)
        if is_new:
            deliver.later(delivery.pk)


@jobs.job(attempts=8, priority=jobs.Priority.MAIL)
def deliver(delivery_id: int) -> None:
    """Send a letter of thanks to one patron, unless they have it or want none any more."""
    delivery = Delivery.objects.select_related("letter", "patron").filter(pk=delivery_id, sent_at=None).first()
    if delivery and Patron.objects.wanting_letters().filter(pk=delivery.patron_id).exists():
        compose_thanks(delivery.letter, delivery.patron).send()
        Delivery.objects.filter(pk=delivery_id).update(sent_at=timezone.now())


def compose_thanks(letter: ThanksLetter, patron: Patron) -> EmailMessage:
    """Return a letter of thanks, with a way to have no more of them."""
    paper, link = Publication.objects.current(), settings.SITE_URL + unsubscribe_path(patron)
    with translation.override(language_of(patron)):
        foot = _("You get this because you agreed to letters of thanks. No more of them:\n%(link)s") % {"link": link}
    values = {"name": _name(patron), "paper": paper.name}
    return EmailMessage(
        subject=" ".join(letters.fill(letter.subject, values).split())[:200],
        body=f"{letters.fill(letter.body, values)}\n-- \n{foot}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[patron.email],
        reply_to=[paper.patrons_email] if paper.patrons_email else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        },
    )


def unsubscribe_path(patron: Patron) -> str:
    return reverse("letters-stop", args=[SIGNER.sign(str(patron.pk))])
