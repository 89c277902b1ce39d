"""Who supports us and what was paid, as providers tell it. Whatever comes late changes nothing that came after it."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from press import page_cache
from support import letters, minor_units
from support.models import Patron, Payment, Tier
from support.providers import Member, Paid

GRACE = timedelta(days=10)
"""So long somebody stays a patron whose provider shows no support, as Patreon's books do around the 1st of a month."""
A_MONTH = timedelta(days=31)
"""So long somebody is a patron for one payment."""
RECENT = timedelta(days=3)
"""Who paid longer ago than this, and is told of only now, gets no receipt."""
LAPSING, GOING_ON, ENDED = "0", "1", "2"


def note_member(source: str, told: Member) -> tuple[Patron | None, bool]:
    """Bring a patron in step with what a provider tells; return the patron, and whether it was news.

    Of two things told with the same time, the end weighs more than the support, and support more than its lapse.
    """
    order = f"{told.order} {ENDED if told.ended else LAPSING if told.lapsing else GOING_ON}"
    patron = _patron(source, told.key, told.email)
    if patron is None:
        return (None, False) if told.lapsing else (_welcome(source, told, order), True)
    elsewhere = (patron.source, patron.source_key) != (source, told.key)
    if (elsewhere and (told.ended or told.lapsing)) or (not elsewhere and patron.told > order):
        return patron, False
    _take_over(patron, source, told, order)
    return patron, True


def _patron(source: str, key: str, email: str) -> Patron | None:
    rows = Patron.objects.select_for_update(of=("self",))
    known = rows.filter(source=source, source_key=key).first() if key else None
    return known or rows.of(email).first()


def _welcome(source: str, told: Member, order: str) -> Patron:
    patron = Patron(source=source, source_key=told.key, from_date=told.since or timezone.localdate())
    _take_over(patron, source, told, order)
    if not told.ended:
        letters.welcome_later(patron)
    return patron


def _take_over(patron: Patron, source: str, told: Member, order: str) -> None:
    today = timezone.localdate()
    if told.since and patron.until_date and patron.until_date < today and not told.ended:
        patron.from_date = told.since  # Somebody came back.
    patron.source, patron.source_key, patron.told = source, told.key, order
    patron.name, patron.language = told.name or patron.name, patron.language or _language(told.language)
    if told.email and not Patron.objects.of(told.email).exclude(pk=patron.pk).exists():
        patron.email = told.email
    patron.tier = fitting(Tier.objects.all(), told.tier, told.amount, told.currency) or patron.tier
    patron.until_date = _until(patron, told, today)
    patron.save()
    page_cache.invalidate()


def _until(patron: Patron, told: Member, today: date) -> date | None:
    if told.ended:
        return max(told.until or max(today, _paid_until(patron)), patron.from_date)
    if told.lapsing:
        return max(patron.until_date or today + GRACE, patron.from_date)
    return None


def _paid_until(patron: Patron) -> date:
    last = Payment.objects.confirmed().filter(patron=patron).newest().first() if patron.pk else None
    return last.confirmed_at.date() + A_MONTH if last and last.confirmed_at and last.kept else date.min


def _language(told: str) -> str:
    """Return a language as we write it; empty where the provider writes it in a way of its own."""
    told = told.replace("_", "-")
    short = told.split("-")[0].lower()
    return told if short.isascii() and short.isalpha() and 2 <= len(short) <= 3 and told != "auto" else ""


def fitting(tiers: QuerySet, name: str, amount: int, currency: str) -> Tier | None:
    """Return the tier of a name, or else the dearest that an amount in minor units is enough for; None if none is."""
    if name and (named := tiers.filter(name__iexact=name).order_by("pk").first()):
        return named
    if not amount or not currency:
        return None
    enough = tiers.filter(currency=currency, amount__lte=minor_units.major(amount, currency)).exclude(period="year")
    return enough.order_by("-amount", "pk").first()


def note_payment(source: str, told: Paid) -> tuple[Patron | None, bool]:
    """Keep a payment, or what changed of it; return who paid, if known, and whether it was news.

    Money goes back only ever more, so the order in which it is told does not matter.
    """
    if told.at is None or not told.amount:
        return None, False
    back = min(told.refunded, told.amount)
    payment, is_new = Payment.objects.select_for_update(of=("self",)).get_or_create(
        source=source,
        number=told.key,
        defaults={"amount": told.amount, "currency": told.currency, "refunded": back, "confirmed_at": told.at},
    )
    was = (payment.refunded, payment.patron_id)
    payment.refunded = min(max(back, payment.refunded), payment.amount)
    if payment.kept and payment.patron_id is None:
        payment.patron = _payer(source, told, told.at)
        if payment.patron and told.at > timezone.now() - RECENT:
            letters.receipt_later(payment)
    if not is_new and was == (payment.refunded, payment.patron_id):
        return payment.patron, False
    payment.save(update_fields=["refunded", "patron"])
    page_cache.invalidate()
    return payment.patron, True


def _payer(source: str, told: Paid, at: datetime) -> Patron | None:
    """Return the patron who paid; who is new with this payment is a patron for a month."""
    patron = _patron(source, told.member, told.email)
    paid_until = at.date() + A_MONTH
    if patron is None and (told.member or told.email):
        patron = Patron.objects.create(
            source=source,
            source_key=told.member,
            name=told.name,
            email=told.email,
            from_date=at.date(),
            until_date=paid_until,
            tier=fitting(Tier.objects.all(), "", told.amount, told.currency),
        )
        letters.welcome_later(patron)
    elif patron and not patron.told and patron.until_date and patron.until_date < paid_until:
        patron.until_date = paid_until
        patron.save(update_fields=["until_date"])
    return patron
