"""The search index learns what filters ask for, as `articles.search.marks` writes it, from what it and others hold."""

from django.db import migrations

SQLITE = [
    "ALTER TABLE articles_search RENAME TO articles_search_before",
    "CREATE VIRTUAL TABLE articles_search USING fts5(headline, standfirst, names, marks, body, "
    "tokenize = \"unicode61 remove_diacritics 0 tokenchars '-'\", prefix = '3 4')",
    "INSERT INTO articles_search (rowid, headline, standfirst, names, body, marks) "
    "SELECT found.rowid, found.headline, found.standfirst, found.names, found.body, "
    "coalesce('section' || revision.section_id || ' ', '') || 'language' || lower(revision.language) || "
    "coalesce((SELECT ' ' || group_concat('person' || person_id, ' ') FROM articles_credit "
    "WHERE revision_id = revision.id), '') || "
    "coalesce((SELECT ' ' || group_concat('tag' || tag_id, ' ') FROM articles_subject "
    "WHERE revision_id = revision.id), '') "
    "FROM articles_search_before found JOIN articles_revision revision ON revision.id = (found.rowid & 4294967295)",
    "DROP TABLE articles_search_before",
]
SQLITE_BACK = [
    "ALTER TABLE articles_search RENAME TO articles_search_after",
    "CREATE VIRTUAL TABLE articles_search USING fts5(headline, standfirst, names, body, "
    "tokenize = 'unicode61 remove_diacritics 0', prefix = '3 4')",
    "INSERT INTO articles_search (rowid, headline, standfirst, names, body) "
    "SELECT rowid, headline, standfirst, names, body FROM articles_search_after",
    "DROP TABLE articles_search_after",
]
POSTGRESQL = [
    "ALTER TABLE articles_search ADD COLUMN marks text[] NOT NULL DEFAULT '{}'",
    "UPDATE articles_search SET marks = array_remove(ARRAY['section' || revision.section_id, "
    "'language' || lower(revision.language)], NULL) || "
    "ARRAY(SELECT 'person' || person_id FROM articles_credit WHERE revision_id = revision.id) || "
    "ARRAY(SELECT 'tag' || tag_id FROM articles_subject WHERE revision_id = revision.id) "
    "FROM articles_revision revision WHERE revision.id = (articles_search.number & 4294967295)",
    "DROP INDEX articles_search_document",
    "CREATE INDEX articles_search_found ON articles_search USING gin (document, marks)",
]
POSTGRESQL_BACK = [
    "DROP INDEX articles_search_found",
    "CREATE INDEX articles_search_document ON articles_search USING gin (document)",
    "ALTER TABLE articles_search DROP COLUMN marks",
]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_terms_in_full")]
    operations = [migrations.RunPython(forwards, backwards)]
