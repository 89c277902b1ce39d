"""What readers report, and what the desk does about it. Private."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corrections import querysets


def new_token() -> str:
    """Return a name that nobody can guess, for a private address."""
    return secrets.token_urlsafe(18)


class Part(models.TextChoices):
    """Where in an article something is wrong."""

    ARTICLE = "article", _("Article as a whole")
    HEADLINE = "headline", _("Headline")
    STANDFIRST = "standfirst", _("Standfirst")
    TEXT = "text", _("Text")
    CAPTION = "caption", _("Picture or caption")


class Kind(models.TextChoices):
    """What readers say is wrong."""

    TYPO = "typo", _("Typo")
    FACT = "fact", _("Wrong fact")
    CLARITY = "clarity", _("Unclear or misleading")
    LINK = "link", _("Broken link")
    PICTURE = "picture", _("Picture or caption")
    OTHER = "other", _("Something else")


class Status(models.TextChoices):
    NEW = "new", _("New")
    PROGRESS = "progress", _("In progress")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DUPLICATE = "duplicate", _("Duplicate")
    SPAM = "spam", _("Spam")


class Passage(models.Model):
    """The words of an article that one or more readers reported: what the desk works on.

    It waits for a decision as long as `closed_at` is empty. `start` and `end` are code points of the part's plain text
    in `anchored_in`, the last revision in which the words were found; all three are empty where they never were, or
    where it is not a passage of words. `words_now` is what stands there now, empty if the words are gone.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="passages", verbose_name=_("article"))
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.TEXT)
    image = models.ForeignKey("articles.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    quote = models.TextField(_("quote"), blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    anchored_in = models.ForeignKey("articles.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    words_now = models.TextField(_("words now"), blank=True)
    changed = models.BooleanField(_("passage changed"), default=False)
    proposal = models.TextField(
        _("proposed wording"), blank=True, help_text=_("It waits for somebody who may publish it.")
    )
    proposed_at = models.DateTimeField(_("wording proposed"), null=True, blank=True, db_index=True)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates", verbose_name=_("duplicate of")
    )
    readers = models.PositiveIntegerField(_("readers"), default=0)
    reply_wanted = models.BooleanField(_("reply wanted"), default=False)
    first_received_at = models.DateTimeField(_("first received"))
    last_received_at = models.DateTimeField(_("last received"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    first_reports: list["Report"]  # By `corrections.dashboard.listed()`.

    objects = querysets.PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported passage")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["closed_at", "first_received_at", "id"], name="passage_waiting"),
            models.Index(fields=["kind", "closed_at", "first_received_at", "id"], name="passage_kind_waiting"),
            models.Index(fields=["assignee", "closed_at", "first_received_at", "id"], name="passage_assignee_waiting"),
            models.Index(fields=["-last_received_at", "-id"], name="passage_newest"),
            models.Index(fields=["status", "-last_received_at", "-id"], name="passage_status_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="passage_waits_until_closed",
                condition=Q(closed_at=None, status__in=querysets.WAITING)
                | (Q(closed_at__isnull=False) & ~Q(status__in=querysets.WAITING)),
                violation_error_message=_("A passage is closed when it is decided, and only then."),
            ),
            models.CheckConstraint(
                name="passage_proposal_has_its_moment",
                condition=Q(proposal="", proposed_at=None) | (~Q(proposal="") & Q(proposed_at__isnull=False)),
                violation_error_message=_("A proposed wording has the moment when it was proposed."),
            ),
        ]
        permissions = [("decide_report", _("Can decide readers' reports"))]

    def __str__(self) -> str:
        return self.quote[:80] or self.get_part_display()


class Report(models.Model):
    """What one reader sent us about a passage. Private."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="reports")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True, related_name="+")
    quote = models.TextField(_("quote"), blank=True)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    shortened = models.BooleanField(_("quote was shortened"), default=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    message = models.TextField(_("what is wrong"), blank=True)
    suggestion = models.TextField(_("suggested wording"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    sender = models.CharField(_("sender's fingerprint"), max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    key = models.UUIDField(_("key against double sending"), null=True, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    reason = models.ForeignKey(
        "corrections.DeclineReason", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    reply = models.TextField(_("words to the reader"), blank=True)
    correction = models.ForeignKey(
        "corrections.Correction", models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    settled_in = models.ForeignKey("articles.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(_("personal data erased"), null=True, blank=True)

    objects = querysets.ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("single reports")
        indexes = [
            models.Index(fields=["received_at", "status"], name="report_received"),
            models.Index(fields=["email"], name="report_email"),
            models.Index(fields=["sender"], name="report_sender"),
        ]
        permissions = [("handle_personal_data", "Can hand out and erase what readers told about themselves")]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        return reverse("report-status", args=[self.token])

    @property
    def receipt(self) -> str:
        """The number that the reader was given."""
        return f"{self.received_at:%y%m%d}-{self.pk}"


class Event(models.Model):
    """Something that was done about a passage. Rows are only added."""

    class Action(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN = "taken", _("taken up")
        ASSIGNED = "assigned", _("assigned")
        NOTED = "noted", _("noted")
        ANCHORED = "anchored", _("looked for in a new revision")
        PROPOSED = "proposed", _("wording proposed")
        APPLIED = "applied", _("wording published")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        DUPLICATE = "duplicate", _("marked as a duplicate")
        SPAM = "spam", _("marked as spam")
        REOPENED = "reopened", _("opened again")
        WRITTEN = "written", _("letter sent")
        HANDED_OUT = "handed", _("personal data handed out")
        ERASED = "erased", _("personal data erased")

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="events")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="events")
    action = models.CharField(max_length=10, choices=Action)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_action_display()
