"""Adjectives: which ways to give, patrons, payments and ballots are meant."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from articles.querysets import in_force


class SupportPageQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published=True)

    def current(self):
        """Return the support page, or an unsaved one that is not public before anybody has written it."""
        return self.first() or self.model(pk=1)


class ListedQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published=True)

    def listed(self):
        return self.order_by("position", "pk")


class DatedQuerySet(models.QuerySet):
    """Rows that hold from one day to another, both included."""

    def on(self, day: date):
        """Return what holds on `day`."""
        return self.filter(Q(until_date=None) | Q(until_date__gte=day), from_date__lte=day)

    def past(self, day: date):
        """Return what ended before `day`, the last one first."""
        return self.filter(until_date__lt=day).order_by("-until_date", "pk")

    def listed(self):
        return self.order_by("position", "from_date", "pk")

    def newest(self):
        return self.order_by("-from_date", "-pk")


class LiveQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """Return what readers may meet at `at` (default: now)."""
        return self.filter(in_force(at))

    def listed(self):
        return self.order_by("position", "pk")
