"""Who takes part, as a page shows it: rows, sums, the sentence and the map. Reads, never writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.models import (
    Collaboration,
    ExternalParticipation,
    Participation,
    ParticipationChange,
    ParticipationState,
)
from common.charts.tile_map import Place, TileMap, tile_map
from common.formats import join_words, long_date, number
from municipalities.models import Municipality, PopulationFigure

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAP_KINDS = {
    ParticipationState.PARTICIPANT: "participant",
    ParticipationState.INTERESTED: "interested",
    ParticipationState.INVITED: "interested",
    ParticipationState.DECLINED: "gone",
    ParticipationState.WITHDRAWN: "gone",
}
# In this order on the page: who takes part first, who has left last.
STATE_ORDER = (
    ParticipationState.PARTICIPANT,
    ParticipationState.INTERESTED,
    ParticipationState.INVITED,
    ParticipationState.WITHDRAWN,
    ParticipationState.DECLINED,
)


@dataclass(frozen=True)
class Participants:
    rows: list[Participation]
    parties: list[ExternalParticipation]
    former_parties: list[ExternalParticipation]
    sentence: str
    population: int | None
    population_note: str
    members_note: str
    tiles: TileMap


class Counted(Protocol):
    """A municipality with its newest figure; all three are None where none is known."""

    population: int | None
    population_date: dt.date | None
    population_source: str | None


def with_population(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Adds `population`, `population_date` and `population_source`: the newest figure, None where none is known."""
    figures = PopulationFigure.objects.filter(municipality=OuterRef("municipality")).order_by("-date")
    return participations.annotate(
        population=Subquery(figures.values("value")[:1]),
        population_date=Subquery(figures.values("date")[:1]),
        population_source=Subquery(figures.values("source")[:1]),
    )


def read_participants(collaboration: Collaboration) -> Participants:
    """Everything the page shows, in five queries however many take part."""
    changes = ParticipationChange.objects.select_related("recorded_by")
    participations = (
        with_population(Participation.objects.all())
        .select_related("municipality")
        .prefetch_related(Prefetch("changes", changes))
        .order_by("municipality__sort_name")
    )
    prefetch_related_objects([collaboration], Prefetch("participations", participations))
    rows = sorted(collaboration.participations.all(), key=lambda row: STATE_ORDER.index(row.state))
    parties = list(collaboration.external_participations.select_related("party"))
    taking_part = [row for row in rows if row.state == ParticipationState.PARTICIPANT]
    return Participants(
        rows=rows,
        parties=[party for party in parties if party.is_present],
        former_parties=[party for party in parties if not party.is_present],
        sentence=_sentence(rows),
        population=total_population(taking_part),
        population_note=population_note(taking_part, [row.municipality.name for row in taking_part]),
        members_note=_members_note(collaboration, len(taking_part)),
        tiles=_tiles(rows),
    )


def _sentence(rows: list[Participation]) -> str:
    counts = {state: sum(row.state == state for row in rows) for state in ParticipationState}
    parts = [
        ngettext("%(n)d kommune deltager", "%(n)d kommuner deltager", counts["participant"])
        % {"n": counts["participant"]}
    ]
    for state, one, many in (
        ("interested", _("%(n)d er interesseret"), _("%(n)d er interesserede")),
        ("invited", _("%(n)d har ikke svaret"), _("%(n)d har ikke svaret")),
        ("withdrawn", _("%(n)d er trådt ud"), _("%(n)d er trådt ud")),
        ("declined", _("%(n)d har sagt nej"), _("%(n)d har sagt nej")),
    ):
        if counts[state]:
            parts.append((one if counts[state] == 1 else many) % {"n": counts[state]})
    return join_words(parts) + "."


def total_population(rows: Sequence[Counted]) -> int | None:
    """The sum of what is known; None when nothing is."""
    known = [row.population for row in rows if row.population is not None]
    return sum(known) if known else None


def population_note(rows: Sequence[Counted], names: Sequence[str]) -> str:
    """Date and source of the figures, and which of the municipalities, named in the same order, the sum leaves out."""
    known = [row for row in rows if row.population is not None]
    if not known:
        return ""
    newest = max(known, key=lambda row: row.population_date)
    note = _("Indbyggertal %(date)s. Kilde: %(source)s.") % {
        "date": long_date(newest.population_date),
        "source": newest.population_source,
    }
    missing = [name for row, name in zip(rows, names, strict=True) if row.population is None]
    if missing:
        note += " " + _("Summen er uden %(names)s, hvor tallet ikke er oplyst.") % {"names": join_words(missing)}
    return note


def _members_note(collaboration: Collaboration, named: int) -> str:
    """Members that are known only as a number are a count, and the page says where it comes from."""
    total = collaboration.declared_member_count
    if total is None:
        return ""
    unnamed = total - named
    note = _("Samarbejdet har oplyst %(total)s medlemmer.") % {"total": number(total)}
    if unnamed:
        note += " " + ngettext("%(n)d er ikke kendt ved navn.", "%(n)d er ikke kendt ved navn.", unnamed) % {
            "n": unnamed
        }
    if collaboration.declared_member_note:
        note += " " + _("Kilde: %(source)s.") % {"source": collaboration.declared_member_note.rstrip(".")}
    return note


def _tiles(rows: list[Participation]) -> TileMap:
    places = Municipality.objects.values_list("code", "name", "tile_column", "tile_row")
    states = [(row.municipality.code, row.municipality.name, row.state) for row in rows]
    return participants_map(states, (Place(*place) for place in places))


def participants_map(states: Sequence[tuple[str, str, str]], places: Iterable[Place]) -> TileMap:
    """The schematic map of who takes part, from code, name and state of each; `places` is its ground. Pure."""
    names = [name for _code, name, state in states if state == ParticipationState.PARTICIPANT]
    title = (
        _("Kort: {names} deltager.").format(names=join_words(names))
        if names
        else _("Kort: ingen kommuner deltager endnu.")
    )
    return tile_map(title, places, {code: MAP_KINDS[ParticipationState(state)] for code, _name, state in states})


def is_decided(collaboration: Collaboration) -> bool:
    """Has anybody decided anything? The app `decisions` keeps it."""
    return collaboration.questions.filter(decisions__isnull=False).exists()


def changes_who_decides(row: Participation, change: dict) -> bool:
    """Would the change make the municipality one of those who are asked, or no longer one of them?

    A date before the present state began puts the past right and changes nothing today.
    """
    sides = {row.state == ParticipationState.PARTICIPANT, change["state"] == ParticipationState.PARTICIPANT}
    return len(sides) == 2 and change["date"] >= row.since and row.collaboration.questions.exists()
