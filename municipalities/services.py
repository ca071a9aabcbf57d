"""Bringing the population of the municipalities up to date."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exceptions import DomainError
from common.formats import long_date
from municipalities import statbank
from municipalities.models import Municipality, PopulationFigure


@dataclass(frozen=True)
class Imported:
    """What an import came to: figures of that day that are new, and those that replaced another figure."""

    population: statbank.Population
    added: int
    changed: int


def import_population(text: str | None = None) -> Imported:
    """Read the newest population from Statistikbanken, or from a table that is given.

    All 98 municipalities or nothing: what is there stays when anything is wrong. Raises DomainError with the reason.
    """
    if text is None:
        text = statbank.fetch(settings.STATBANK_URL, timeout=settings.STATBANK_TIMEOUT)
    municipalities = {each.code: each for each in Municipality.objects.all()}
    return _store(statbank.read(text, municipalities), municipalities)


@transaction.atomic
def _store(population: statbank.Population, municipalities: dict[str, Municipality]) -> Imported:
    if population.date > timezone.localdate():
        raise DomainError(
            _("Tabellen er for %(date)s, som ikke er kommet endnu.") % {"date": long_date(population.date)}
        )
    known = dict(PopulationFigure.objects.filter(date=population.date).values_list("municipality__code", "value"))
    PopulationFigure.objects.bulk_create(
        [
            PopulationFigure(
                municipality=municipalities[code], date=population.date, value=value, source=statbank.SOURCE
            )
            for code, value in population.values.items()
        ],
        update_conflicts=True,
        unique_fields=["municipality", "date"],
        update_fields=["value", "source"],
    )
    changed = sum(code in known and known[code] != value for code, value in population.values.items())
    return Imported(population, len(population.values) - len(known), changed)
