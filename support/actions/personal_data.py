"""What we know of one person: handing it out to them, and forgetting it."""

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from press import page_cache
from support.errors import NobodyKnown
from support.models import ListFault, Patron, WebhookEvent


def hand_out(email: str, *, by: User) -> dict:
    """Return all that is kept of the patron with an address, as data for that person, and write it down.

    :raises NobodyKnown: there is none.
    """
    patron = _patron(email)
    LogEntry.objects.log_actions(by.pk, [patron], CHANGE, "personal data handed out", single_object=True)
    return {
        "name": patron.name,
        "email": patron.email,
        "language": patron.language,
        "tier": str(patron.tier or ""),
        "since": patron.from_date.isoformat(),
        "until": patron.until_date and patron.until_date.isoformat(),
        "source": patron.get_source_display(),
        "number_at_the_source": patron.source_key,
        "on_the_wall": patron.get_wall_display(),
        "letters_of_thanks_since": patron.letters_at and patron.letters_at.isoformat(),
        "letters_of_thanks": [str(each.letter) for each in patron.deliveries.select_related("letter").order_by("pk")],
        "payments": [
            {
                "source": payment.get_source_display(),
                "number": payment.number,
                "amount_in_minor_units": payment.amount,
                "refunded_in_minor_units": payment.refunded,
                "currency": payment.currency,
                "confirmed_at": payment.confirmed_at and payment.confirmed_at.isoformat(),
            }
            for payment in patron.payments.newest()
        ],
        "told_by_providers": [
            {"received_at": event.received_at.isoformat(), "kind": event.kind, "words": event.words}
            for event in WebhookEvent.objects.about(patron).newest()
        ],
    }


@transaction.atomic
def erase_person(email: str, *, by: User) -> None:
    """Forget the patron with an address, and what lists and providers told of them. The books keep bare sums.

    :raises NobodyKnown: there is none.
    """
    patron = _patron(email)
    WebhookEvent.objects.about(patron).update(words="")
    ListFault.objects.filter(cells__icontains=patron.email).delete()
    name = _("Patron %(number)s") % {"number": patron.pk}
    log = LogEntry.objects.filter(content_type__app_label="support", content_type__model="patron")
    log.filter(object_id=str(patron.pk)).update(object_repr=name)
    patron.name = name
    patron.email = ""
    LogEntry.objects.log_actions(by.pk, [patron], DELETION, "personal data erased", single_object=True)
    patron.delete()
    page_cache.invalidate()


def _patron(email: str) -> Patron:
    patron = Patron.objects.select_related("tier").of(email).first()
    if patron is None:
        raise NobodyKnown(_("No patron has this address, or they were forgotten."))
    return patron


@transaction.atomic
def stop_letters(patron: Patron) -> None:
    """Send somebody no more letters of thanks."""
    Patron.objects.filter(pk=patron.pk).update(letters_at=None)
