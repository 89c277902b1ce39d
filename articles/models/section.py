"""The parts of the paper, and what its front page shows by choice."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import querysets


class Section(models.Model):
    """One part of the paper. An article belongs to at most one."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address name"), max_length=80, unique=True, allow_unicode=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    in_navigation = models.BooleanField(_("in the navigation"), default=True)

    objects = querysets.SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])


class Placement(models.Model):
    """An article chosen for a place on the front page, from one moment until another."""

    class Slot(models.TextChoices):
        LEAD = "lead", _("Lead")
        SECOND = "second", _("Beside the lead")

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="placements", verbose_name=_("article")
    )
    slot = models.CharField(_("place"), max_length=10, choices=Slot, default=Slot.LEAD)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    live_from = models.DateTimeField(_("from"), default=timezone.now)
    live_until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until further notice."))

    objects = querysets.PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the front page")
        verbose_name_plural = _("front page")
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_it_begins",
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
                violation_error_message=_("A place on the front page must end after it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_slot_display()}: {self.article}"
