"""Nouns of the machinery."""

from django.db import models


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
