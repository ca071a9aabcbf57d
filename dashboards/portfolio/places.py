"""Where the collaborations of the list are: how many each municipality takes part in, on the map and as a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from collaborations.models import Participation, ParticipationState
from common.charts.tile_map import Place, TileMap, tile_map
from municipalities.models import Municipality


@dataclass(frozen=True)
class PlaceRow:
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class PlacesOfList:
    """`rows` are in Danish order and carry the same as `tiles`."""

    tiles: TileMap
    rows: list[PlaceRow]


def places_of(rows: QuerySet) -> PlacesOfList:
    """All that the filters find, whatever page of it is shown."""
    taking_part = Participation.objects.filter(
        collaboration__in=rows.order_by().values("pk"), state=ParticipationState.PARTICIPANT
    )
    counted = taking_part.order_by().values_list("municipality").annotate(number=Count("collaboration", distinct=True))
    counts = dict(counted)
    places = list(Municipality.objects.only("code", "name", "sort_name", "tile_column", "tile_row"))
    found = [PlaceRow(each.code, each.name, counts[each.pk]) for each in places if each.pk in counts]
    squares = (Place(each.code, each.name, each.tile_column, each.tile_row) for each in places)
    kinds, texts = {each.code: "participant" for each in found}, {each.code: str(each.count) for each in found}
    return PlacesOfList(tile_map(_title(len(found)), squares, kinds, texts), found)


def _title(number: int) -> str:
    return ngettext(
        "Kort over %(count)d kommune, der deltager. Tallet er antal samarbejder på listen.",
        "Kort over %(count)d kommuner, der deltager. Tallet er antal samarbejder på listen.",
        number,
    ) % {"count": number}
