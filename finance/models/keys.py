"""Distribution keys with what they count, and the versions that were frozen for decision."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import AppendOnly
from finance.vocabulary import ComponentKind, Weight
from municipalities.models import Municipality


class KeyInput(models.Model):
    """Something that is counted in each municipality: årsværk, pc's, meals, hours, agreed percentages or amounts.

    A municipality without a `KeyInputValue` is not known, which is not zero.
    """

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="key_inputs")
    name = models.CharField(_("hvad tælles"), max_length=80)
    unit = models.CharField(_("enhed"), max_length=30)
    date = models.DateField(_("opgjort pr."), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opgørelse")
        verbose_name_plural = _("opgørelser")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "name"],
                name="finance_input_name_once",
                violation_error_message=_("Der er allerede en opgørelse med det navn."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeyInputValue(models.Model):
    """One municipality's figure."""

    input = models.ForeignKey(KeyInput, models.CASCADE, related_name="values")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    value = models.DecimalField(_("antal"), max_digits=14, decimal_places=4, validators=[MinValueValidator(0)])
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tal i en opgørelse")
        verbose_name_plural = _("tal i opgørelser")
        constraints = [
            models.UniqueConstraint(fields=["input", "municipality"], name="finance_input_value_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="finance_input_value_not_negative"),
        ]


class DistributionKey(models.Model):
    """How the bill is shared: components that are added. It is worked on freely until a `KeyVersion` freezes it."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="keys")
    name = models.CharField(_("navn"), max_length=100)
    regulation = models.CharField(
        _("hvornår reguleres nøglen"), max_length=120, blank=True, help_text=_("Fx: hvert år den 1. januar.")
    )
    note = models.TextField(_("bemærkning"), max_length=1000, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    # Said outright: that nobody pays in at the start is known, and not a figure that somebody forgot.
    without_start_capital = models.BooleanField(_("der betales ingen startkapital"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fordelingsnøgle")
        verbose_name_plural = _("fordelingsnøgler")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "name"],
                name="finance_key_name_once",
                violation_error_message=_("Der er allerede en nøgle med det navn."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeyComponent(models.Model):
    """A part of a key. What is left empty is not known, and named as missing where it is asked for.

    `amount` is what the part is about: kroner to share for a year, kroner a unit, an hour or half a year, or kroner at
    the start. A part without it shares `part` per cent of the amount that the key is asked to share. `weight` says what
    it is shared or priced by; `input` is that count, or what was agreed (per cent, kroner); `hours` the hours given.
    """

    key = models.ForeignKey(DistributionKey, models.CASCADE, related_name="components")
    kind = models.CharField(_("slags"), max_length=13, choices=ComponentKind)
    name = models.CharField(_("navn"), max_length=100)
    amount = models.DecimalField(
        _("beløb"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    part = models.DecimalField(
        _("procent af beløbet"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    weight = models.CharField(_("deles efter"), max_length=10, choices=Weight, blank=True)
    input = models.ForeignKey(
        KeyInput, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opgørelse")
    )
    hours = models.ForeignKey(
        KeyInput, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ydede timer")
    )
    population_on = models.DateField(_("indbyggertal pr."), null=True, blank=True)
    step = models.DecimalField(
        _("pr. påbegyndt"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    minimum = models.DecimalField(_("mindst pr. kommune"), max_digits=16, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("højst pr. kommune"), max_digits=16, decimal_places=2, null=True, blank=True)
    only = models.ManyToManyField(Municipality, blank=True, related_name="+", verbose_name=_("kun disse betaler"))
    note = models.CharField(_("bemærkning"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("del af en nøgle")
        verbose_name_plural = _("dele af nøgler")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(part__isnull=True), name="finance_component_amount_or_part"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="finance_component_bounds_in_order",
                violation_error_message=_("Det mindste beløb kan ikke være større end det største."),
            ),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(minimum__isnull=True) | Q(minimum__gte=0))
                & (Q(maximum__isnull=True) | Q(maximum__gte=0))
                & (Q(step__isnull=True) | Q(step__gte=1)),
                name="finance_component_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KeyVersion(AppendOnly):
    """A key as it was frozen: its components, what was counted with date and source, and what each municipality pays.

    The newest version of a collaboration is the key that it has chosen. `content` is made by `finance.freezing`; its
    `sha256` is that of `content` and enters the hash of a text that has this version as its annex.
    """

    key = models.ForeignKey(DistributionKey, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("indhold"))
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("begrundelse"), max_length=300, blank=True)
    frozen_on = models.DateField(_("foreslået"), default=timezone.localdate)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version af en nøgle")
        verbose_name_plural = _("versioner af nøgler")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="finance_key_version_once")]

    def __str__(self) -> str:
        return f"{self.key}, version {self.number}"
