"""What we say to readers again and again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from corrections import querysets


class DeclineReason(models.Model):
    """A reason that is often given, in words for the reader."""

    name = models.CharField(_("name"), max_length=80)
    words = models.TextField(_("words to the reader"))
    language = models.CharField(_("language"), max_length=20, default="en")
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    objects = querysets.DeclineReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason to decline")
        verbose_name_plural = _("reasons to decline")

    def __str__(self) -> str:
        return self.name
