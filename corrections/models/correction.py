"""What we say in public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corrections import querysets
from corrections.models.report import Part


class Correction(models.Model):
    """A public notice. It is never deleted and never dated anew; it may be withdrawn with a reason.

    `now`, between `prefix` and `suffix` in the text of `part`, points at the place that was mended.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        EDITORS_NOTE = "editors-note", _("Editor's note")
        RETRACTION = "retraction", _("Retraction")

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="corrections", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        "articles.Revision", models.CASCADE, related_name="corrections", verbose_name=_("revision that it came with")
    )  # A revision goes only while nobody has seen it, scheduled or rebuilt: its notice, unseen too, goes with it.
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(_("notice"), help_text=_("What was wrong, and what is right."))
    language = models.CharField(_("language"), max_length=20, default="en")
    was = models.TextField(_("words before"), blank=True)
    now = models.TextField(_("words after"), blank=True)
    part = models.CharField(max_length=10, choices=Part, blank=True, editable=False)
    prefix = models.CharField(max_length=80, blank=True, editable=False)
    suffix = models.CharField(max_length=80, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.TextField(_("withdrawn because"), blank=True)

    objects = querysets.CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="correction_newest"),
            models.Index(fields=["article", "-published_at"], name="correction_article"),
        ]
        constraints = [
            models.CheckConstraint(
                name="correction_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                violation_error_message=_("Say why the notice is withdrawn."),
            ),
            models.CheckConstraint(
                name="correction_withdrawn_after_it_was_published",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("published_at")),
                violation_error_message=_("A notice is withdrawn after it was published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.pk])

    @property
    def at_the_top(self) -> bool:
        """Tell whether readers meet it before the text; only clarifications wait at the foot."""
        return self.kind != self.Kind.CLARIFICATION
