"""The rows of a database as they lie in their tables, whatever the models of the code say."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection

Table = tuple[list[str], list[tuple]]

INDEXES = ("articles_search",)
"""Tables that hold nothing of their own: all in them is made again of what others hold."""
GROWING = {
    "django_migrations": "every upgrade adds to it",
    "django_content_type": "new nouns",
    "auth_permission": "rights on them",
    "auth_group_permissions": "groups get new rights, and no others: `rights` compares them",
    "masthead_letter": "new occasions to write, and new languages to write in",
}
"""Tables to which migrating may add rows, and why."""
MOVED: dict[str, str] = {}
"""Tables that a migration since version 0.1 has renamed, and their names now."""
CHANGED: dict[str, str] = {}
"""Columns (“table.column”) that a migration since version 0.1 fills anew or drops, and why nobody loses by that."""


def tables() -> dict[str, Table]:
    """Return the columns and rows of each table."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _table(cursor, name) for name in names if not name.startswith(INDEXES)}


def _table(cursor, name: str) -> Table:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
    return [column[0] for column in cursor.description], [tuple(map(str, row)) for row in cursor.fetchall()]


def differences(before: dict[str, Table], after: dict[str, Table]) -> Iterator[str]:
    """Yield a sentence for each table, column and row that migrating has lost, and for rows that nobody asked for."""
    for name, (columns, rows) in before.items():
        there = after.get(MOVED.get(name, name))
        kept = [column for column in columns if f"{name}.{column}" not in CHANGED]
        if there is None:
            yield f"The table {name} is gone, with {len(rows)} rows."
        elif gone := set(kept) - set(there[0]):
            yield f"{name} has no {', '.join(sorted(gone))} any more."
        else:
            yield from _of_rows(name, _only(kept, (columns, rows)), _only(kept, there))


def _of_rows(name: str, before: list[tuple], after: list[tuple]) -> Iterator[str]:
    was, now = Counter(before), Counter(after)
    yield from (f"{name} has lost or changed the row {row}." for row in was - now)
    if name not in GROWING:
        yield from (f"{name} has a new row {row}." for row in now - was)


def _only(columns: list[str], table: Table) -> list[tuple]:
    places = [table[0].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in table[1]]


RIGHTS = {
    "group": "SELECT g.name, t.app_label, p.codename FROM auth_group_permissions h "
    "JOIN auth_group g ON g.id = h.group_id JOIN auth_permission p ON p.id = h.permission_id ",
    "user": "SELECT u.username, t.app_label, p.codename FROM auth_user_user_permissions h "
    "JOIN auth_user u ON u.id = h.user_id JOIN auth_permission p ON p.id = h.permission_id ",
    "all": "SELECT '', t.app_label, p.codename FROM auth_permission p ",
}


def rights(whose: str) -> set[tuple[str, str]]:
    """Return who holds which right, of all groups or users; those that there are with `all`."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS[whose] + "JOIN django_content_type t ON t.id = p.content_type_id")
        return {(who, f"{label}.{codename}") for who, label, codename in cursor.fetchall()}
