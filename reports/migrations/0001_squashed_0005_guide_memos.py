import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reports.models


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_papers"),
        ("reports", "0003_case_papers"),
        ("reports", "0004_case_sheets"),
        ("reports", "0005_guide_memos"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0001_squashed_0004_curation"),
        ("collaborations", "0001_squashed_0003_economy_in_history"),
        ("decisions", "0001_squashed_0004_catalogueversion"),
        ("finance", "0001_squashed_0004_scenario_name"),
        ("jobs", "0001_initial"),
        ("modelguide", "0001_initial"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("status", "Statusrapport"),
                            ("text-pdf", "Tekst som PDF"),
                            ("text-word", "Tekst som Word"),
                            ("agenda", "Dagsordenspunkter"),
                            ("case", "Business case-resumé"),
                            ("memo-pdf", "Notat fra modelguiden som PDF"),
                            ("memo-word", "Notat fra modelguiden som Word"),
                        ],
                        default="status",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("snapshot", models.JSONField(editable=False, null=True)),
                ("data_at", models.DateTimeField(editable=False, null=True, verbose_name="data pr.")),
                (
                    "file",
                    models.FileField(
                        blank=True, editable=False, upload_to=reports.models.report_path, verbose_name="fil"
                    ),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("size", models.PositiveIntegerField(editable=False, null=True, verbose_name="størrelse i byte")),
                ("pages", models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="sider")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="bestilt")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="jobs.job"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        verbose_name="kommune",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="decisions.round",
                        verbose_name="runde",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="decisions.textversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="finance.businesscase",
                        verbose_name="business case",
                    ),
                ),
                (
                    "guide_answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="modelguide.guideanswer",
                        verbose_name="svar i modelguiden",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporter",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("file", ""), models.Q(("sha256", ""), _negated=True), _connector="OR"),
                        name="reports_file_has_a_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("snapshot__isnull", True), ("data_at__isnull", False), _connector="OR"),
                        name="reports_snapshot_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                ("snapshot", models.JSONField(editable=False)),
                (
                    "file",
                    models.FileField(
                        blank=True, editable=False, upload_to=reports.models.sheet_path, verbose_name="fil"
                    ),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("size", models.PositiveIntegerField(editable=False, null=True, verbose_name="størrelse i byte")),
                ("pages", models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="sider")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="bestilt")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="cases.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_sheet", to="jobs.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "caseark",
                "verbose_name_plural": "caseark",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "fingerprint"), name="reports_one_sheet_for_each_content"),
                    models.CheckConstraint(
                        condition=models.Q(("file", ""), models.Q(("sha256", ""), _negated=True), _connector="OR"),
                        name="reports_sheet_has_a_hash",
                    ),
                ],
            },
        ),
    ]
