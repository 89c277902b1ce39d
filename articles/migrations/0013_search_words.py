"""SQLite's search index learns which words there are, so that their longer forms can be asked for one by one."""

from django.db import migrations

FORWARDS = [
    "CREATE TABLE articles_search_words (word text PRIMARY KEY) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE articles_search_terms USING fts5vocab('articles_search', 'col')",
    "INSERT INTO articles_search_words (word) "
    "SELECT DISTINCT term FROM articles_search_terms WHERE length(term) > 4 AND col <> 'marks'",
    "DROP TABLE articles_search_terms",
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in FORWARDS:
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_search_words")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_search_marks")]
    operations = [migrations.RunPython(forwards, backwards)]
