"""Adjectives: which passages, reports and corrections are meant."""

import re
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article, Revision
from articles.querysets import holds
from press.model_fields import related

if TYPE_CHECKING:
    from corrections.models import Correction, DeclineReason, Passage, Report

OVERDUE_AFTER = timedelta(days=2)
WAITING = ("new", "progress")
_RECEIPT = re.compile(r"[0-9]{6}-([0-9]{1,18})")


class PassageQuerySet(models.QuerySet["Passage"]):
    def waiting(self) -> Self:
        """Return passages with a report that nobody has decided."""
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def unassigned(self) -> Self:
        return self.waiting().filter(assignee=None)

    def assigned_to(self, user: User) -> Self:
        return self.waiting().filter(assignee=user)

    def overdue(self, at: datetime | None = None) -> Self:
        """Return passages that have waited too long at `at` (default: now)."""
        return self.waiting().filter(first_received_at__lt=(at or timezone.now()) - OVERDUE_AFTER)

    def about_facts(self) -> Self:
        return self.filter(kind="fact")

    def proposed(self) -> Self:
        """Return waiting passages for which somebody proposes a wording to those who may publish it."""
        return self.filter(proposed_at__isnull=False)

    def matching(self, words: str) -> Self:
        """Return passages that a receipt number, an e-mail address, a headline or words of a report lead to."""
        words = " ".join(words.replace("\0", "").split())
        if not words:
            return self
        reports: ReportQuerySet = related(self.model, "reports").all()
        if receipt := _RECEIPT.fullmatch(words):
            return self.filter(reports__in=reports.filter(pk=receipt[1]))
        if "@" in words:
            return self.filter(pk__in=reports.sent_by(words).values("passage"))
        said = Q(pk__in=reports.saying(words).values("passage"))
        return self.filter(said | Q(article__in=Article.objects.matching(words)) | holds("quote", words))

    def near(self, quote: str, span: tuple[int, int] | None, revision: Revision) -> Self:
        """Return passages with these words, or with a character in common with `span` of the text of `revision`."""
        near = Q(quote=quote)
        if span:
            near |= Q(anchored_in=revision, start__lt=span[1], end__gt=span[0])
        return self.filter(near)

    def longest_waiting(self) -> Self:
        return self.order_by("first_received_at", "pk")

    def waiting_first(self) -> Self:
        """Order by what waits, the longest first, then by what was decided."""
        return self.order_by(F("closed_at").asc(nulls_first=True), "first_received_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-last_received_at", "-pk")


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> Self:
        """Return reports that nobody has decided."""
        return self.filter(status__in=WAITING)

    def decided(self) -> Self:
        return self.exclude(status__in=WAITING)

    def unwanted(self) -> Self:
        return self.filter(status="spam")

    def saying(self, words: str) -> Self:
        """Return reports with these words, in any letter case, or by somebody of this name."""
        return self.filter(reduce(or_, (holds(field, words) for field in ("message", "suggestion", "name"))))

    def sent_by(self, email: str) -> Self:
        """Return the reports that came with an address, in any letter case."""
        return self.filter(email__iexact=email.strip().replace("\0", "")).exclude(email="")

    def with_personal_data(self) -> Self:
        return self.exclude(name="", email="")

    def oldest(self) -> Self:
        return self.order_by("received_at", "pk")

    def forget(self, at: datetime) -> int:
        """Erase who sent these reports; return how many."""
        return self.update(name="", email="", sender="", erased_at=at)


class DeclineReasonQuerySet(models.QuerySet["DeclineReason"]):
    def in_order(self) -> Self:
        return self.order_by("position", "name", "pk")

    def offered(self, language: str) -> Self:
        """Return the reasons in a language, or the English ones if there are none."""
        short = language.split("-")[0]
        found = self.filter(Q(language=language) | Q(language=short)).in_order()
        return found if found.exists() else self.filter(language="en").in_order()


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self, at: datetime | None = None) -> Self:
        """Return notices that readers may see at `at` (default: now), also withdrawn ones, which say so."""
        return self.filter(published_at__lte=at or timezone.now())

    def standing(self, at: datetime | None = None) -> Self:
        """Return notices that still hold at `at` (default: now)."""
        return self.public(at).filter(withdrawn_at=None)

    def of_kind(self, kind: str) -> Self:
        """Return notices of one kind; an empty kind means all."""
        return self.filter(kind=kind) if kind else self

    def of_year(self, year: str) -> Self:
        """Return notices of one year of the paper's calendar; an empty year means all."""
        return self.filter(published_at__year=int(year)) if year else self

    def with_article(self) -> Self:
        """Load where a notice belongs: the article, and the revision it came with, but for the text."""
        return self.select_related("article", "revision").defer("article__body", "revision__body")

    def years(self) -> list[int]:
        """Return the years that have notices, the last first."""
        return [day.year for day in self.public().datetimes("published_at", "year", order="DESC")]

    def newest(self) -> Self:
        return self.order_by("-published_at", "-pk")
