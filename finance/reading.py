"""Rows to pure values: who pays, what a key says, and what it comes to. Reads, never writes.

`load_keys` takes the same number of queries for one key and for a hundred. The keys that need no row, Lige dele,
Indbyggere and Fast del + indbyggere, come from `built_in_keys`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, ParticipationState
from common.formats import number
from finance.keys import HUNDRED, MissingInputs, Outcome, Payer
from finance.models import DistributionKey, KeyComponent, KeyInput
from finance.parts import Count, Figure, Ground, Part, counts_of, outcome_of, reasons
from finance.parts import shares_any_amount as parts_share_any_amount
from finance.vocabulary import ComponentKind, Weight
from municipalities.models import Municipality, PopulationFigure

EQUAL, POPULATION, FIXED = "lige", "indbyggere", "fast"
FIXED_SHARE = Decimal(20)  # per cent in equal parts, where nobody says otherwise


@dataclass(frozen=True)
class Party:
    """A municipality that takes part. `joined` is the day since which it does, where that is known."""

    code: str
    name: str
    municipality_id: int
    joined: dt.date | None = None


@dataclass(frozen=True)
class LoadedKey:
    """A key with all that it needs to be worked out. `row` is None for the keys that need none."""

    slug: str  # in addresses: the row's number, or the name of a built-in key
    name: str
    parts: tuple[Part, ...]
    ground: Ground
    payers: tuple[Party, ...]
    row: DistributionKey | None = None

    @property
    def measures(self) -> tuple[Count, ...]:
        """Everything that is counted: name, unit, date and source."""
        return self.measures_for(self.payers)

    def measures_for(self, payers: Sequence[Payer | Party]) -> tuple[Count, ...]:
        return counts_of(self.parts, [each.code for each in payers], self.ground)

    @property
    def shares_any_amount(self) -> bool:
        """Its parts are per cent parts that make a hundred, without bounds in kroner."""
        return parts_share_any_amount(self.parts)

    @property
    def asks_for_amount(self) -> bool:
        """Some part of it shares the amount that it is asked to share."""
        return any(each.shares_a_part for each in self.parts)

    def outcome(self, amount: Decimal | None, payers: Sequence[Payer | Party], year: int) -> Outcome:
        """What each pays that year in whole kroner, part by part. `amount` is what is shared, in whole kroner."""
        return outcome_of(self.parts, amount, payers, year, self.ground)


def payers_of(collaboration: Collaboration) -> list[Party]:
    """Those who take part today, in Danish order."""
    rows = collaboration.participations.filter(state=ParticipationState.PARTICIPANT)
    return [
        Party(each.municipality.code, each.municipality.name, each.municipality_id, each.since)
        for each in rows.select_related("municipality").order_by("municipality__sort_name")
    ]


def load_key(key: DistributionKey) -> LoadedKey:
    """One key of a collaboration."""
    payers = payers_of(key.collaboration)
    row = _with_parts(DistributionKey.objects.filter(pk=key.pk)).get()
    return _loaded(row, payers, ground_of(key.collaboration, payers))


def load_keys(
    collaboration: Collaboration, *, payers: Sequence[Party] | None = None, ground: Ground | None = None
) -> list[LoadedKey]:
    """All keys of the collaboration. `payers` where others than today's are asked about: their inhabitants are read."""
    payers = payers_of(collaboration) if payers is None else payers
    ground = ground or ground_of(collaboration, payers)
    return [_loaded(row, payers, ground) for row in _with_parts(collaboration.keys.all())]


def shares_of(loaded_key: LoadedKey, amount: Decimal, codes: Iterable[str]) -> dict[str, Decimal]:
    """A whole number of kroner, which may be negative, shared in whole kroner between these by the key.

    Raises MissingInputs where something is not known, and ValueError for a key that can not share any amount.
    """
    if not loaded_key.shares_any_amount:
        raise ValueError(f"{loaded_key.name} can not share any amount.")
    payers = [Payer(code) for code in codes]
    outcome = loaded_key.outcome(amount, payers, timezone.localdate().year)  # which per cent parts do not ask
    if outcome.totals is None:
        raise MissingInputs({code: names[0] for code, names in outcome.missing.items()})
    return outcome.totals


