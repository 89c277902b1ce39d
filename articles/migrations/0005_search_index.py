"""The search index, made in the way of the database at hand; `articles.search` fills and asks it."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE articles_search USING fts5(headline, standfirst, names, body, "
    "tokenize = 'unicode61 remove_diacritics 0', prefix = '3 4')"
]
POSTGRESQL = [
    "CREATE TABLE articles_search (number bigint PRIMARY KEY, headline text NOT NULL, standfirst text NOT NULL, "
    "names text NOT NULL, document tsvector NOT NULL)",
    "CREATE INDEX articles_search_document ON articles_search USING gin (document)",
]


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_origin")]
    operations = [migrations.RunPython(create, drop)]
