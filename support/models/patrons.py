"""Who supports us, and how lists of them are brought in. Private."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.models import LANGUAGE_CODE
from support import querysets


class Source(models.TextChoices):
    """Where we know something from."""

    PATREON = "patreon", "Patreon"
    STRIPE = "stripe", "Stripe"
    LIQPAY = "liqpay", "LiqPay"
    MONOBANK = "monobank", "monobank"
    BANK = "bank", _("Bank transfer")
    LIST = "list", _("List")
    HAND = "hand", _("By hand")


class Wall(models.TextChoices):
    """How somebody wants to be named in public."""

    NO = "no", _("Not at all")
    NAME = "name", _("With the name")
    INITIALS = "initials", _("With initials")
    ANONYMOUS = "anonymous", _("As somebody who stays unnamed")


class Patron(models.Model):
    """A person who supports us, from `from_date` until the end of `until_date`, or until further notice.

    `source_key` is the name that the provider has for them; `told` sorts what the provider told last.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=20, blank=True, validators=[LANGUAGE_CODE], help_text=_("Empty: the paper’s.")
    )
    tier = models.ForeignKey(
        "support.Tier", models.SET_NULL, null=True, blank=True, related_name="patrons", verbose_name=_("tier")
    )
    from_date = models.DateField(_("since"), default=timezone.localdate)
    until_date = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: until further notice."))
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.HAND)
    source_key = models.CharField(max_length=200, blank=True, editable=False)
    told = models.CharField(max_length=80, blank=True, editable=False)
    wall = models.CharField(
        _("on the wall of patrons"),
        max_length=10,
        choices=Wall,
        default=Wall.NO,
        help_text=_("Only with their consent."),
    )
    letters_at = models.DateTimeField(
        _("wants letters of thanks since"), null=True, blank=True, help_text=_("Only with their consent.")
    )
    made_at = models.DateTimeField(_("known since"), default=timezone.now, editable=False)

    objects = querysets.PatronQuerySet.as_manager()

    class Meta:
        verbose_name = _("patron")
        verbose_name_plural = _("patrons")
        indexes = [
            models.Index(fields=["-from_date", "-id"], name="patron_newest"),
            models.Index(fields=["until_date", "wall"], name="patron_wall"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="patron_once_an_address",
                violation_error_message=_("There is a patron with this address already."),
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="patron_once_a_source"
            ),
            models.CheckConstraint(
                name="patron_ends_after_the_beginning",
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
                violation_error_message=_("Support must not end before it begins."),
            ),
        ]
        permissions = [("handle_personal_data", _("Can hand out and erase patrons' personal data"))]

    def __str__(self) -> str:
        return self.name or self.email or _("Patron %(number)s") % {"number": self.pk}

    @property
    def printed(self) -> str:
        """The name as it stands on the wall; empty for who stays unnamed or is not on it."""
        if self.wall == Wall.NAME:
            return self.name
        if self.wall == Wall.INITIALS:
            return " ".join(f"{word[0].upper()}." for word in self.name.split())
        return ""


def kept_apart() -> Storage:
    """Return the storage for files that nobody is served."""
    return storages["originals"]


class PatronList(models.Model):
    """A list of patrons in a file, and how far it has been brought in.

    `mapping` says which column holds which field; the next list with the same columns begins with it. The file goes as
    soon as it has been brought in.
    """

    class Stage(models.TextChoices):
        NEW = "new", _("Columns not chosen yet")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        IMPORTING = "importing", _("Being brought in")
        DONE = "done", _("Brought in")
        FAILED = "failed", _("Broken off")

    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="patrons/", storage=kept_apart, blank=True, editable=False)
    columns = models.JSONField(default=list, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.NEW, editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    done = models.PositiveIntegerField(_("rows read"), default=0, editable=False)
    added = models.PositiveIntegerField(_("new"), default=0, editable=False)
    changed = models.PositiveIntegerField(_("changed"), default=0, editable=False)
    faulty = models.PositiveIntegerField(_("with faults"), default=0, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = querysets.PatronListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of patrons")
        verbose_name_plural = _("lists of patrons")

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.stage in (self.Stage.CHECKING, self.Stage.IMPORTING)

    @property
    def unchanged(self) -> int:
        return self.done - self.added - self.changed - self.faulty


class ListFault(models.Model):
    """A line of a list that cannot be brought in, and why."""

    upload = models.ForeignKey(PatronList, models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField(_("line"))
    sentence = models.CharField(_("fault"), max_length=300)
    cells = models.JSONField(default=list)

    class Meta:
        verbose_name = _("fault in a list")
        verbose_name_plural = _("faults in lists")

    def __str__(self) -> str:
        return f"{self.line}: {self.sentence}"


class ThanksLetter(models.Model):
    """A letter of thanks to all patrons who want such letters, in one language or in all."""

    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("words"), help_text=_("{name} and {paper} are filled in. A way to unsubscribe is added."))
    language = models.CharField(
        _("for readers of"),
        max_length=20,
        blank=True,
        validators=[LANGUAGE_CODE],
        help_text=_("As in “uk”. Empty: for all, whatever their language."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)

    objects = querysets.ThanksLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of thanks")
        verbose_name_plural = _("letters of thanks")

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """A letter of thanks for one patron, who gets it once; `sent_at` is empty while it is on its way."""

    letter = models.ForeignKey(ThanksLetter, models.CASCADE, related_name="deliveries")
    patron = models.ForeignKey(Patron, models.CASCADE, related_name="deliveries")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["letter", "patron"], name="one_delivery_a_patron")]

    def __str__(self) -> str:
        return f"{self.letter} → {self.patron_id}"
