"""What readers saw, from one public change to the next. Rows are added, never rewritten."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles import querysets
from articles.models.article import Article, Copy


class Revision(Copy):
    """An article as the public could read it from `live_from` until `live_until` (empty: until further notice)."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First published")
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")
        MINOR = "minor", _("Minor fix")
        WITHDRAWAL = "withdrawal", _("Withdrawal")

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Readers see it in the article's history."))
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("last updated"), null=True, blank=True)
    bylines = models.JSONField(_("bylines as printed"), default=list)
    tags = models.JSONField(_("tags as printed"), default=list)
    related = models.JSONField(_("related"), default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    article_version = models.PositiveIntegerField(_("version of the working copy"))
    sha256 = models.CharField(max_length=64)

    objects = querysets.RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(live_until=None), name="one_revision_until_further_notice"
            ),
            models.CheckConstraint(
                name="revision_ends_after_it_begins",
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
                violation_error_message=_("A revision must end after it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="revision_newest"),
            models.Index(fields=["section", "-published_at", "-id"], name="revision_section_newest"),
            models.Index(fields=["live_from"], name="revision_live_from"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()

    @property
    def withdrawn(self) -> bool:
        return self.kind == self.Kind.WITHDRAWAL


class Credit(models.Model):
    """A person's name over a revision: the index behind author pages."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="credits")
    person = models.ForeignKey("masthead.Person", models.PROTECT, related_name="credits", db_index=False)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "person"], name="one_credit_a_person")]
        indexes = [models.Index(fields=["person", "-published_at", "-revision"], name="credit_newest")]

    def __str__(self) -> str:
        return f"{self.person} ({self.revision_id})"


class Subject(models.Model):
    """A tag on a revision: the index behind tag pages."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="subjects")
    tag = models.ForeignKey("taggit.Tag", models.PROTECT, related_name="subjects", db_index=False)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "tag"], name="one_subject_a_tag")]
        indexes = [models.Index(fields=["tag", "-published_at", "-revision"], name="subject_newest")]

    def __str__(self) -> str:
        return f"{self.tag} ({self.revision_id})"
