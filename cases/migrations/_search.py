"""What the search needs besides tables: full text indexes that follow by themselves. For migrations."""

from django.db import DatabaseError, transaction

# Whoever lets Django make the table cases_searchentry anew on SQLite must make these triggers anew: they go with it.
SQLITE_TRIGGERS = (
    """CREATE TRIGGER cases_searchentry_added AFTER INSERT ON cases_searchentry BEGIN
        INSERT INTO cases_searchindex (rowid, terms) VALUES (new.case_id, new.terms); END""",
    """CREATE TRIGGER cases_searchentry_changed AFTER UPDATE ON cases_searchentry BEGIN
        UPDATE cases_searchindex SET terms = new.terms WHERE rowid = old.case_id; END""",
    """CREATE TRIGGER cases_searchentry_gone AFTER DELETE ON cases_searchentry BEGIN
        DELETE FROM cases_searchindex WHERE rowid = old.case_id; END""",
)
SQLITE = (
    """CREATE VIRTUAL TABLE cases_searchindex USING fts5(
        terms, tokenize="unicode61 remove_diacritics 0 tokenchars '<§'", prefix='3 4 5')""",
    *SQLITE_TRIGGERS,
)
SQLITE_BACK = ("DROP TABLE cases_searchindex",)  # the triggers go with the table that they are on
# Terms are lexemes as they stand; the database's own stemmer reads the words. Both columns follow by themselves.
POSTGRESQL = (
    """ALTER TABLE cases_searchentry
        ADD COLUMN terms_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED,
        ADD COLUMN danish_vector tsvector GENERATED ALWAYS AS (to_tsvector('danish'::regconfig, words)) STORED""",
    "CREATE INDEX cases_searchentry_terms ON cases_searchentry USING gin (terms_vector)",
    "CREATE INDEX cases_searchentry_danish ON cases_searchentry USING gin (danish_vector)",
)
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX cases_searchword_trigrams ON cases_searchword USING gin (word gin_trgm_ops)",
)


def add_indexes(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
    if connection.vendor == "postgresql":
        add_trigrams(connection)


def add_triggers_again(apps, schema_editor):
    """After a migration that made the table anew on SQLite."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for statement in SQLITE_TRIGGERS:
                cursor.execute(statement)


def add_trigrams(connection):
    """Where the extension is not installed, or not ours to create, words are compared without it."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for statement in TRIGRAMS:
                cursor.execute(statement)
    except DatabaseError:
        pass


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for statement in SQLITE_BACK:
                cursor.execute(statement)
