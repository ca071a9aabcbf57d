import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from cases.migrations._search import add_indexes, drop_indexes


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
