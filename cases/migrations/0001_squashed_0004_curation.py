import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from cases.migrations._search import add_indexes, drop_indexes


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_lessons_and_references"),
        ("cases", "0003_search"),
        ("cases", "0004_curation"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("collaborations", "0001_squashed_0003_economy_in_history"),
        ("models_catalog", "0001_squashed_0002_rule_history"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="nøgle")),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("words", models.JSONField(blank=True, default=list, verbose_name="andre ord")),
                ("guide", models.TextField(blank=True, max_length=2000, verbose_name="vejledning")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "emne",
                "verbose_name_plural": "emner",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("review", "Til gennemsyn"),
                            ("published", "Udgivet"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="tilstand",
                    ),
                ),
                ("document", models.JSONField(verbose_name="indhold")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("sort_title", models.CharField(db_index=True, editable=False, max_length=240)),
                ("essence", models.CharField(blank=True, max_length=160, verbose_name="i én sætning")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external", "Mellem kommuner"),
                            ("internal", "Internt i en kommune"),
                            ("public-private", "Offentlig-privat"),
                        ],
                        default="external",
                        max_length=14,
                        verbose_name="slags",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("section-60", "§\xa060-fællesskab"),
                            ("section-60a", "§\xa060\xa0a-fællesskab"),
                            ("association", "Forening"),
                            ("agreement", "Aftale"),
                            ("company", "Aktieselskab"),
                            ("other", "Andet"),
                            ("innovation", "Offentlig-privat innovation"),
                            ("internal", "Kommunens egen organisation"),
                            ("", "Ikke oplyst"),
                        ],
                        default="",
                        max_length=14,
                        verbose_name="organisering",
                    ),
                ),
                ("established_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="etableret")),
                ("party_count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antal parter")),
                ("published_on", models.DateField(editable=False, null=True, verbose_name="udgivet")),
                ("confirmed_on", models.DateField(editable=False, null=True, verbose_name="sidst bekræftet")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="ændret"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="models_catalog.collaborationmodel",
                        verbose_name="model",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        blank=True, related_name="cases", to="municipalities.municipality", verbose_name="kommuner"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(blank=True, related_name="cases", to="cases.topic", verbose_name="emner"),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_as",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "pending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ingen ændringer venter"),
                            ("draft", "Ændringer i kladde"),
                            ("review", "Ændringer til gennemsyn"),
                        ],
                        default="",
                        editable=False,
                        max_length=6,
                        verbose_name="ændringer",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["sort_title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_on__isnull", False),
                            _connector="OR",
                        ),
                        name="cases_what_is_published_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"),
                        name="cases_changes_wait_beside_what_was_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseGain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("economy", "Økonomi"),
                            ("time", "Tid"),
                            ("competence", "Kompetencer"),
                            ("quality", "Kvalitet"),
                            ("citizen", "Nytte for borgerne"),
                            ("autonomy", "Selvstyre og robusthed"),
                        ],
                        max_length=10,
                        verbose_name="gevinst",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gains", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "gevinst",
                "verbose_name_plural": "gevinster",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("case", "type"), name="cases_gain_type_once_per_case")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("document", models.JSONField(verbose_name="indhold")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hvad er ændret")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "udgave",
                "verbose_name_plural": "udgaver",
                "ordering": ["-number"],
                "get_latest_by": "number",
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="cases_revision_number_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseLesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phase", models.PositiveSmallIntegerField(verbose_name="fase")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "Råd"),
                            ("lesson", "Erfaring"),
                            ("precondition", "Forudsætning"),
                            ("challenge", "Udfordring"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("text", models.TextField(verbose_name="erfaring")),
                ("topics", models.JSONField(default=list, verbose_name="emner")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "erfaring",
                "verbose_name_plural": "erfaringer",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["phase"], name="cases_casel_phase_ebdd21_idx")],
            },
        ),
        migrations.CreateModel(
            name="CaseReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hvad I tager med jer")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tilføjet")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="references", to="cases.case"
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_references",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "henvisning til en case",
                "verbose_name_plural": "henvisninger til cases",
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "case"), name="cases_referred_to_once_per_collaboration"
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("created", "Oprettede casen"),
                            ("imported", "Indlæste casen"),
                            ("saved", "Gemte en udgave"),
                            ("restored", "Hentede en ældre udgave frem"),
                            ("submitted", "Sendte til gennemsyn"),
                            ("sent-back", "Sendte tilbage til kladde"),
                            ("published", "Udgav"),
                            ("confirmed", "Bekræftede, at casen stadig er rigtig"),
                            ("withdrawn", "Trak casen tilbage"),
                            ("republished", "Fortrød og udgav igen"),
                            ("deleted", "Slettede casen"),
                        ],
                        max_length=11,
                        verbose_name="handling",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("revision", models.PositiveIntegerField(null=True, verbose_name="udgave")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tidspunkt")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "hændelse",
                "verbose_name_plural": "hændelser",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case__isnull", False), ("act", "deleted"), _connector="OR"),
                        name="cases_event_is_about_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act__in", ["sent-back", "withdrawn"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_event_says_why",
                    ),
                ],
            },
        ),
        migrations.RunPython(add_indexes, drop_indexes),
    ]
