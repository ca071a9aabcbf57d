"""Loads the municipalities from the files in `data/`; `data/SOURCES.md` says where they come from.

May be run again at any time: the same few statements whatever is there already, and never two rows for one fact.
"""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from common.danish import sort_key
from municipalities.models import Municipality, Neighbour, PopulationFigure, Region

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load() -> str:
    """Bring regions, municipalities, neighbours and population up to the files. Returns one line for the console.

    Population figures that exist already are kept as they are (see SOURCES.md).
    """
    regions = _load_regions()
    municipalities = _load_municipalities(regions)
    _load_neighbours(municipalities)
    _load_population(municipalities)
    return f"{len(regions)} regions, {len(municipalities)} municipalities"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _load_regions() -> dict[str, Region]:
    rows = _rows("regions.csv")
    # A code that the file does not know yet may have been entered by an administrator.
    known_codes = dict(Region.objects.values_list("name", "code"))
    Region.objects.bulk_create(
        [
            Region(
                name=row["name"],
                code=row["code"] or known_codes.get(row["name"], ""),
                valid_from=_date(row["valid_from"]),
                valid_to=_date(row["valid_to"]),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["code", "valid_from", "valid_to"],
    )
    regions = {region.name: region for region in Region.objects.all()}
    for row in rows:
        regions[row["name"]].successor = regions.get(row["successor"])
    Region.objects.bulk_update(regions.values(), ["successor"])
    return regions


def _load_municipalities(regions: dict[str, Region]) -> dict[str, Municipality]:
    municipalities = [
        Municipality(
            code=row["code"],
            name=row["name"],
            full_name=row["full_name"],
            cvr=row["cvr"],
            region=regions[row["region"]],
            group=row["group"],
            area_km2=Decimal(row["area_km2"]),
            latitude=Decimal(row["latitude"]),
            longitude=Decimal(row["longitude"]),
            tile_column=int(row["tile_column"]),
            tile_row=int(row["tile_row"]),
            # bulk_create does not call save()
            sort_name=sort_key(row["name"]),
            search_name=Municipality.search_name_of(row["name"], row["full_name"]),
        )
        for row in _rows("municipalities.csv")
    ]
    facts = [f.name for f in Municipality._meta.concrete_fields if f.name not in ("id", "code")]
    Municipality.objects.bulk_create(municipalities, update_conflicts=True, unique_fields=["code"], update_fields=facts)
    return {municipality.code: municipality for municipality in Municipality.objects.all()}


def _load_neighbours(municipalities: dict[str, Municipality]) -> None:
    Neighbour.objects.bulk_create(
        [
            Neighbour(
                first=municipalities[row["first"]],
                second=municipalities[row["second"]],
                kind=row["kind"],
                gap_km=Decimal(row["gap_km"]) if row["gap_km"] else None,
            )
            for row in _rows("neighbours.csv")
        ],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["kind", "gap_km"],
    )


def _load_population(municipalities: dict[str, Municipality]) -> None:
    PopulationFigure.objects.bulk_create(
        [
            PopulationFigure(
                municipality=municipalities[row["municipality"]],
                date=dt.date.fromisoformat(row["date"]),
                value=int(row["value"]),
                source=row["source"],
            )
            for row in _rows("population.csv")
        ],
        ignore_conflicts=True,
    )
