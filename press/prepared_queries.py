"""Queries that Django writes into SQL once, and then asks again and again with other values.

Django takes several times as long to write a query as a database takes to answer it, and says the same words each time.
A page that thousands wait for can do without:

    @prepared
    def newest_in(count, *, section, at):
        return Revision.objects.live(at).in_section(section).newest().for_listing()[:count]

    newest_in(20, section=section.pk, at=timezone.now())

What is named (`section`, `at`) is told with every asking; instead of it the function gets a `Slot`, or for a list
`Slots`. What is not named (`count`) becomes part of the SQL, which is kept for every such value and every length of a
list, the latest few hundred.
"""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")
T = TypeVar("T")
MOST = 300  # Texts of SQL that one function may keep.


class Slot(Expression):
    """The place of a value that is told later; it may stand wherever a filter takes a value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        return "%s", [_Place(self.name)]


class Slots(Slot):
    """The places of a list of `length` values; it may stand behind `__in`, and is false if the list is empty."""

    def __init__(self, name: str, length: int) -> None:
        super().__init__(name)
        self.length = length

    def __len__(self) -> int:
        return self.length

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        if not self:
            raise EmptyResultSet
        return f"({', '.join(['%s'] * self.length)})", [_Place(self.name, number) for number in range(self.length)]


class _Place(NamedTuple):
    """Stands among the parameters of the SQL for a value, or for one of several."""

    name: str
    number: int | None = None

    def value(self, told: dict) -> object:
        value = told[self.name] if self.number is None else told[self.name][self.number]
        return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def prepared(write: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Make of a function that writes a query one that asks it, and returns a list of its rows.

    Values may be numbers, texts, moments, and lists of these; but not None, which SQL compares in another way.

    :raises ValueError: the query holds something that differs from one moment to the next, as the time of day.
    """

    @functools.lru_cache(MOST)
    def written(vendor: str, fixed: tuple, lengths: tuple[tuple[str, int | None], ...]) -> _Query:
        return _Query(write, fixed, {name: Slot(name) if n is None else Slots(name, n) for name, n in lengths})

    @functools.wraps(write)
    def ask(*fixed: P.args, **told: P.kwargs) -> list[Row]:
        lengths = tuple((name, len(value) if isinstance(value, list) else None) for name, value in told.items())
        return written(connection.vendor, fixed, lengths).ask(told)

    return ask


class _Query:
    """A query with its SQL; what knows how rows become objects is the compiler that wrote it."""

    def __init__(self, write: Callable[..., QuerySet], fixed: tuple, slots: dict[str, Slot]) -> None:
        self.rows = write(*fixed, **slots)
        self.compiler = self.rows.query.get_compiler(connection=connection)
        try:
            self.sql, self.places = self.compiler.as_sql()
            again = write(*fixed, **slots).query.sql_with_params()
        except EmptyResultSet:
            self.sql = ""
            return
        if again != (self.sql, self.places):
            raise ValueError(f"{write.__qualname__} must be told what changes from one moment to the next.")

    def ask(self, told: dict) -> list:
        if not self.sql:
            return []
        values = tuple(place.value(told) if isinstance(place, _Place) else place for place in self.places)
        compiler = _copy(self.compiler, connection=connection, as_sql=lambda *args, **kwargs: (self.sql, values))
        query = _copy(self.rows.query, get_compiler=lambda *args, **kwargs: compiler)
        return list(_copy(self.rows, _query=query))


def _copy(one: T, **changed: object) -> T:
    """Return a copy of an object that shares all parts but the `changed` ones."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__, **changed)
    return made
