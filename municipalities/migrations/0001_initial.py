import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import municipalities.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ExternalParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("state", "Stat"),
                            ("company", "Virksomhed"),
                            ("association", "Forening eller organisation"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="navn")),
                (
                    "cvr",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[municipalities.models.validate_cvr],
                        verbose_name="CVR-nummer",
                    ),
                ),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=160)),
            ],
            options={
                "verbose_name": "anden part",
                "verbose_name_plural": "andre parter",
                "ordering": ["sort_name"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="Tom, når koden ikke er kendt.", max_length=4, verbose_name="kode"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="findes fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="findes til og med")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="municipalities.region",
                        verbose_name="afløses af",
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regioner",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=3,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^\\d{3}$")],
                        verbose_name="kommunekode",
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("full_name", models.CharField(max_length=80, verbose_name="fulde navn")),
                (
                    "cvr",
                    models.CharField(
                        max_length=8,
                        unique=True,
                        validators=[municipalities.models.validate_cvr],
                        verbose_name="CVR-nummer",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=60, verbose_name="kommunegruppe")),
                ("area_km2", models.DecimalField(decimal_places=1, max_digits=7, verbose_name="areal i km²")),
                ("latitude", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="breddegrad")),
                ("longitude", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="længdegrad")),
                ("tile_column", models.PositiveSmallIntegerField(verbose_name="kolonne på kortet")),
                ("tile_row", models.PositiveSmallIntegerField(verbose_name="række på kortet")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=80)),
                ("search_name", models.CharField(db_index=True, editable=False, max_length=160)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="municipalities.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommune",
                "verbose_name_plural": "kommuner",
                "ordering": ["sort_name"],
                "constraints": [
                    models.UniqueConstraint(fields=("tile_column", "tile_row"), name="municipalities_one_tile_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("land", "fælles grænse"), ("water", "over vand")], max_length=5)),
                ("gap_km", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="municipalities.municipality"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="municipalities.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "nabo",
                "verbose_name_plural": "naboer",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="municipalities_neighbours_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="municipalities_not_own_neighbour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="dato")),
                ("value", models.PositiveIntegerField(verbose_name="indbyggere")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="population_figures",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "indbyggertal",
                "verbose_name_plural": "indbyggertal",
                "get_latest_by": "date",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "date"), name="municipalities_one_population_per_date"
                    )
                ],
            },
        ),
    ]
