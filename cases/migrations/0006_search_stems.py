"""What the search reads of the cases that are found is how often a stem stands where, no longer whole texts (ADR 0018).

All of it is an index of the cases: it is emptied here and written anew by `load_reference_data`.
"""

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._search import add_triggers_again

# So that the words with one beginning stand together in the index, as they do on SQLite.
BY_BYTES = (
    'ALTER TABLE cases_searchstem ALTER COLUMN stem TYPE varchar(100) COLLATE "C",'
    ' ALTER COLUMN backwards TYPE varchar(100) COLLATE "C"'
)


def empty(apps, schema_editor):
    apps.get_model("cases", "SearchEntry").objects.all().delete()
    apps.get_model("cases", "SearchWord").objects.all().delete()


def compare_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_BYTES)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_topics_have_drafts_and_a_history"),
    ]

    operations = [
        migrations.RunPython(empty, add_triggers_again),
        migrations.AddField(
            model_name="searchentry", name="passages", field=models.JSONField(default=list), preserve_default=True
        ),
        migrations.AlterField(
            model_name="searchentry", name="version", field=models.PositiveSmallIntegerField(default=2)
        ),
        migrations.AddField(
            model_name="searchword",
            name="stem",
            field=models.CharField(db_index=True, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(add_triggers_again, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SearchStem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=100)),
                ("backwards", models.CharField(blank=True, max_length=100)),
                ("counts", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_stems", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "ordstamme",
                "verbose_name_plural": "ordstammer",
                "indexes": [
                    models.Index(fields=["stem", "case", "counts"], name="cases_stem_read"),
                    models.Index(
                        condition=models.Q(("backwards", ""), _negated=True),
                        fields=["backwards"],
                        name="cases_stem_backwards",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("case", "stem"), name="cases_stem_once_a_case")],
            },
        ),
        migrations.RunPython(compare_by_bytes, migrations.RunPython.noop),
    ]
