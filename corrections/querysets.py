"""Adjectives: which passages, reports and corrections are meant."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

OVERDUE_AFTER = timedelta(days=2)
WAITING = ("new", "progress")


class PassageQuerySet(models.QuerySet):
    def waiting(self):
        """Return passages with a report that nobody has decided."""
        return self.filter(status__in=WAITING)

    def unassigned(self):
        return self.waiting().filter(assignee=None)

    def assigned_to(self, user):
        return self.waiting().filter(assignee=user)

    def overdue(self, at: datetime | None = None):
        """Return passages that have waited too long at `at` (default: now)."""
        return self.waiting().filter(first_received_at__lt=(at or timezone.now()) - OVERDUE_AFTER)

    def about_facts(self):
        return self.filter(kind="fact")

    def longest_waiting(self):
        return self.order_by("first_received_at", "pk")

    def newest(self):
        return self.order_by("-last_received_at", "-pk")


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        """Return reports that nobody has decided."""
        return self.filter(status__in=WAITING)

    def decided(self):
        return self.exclude(status__in=WAITING)

    def with_personal_data(self):
        return self.exclude(name="", email="")

    def oldest(self):
        return self.order_by("received_at", "pk")


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """Return notices that readers may see at `at` (default: now), also withdrawn ones, which say so."""
        return self.filter(published_at__lte=at or timezone.now())

    def standing(self, at: datetime | None = None):
        """Return notices that still hold at `at` (default: now)."""
        return self.public(at).filter(withdrawn_at=None)

    def of_kind(self, kind: str):
        """Return notices of one kind; an empty kind means all."""
        return self.filter(kind=kind) if kind else self

    def of_year(self, year: str):
        """Return notices of one year of the paper's calendar; an empty year means all."""
        return self.filter(published_at__year=int(year)) if year else self

    def years(self):
        """Return the years that have notices, the last first."""
        return [day.year for day in self.public().datetimes("published_at", "year", order="DESC")]

    def newest(self):
        return self.order_by("-published_at", "-pk")