def built_in_keys(
    collaboration: Collaboration,
    *,
    payers: Sequence[Party] | None = None,
    ground: Ground | None = None,
    fixed: Decimal = FIXED_SHARE,
) -> list[LoadedKey]:
    """Lige dele, Indbyggere and Fast del + indbyggere, of which `fixed` per cent is shared in equal parts."""
    payers = tuple(payers_of(collaboration) if payers is None else payers)
    ground = ground or ground_of(collaboration, payers)
    shown = {"percent": number(fixed)}
    names = {
        EQUAL: _("Lige dele"),
        POPULATION: _("Indbyggere"),
        FIXED: _("Fast del (%(percent)s pct.) + indbyggere") % shown,
    }
    return [LoadedKey(slug, name, built_in_parts(slug, fixed), ground, payers) for slug, name in names.items()]


def built_in_parts(slug: str, fixed: Decimal = FIXED_SHARE) -> tuple[Part, ...]:
    """The parts of the built-in key with that name; none for any other."""
    equal, people = (ComponentKind.SHARED, Weight.EQUAL), (ComponentKind.SHARED, Weight.POPULATION)
    shares = {
        EQUAL: [(_("Lige dele"), *equal, HUNDRED)],
        POPULATION: [(_("Efter indbyggere"), *people, HUNDRED)],
        FIXED: [(_("Fast del"), *equal, fixed), (_("Efter indbyggere"), *people, HUNDRED - fixed)],
    }
    return tuple(Part(kind, name, part=part, weight=weight) for name, kind, weight, part in shares.get(slug, []))


def ground_of(collaboration: Collaboration, payers: Sequence[Party]) -> Ground:
    """Inhabitants of these, and how many members are known by number alone."""
    people: dict[str, dict[dt.date, Figure]] = {}
    figures = PopulationFigure.objects.filter(municipality__in=[each.municipality_id for each in payers])
    for code, day, value, source in figures.values_list("municipality__code", "date", "value", "source"):
        people.setdefault(code, {})[day] = Figure(Decimal(value), source)
    return Ground(people, _unnamed(collaboration, payers))


def why_not(outcome: Outcome, payers: Sequence[Party]) -> list[str]:
    """What is missing before there is a total, a Danish sentence for each thing."""
    return reasons(outcome.missing, {each.code: each.name for each in payers})


def _unnamed(collaboration: Collaboration, payers: Sequence[Party]) -> int:
    """Members that the collaboration has said it has, and not named."""
    declared = collaboration.declared_member_count
    if declared is None:
        return 0
    named = getattr(collaboration, "participant_count", None)
    if named is None:
        named = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).count()
    return max(0, declared - named)


def _with_parts(keys):
    inputs = ("input", "hours")
    components = KeyComponent.objects.select_related(*inputs).prefetch_related(
        Prefetch("only", Municipality.objects.only("code")),
        *(f"{each}__values__municipality" for each in inputs),
    )
    return keys.select_related("collaboration").prefetch_related(Prefetch("components", components))


def _loaded(row: DistributionKey, payers: Sequence[Party], ground: Ground) -> LoadedKey:
    parts = tuple(part_of(each) for each in row.components.all())
    return LoadedKey(str(row.pk), row.name, parts, ground, tuple(payers), row)


def part_of(row: KeyComponent) -> Part:
    only = frozenset(each.code for each in row.only.all())
    return Part(
        kind=row.kind,
        name=row.name,
        amount=row.amount,
        part=row.part,
        weight=row.weight,
        input=count_of(row.input),
        hours=count_of(row.hours),
        population_on=row.population_on,
        step=row.step,
        minimum=row.minimum,
        maximum=row.maximum,
        only=only or None,
        note=row.note,
    )


def count_of(row: KeyInput | None) -> Count | None:
    if row is None:
        return None
    values = {each.municipality.code: each.value for each in row.values.all()}
    return Count(row.name, row.unit, values, row.date, row.source)
