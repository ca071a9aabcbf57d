"""A business case: one row for each of its versions, with the lines, risks, gains and prices that belong to it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import HistoryIsImmutable
from finance.models.keys import DistributionKey
from finance.vocabulary import Approach, CaseState, Extra, GainKind, LineKind, Uncertainty, Unit

MAX_YEARS = 15
MAIN, ALTERNATIVE = 1, 2  # scenarios


class BusinessCase(models.Model):
    """One version of a collaboration's case. A draft is worked on; what is approved never changes.

    `snapshot` is what an approved version was made of and came to (`finance.freezing`), and what its paper is drawn
    from. Amounts are in the prices of `price_year`.
    """

    is_frozen = False  # as the row was read or last saved

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="business_cases")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("tilstand"), max_length=10, choices=CaseState, default=CaseState.DRAFT, editable=False)
    approach = models.CharField(_("tilgang"), max_length=7, choices=Approach)

    first_year = models.PositiveSmallIntegerField(_("første år"))
    year_count = models.PositiveSmallIntegerField(
        _("antal år"), default=5, validators=[MinValueValidator(1), MaxValueValidator(MAX_YEARS)]
    )
    price_year = models.PositiveSmallIntegerField(_("prisniveau"))
    key = models.ForeignKey(
        DistributionKey, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fordelingsnøgle")
    )
    extras = models.JSONField(_("åbnede dele"), default=list, blank=True)
    scenario_name = models.CharField(_("navn på det andet scenarie"), max_length=60, blank=True)
    discount_rate = models.DecimalField(
        _("diskonteringsrente i procent"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(20)],
    )
    discount_source = models.CharField(_("kilde til renten"), max_length=200, blank=True)
    description = models.TextField(_("gevinsterne i ord"), max_length=4000, blank=True)
    reason = models.CharField(_("hvorfor I ikke regner på det"), max_length=500, blank=True)
    not_included = models.TextField(_("hvad der ikke er med"), max_length=2000, blank=True)

    snapshot = models.JSONField(null=True, editable=False)
    sha256 = models.CharField(_("fingeraftryk"), max_length=64, blank=True, editable=False)  # of the snapshot
    approved_on = models.DateField(_("godkendt"), null=True, editable=False)
    approved_as = models.CharField(_("godkendt af"), max_length=100, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("business case")
        verbose_name_plural = _("business cases")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="finance_case_number_once"),
            models.UniqueConstraint(
                fields=["collaboration"], condition=Q(state=CaseState.DRAFT), name="finance_one_draft_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["collaboration"], condition=Q(state=CaseState.APPROVED), name="finance_one_approved_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.DRAFT)
                | (Q(snapshot__isnull=False, approved_on__isnull=False) & ~Q(sha256="")),
                name="finance_what_is_approved_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(year_count__gte=1, year_count__lte=MAX_YEARS), name="finance_case_of_some_years"
            ),
            models.CheckConstraint(
                condition=Q(discount_rate__isnull=True) | Q(discount_rate__gte=0), name="finance_rate_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"Business case, version {self.number}"

    def save(self, *args, **kwargs):
        """Only a draft is written. That a version is superseded is said by the rows' own update."""
        self._refuse_if_frozen()
        super().save(*args, **kwargs)
        self.is_frozen = not self.is_draft

    @classmethod
    def from_db(cls, *args, **kwargs):
        row = super().from_db(*args, **kwargs)
        row.is_frozen = row.__dict__.get("state", CaseState.DRAFT) != CaseState.DRAFT
        return row

    def delete(self, *args, **kwargs):
        self._refuse_if_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_if_frozen(self) -> None:
        if self.is_frozen:
            raise HistoryIsImmutable(f"{self} is approved and never changes.")

    @property
    def is_draft(self) -> bool:
        return self.state == CaseState.DRAFT

    @property
    def is_in_words(self) -> bool:
        return self.approach == Approach.WORDS

    @property
    def years(self) -> range:
        return range(self.first_year, self.first_year + self.year_count)

    @property
    def other_scenario(self) -> str:
        """What the second scenario is called."""
        return self.scenario_name or gettext("Scenarie 2")

    def has(self, extra: Extra | str) -> bool:
        """Is that part opened?"""
        return extra in self.extras


class CaseLine(models.Model):
    """One line of the table. Its figures stand in JSON, since a line is always read and written whole.

    `amounts` is {municipality's code or "" for all together: {year: figure}}, figures as decimal text in the unit of
    the line; a cell that is left out has nobody entered. `low` and `high` have the same shape while estimates are
    opened, and are empty otherwise.
    """

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="lines")
    scenario = models.PositiveSmallIntegerField(default=MAIN)
    kind = models.CharField(_("slags"), max_length=10, choices=LineKind)
    name = models.CharField(_("linje"), max_length=120)
    unit = models.CharField(_("enhed"), max_length=3, choices=Unit, default=Unit.KRONER)
    rate = models.DecimalField(
        _("kr. pr. årsværk"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    amounts = models.JSONField(default=dict, blank=True)
    low = models.JSONField(default=dict, blank=True)
    high = models.JSONField(default=dict, blank=True)
    source = models.CharField(_("kilde eller forudsætning"), max_length=300, blank=True)
    uncertainty = models.CharField(_("usikkerhed"), max_length=6, choices=Uncertainty, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("linje i en business case")
        verbose_name_plural = _("linjer i business cases")
        ordering = ["scenario", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(scenario__in=(MAIN, ALTERNATIVE)), name="finance_two_scenarios"),
            models.CheckConstraint(
                condition=Q(rate__isnull=True) | Q(rate__gte=0), name="finance_line_rate_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseRisk(models.Model):
    """A risk with its price: `probability` in per cent, `cost` in kroner if it happens."""

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="risks")
    text = models.CharField(_("risiko"), max_length=200)
    probability = models.DecimalField(
        _("sandsynlighed i procent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    cost = models.DecimalField(_("pris i kr."), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    response = models.CharField(_("hvad I gør ved den"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risici")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=100, cost__gte=0), name="finance_risk_within_reason"
            )
        ]

    def __str__(self) -> str:
        return self.text


class CaseGain(models.Model):
    """A gain in words: what gets better, and who is to make it so."""

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="gains")
    kind = models.CharField(_("slags"), max_length=10, choices=GainKind)
    text = models.CharField(_("gevinst"), max_length=300)
    owner = models.CharField(_("hvem høster den (valgfrit)"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("gevinst i ord")
        verbose_name_plural = _("gevinster i ord")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class PriceRise(models.Model):
    """By how many per cent prices and wages rise from the year before. Entered by the user with its source."""

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="price_rises")
    year = models.PositiveSmallIntegerField(_("år"))
    percent = models.DecimalField(_("procent"), max_digits=5, decimal_places=2)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("pris- og lønudvikling")
        verbose_name_plural = _("pris- og lønudvikling")
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["case", "year"], name="finance_one_price_rise_a_year")]
