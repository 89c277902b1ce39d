"""Nouns of the masthead: the publication, its people, its policies."""

import zoneinfo
from datetime import tzinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masthead import querysets

LANGUAGE_CODE = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a language as in “en”, “uk” or “pt-BR”."))
COLOR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a color as in “#7a1f2b”."))


def a_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone; write one as in “Europe/Kyiv”."), params={"name": name})


class Publication(models.Model):
    """The paper itself. There is one row."""

    name = models.CharField(_("name"), max_length=120, default="Newsroom")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=20, default="en", validators=[LANGUAGE_CODE])
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[a_time_zone], help_text=_("As in “Europe/Kyiv”.")
    )
    logo = models.ImageField(_("logo"), upload_to="masthead/", blank=True)
    accent = models.CharField(_("accent color"), max_length=7, default="#7a1f2b", validators=[COLOR])
    owner = models.CharField(
        _("owner and copyright holder"), max_length=200, blank=True, help_text=_("Empty: the name of the paper.")
    )
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    desk_email = models.EmailField(_("address of the desk"), blank=True)
    corrections_email = models.EmailField(_("address for corrections"), blank=True)
    reprints_email = models.EmailField(_("address for reprints"), blank=True)
    patrons_email = models.EmailField(_("address for patrons"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    description = models.TextField(_("about the paper, in two sentences"), blank=True)

    objects = querysets.PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publication")
        constraints = [
            models.CheckConstraint(
                name="publication_is_one", condition=Q(pk=1), violation_error_message=_("There is one publication.")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def copyright_holder(self) -> str:
        return self.owner or self.name

    @property
    def has_contacts(self) -> bool:
        """Whether readers are told any way to write to the paper."""
        addresses = (self.desk_email, self.corrections_email, self.reprints_email, self.patrons_email)
        return any((*addresses, self.postal_address))

    @property
    def zone(self) -> tzinfo:
        """The zone in which the paper's dates are told."""
        return zoneinfo.ZoneInfo(self.time_zone)


class SocialLink(models.Model):
    """A place elsewhere where the paper can be followed."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="social_links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("social link")
        verbose_name_plural = _("social links")

    def __str__(self) -> str:
        return self.label


class Person(models.Model):
    """Somebody whom readers may know: in bylines, credits and the staff list. A login is optional."""

    name = models.CharField(_("name as printed"), max_length=120)
    slug = models.SlugField(_("address name"), max_length=120, unique=True, allow_unicode=True)
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("As in “Reporter, city desk”."))
    biography = models.TextField(_("biography"), blank=True)
    photo = models.ImageField(_("photo"), upload_to="people/", blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("login")
    )
    on_staff_list = models.BooleanField(_("on the staff list"), default=True)
    position = models.PositiveSmallIntegerField(_("position on the list"), default=100)

    objects = querysets.PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])


class PolicyPage(models.Model):
    """A page about the paper: its rules, its owners, how to reach it."""

    class Purpose(models.TextChoices):
        ABOUT = "about", _("About us")
        CONTACT = "contact", _("Contact")
        PRIVACY = "privacy", _("Privacy")
        COOKIES = "cookies", _("Cookies")
        CORRECTIONS = "corrections", _("Corrections policy")
        ETHICS = "ethics", _("Ethics")
        OWNERSHIP = "ownership", _("Ownership and funding")
        FACT_CHECKING = "fact-checking", _("Verification and fact-checking")
        SOURCES = "sources", _("Unnamed sources")
        DIVERSITY = "diversity", _("Diversity")
        FEEDBACK = "feedback", _("Readers' feedback")
        COVERAGE = "coverage", _("What we cover")
        BYLINES = "bylines", _("Articles without bylines")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        OTHER = "other", _("Other")

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address name"), max_length=120, unique=True, allow_unicode=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.OTHER)
    body = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True, validators=[LANGUAGE_CODE])
    published = models.BooleanField(_("public"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = querysets.PolicyPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy page")
        verbose_name_plural = _("policy pages")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "language"],
                condition=~Q(purpose="other"),
                name="policy_purpose_once_a_language",
                violation_error_message=_("There is a page with this purpose already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("policy", args=[self.slug])


class Letter(models.Model):
    """The wording of our letters on one occasion, in one language. `masthead.letters` knows the occasions."""

    occasion = models.CharField(_("occasion"), max_length=40)
    language = models.CharField(_("language"), max_length=20, default="en", validators=[LANGUAGE_CODE])
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("words"))

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "language"],
                name="one_wording_a_language",
                violation_error_message=_("There is a wording for this occasion in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} ({self.language})"
