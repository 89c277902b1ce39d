"""An article's identity and the working copy that editors change."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import querysets
from masthead.models import LANGUAGE_CODE


class Copy(models.Model):
    """The words and choices that make a page, whether still worked on or already read."""

    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=20, default="en", validators=[LANGUAGE_CODE])
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("section"),
        db_index=False,
    )
    hero = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_led",
        verbose_name=_("lead picture"),
    )
    hero_caption = models.TextField(
        _("caption for this article"), blank=True, help_text=_("Empty: the picture's own caption.")
    )
    license = models.ForeignKey(
        "articles.License",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("license"),
        help_text=_("Empty: the paper's default."),
    )
    sensitive = models.BooleanField(_("sensitive"), default=False, help_text=_("No appeals beside this story."))
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Article(Copy):
    """A story from its first note on. Saving it changes nothing for readers."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "review", _("In review")
        READY = "ready", _("Ready")

    slug = models.SlugField(_("address name"), max_length=200, blank=True, allow_unicode=True)
    path = models.CharField(_("address"), max_length=300, null=True, blank=True, unique=True, editable=False)
    tags = TaggableManager(_("tags"), blank=True, related_name="articles")
    related = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+", verbose_name=_("related"))
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    pictures = models.ManyToManyField(
        "articles.Image", related_name="articles", editable=False, verbose_name=_("pictures used")
    )
    stage = models.CharField(_("stage"), max_length=8, choices=Stage, default=Stage.DRAFT)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_articles",
        verbose_name=_("assigned to"),
    )
    version = models.PositiveIntegerField(_("version of the working copy"), default=1, editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun by"),
    )
    changed_at = models.DateTimeField(_("last change"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    # From `with_state()`, of what readers see now and will see next.
    live_kind: str | None
    live_since: datetime | None
    live_version: int | None
    scheduled_for: datetime | None
    scheduled_version: int | None

    objects = querysets.ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", _("Can publish, schedule and withdraw articles")),
            ("edit_all_articles", _("Can edit articles of others")),
        ]
        indexes = [
            # With the words that the desk searches, so that a search need not read the texts.
            models.Index(fields=["-changed_at", "-id", "headline", "slug"], name="article_last_changed"),
            models.Index(fields=["section", "-changed_at"], name="article_section_changed"),
            models.Index(fields=["stage", "-changed_at"], name="article_stage_changed"),
            models.Index(fields=["-first_published_at", "-id"], name="article_first_published"),
        ]

    def __str__(self) -> str:
        return self.headline or str(_("Untitled"))

    def get_absolute_url(self) -> str:
        return self.path or ""

    @property
    def family(self) -> int:
        """The id of the article of which this and its translations are versions."""
        return self.translation_of_id or self.pk


class Byline(models.Model):
    """A name over an article, in its place and role."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Text")
        PHOTO = "photo", _("Photography")
        ILLUSTRATION = "illustration", _("Illustration")
        REPORTING = "reporting", _("Additional reporting")
        TRANSLATION = "translation", _("Translation")
        EDITOR = "editor", _("Editing")

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        "masthead.Person", models.PROTECT, null=True, blank=True, related_name="bylines", verbose_name=_("person")
    )
    name = models.CharField(
        _("name as printed"), max_length=120, blank=True, help_text=_("Empty: the person's own; needed for guests.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.CheckConstraint(
                name="byline_names_somebody",
                condition=Q(person__isnull=False) | ~Q(name=""),
                violation_error_message=_("A byline needs a person or a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)


class Note(models.Model):
    """A word between colleagues about an article. Readers never see it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:60]


class Draft(models.Model):
    """The working copy as it stood at one version, so that no saved word is lost."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="drafts")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("saved draft")
        verbose_name_plural = _("saved drafts")
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="one_draft_a_version")]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.version}"


class Presence(models.Model):
    """Somebody has an article open at the desk."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(_("version that is open"), default=0)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.user} at {self.article}"


class OldAddress(models.Model):
    """An address that an article had before; it leads to where the article is now."""

    path = models.CharField(_("address"), max_length=500, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.path
