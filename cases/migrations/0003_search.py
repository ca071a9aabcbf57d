import django.db.models.deletion
import django.utils.timezone
from django.db import DatabaseError, migrations, models, transaction

# Whoever lets Django make the table cases_searchentry anew on SQLite must make these triggers anew: they go with it.
SQLITE = (
    """CREATE VIRTUAL TABLE cases_searchindex USING fts5(
        terms, tokenize="unicode61 remove_diacritics 0 tokenchars '<§'", prefix='3 4 5')""",
    """CREATE TRIGGER cases_searchentry_added AFTER INSERT ON cases_searchentry BEGIN
        INSERT INTO cases_searchindex (rowid, terms) VALUES (new.case_id, new.terms); END""",
    """CREATE TRIGGER cases_searchentry_changed AFTER UPDATE ON cases_searchentry BEGIN
        UPDATE cases_searchindex SET terms = new.terms WHERE rowid = old.case_id; END""",
    """CREATE TRIGGER cases_searchentry_gone AFTER DELETE ON cases_searchentry BEGIN
        DELETE FROM cases_searchindex WHERE rowid = old.case_id; END""",
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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_lessons_and_references"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("title", models.TextField()),
                ("places", models.TextField()),
                ("essence", models.TextField()),
                ("topics", models.TextField()),
                ("forms", models.TextField()),
                ("summary", models.TextField()),
                ("advice", models.TextField()),
                ("rest", models.TextField()),
                ("words", models.TextField()),
                ("terms", models.TextField()),
            ],
            options={
                "verbose_name": "søgetekst",
                "verbose_name_plural": "søgetekster",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=100, unique=True)),
                ("written", models.CharField(max_length=100)),
            ],
            options={
                "verbose_name": "søgeord",
                "verbose_name_plural": "søgeord",
                "ordering": ["word"],
            },
        ),
        migrations.CreateModel(
            name="SearchLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="søgning")),
                ("day", models.DateField(default=django.utils.timezone.localdate, verbose_name="dag")),
                ("hits", models.PositiveIntegerField(verbose_name="antal fund")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="antal gange")),
            ],
            options={
                "verbose_name": "søgning",
                "verbose_name_plural": "søgninger",
                "ordering": ["-day", "text"],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "day"), name="cases_search_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="cases_search_has_a_text"
                    ),
                    models.CheckConstraint(condition=models.Q(("times__gte", 1)), name="cases_search_was_made"),
                ],
            },
        ),
        migrations.RunPython(add_indexes, drop_indexes),
    ]
