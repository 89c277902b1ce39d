"""The public notices of an article, read along with it: an article's page may not cost a query more for them."""

from datetime import UTC, datetime

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.formats import date_format

from articles import elsewhere
from articles.models import Article, Revision
from articles.querysets import beside
from corrections.models import Correction

ALONG = "notices_along"
_FIELDS = [field.attname for field in Correction._meta.concrete_fields]
_MOMENTS = {"published_at", "withdrawn_at"}


class _Listed(Aggregate):
    """All values of a group as one list in JSON."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def along_with_revision() -> Subquery:
    """Return the public notices of a revision's article as an expression in JSON, null where there are none."""
    rows = Correction.objects.public().filter(article=OuterRef("article")).order_by().values("article")
    return Subquery(rows.annotate(rows=_Listed(JSONObject(**{name: name for name in _FIELDS}))).values("rows"))


beside[ALONG] = along_with_revision


def of(copy: Article | Revision) -> list[Correction]:
    """Return the public notices of an article, the newest first, withdrawn ones too.

    With a revision that came by `for_reading()` they came too; else it is one query, however often it is asked.
    """
    if "notices" not in vars(copy):
        copy.notices = _read_along(copy) if hasattr(copy, ALONG) else _fetched(copy)
    return copy.notices


def in_sentences(copy: Article | Revision) -> list[str]:
    """Return the notices that hold, each as one line for where there is no room for more: “Correction, 3 May: …”."""
    standing = [notice for notice in of(copy) if notice.withdrawn_at is None]
    dates = [date_format(timezone.localtime(notice.published_at), "j E Y") for notice in standing]
    return [f"{one.get_kind_display()}, {date}: {one.text}" for one, date in zip(standing, dates, strict=True)]


elsewhere.notes.append(in_sentences)


def _fetched(copy: Article | Revision) -> list[Correction]:
    article = copy.article_id if isinstance(copy, Revision) else copy.pk
    return list(Correction.objects.public().filter(article=article).newest())


def _read_along(revision: Revision) -> list[Correction]:
    rows = [_row(values, revision._state.db) for values in getattr(revision, ALONG) or []]
    return sorted(rows, key=lambda notice: (notice.published_at, notice.pk), reverse=True)


def _row(values: dict, database: str) -> Correction:
    return Correction.from_db(
        database, _FIELDS, [_moment(values[name]) if name in _MOMENTS else values[name] for name in _FIELDS]
    )


def _moment(written: str | None) -> datetime | None:
    """Read a moment as a database writes it in JSON: SQLite leaves out the zone, which is UTC."""
    moment = written and datetime.fromisoformat(written)
    return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
