import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_optimistic_locks"),
        ("decisions", "0003_key_annexes"),
        ("decisions", "0004_catalogueversion"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("collaborations", "0001_squashed_0003_economy_in_history"),
        ("finance", "0001_squashed_0004_scenario_name"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("layout", models.SlugField(max_length=30, verbose_name="opstilling")),
                ("names", models.JSONField(blank=True, default=list, verbose_name="afsnittenes navne")),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_layout",
                        to="municipalities.municipality",
                    ),
                ),
                ("by_coordinator", models.BooleanField(default=False, verbose_name="skrevet af en koordinator")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "kommunens opstilling",
                "verbose_name_plural": "kommunernes opstillinger",
            },
        ),
        migrations.CreateModel(
            name="AgreementText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statutes", "Vedtægter"),
                            ("cooperation", "Samarbejdsaftale"),
                            ("shareholders", "Ejeraftale"),
                            ("intent", "Hensigtserklæring"),
                            ("recommendation", "Fælles indstilling"),
                        ],
                        max_length=14,
                        verbose_name="slags",
                    ),
                ),
                ("title", models.CharField(max_length=140, verbose_name="titel")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
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
            ],
            options={
                "verbose_name": "tekst",
                "verbose_name_plural": "tekster",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingPractice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lead_weekdays",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Så lang tid bruger forvaltningen før fristen.",
                        verbose_name="hverdage før materialefristen",
                    ),
                ),
                ("has_committee", models.BooleanField(default=True, verbose_name="sagen går gennem et fagudvalg")),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_practice",
                        to="municipalities.municipality",
                    ),
                ),
                ("by_coordinator", models.BooleanField(default=False, verbose_name="skrevet af en koordinator")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "arbejdsgang for møder",
                "verbose_name_plural": "arbejdsgange for møder",
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="collaborations.collaboration",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "runde",
                "verbose_name_plural": "runder",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="nøgle")),
                ("title", models.CharField(max_length=60, verbose_name="spørgsmål")),
                ("explanation", models.CharField(blank=True, max_length=300, verbose_name="forklaring")),
                (
                    "scope",
                    models.CharField(
                        choices=[("each", "Hver kommune"), ("joint", "Et fælles organ"), ("authority", "Myndigheden")],
                        default="each",
                        max_length=9,
                        verbose_name="hvem svarer",
                    ),
                ),
                ("binding", models.BooleanField(default=True, verbose_name="bindende")),
                ("bodies", models.JSONField(blank=True, default=list, verbose_name="hvem kan beslutte")),
                ("may_be_irrelevant", models.BooleanField(default=False, verbose_name="kan være ikke relevant")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("set_back", models.JSONField(blank=True, default=list, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="collaborations.documentversion", verbose_name="dokumenter"
                    ),
                ),
                (
                    "requires",
                    models.ManyToManyField(
                        blank=True, related_name="opens", to="decisions.question", verbose_name="kræver først"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="decisions.agreementtext",
                        verbose_name="tekst",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="decisions.round",
                        verbose_name="runde",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørgsmål",
                "verbose_name_plural": "spørgsmål",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "key"), name="decisions_question_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="overskrift")),
                ("parts", models.JSONField(default=dict, verbose_name="afsnit")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda", to="decisions.round"
                    ),
                ),
            ],
            options={
                "verbose_name": "fælles sagsfremstilling",
                "verbose_name_plural": "fælles sagsfremstillinger",
            },
        ),
        migrations.CreateModel(
            name="AgendaAddendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=10000, verbose_name="kommunens egen tilføjelse")),
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
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="decisions.round"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "lokal tilføjelse",
                "verbose_name_plural": "lokale tilføjelser",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "municipality"), name="decisions_addendum_once_per_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="TextVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("clauses", models.JSONField(verbose_name="bestemmelser")),
                ("sha256", models.CharField(max_length=64)),
                ("is_typo", models.BooleanField(default=False, verbose_name="ren skrivefejl")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hvad er nyt")),
                ("published_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="udgivet")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="decisions.agreementtext",
                    ),
                ),
            ],
            options={
                "verbose_name": "version af en tekst",
                "verbose_name_plural": "versioner af tekster",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "number"), name="decisions_version_number_once_per_text"),
                    models.CheckConstraint(
                        condition=models.Q(("is_typo", False), models.Q(("note", ""), _negated=True), _connector="OR"),
                        name="decisions_typo_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_typo", False), ("number__gt", 1), _connector="OR"),
                        name="decisions_first_is_no_typo",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adopted", "Vedtaget"),
                            ("reserved", "Vedtaget med forbehold"),
                            ("changed", "Vedtaget med ændringer"),
                            ("noted", "Taget til efterretning"),
                            ("postponed", "Udskudt"),
                            ("rejected", "Afvist"),
                            ("not-relevant", "Ikke relevant"),
                            ("sent", "Sendt til myndigheden"),
                            ("answered", "Svar fra myndigheden"),
                            ("conditions", "Godkendt på vilkår"),
                            ("approved", "Godkendt"),
                            ("refused", "Ikke godkendt"),
                            ("informed", "Orienteret"),
                            ("lifted", "Forbeholdet er hævet"),
                            ("taken-back", "Registreringen er trukket tilbage"),
                        ],
                        max_length=12,
                        verbose_name="udfald",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="mødedato")),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("council", "Kommunalbestyrelsen"),
                            ("finance", "Økonomiudvalget"),
                            ("committee", "Et fagudvalg"),
                            ("mayor", "Borgmesteren"),
                            ("directors", "Direktionen"),
                            ("board", "Bestyrelsen"),
                            ("assembly", "Generalforsamlingen"),
                            ("other", "En anden"),
                            ("authority", "Tilsynsmyndigheden"),
                        ],
                        max_length=10,
                        verbose_name="hvem besluttede",
                    ),
                ),
                ("body_name", models.CharField(blank=True, max_length=80, verbose_name="navn på organet")),
                ("item_number", models.CharField(blank=True, max_length=30, verbose_name="punkt på dagsordenen")),
                ("case_number", models.CharField(blank=True, max_length=60, verbose_name="sagsnummer i kommunen")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="link til referat")),
                (
                    "remark",
                    models.TextField(blank=True, max_length=1000, verbose_name="forbehold, ændring eller begrundelse"),
                ),
                ("dissent", models.TextField(blank=True, max_length=1000, verbose_name="mindretal")),
                ("correction_reason", models.CharField(blank=True, max_length=300, verbose_name="hvorfor rettes det")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                (
                    "by_coordinator",
                    models.BooleanField(default=False, verbose_name="skrevet af en koordinator på kommunens vegne"),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="decisions.decision",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="collaborations.documentversion", verbose_name="dokumenter"
                    ),
                ),
                (
                    "lifts",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifted_by",
                        to="decisions.decision",
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="decisions.question"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="decisions.textversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutning",
                "verbose_name_plural": "beslutninger",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["question", "municipality"], name="decisions_d_questio_d4ec44_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date__isnull", True), ("outcome", "taken-back")),
                            models.Q(models.Q(("outcome", "taken-back"), _negated=True), ("date__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_only_a_retraction_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "taken-back"), _negated=True),
                            ("corrects__isnull", False),
                            _connector="OR",
                        ),
                        name="decisions_retraction_takes_something_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True),
                            models.Q(("correction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decisions_correction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifts__isnull", False), ("outcome", "lifted")),
                            models.Q(models.Q(("outcome", "lifted"), _negated=True), ("lifts__isnull", True)),
                            _connector="OR",
                        ),
                        name="decisions_lifting_lifts_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ["reserved", "changed", "not-relevant", "conditions", "refused"]),
                                _negated=True,
                            ),
                            models.Q(("remark", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decisions_some_outcomes_need_a_remark",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "coming",
                    models.CharField(
                        choices=[("joined", "Kommer med"), ("left", "Træder ud")],
                        max_length=6,
                        verbose_name="kommer eller går",
                    ),
                ),
                ("date", models.DateField(verbose_name="dato")),
                ("clause", models.CharField(blank=True, max_length=160, verbose_name="bestemmelse")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
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
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="decisions.textversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "ændring af deltagerne",
                "verbose_name_plural": "ændringer af deltagerne",
                "ordering": ["date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VersionAnnex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=140, verbose_name="titel")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collaborations.documentversion",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="annexes", to="decisions.textversion"
                    ),
                ),
                (
                    "key_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.keyversion",
                        verbose_name="fordelingsnøgle",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilag til en version",
                "verbose_name_plural": "bilag til versioner",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="decisions_annex_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("key_version__isnull", True)),
                            models.Q(("document__isnull", True), ("key_version__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_annex_is_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="nøgle")),
                ("date", models.DateField(blank=True, null=True, verbose_name="dato")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="begrundelse")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="svar")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="collaborations.collaboration",
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
                "verbose_name": "vurdering",
                "verbose_name_plural": "vurderinger",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["collaboration", "key"], name="decisions_a_collabo_a0e2d4_idx")],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderadresse",
                "verbose_name_plural": "kalenderadresser",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "collaboration"), name="decisions_one_feed_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAnnex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=140, verbose_name="titel")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collaborations.documentversion",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_annexes",
                        to="decisions.agreementtext",
                    ),
                ),
                (
                    "key_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.keyversion",
                        verbose_name="fordelingsnøgle",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilag i kladden",
                "verbose_name_plural": "bilag i kladden",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "document"), name="decisions_annex_once_per_text"),
                    models.UniqueConstraint(fields=("text", "key_version"), name="decisions_key_annex_once_per_text"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("key_version__isnull", True)),
                            models.Q(("document__isnull", True), ("key_version__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_draft_annex_is_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(blank=True, max_length=40)),
                ("heading", models.CharField(max_length=160, verbose_name="overskrift")),
                ("body", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="draft", to="decisions.agreementtext"
                    ),
                ),
            ],
            options={
                "verbose_name": "bestemmelse i kladden",
                "verbose_name_plural": "bestemmelser i kladden",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("text", "key"),
                        name="decisions_catalogue_clause_once_per_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PoliticalMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("committee", "Et fagudvalg"),
                            ("finance", "Økonomiudvalget"),
                            ("council", "Kommunalbestyrelsen"),
                        ],
                        default="council",
                        max_length=10,
                        verbose_name="organ",
                    ),
                ),
                ("date", models.DateField(verbose_name="mødedato")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="bemærkning")),
                ("by_coordinator", models.BooleanField(default=False, verbose_name="skrevet af en koordinator")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="municipalities.municipality",
                        verbose_name="kommune",
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
                "verbose_name": "politisk møde",
                "verbose_name_plural": "politiske møder",
                "ordering": ["date", "body"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "body", "date"), name="decisions_body_meets_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body__in", ["committee", "finance", "council"])),
                        name="decisions_body_has_a_calendar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("council", "Kommunalbestyrelsen"),
                            ("finance", "Økonomiudvalget"),
                            ("committee", "Et fagudvalg"),
                            ("mayor", "Borgmesteren"),
                            ("directors", "Direktionen"),
                            ("board", "Bestyrelsen"),
                            ("assembly", "Generalforsamlingen"),
                            ("other", "En anden"),
                            ("authority", "Tilsynsmyndigheden"),
                        ],
                        max_length=10,
                        verbose_name="organ",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="mødedato")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planned", to="decisions.question"
                    ),
                ),
            ],
            options={
                "verbose_name": "planlagt møde",
                "verbose_name_plural": "planlagte møder",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["question", "municipality"], name="decisions_p_questio_9484b1_idx")],
            },
        ),
        migrations.CreateModel(
            name="Recess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField(verbose_name="fra")),
                ("last", models.DateField(verbose_name="til og med")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="bemærkning")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recesses",
                        to="municipalities.municipality",
                        verbose_name="kommune",
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
                ("by_coordinator", models.BooleanField(default=False, verbose_name="skrevet af en koordinator")),
            ],
            options={
                "verbose_name": "mødefri periode",
                "verbose_name_plural": "mødefrie perioder",
                "ordering": ["first"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="decisions_recess_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("questions", "Spørgsmål"), ("clauses", "Bestemmelser")],
                        max_length=9,
                        verbose_name="slags",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("published_on", models.DateField(verbose_name="udgivet")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
                ("content", models.JSONField(verbose_name="indhold")),
                ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="udgave i filen")),
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
                "verbose_name": "version af spørgsmål eller bestemmelser",
                "verbose_name_plural": "versioner af spørgsmål og bestemmelser",
                "ordering": ["kind", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="decisions_catalogue_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="decisions_catalogue_made_here_has_a_note",
                    ),
                ],
            },
        ),
    ]
