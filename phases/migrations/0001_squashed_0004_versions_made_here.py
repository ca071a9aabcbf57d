import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("phases", "0001_initial"),
        ("phases", "0002_decisions_move"),
        ("phases", "0003_item_documents"),
        ("phases", "0004_versions_made_here"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("collaborations", "0001_squashed_0003_economy_in_history"),
        ("decisions", "0001_squashed_0004_catalogueversion"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("published_on", models.DateField(verbose_name="udgivet")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
                ("source", models.CharField(max_length=300, verbose_name="kilde")),
                (
                    "file_number",
                    models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name="nummer i filen"),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="udgivet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "procesversion",
                "verbose_name_plural": "procesversioner",
                "ordering": ["-number"],
                "get_latest_by": "number",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="phases_version_made_here_has_a_note",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("key", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=60, verbose_name="navn")),
                ("purpose", models.TextField(verbose_name="formål")),
                ("involved", models.JSONField(default=list, verbose_name="hvem er med")),
                ("decisions", models.JSONField(default=list, verbose_name="beslutninger")),
                ("differences", models.JSONField(default=dict, verbose_name="forskelle")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="phases.processversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "fase",
                "verbose_name_plural": "faser",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "number"), name="phases_number_once_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 5)), name="phases_are_five"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplateItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="nøgle")),
                ("text", models.CharField(max_length=300, verbose_name="punkt")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("politics", "Politik"),
                            ("economy", "Økonomi"),
                            ("law", "Jura"),
                            ("organisation", "Organisation"),
                            ("content", "Indhold"),
                        ],
                        max_length=12,
                        verbose_name="gruppe",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("organisation_types", models.JSONField(blank=True, default=list, verbose_name="organisationsformer")),
                ("per_municipality", models.BooleanField(default=False, verbose_name="pr. kommune")),
                ("requirement", models.SlugField(blank=True, max_length=40, verbose_name="krav")),
                ("clarifies", models.JSONField(blank=True, default=list, verbose_name="afklarer")),
                ("results", models.JSONField(blank=True, default=list, verbose_name="resultat")),
                ("help", models.JSONField(blank=True, default=list, verbose_name="hjælp")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="phases.phase"
                    ),
                ),
            ],
            options={
                "verbose_name": "punkt på tjeklisten",
                "verbose_name_plural": "punkter på tjeklisten",
                "ordering": ["phase__number", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "key"), name="phases_item_key_once_per_phase")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Åben"),
                            ("started", "I gang"),
                            ("done", "Klaret"),
                            ("not-relevant", "Ikke relevant"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "state_before_done",
                    models.CharField(
                        choices=[
                            ("open", "Åben"),
                            ("started", "I gang"),
                            ("done", "Klaret"),
                            ("not-relevant", "Ikke relevant"),
                        ],
                        default="open",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="frist")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checklist",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_items",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="phases.checklisttemplateitem",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="collaborations.documentversion", verbose_name="dokumenter"
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på tjeklisten",
                "verbose_name_plural": "svar på tjeklisten",
                "indexes": [
                    models.Index(fields=["owner", "state", "due"], name="phases_chec_owner_i_24139e_idx"),
                    models.Index(
                        condition=models.Q(("due__isnull", False), ("state__in", ["open", "started"])),
                        fields=["collaboration", "due"],
                        name="phases_open_items_by_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "template", "municipality"),
                        name="phases_item_answered_once_per_municipality",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", True)),
                        fields=("collaboration", "template"),
                        name="phases_item_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not-relevant"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="phases_not_relevant_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="phases.checklistitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "ændring af punkt",
                "verbose_name_plural": "ændringer af punkter",
                "ordering": ["-changed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PhaseTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("started", "Begyndt"),
                            ("forward", "Gået videre"),
                            ("back", "Gået tilbage"),
                            ("registered", "Registreret"),
                        ],
                        max_length=10,
                    ),
                ),
                ("from_phase", models.PositiveSmallIntegerField(null=True)),
                ("to_phase", models.PositiveSmallIntegerField()),
                ("date", models.DateField(verbose_name="dato")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                ("requirements", models.JSONField(default=list)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "faseskift",
                "verbose_name_plural": "faseskift",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_phase__gte", 1), ("to_phase__lte", 5)),
                        name="phases_transition_within_the_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "back"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="phases_going_back_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "registered"), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="phases_registration_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollaborationProcess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collaboration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="process",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="phases.processversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "proces for et samarbejde",
                "verbose_name_plural": "processer for samarbejder",
            },
        ),
        migrations.CreateModel(
            name="RequirementTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before_phase", models.PositiveSmallIntegerField(verbose_name="før fase")),
                ("key", models.SlugField(max_length=40, verbose_name="nøgle")),
                ("title", models.CharField(max_length=160, verbose_name="krav")),
                ("explanation", models.TextField(blank=True, verbose_name="hvorfor")),
                ("check_name", models.SlugField(max_length=40, verbose_name="kontrol")),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("organisation_types", models.JSONField(blank=True, default=list, verbose_name="organisationsformer")),
                ("waivable", models.BooleanField(default=True, verbose_name="kan fraviges")),
                ("blocking", models.BooleanField(default=True, verbose_name="stopper næste fase")),
                ("legal_rule", models.SlugField(blank=True, max_length=40, verbose_name="retsregel")),
                ("position", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="phases.processversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "krav",
                "verbose_name_plural": "krav",
                "ordering": ["before_phase", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "before_phase", "key"), name="phases_requirement_once_per_phase"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("waivable", True), models.Q(("legal_rule", ""), _negated=True), _connector="OR"
                        ),
                        name="phases_unwaivable_has_a_legal_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("waivable", True), ("blocking", True), _connector="OR"),
                        name="phases_unwaivable_stops",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before_phase", models.PositiveSmallIntegerField()),
                ("requirement", models.SlugField(max_length=40)),
                ("reason", models.CharField(max_length=300, verbose_name="begrundelse")),
                ("withdrawn", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fravigelse",
                "verbose_name_plural": "fravigelser",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="phases_waiver_has_a_reason"
                    )
                ],
            },
        ),
    ]
