"""What was paid, and what providers told us about it. Private."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from support import minor_units, querysets
from support.models.patrons import Patron, Source
from support.models.support_page import CURRENCY


class Payment(models.Model):
    """Money that came. Amounts are in minor units, as in kopecks; `refunded` is all that went back so far.

    It counts once it is confirmed. Its number is the provider's own, so none is kept twice.
    """

    patron = models.ForeignKey(
        Patron, models.SET_NULL, null=True, blank=True, related_name="payments", verbose_name=_("patron")
    )
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.HAND)
    number = models.CharField(_("number"), max_length=250, help_text=_("As the provider or the bank has it."))
    amount = models.PositiveBigIntegerField(
        _("amount"), help_text=_("In the smallest unit: 20000 for 200 hryvnias or euros.")
    )
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    refunded = models.PositiveBigIntegerField(_("refunded"), default=0)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    thanked_at = models.DateTimeField(_("receipt sent"), null=True, blank=True, editable=False)

    objects = querysets.PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        indexes = [
            models.Index(fields=["currency", "confirmed_at"], name="payment_confirmed"),
            models.Index(fields=["-confirmed_at", "-id"], name="payment_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="payment_once",
                violation_error_message=_("This payment is kept already."),
            ),
            models.CheckConstraint(
                name="payment_refunds_at_most_all",
                condition=Q(refunded__lte=F("amount")),
                violation_error_message=_("No more can go back than came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.number}"

    @property
    def kept(self) -> int:
        """What is left of it, in minor units."""
        return self.amount - self.refunded

    @property
    def spoken(self) -> str:
        return minor_units.spoken(self.amount, self.currency)

    @property
    def spoken_refund(self) -> str:
        return minor_units.spoken(self.refunded, self.currency) if self.refunded else ""


class WebhookEvent(models.Model):
    """Something that a provider told us, once. Rows are only added.

    What could not be understood waits until somebody has looked at it. `words` is what was told, without anything about
    cards; it goes after a while, and with the patron whom it is about.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Taken note of")
        NOTHING = "nothing", _("Nothing to do")
        OUTDATED = "outdated", _("Overtaken by a later one")
        UNKNOWN = "unknown", _("Of an unknown kind")
        UNREADABLE = "unreadable", _("Not understood")

    source = models.CharField(_("provider"), max_length=10, choices=Source)
    key = models.CharField(_("key"), max_length=200)
    kind = models.CharField(_("kind"), max_length=80, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True)
    words = models.TextField(_("what was told"), blank=True)
    patron = models.ForeignKey(Patron, models.SET_NULL, null=True, related_name="events", verbose_name=_("patron"))
    repeats = models.PositiveIntegerField(_("repeats"), default=0)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    settled_at = models.DateTimeField(_("looked at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("looked at by")
    )

    objects = querysets.WebhookEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook event")
        verbose_name_plural = _("webhook events")
        indexes = [models.Index(fields=["settled_at", "outcome", "-received_at"], name="event_waiting")]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.kind}".strip()

    @property
    def is_json(self) -> bool:
        return self.words.startswith(("{", "["))
