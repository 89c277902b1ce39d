"""What we say to readers again and again, and what we do not listen to."""

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


class Block(models.Model):
    """Something that marks a report as unwanted."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Words")
        EMAIL = "email", _("E-mail address")
        SENDER = "sender", _("Sender")
        DOMAIN = "domain", _("Linked site")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    value = models.CharField(_("value"), max_length=200)
    hits = models.PositiveIntegerField(_("hits"), default=0, editable=False)
    learned_from = models.ForeignKey(
        "corrections.Passage",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("learned from"),
    )
    made_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = querysets.BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("block list")
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_block_a_value")]

    def __str__(self) -> str:
        return self.value
