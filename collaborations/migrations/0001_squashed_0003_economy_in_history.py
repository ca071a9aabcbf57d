import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import collaborations.models.documents


class Migration(migrations.Migration):
    replaces = [
        ("collaborations", "0001_initial"),
        ("collaborations", "0002_documents"),
        ("collaborations", "0003_economy_in_history"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("models_catalog", "0001_squashed_0002_rule_history"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collaboration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=140, verbose_name="navn")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=200)),
                ("purpose", models.TextField(max_length=2000, verbose_name="formål")),
                (
                    "origin",
                    models.CharField(
                        choices=[("own", "Eget"), ("example", "Eksempel"), ("source", "Registreret fra en kilde")],
                        default="own",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("phase", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="fase")),
                ("phase_since", models.DateField(editable=False, null=True, verbose_name="i fasen siden")),
                (
                    "status",
                    models.CharField(
                        choices=[("green", "Grøn"), ("yellow", "Gul"), ("red", "Rød"), ("grey", "Grå")],
                        default="grey",
                        editable=False,
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_reason",
                    models.CharField(blank=True, editable=False, max_length=140, verbose_name="begrundelse"),
                ),
                ("status_at", models.DateTimeField(editable=False, null=True, verbose_name="status sat")),
                (
                    "demarcation",
                    models.TextField(
                        blank=True,
                        help_text="Hvad er med, og hvad er ikke med?",
                        max_length=4000,
                        verbose_name="afgrænsning",
                    ),
                ),
                ("start_goal", models.DateField(blank=True, null=True, verbose_name="mål for start")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="stiftet")),
                ("operating_from", models.DateField(blank=True, null=True, verbose_name="i drift fra")),
                (
                    "declared_member_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Når ikke alle medlemmer er kendt ved navn.",
                        null=True,
                        verbose_name="antal medlemmer i alt",
                    ),
                ),
                (
                    "declared_member_note",
                    models.CharField(
                        blank=True,
                        help_text="Fx: medlemsliste, november 2026",
                        max_length=200,
                        verbose_name="kilde til antallet",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="opdateret"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "cooperation_models",
                    models.ManyToManyField(
                        blank=True, to="models_catalog.collaborationmodel", verbose_name="samarbejdsmodeller"
                    ),
                ),
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
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted",
                        to="municipalities.municipality",
                        verbose_name="værtskommune",
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiated",
                        to="municipalities.municipality",
                        verbose_name="kommune, der tager initiativet",
                    ),
                ),
                (
                    "organisation_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="models_catalog.organisationtype",
                        verbose_name="organisationsform",
                    ),
                ),
            ],
            options={
                "verbose_name": "samarbejde",
                "verbose_name_plural": "samarbejder",
                "ordering": ["sort_name", "pk"],
                "indexes": [
                    models.Index(fields=["phase", "sort_name"], name="collaborati_phase_be1f4d_idx"),
                    models.Index(fields=["status"], name="collaborati_status_c70b8a_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("phase__gte", 1), ("phase__lte", 5)), name="collaborations_five_phases"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["yellow", "red"]), _negated=True),
                            models.Q(("status_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="collaborations_bad_status_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("initiator__isnull", False), ("origin", "source"), _connector="OR"),
                        name="collaborations_somebody_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Oprettelse"),
                            ("facts", "Oplysninger"),
                            ("participants", "Deltagere"),
                            ("people", "Medarbejdere og adgang"),
                            ("status", "Status"),
                            ("checklist", "Tjekliste"),
                            ("requirement", "Krav"),
                            ("phase", "Fase"),
                            ("decision", "Beslutning"),
                            ("text", "Tekst"),
                            ("economy", "Økonomi"),
                            ("document", "Dokument"),
                            ("report", "Rapport"),
                            ("look", "Administrators opslag"),
                        ],
                        max_length=12,
                        verbose_name="emne",
                    ),
                ),
                ("text", models.TextField(verbose_name="hændelse")),
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
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activity",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "hændelse",
                "verbose_name_plural": "hændelser",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["collaboration", "-at"], name="collaborati_collabo_25c6b0_idx")],
            },
        ),
        migrations.CreateModel(
            name="Driver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("economy", "Økonomi"),
                            ("competence", "Kompetencer"),
                            ("quality", "Kvalitet"),
                            ("autonomy", "Selvstyre og robusthed"),
                            ("other", "Andet"),
                        ],
                        max_length=10,
                        verbose_name="drivkraft",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="beskrivelse")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drivers",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "drivkraft",
                "verbose_name_plural": "drivkræfter",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "kind"), name="collaborations_driver_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000, verbose_name="forventninger")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectations",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "forventning",
                "verbose_name_plural": "forventninger",
                "ordering": ["-written_at", "-pk"],
                "get_latest_by": "written_at",
            },
        ),
        migrations.CreateModel(
            name="ExternalParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="gælder fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gælder til og med")),
                ("contribution", models.TextField(blank=True, max_length=1000, verbose_name="rolle og bidrag")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="external_participations",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="municipalities.externalparty",
                        verbose_name="part",
                    ),
                ),
            ],
            options={
                "verbose_name": "anden deltager",
                "verbose_name_plural": "andre deltagere",
                "ordering": ["party__sort_name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="collaborations_externalparticipation_ends_after_it_begins",
                        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("collaboration", "party"),
                        name="collaborations_party_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="gælder fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gælder til og med")),
                (
                    "role",
                    models.CharField(
                        choices=[("coordinator", "Koordinator"), ("contributor", "Bidragyder"), ("reader", "Læser")],
                        max_length=11,
                        verbose_name="rolle",
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "medlem",
                "verbose_name_plural": "medlemmer",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="collaborations_member_ends_after_it_begins",
                        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Inviteret"),
                            ("interested", "Interesseret"),
                            ("participant", "Deltager"),
                            ("declined", "Afslået"),
                            ("withdrawn", "Udtrådt"),
                        ],
                        max_length=11,
                        verbose_name="deltagelse",
                    ),
                ),
                ("since", models.DateField(verbose_name="siden")),
                (
                    "contribution",
                    models.TextField(
                        blank=True,
                        help_text="Hvad kan og vil kommunen bidrage med?",
                        max_length=1000,
                        verbose_name="rolle og bidrag",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="municipalities.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "deltagelse",
                "verbose_name_plural": "deltagelser",
                "ordering": ["municipality__sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "municipality"), name="collaborations_takes_part_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Inviteret"),
                            ("interested", "Interesseret"),
                            ("participant", "Deltager"),
                            ("declined", "Afslået"),
                            ("withdrawn", "Udtrådt"),
                        ],
                        max_length=11,
                        verbose_name="deltagelse",
                    ),
                ),
                ("date", models.DateField(verbose_name="dato")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="collaborations.participation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ændring i deltagelse",
                "verbose_name_plural": "ændringer i deltagelse",
                "ordering": ["date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="gælder fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gælder til og med")),
                (
                    "role",
                    models.CharField(
                        choices=[("contact", "Kommunekontakt"), ("reader", "Læser")], max_length=8, verbose_name="rolle"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="collaborations.participation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "repræsentant",
                "verbose_name_plural": "repræsentanter",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="collaborations_representative_ends_after_it_begins",
                        violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["contact", "reader"])),
                        name="collaborations_representative_answers_or_reads",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("participation", "user"),
                        name="collaborations_represents_in_one_role_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[("green", "Grøn"), ("yellow", "Gul"), ("red", "Rød"), ("grey", "Grå")],
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=140, verbose_name="begrundelse")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_updates",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "status",
                "verbose_name_plural": "statusser",
                "ordering": ["-set_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=140, verbose_name="titel")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dokument",
                "verbose_name_plural": "dokumenter",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at__isnull", True), models.Q(("hidden_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="collaborations_hidden_document_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("file", models.FileField(upload_to=collaborations.models.documents.document_path, verbose_name="fil")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("png", "PNG"), ("jpeg", "JPEG")],
                        max_length=4,
                        verbose_name="slags",
                    ),
                ),
                ("original_name", models.CharField(max_length=200, verbose_name="filens navn")),
                ("size", models.PositiveIntegerField(verbose_name="størrelse i byte")),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hvad er nyt")),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="collaborations.document",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version af et dokument",
                "verbose_name_plural": "versioner af dokumenter",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="collaborations_document_version_once")
                ],
            },
        ),
    ]
