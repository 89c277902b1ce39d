"""Nouns of the machinery."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from press import querysets


class Tally(models.Model):
    """How often something happened within one window of time."""

    key = models.CharField(max_length=120)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window_start"], name="one_tally_a_window")]
        indexes = [models.Index(fields=["window_start"], name="tally_window")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class Worker(models.Model):
    """A process that does background jobs, and when it last said that it lives."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """Something that no form for strangers takes in."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Words")
        EMAIL = "email", _("E-mail address")
        SENDER = "sender", _("Sender")
        DOMAIN = "domain", _("Linked site")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    value = models.CharField(_("value"), max_length=200)
    hits = models.PositiveIntegerField(_("hits"), default=0, editable=False)
    learned_from = models.CharField(_("learned from"), max_length=80, blank=True, editable=False)
    made_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = querysets.BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("block list")
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="blocked_once")]

    def __str__(self) -> str:
        return self.value
