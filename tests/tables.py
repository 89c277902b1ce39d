"""The rows that migrating puts into the tables: what every test begins with, also after one that committed its own."""

from django.db import connection, transaction

BESIDES = ["articles_search", *(["sqlite_sequence"] if connection.vendor == "sqlite" else [])]
"""Tables that belong to no model: what is found, and the last numbers given."""

_rows: dict[str, list[tuple]] = {}


def remember() -> None:
    """Read all rows that there are, to put them back later."""
    with connection.cursor() as cursor:
        for table in [*connection.introspection.django_table_names(only_existing=True, include_views=False), *BESIDES]:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            _rows[table] = cursor.fetchall()


def put_back(*_args: object) -> None:
    """Make the tables hold what they held when they were read, under the same numbers.

    It is done in one transaction, so that neither order nor servers that look meanwhile matter.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _rows:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, rows in _rows.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
