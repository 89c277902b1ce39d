"""Where republished articles are read: figures of ours, and nothing about a reader."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadElsewhere(models.Model):
    """How often the kit of an article was read on one host; the empty one stands for all that have no row."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="read_elsewhere", verbose_name=_("article"), db_index=False
    )
    host = models.CharField(_("site"), max_length=253, blank=True)
    count = models.PositiveBigIntegerField(_("times read"), default=0)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)

    class Meta:
        verbose_name = _("reading elsewhere")
        verbose_name_plural = _("read elsewhere")
        constraints = [
            models.UniqueConstraint(fields=["article", "host"], name="one_row_an_article_and_host"),
            models.CheckConstraint(
                name="read_at_least_once",
                condition=Q(count__gt=0),
                violation_error_message=_("A row stands for at least one reading."),
            ),
        ]
        indexes = [models.Index(fields=["-count", "-id"], name="read_elsewhere_most")]

    def __str__(self) -> str:
        return self.host or str(_("not told, or another site"))
