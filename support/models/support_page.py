"""The support page: what we ask for, the ways to give it, and who gives already in public."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support import payment_addresses, querysets

CURRENCY = RegexValidator("^[A-Z]{3}$", _("Write a currency in three capitals, as in “UAH” or “EUR”."))
A_SUM: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "validators": [MinValueValidator(Decimal("0.01"))]}


def https(address: str) -> None:
    """Raise ValidationError unless `address` is a whole link that begins with https://"""
    payment_addresses.link(address)


class SupportPage(models.Model):
    """What stands around tiers and channels. There is one row."""

    published = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Readers find the page, and every page leads to it. Until then only the desk sees it."),
    )
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Empty: “Support” and our name."))
    introduction = models.TextField(_("introduction"), blank=True)
    thanks = models.TextField(
        _("words of thanks"), blank=True, help_text=_("For /support/thanks/, where providers send people afterwards.")
    )
    blocker_notice = models.BooleanField(
        _("speak to readers with an ad blocker"),
        default=False,
        help_text=_("One line at the foot of the window, which stays away once it was closed."),
    )
    blocker_words = models.CharField(
        _("words to them"),
        max_length=160,
        blank=True,
        help_text=_("Empty: “You block advertisements, and we have none to show you. Readers pay for this paper.”"),
    )
    board = models.JSONField(default=dict, editable=False)  # What pages carry of support, as the verbs put it up.

    objects = querysets.SupportPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("support page")
        verbose_name_plural = _("support page")
        constraints = [
            models.CheckConstraint(
                name="support_page_is_one", condition=Q(pk=1), violation_error_message=_("There is one support page.")
            )
        ]

    def __str__(self) -> str:
        return self.title or str(_("Support page"))

    @property
    def words_to_blockers(self) -> str:
        return self.blocker_words or gettext(
            "You block advertisements, and we have none to show you. Readers pay for this paper."
        )


