import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("models_catalog", "0001_initial"), ("models_catalog", "0002_rule_history")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CollaborationModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=30, unique=True, verbose_name="nøgle")),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("purpose", models.TextField(verbose_name="formål")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
            ],
            options={
                "verbose_name": "samarbejdsmodel",
                "verbose_name_plural": "samarbejdsmodeller",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.SlugField(
                        choices=[
                            ("section-60", "§\xa060"),
                            ("section-60a", "§\xa060\xa0a"),
                            ("association", "forening"),
                            ("agreement", "aftale"),
                            ("company", "A/S"),
                            ("other", "andet"),
                        ],
                        max_length=30,
                        unique=True,
                        verbose_name="nøgle",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("short_name", models.CharField(max_length=30, verbose_name="kort navn")),
                ("description", models.TextField(verbose_name="beskrivelse")),
                (
                    "transfers_competence",
                    models.BooleanField(
                        blank=True,
                        help_text="Tom, når kilderne ikke siger det.",
                        null=True,
                        verbose_name="kommunerne afgiver kompetence",
                    ),
                ),
                ("leadership", models.CharField(blank=True, max_length=200, verbose_name="ledelse")),
                ("secretariat", models.CharField(blank=True, max_length=200, verbose_name="sekretariat")),
                ("economy", models.CharField(blank=True, max_length=200, verbose_name="økonomi")),
                ("municipalities_only", models.BooleanField(default=False, verbose_name="kun kommuner kan deltage")),
                (
                    "minimum_municipalities",
                    models.PositiveSmallIntegerField(default=1, verbose_name="mindst antal kommuner"),
                ),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
            ],
            options={
                "verbose_name": "organisationsform",
                "verbose_name_plural": "organisationsformer",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="LegalRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gælder til og med")),
                ("key", models.SlugField(max_length=40, verbose_name="nøgle")),
                (
                    "body",
                    models.CharField(
                        help_text="Den, der skal beslutte, godkende eller orienteres.",
                        max_length=80,
                        verbose_name="hvem",
                    ),
                ),
                ("statement", models.TextField(verbose_name="regel")),
                ("legal_basis", models.CharField(max_length=200, verbose_name="hjemmel")),
                ("source_title", models.CharField(max_length=200, verbose_name="kilde")),
                ("source_url", models.URLField(blank=True, max_length=300, verbose_name="adresse")),
                ("last_checked", models.DateField(verbose_name="senest kontrolleret")),
                ("valid_from", models.DateField(default=datetime.date(1970, 1, 1), verbose_name="gælder fra")),
                (
                    "valid_from_known",
                    models.BooleanField(
                        default=True,
                        help_text="Ellers vises kun, hvornår reglen ophørte.",
                        verbose_name="startdatoen er kendt",
                    ),
                ),
                (
                    "organisation_types",
                    models.ManyToManyField(
                        blank=True,
                        related_name="legal_rules",
                        to="models_catalog.organisationtype",
                        verbose_name="organisationsformer",
                    ),
                ),
                ("edited_here", models.BooleanField(default=False, verbose_name="rettet her")),
            ],
            options={
                "verbose_name": "retsregel",
                "verbose_name_plural": "retsregler",
                "ordering": ["key", "valid_from"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="models_catalog_legalrule_ends_after_it_begins",
                        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
                    ),
                    models.UniqueConstraint(fields=("key", "valid_from"), name="models_catalog_rule_once_per_date"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Combination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fit",
                    models.CharField(
                        choices=[("obvious", "Oplagt"), ("possible", "Mulig"), ("clarify", "Kræver afklaring")],
                        max_length=8,
                        verbose_name="vurdering",
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=200, verbose_name="forbehold")),
                ("potential", models.TextField(blank=True, verbose_name="udviklingspotentiale")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="combinations",
                        to="models_catalog.collaborationmodel",
                    ),
                ),
                (
                    "organisation_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="combinations",
                        to="models_catalog.organisationtype",
                    ),
                ),
            ],
            options={
                "verbose_name": "kombination",
                "verbose_name_plural": "kombinationer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "organisation_type"), name="models_catalog_combination_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalRuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("loaded", "Indlæst"),
                            ("published", "Udgivet"),
                            ("checked", "Kontrolleret"),
                            ("ended", "Afsluttet"),
                        ],
                        max_length=9,
                        verbose_name="ændring",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("content", models.JSONField(verbose_name="indhold")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tidspunkt")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="models_catalog.legalrule",
                        verbose_name="retsregel",
                    ),
                ),
            ],
            options={
                "verbose_name": "ændring af en retsregel",
                "verbose_name_plural": "ændringer af retsregler",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["loaded", "checked"]),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="models_catalog_change_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "loaded"), ("by__isnull", False), _connector="OR"),
                        name="models_catalog_change_has_somebody",
                    ),
                ],
            },
        ),
    ]
