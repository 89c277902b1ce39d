"""Pictures, with everything that must be known to print them honestly."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import querysets

A_SHARE = [MinValueValidator(0), MaxValueValidator(1)]


def originals() -> Storage:
    """Return the storage that keeps files as they were uploaded, away from readers."""
    return storages["originals"]


class Image(models.Model):
    """One picture of the library. Its file never changes; what is said about it may."""

    class Label(models.TextChoices):
        NONE = "", _("None")
        HANDOUT = "handout", _("Handout")
        AI = "ai", _("Made with AI")
        ARCHIVE = "archive", _("From the archive")
        SCREENSHOT = "screenshot", _("Screenshot")
        ILLUSTRATION = "illustration", _("Illustration")

    file = models.FileField(_("file"), storage=originals, upload_to="%Y/%m/", editable=False)
    filename = models.CharField(_("file name"), max_length=200, editable=False)
    format = models.CharField(_("format"), max_length=10, editable=False)
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    color = models.CharField(_("main color"), max_length=7, default="#888888", editable=False)

    alt_text = models.CharField(
        _("alt text"), max_length=300, blank=True, help_text=_("The picture in words, for those who do not see it.")
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("As printed: “Name / Agency”."))
    creator = models.CharField(_("creator"), max_length=200, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    license = models.ForeignKey(
        "articles.License", models.PROTECT, null=True, blank=True, related_name="images", verbose_name=_("license")
    )
    rights_note = models.TextField(_("note on rights"), blank=True, help_text=_("For the desk; not printed."))
    label = models.CharField(_("label"), max_length=12, choices=Label, blank=True, default=Label.NONE)
    focal_x = models.FloatField(_("focal point from the left"), default=0.5, validators=A_SHARE)
    focal_y = models.FloatField(_("focal point from the top"), default=0.5, validators=A_SHARE)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_images",
        verbose_name=_("uploaded by"),
    )
    changed_at = models.DateTimeField(_("words last changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("words last changed by"),
    )
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True, editable=False)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken down by"),
    )
    taken_down_reason = models.TextField(_("why it was taken down"), blank=True, editable=False)
    renditions = models.JSONField(_("renditions"), default=dict, blank=True, editable=False)

    uses: int  # From `with_uses()`: how many articles show it.

    objects = querysets.ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="image_newest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def focal(self) -> tuple[float, float]:
        return (self.focal_x, self.focal_y)


class LeftFile(models.Model):
    """A rendition that no picture names any more, kept for as long as stored pages may ask for it."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="left_files")
    name = models.CharField(max_length=200, unique=True)
    left_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class WantedPicture(models.Model):
    """A picture that an import spoke of but could not find, kept until somebody brings it."""

    url = models.URLField(_("address"), max_length=1000, unique=True)
    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="wanted_pictures",
        verbose_name=_("article"),
    )
    alt_text = models.CharField(_("alt text"), max_length=300, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    reason = models.CharField(_("why it is missing"), max_length=300)
    image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("found: the picture")
    )
    wanted_since = models.DateTimeField(_("wanted since"), auto_now_add=True)

    objects = querysets.WantedPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("wanted picture")
        verbose_name_plural = _("wanted pictures")

    def __str__(self) -> str:
        return self.url
