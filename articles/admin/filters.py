"""The filters over the list of articles: always visible, each a part of the address."""

from datetime import datetime

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from adminkit.lists import Choice, Lookups
from articles.models import Article, Section
from articles.querysets import ArticleQuerySet
from masthead.models import Person


class AuthorFilter(Choice):
    title = _("Author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [(str(pk), name) for pk, name in Person.objects.by_name().values_list("pk", "name")]

    def chosen(self, rows: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return rows.with_name_of(int(value))


class SectionFilter(Choice):
    title = _("Section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [(str(pk), name) for pk, name in Section.objects.listed().values_list("pk", "name")]

    def chosen(self, rows: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return rows.filter(section=int(value))


class StatusFilter(Choice):
    title = _("Status")
    parameter_name = "status"
    CHOICES = {
        "draft": (_("Draft"), lambda found: found.unpublished().filter(stage=Article.Stage.DRAFT)),
        "review": (_("In review"), lambda found: found.filter(stage=Article.Stage.IN_REVIEW)),
        "ready": (_("Ready"), lambda found: found.filter(stage=Article.Stage.READY)),
        "scheduled": (_("Scheduled"), lambda found: found.scheduled()),
        "live": (_("Live"), lambda found: found.live()),
        "changed": (_("Live, changed since"), lambda found: found.live().unfinished()),
        "withdrawn": (_("Withdrawn"), lambda found: found.withdrawn()),
    }

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [(code, label) for code, (label, _chosen) in self.CHOICES.items()]

    def chosen(self, rows: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return self.CHOICES[value][1](rows)


class MonthFilter(Choice):
    """The month of first publication, in the paper's zone, as `YYYY-MM`."""

    title = _("Month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        published = Article.objects.exclude(first_published_at=None)
        first = published.order_by("first_published_at").values_list("first_published_at", flat=True).first()
        last = published.order_by("-first_published_at").values_list("first_published_at", flat=True).first()
        return [(f"{year}-{month:02}", f"{MONTHS[month]} {year}") for year, month in _months_back(last, first)]

    def chosen(self, rows: ArticleQuerySet, value: str) -> ArticleQuerySet:
        year, month = map(int, value.split("-"))
        return rows.first_published_between(_start(year, month), _start(year + month // 12, month % 12 + 1))


def _months_back(last: datetime | None, first: datetime | None) -> list[tuple[int, int]]:
    """Return the months from that of `last` down to that of `first`."""
    if last is None or first is None:
        return []
    newest, oldest = timezone.localtime(last), timezone.localtime(first)
    numbers = range(newest.year * 12 + newest.month - 1, oldest.year * 12 + oldest.month - 2, -1)
    return [(number // 12, number % 12 + 1) for number in numbers]


def _start(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year, month, 1))
