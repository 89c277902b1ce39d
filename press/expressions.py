"""What SQL can say and Django has no word for."""

from collections.abc import Iterable

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler


class UnionAll(Expression):
    """The rows of several queries of one column, to stand behind `__in`; each may have an order and a limit.

    `QuerySet.union` takes such queries on PostgreSQL alone: SQLite wants each of them within one more query.
    """

    def __init__(self, queries: Iterable[QuerySet]) -> None:
        super().__init__()
        self.queries = list(queries)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        parts: list[str] = []
        values: list = []
        for rows in self.queries:
            try:
                part, told = compiler.compile(Subquery(rows))
            except EmptyResultSet:  # As of `.none()`, or of `__in` with an empty list.
                continue
            parts.append(f"SELECT * FROM {part} AS part")  # noqa: S608 - Django wrote it
            values += told
        if not parts:
            raise EmptyResultSet
        return f"({' UNION ALL '.join(parts)})", values
