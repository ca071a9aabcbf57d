from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.danish import search_key, sort_key

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def validate_cvr(value: str) -> None:
    """A CVR number is eight digits whose weighted sum is divisible by 11 (Erhvervsstyrelsen's modulus 11 check)."""
    if not re.fullmatch(r"[0-9]{8}", value):
        raise ValidationError(_("Skriv et CVR-nummer på otte cifre."))
    if sum(weight * int(digit) for weight, digit in zip(CVR_WEIGHTS, value, strict=True)) % 11:
        raise ValidationError(_("CVR-nummeret er ikke gyldigt. Tjek cifrene."))


class RegionQuerySet(models.QuerySet):
    def existing(self, on: dt.date):
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=on),
        )


class Region(models.Model):
    """A region with the dates between which it exists. Hovedstaden and Sjælland become Østdanmark on 1 January 2027.

    A date that is not known is blank. Basis of the merger: lov 699/2025 § 126.
    """

    code = models.CharField(_("kode"), max_length=4, blank=True, help_text=_("Tom, når koden ikke er kendt."))
    name = models.CharField(_("navn"), max_length=60, unique=True)
    valid_from = models.DateField(_("findes fra"), null=True, blank=True)
    valid_to = models.DateField(_("findes til og med"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("afløses af")
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regioner")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def on(self, day: dt.date) -> Region:
        """The region that covers this area on that day: itself, or what has taken over from it."""
        if self.valid_to and day > self.valid_to and self.successor:
            return self.successor.on(day)
        return self


class MunicipalityQuerySet(models.QuerySet):
    def latest_population(self, on: dt.date | None = None):
        """Adds `population`, `population_date` and `population_source`: the newest figure, or the newest by that day.

        All three are None where no figure is known: unknown is not zero.
        """
        figures = PopulationFigure.objects.filter(municipality=models.OuterRef("pk")).order_by("-date")
        if on:
            figures = figures.filter(date__lte=on)
        return self.annotate(
            population=models.Subquery(figures.values("value")[:1]),
            population_date=models.Subquery(figures.values("date")[:1]),
            population_source=models.Subquery(figures.values("source")[:1]),
        )

    def search(self, text: str):
        """Municipalities whose name contains the text, or whose code it is.

        "århus", "AARHUS Kommune" and "751" find Aarhus, "Københavns Kommune" finds København.
        """
        key = search_key(text)
        return self.filter(models.Q(search_name__contains=key) | models.Q(code=key))

    def in_region_on(self, region: Region, day: dt.date):
        """Municipalities that belong to the region on that day; none where the region does not exist on it."""
        covered = [r.pk for r in Region.objects.select_related("successor") if r.on(day) == region]
        return self.filter(region__in=covered)


class Municipality(models.Model):
    """One of the 98 municipalities. `region` is the region of its first loading; ask `region_on` for a given day."""

    code = models.CharField(_("kommunekode"), max_length=3, unique=True, validators=[RegexValidator(r"^\d{3}$")])
    name = models.CharField(_("navn"), max_length=60, unique=True)
    full_name = models.CharField(_("fulde navn"), max_length=80)
    cvr = models.CharField(_("CVR-nummer"), max_length=8, unique=True, validators=[validate_cvr])
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities", verbose_name=_("region"))
    group = models.CharField(_("kommunegruppe"), max_length=60, blank=True)
    area_km2 = models.DecimalField(_("areal i km²"), max_digits=7, decimal_places=1)
    latitude = models.DecimalField(_("breddegrad"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("længdegrad"), max_digits=8, decimal_places=5)
    tile_column = models.PositiveSmallIntegerField(_("kolonne på kortet"))
    tile_row = models.PositiveSmallIntegerField(_("række på kortet"))
    sort_name = models.CharField(max_length=80, editable=False, db_index=True)
    search_name = models.CharField(max_length=160, editable=False, db_index=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["tile_column", "tile_row"], name="municipalities_one_tile_each"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        self.search_name = self.search_name_of(self.name, self.full_name)
        super().save(*args, **kwargs)

    @staticmethod
    def search_name_of(name: str, full_name: str) -> str:
        """What `search` looks in: both names, as "Københavns Kommune" does not begin with what is said in speech."""
        return search_key(f"{name} {full_name}")

    def region_on(self, day: dt.date) -> Region:
        """The region that the municipality belongs to on that day."""
        return self.region.on(day)


class Neighbour(models.Model):
    """Two municipalities that touch, or lie within a few kilometres across water. Stored once, lower code first."""

    class Kind(models.TextChoices):
        LAND = "land", _("fælles grænse")
        WATER = "water", _("over vand")

    first = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    second = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    gap_km = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("nabo")
        verbose_name_plural = _("naboer")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="municipalities_neighbours_once"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="municipalities_not_own_neighbour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class PopulationFigure(models.Model):
    """Inhabitants of a municipality on a date, with the source that says so."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="population_figures")
    date = models.DateField(_("dato"))
    value = models.PositiveIntegerField(_("indbyggere"))
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("indbyggertal")
        verbose_name_plural = _("indbyggertal")
        get_latest_by = "date"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "date"], name="municipalities_one_population_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.date}: {self.value}"


class ExternalParty(models.Model):
    """Somebody other than a municipality who can take part where the organisation type allows it."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region")
        STATE = "state", _("Stat")
        COMPANY = "company", _("Virksomhed")
        ASSOCIATION = "association", _("Forening eller organisation")

    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    name = models.CharField(_("navn"), max_length=120, unique=True)
    cvr = models.CharField(_("CVR-nummer"), max_length=8, blank=True, validators=[validate_cvr])
    sort_name = models.CharField(max_length=160, editable=False, db_index=True)

    class Meta:
        verbose_name = _("anden part")
        verbose_name_plural = _("andre parter")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)