class Tier(models.Model):
    """A level of support: so much, so often, and what comes with it."""

    class Period(models.TextChoices):
        ONCE = "once", _("once")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    name = models.CharField(_("name"), max_length=80)
    amount = models.DecimalField(_("amount"), **A_SUM)
    currency = models.CharField(_("currency"), max_length=3, default="UAH", validators=[CURRENCY])
    period = models.CharField(_("period"), max_length=5, choices=Period, default=Period.MONTH)
    benefits = models.TextField(_("what comes with it"), blank=True, help_text=_("One on each line."))
    link = models.URLField(
        _("link"), blank=True, validators=[https], help_text=_("Where this level is chosen. Empty: our ways to give.")
    )
    highlighted = models.BooleanField(_("highlighted"), default=False)
    published = models.BooleanField(_("public"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = querysets.ListedQuerySet.as_manager()

    class Meta:
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")
        constraints = [
            models.CheckConstraint(
                name="tier_asks_for_something",
                condition=Q(amount__gt=0),
                violation_error_message=_("A tier asks for more than nothing."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """A way to pay. `value` is a link, the IBAN of a bank account or the address of a wallet, as `kind` says."""

    class Kind(models.TextChoices):
        PATREON = "patreon", "Patreon"
        PAYPAL = "paypal", "PayPal"
        STRIPE = "stripe", _("Stripe payment link")
        BUY_ME_A_COFFEE = "buymeacoffee", "Buy Me a Coffee"
        LIBERAPAY = "liberapay", "Liberapay"
        OPEN_COLLECTIVE = "opencollective", "Open Collective"
        LIQPAY = "liqpay", "LiqPay"
        MONOBANK = "monobank", _("monobank jar")
        BANK = "bank", _("Bank transfer")
        CRYPTO = "crypto", _("Cryptocurrency")
        LINK = "link", _("Own link")

    class Coin(models.TextChoices):
        BITCOIN = "bitcoin", "Bitcoin"
        ETHEREUM = "ethereum", "Ethereum"
        OTHER = "other", _("Another one")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    label = models.CharField(_("label"), max_length=80, help_text=_("As readers know it: “Card, through LiqPay”."))
    value = models.CharField(_("link, IBAN or address"), max_length=500)
    currency = models.CharField(_("currency"), max_length=3, blank=True, validators=[CURRENCY])
    note = models.TextField(_("note"), blank=True, help_text=_("What people should know before they pay."))
    holder = models.CharField(_("account holder"), max_length=70, blank=True)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    purpose = models.CharField(_("purpose of payment"), max_length=140, blank=True)
    coin = models.CharField(
        _("coin"),
        max_length=8,
        choices=Coin,
        blank=True,
        help_text=_("Addresses of Bitcoin and Ethereum are checked; any other is printed as you write it, unchecked."),
    )
    published = models.BooleanField(_("public"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = querysets.ListedQuerySet.as_manager()

    class Meta:
        verbose_name = _("way to give")
        verbose_name_plural = _("ways to give")
        constraints = [
            models.CheckConstraint(
                name="channel_of_a_bank_has_a_holder",
                condition=~Q(kind="bank") | ~Q(holder=""),
                violation_error_message=_("Say in whose name the account is."),
            ),
            models.CheckConstraint(
                name="channel_of_a_wallet_has_a_coin",
                condition=~Q(kind="crypto") | ~Q(coin=""),
                violation_error_message=_("Say which coin the address is for."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_link(self) -> bool:
        return self.kind not in (self.Kind.BANK, self.Kind.CRYPTO)

    @property
    def host(self) -> str:
        """Where a link leads, as people say it."""
        return (urlsplit(self.value).hostname or "").removeprefix("www.")

    def clean(self) -> None:
        """Write the value as it is printed.

        :raises ValidationError: money sent there would not arrive.
        """
        wrong = {}
        for name, check in self._checks().items():
            try:
                setattr(self, name, check(getattr(self, name)))
            except ValidationError as error:
                wrong[name] = error
        if wrong:
            raise ValidationError(wrong)

    def _checks(self) -> dict:
        if self.kind == self.Kind.BANK:
            return {"value": payment_addresses.bank_account} | ({"bic": payment_addresses.bank} if self.bic else {})
        if self.kind == self.Kind.CRYPTO:
            return {"value": lambda value: payment_addresses.wallet(value, self.coin)}
        return {"value": lambda value: payment_addresses.link(value, self.kind)}


class Goal(models.Model):
    """A sum that we ask for, and how much of it is there: stated by somebody on a day, or counted."""

    class Source(models.TextChoices):
        STATED = "stated", _("stated by us")
        PAYMENTS = "payments", _("sum of confirmed payments")

    sentence = models.CharField(_("what it is for"), max_length=300)
    amount = models.DecimalField(_("amount"), **A_SUM)
    currency = models.CharField(_("currency"), max_length=3, default="UAH", validators=[CURRENCY])
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day."))
    source = models.CharField(_("source of the figure"), max_length=8, choices=Source, default=Source.STATED)
    reached = models.DecimalField(
        _("reached so far"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Where we state it: readers see it with your name and the day. Empty: no figure is shown."),
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("stated by"),
    )
    stated_at = models.DateTimeField(_("stated"), null=True, blank=True, editable=False)

    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                name="goal_ends_after_it_begins",
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="goal_is_more_than_nothing",
                condition=Q(amount__gt=0) & (Q(reached=None) | Q(reached__gte=0)),
                violation_error_message=_("A goal is more than nothing, and what is reached not less."),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


class Funder(models.Model):
    """An organization that gives money, named for as long as it does, and remembered after."""

    name = models.CharField(_("name"), max_length=160)
    logo = models.ImageField(_("logo"), upload_to="funders/", blank=True)
    link = models.URLField(_("link"), blank=True, validators=[https])
    sentence = models.TextField(_("sentence"), blank=True, help_text=_("What the money is for, and what it buys not."))
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day."))
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        constraints = [
            models.CheckConstraint(
                name="funder_ends_after_it_begins",
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name
