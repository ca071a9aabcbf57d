import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("finance", "0001_initial"),
        ("finance", "0002_frozen_cases"),
        ("finance", "0003_bounds"),
        ("finance", "0004_scenario_name"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("collaborations", "0001_squashed_0003_economy_in_history"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistributionKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "regulation",
                    models.CharField(
                        blank=True,
                        help_text="Fx: hvert år den 1. januar.",
                        max_length=120,
                        verbose_name="hvornår reguleres nøglen",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="bemærkning")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                (
                    "without_start_capital",
                    models.BooleanField(default=False, verbose_name="der betales ingen startkapital"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
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
                "verbose_name": "fordelingsnøgle",
                "verbose_name_plural": "fordelingsnøgler",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "name"),
                        name="finance_key_name_once",
                        violation_error_message="Der er allerede en nøgle med det navn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Kladde"), ("approved", "Godkendt"), ("superseded", "Afløst")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "approach",
                    models.CharField(
                        choices=[("words", "Beskriv gevinsterne i ord"), ("figures", "Regn på det")],
                        max_length=7,
                        verbose_name="tilgang",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="første år")),
                (
                    "year_count",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(15),
                        ],
                        verbose_name="antal år",
                    ),
                ),
                ("price_year", models.PositiveSmallIntegerField(verbose_name="prisniveau")),
                ("extras", models.JSONField(blank=True, default=list, verbose_name="åbnede dele")),
                (
                    "discount_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="diskonteringsrente i procent",
                    ),
                ),
                ("discount_source", models.CharField(blank=True, max_length=200, verbose_name="kilde til renten")),
                ("description", models.TextField(blank=True, max_length=4000, verbose_name="gevinsterne i ord")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="hvorfor I ikke regner på det")),
                ("not_included", models.TextField(blank=True, max_length=2000, verbose_name="hvad der ikke er med")),
                ("snapshot", models.JSONField(editable=False, null=True)),
                ("approved_on", models.DateField(editable=False, null=True, verbose_name="godkendt")),
                (
                    "approved_as",
                    models.CharField(blank=True, editable=False, max_length=100, verbose_name="godkendt af"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="business_cases",
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
                    "key",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.distributionkey",
                        verbose_name="fordelingsnøgle",
                    ),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="fingeraftryk")),
                (
                    "scenario_name",
                    models.CharField(blank=True, max_length=60, verbose_name="navn på det andet scenarie"),
                ),
            ],
            options={
                "verbose_name": "business case",
                "verbose_name_plural": "business cases",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "number"), name="finance_case_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("collaboration",),
                        name="finance_one_draft_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("collaboration",),
                        name="finance_one_approved_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_on__isnull", False),
                                ("snapshot__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finance_what_is_approved_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year_count__gte", 1), ("year_count__lte", 15)),
                        name="finance_case_of_some_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("discount_rate__isnull", True), ("discount_rate__gte", 0), _connector="OR"),
                        name="finance_rate_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseGain",
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
                        ],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="gevinst")),
                ("owner", models.CharField(blank=True, max_length=100, verbose_name="hvem høster den (valgfrit)")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gains", to="finance.businesscase"
                    ),
                ),
            ],
            options={
                "verbose_name": "gevinst i ord",
                "verbose_name_plural": "gevinster i ord",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseRisk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="risiko")),
                (
                    "probability",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="sandsynlighed i procent",
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="pris i kr.",
                    ),
                ),
                ("response", models.CharField(blank=True, max_length=200, verbose_name="hvad I gør ved den")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="risks", to="finance.businesscase"
                    ),
                ),
            ],
            options={
                "verbose_name": "risiko",
                "verbose_name_plural": "risici",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0), ("probability__gte", 0), ("probability__lte", 100)),
                        name="finance_risk_within_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyInput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="hvad tælles")),
                ("unit", models.CharField(max_length=30, verbose_name="enhed")),
                ("date", models.DateField(blank=True, null=True, verbose_name="opgjort pr.")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
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
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_inputs",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "opgørelse",
                "verbose_name_plural": "opgørelser",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collaboration", "name"),
                        name="finance_input_name_once",
                        violation_error_message="Der er allerede en opgørelse med det navn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shared", "Et beløb, der deles"),
                            ("percentages", "Aftalte procenter"),
                            ("tariff", "Pris pr. enhed"),
                            ("fee", "Kontingent"),
                            ("start-capital", "Startkapital"),
                            ("hours", "Timer med udligning"),
                            ("agreed", "Aftalte beløb"),
                            ("nothing", "Ingen betaling"),
                        ],
                        max_length=13,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="beløb",
                    ),
                ),
                (
                    "part",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="procent af beløbet",
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        blank=True,
                        choices=[("equal", "Lige dele"), ("population", "Indbyggere"), ("input", "En opgørelse")],
                        max_length=10,
                        verbose_name="deles efter",
                    ),
                ),
                ("population_on", models.DateField(blank=True, null=True, verbose_name="indbyggertal pr.")),
                (
                    "step",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="pr. påbegyndt",
                    ),
                ),
                (
                    "minimum",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="mindst pr. kommune"
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="højst pr. kommune"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="components",
                        to="finance.distributionkey",
                    ),
                ),
                (
                    "only",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="municipalities.municipality", verbose_name="kun disse betaler"
                    ),
                ),
                (
                    "hours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.keyinput",
                        verbose_name="ydede timer",
                    ),
                ),
                (
                    "input",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.keyinput",
                        verbose_name="opgørelse",
                    ),
                ),
            ],
            options={
                "verbose_name": "del af en nøgle",
                "verbose_name_plural": "dele af nøgler",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("part__isnull", True), _connector="OR"),
                        name="finance_component_amount_or_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__isnull", True),
                            ("maximum__isnull", True),
                            ("minimum__lte", models.F("maximum")),
                            _connector="OR",
                        ),
                        name="finance_component_bounds_in_order",
                        violation_error_message="Det mindste beløb kan ikke være større end det største.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                            models.Q(("minimum__isnull", True), ("minimum__gte", 0), _connector="OR"),
                            models.Q(("maximum__isnull", True), ("maximum__gte", 0), _connector="OR"),
                            models.Q(("step__isnull", True), ("step__gte", 1), _connector="OR"),
                        ),
                        name="finance_component_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyInputValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="antal",
                    ),
                ),
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
                    "input",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="finance.keyinput"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "tal i en opgørelse",
                "verbose_name_plural": "tal i opgørelser",
                "constraints": [
                    models.UniqueConstraint(fields=("input", "municipality"), name="finance_input_value_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="finance_input_value_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("content", models.JSONField(verbose_name="indhold")),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="begrundelse")),
                ("frozen_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="foreslået")),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="finance.distributionkey",
                    ),
                ),
            ],
            options={
                "verbose_name": "version af en nøgle",
                "verbose_name_plural": "versioner af nøgler",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("key", "number"), name="finance_key_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("investment", "Investering"), ("operation", "Drift"), ("gain", "Gevinst")],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="beløb"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
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
                "verbose_name": "faktisk tal",
                "verbose_name_plural": "faktiske tal",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PriceRise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="procent")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_rises",
                        to="finance.businesscase",
                    ),
                ),
            ],
            options={
                "verbose_name": "pris- og lønudvikling",
                "verbose_name_plural": "pris- og lønudvikling",
                "ordering": ["year"],
                "constraints": [models.UniqueConstraint(fields=("case", "year"), name="finance_one_price_rise_a_year")],
            },
        ),
        migrations.CreateModel(
            name="Appropriation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="budgetår")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="beløb",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("budget", "I det vedtagne budget"), ("supplementary", "Tillægsbevilling")],
                        max_length=13,
                        verbose_name="hvordan er den givet",
                    ),
                ),
                ("date", models.DateField(verbose_name="besluttet")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link til beslutningen")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="finansiering eller bemærkning")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appropriations",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "bevilling",
                "verbose_name_plural": "bevillinger",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", False), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="finance_taken_back_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scenario", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("investment", "Investering"), ("operation", "Drift"), ("gain", "Gevinst")],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="linje")),
                (
                    "unit",
                    models.CharField(
                        choices=[("kr", "kr."), ("fte", "årsværk")], default="kr", max_length=3, verbose_name="enhed"
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="kr. pr. årsværk",
                    ),
                ),
                ("amounts", models.JSONField(blank=True, default=dict)),
                ("low", models.JSONField(blank=True, default=dict)),
                ("high", models.JSONField(blank=True, default=dict)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde eller forudsætning")),
                (
                    "uncertainty",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Lav"), ("medium", "Middel"), ("high", "Høj")],
                        max_length=6,
                        verbose_name="usikkerhed",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="finance.businesscase"
                    ),
                ),
            ],
            options={
                "verbose_name": "linje i en business case",
                "verbose_name_plural": "linjer i business cases",
                "ordering": ["scenario", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("scenario__in", (1, 2))), name="finance_two_scenarios"),
                    models.CheckConstraint(
                        condition=models.Q(("rate__isnull", True), ("rate__gte", 0), _connector="OR"),
                        name="finance_line_rate_not_below_zero",
                    ),
                ],
            },
        ),
    ]
