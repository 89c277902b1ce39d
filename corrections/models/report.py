"""What readers report, and what the desk does about it. Private."""

import secrets

from django.conf import settings
from django.db import models
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

    `start` and `end` are code points of the part's plain text in revision `anchored_in`; both are empty where
    the passage cannot be found there any more, or where it is not a passage of words.
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
    readers = models.PositiveIntegerField(_("readers"), default=0)
    reply_wanted = models.BooleanField(_("reply wanted"), default=False)
    first_received_at = models.DateTimeField(_("first received"))
    last_received_at = models.DateTimeField(_("last received"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = querysets.PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported passage")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["status", "first_received_at"], name="passage_waiting"),
            models.Index(fields=["-last_received_at", "-id"], name="passage_newest"),
            models.Index(fields=["assignee", "status"], name="passage_assignee"),
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
        APPLIED = "applied", _("put into the working copy")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        DUPLICATE = "duplicate", _("marked as a duplicate")
        SPAM = "spam", _("marked as spam")
        REOPENED = "reopened", _("opened again")
        WRITTEN = "written", _("letter sent")

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
