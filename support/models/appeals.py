"""The words that ask: appeals with their variants, and messages of the house."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support import querysets
from support.models.support_page import https

LANGUAGES = RegexValidator(
    r"^\s*([a-z]{2,3}(-[A-Za-z0-9]{2,8})*\s*(,\s*|$))*$", _("Write languages with commas between them, as in “en, uk”.")
)
A_NUMBER = [MinValueValidator(0), MaxValueValidator(3650)]


class Placement(models.TextChoices):
    """Where a page has room for it."""

    END = "end", _("At the end of an article")
    PARAGRAPH = "paragraph", _("After a paragraph of an article")
    FRONT = "front", _("On the front page")
    FOOTER = "footer", _("Above the foot of every page")


def must_end_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
        violation_error_message=_("It must end after it begins."),
    )


class Appeal(models.Model):
    """What asks readers to give, where, on which pages and how often.

    It is shown at most `cap_count` times in `cap_days` days (0: always), with `days_between` days of peace after each,
    only to who read `least_read` articles in 30 days, and not for `pause_days` days to who says to give already.
    The browser decides all this; of who reads, nothing comes to us.
    """

    name = models.CharField(_("name"), max_length=80, help_text=_("For the desk only."))
    placement = models.CharField(_("place"), max_length=9, choices=Placement, default=Placement.END)
    paragraph = models.PositiveSmallIntegerField(
        _("after paragraph"), default=4, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    live_from = models.DateTimeField(_("from"), default=timezone.now)
    live_until = models.DateTimeField(_("until"), null=True, blank=True)
    sections = models.ManyToManyField(
        "articles.Section", verbose_name=_("only in sections"), blank=True, related_name="+"
    )
    but_sections = models.ManyToManyField(
        "articles.Section", verbose_name=_("not in sections"), blank=True, related_name="+"
    )
    tags: models.ManyToManyField = models.ManyToManyField(
        "taggit.Tag", verbose_name=_("only on subjects"), blank=True, related_name="+"
    )
    but_tags: models.ManyToManyField = models.ManyToManyField(
        "taggit.Tag", verbose_name=_("not on subjects"), blank=True, related_name="+"
    )
    languages = models.CharField(_("only in languages"), max_length=120, blank=True, validators=[LANGUAGES])
    but_languages = models.CharField(_("not in languages"), max_length=120, blank=True, validators=[LANGUAGES])
    cap_count = models.PositiveSmallIntegerField(
        _("show at most"), default=5, validators=A_NUMBER, help_text=_("Times to one reader; 0: as often as it fits.")
    )
    cap_days = models.PositiveSmallIntegerField(
        _("within days"), default=30, validators=[MinValueValidator(1), *A_NUMBER]
    )
    days_between = models.PositiveSmallIntegerField(_("days of peace after each time"), default=1, validators=A_NUMBER)
    pause_days = models.PositiveSmallIntegerField(
        _("days of peace for who gives already"), default=180, validators=A_NUMBER
    )
    least_read = models.PositiveSmallIntegerField(
        _("only after so many articles"), default=0, validators=A_NUMBER, help_text=_("Read within 30 days.")
    )
    tells_count = models.BooleanField(
        _("say how many articles were read"),
        default=False,
        help_text=_("The browser counts, and tells nobody; readers can switch it off in the same line."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Of several that fit a page, the lowest is shown.")
    )
    seen_times: int  # By the list at the desk.
    clicked_times: int

    objects = querysets.LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [must_end_after_it_begins("appeal_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class AppealVariant(models.Model):
    """One wording of an appeal. The first is what readers without JavaScript see; the others are tried against it."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="variants")
    name = models.CharField(_("name"), max_length=40, help_text=_("For the desk only."))
    headline = models.CharField(_("headline"), max_length=120)
    body = models.TextField(_("words"), max_length=1200, help_text=_("Plain text; an empty line makes a paragraph."))
    button = models.CharField(_("button"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    seen: int  # This and what follows by `ab_test.outcomes()`, one for each event.
    clicked: int
    dismissed: int
    gives: int

    objects = querysets.ListedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return self.name


class AppealCount(models.Model):
    """How often something happened to a wording on a day, counted without knowing to whom."""

    class Event(models.TextChoices):
        SEEN = "seen", _("seen")
        CLICKED = "clicked", _("clicked")
        DISMISSED = "dismissed", _("dismissed")
        GIVES = "gives", _("gives already")

    variant = models.ForeignKey(AppealVariant, models.CASCADE, related_name="counts")
    day = models.DateField(_("day"))
    event = models.CharField(_("event"), max_length=9, choices=Event)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("count of an appeal")
        verbose_name_plural = _("counts of appeals")
        constraints = [models.UniqueConstraint(fields=["variant", "day", "event"], name="one_appeal_count_a_day")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.day} {self.event}"


class HouseMessage(models.Model):
    """A word of ours, or of who pays for the place, labelled as what it is."""

    class Kind(models.TextChoices):
        OURS = "ours", _("From the paper")
        SPONSORED = "sponsored", _("Sponsored")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.OURS)
    sponsor = models.CharField(_("who pays for it"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=120)
    words = models.TextField(_("words"), max_length=600, blank=True)
    link = models.URLField(_("link"), blank=True, validators=[https])
    button = models.CharField(_("words of the link"), max_length=40, blank=True)
    placement = models.CharField(
        _("place"),
        max_length=9,
        choices=[one for one in Placement.choices if one[0] != Placement.PARAGRAPH],
        default=Placement.END,
    )
    live_from = models.DateTimeField(_("from"), default=timezone.now)
    live_until = models.DateTimeField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = querysets.LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of the house")
        verbose_name_plural = _("messages of the house")
        constraints = [
            must_end_after_it_begins("house_message_ends_after_it_begins"),
            models.CheckConstraint(
                name="house_message_names_its_sponsor",
                condition=~Q(kind="sponsored") | ~Q(sponsor=""),
                violation_error_message=_("Say who pays for it: readers are told."),
            ),
        ]

    def __str__(self) -> str:
        return self.headline
