"""The economy in a snapshot: in short as the paper prints it, and all of it for whoever takes the data along.

What was frozen stands here as it was frozen, word for word: the hash of a key can be worked out again from its content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from collaborations.models import Collaboration
from finance.case_freezing import frozen_line
from finance.case_reading import open_lines
from finance.freezing import frozen_key
from finance.in_short import economy_in_short
from finance.measured_pages import page_of, rows_of
from finance.models import BusinessCase, CaseLine, KeyVersion
from finance.models.cases import MAIN
from finance.reading import LoadedKey, load_keys
from finance.vocabulary import CaseState


def economy(collaboration: Collaboration) -> dict[str, Any]:
    """Its parts of the snapshot, in a number of queries that does not depend on how much there is."""
    short, measurements = economy_in_short(collaboration), rows_of(collaboration)
    measured = page_of(short.case, measurements).measured
    said = {"lead": measured.lead, "rest": measured.rest} if measured.has_actual else None
    return {
        "economy": {**short.as_dict(), "measured": said},
        "keys": _keys(collaboration),
        "business_cases": _cases(collaboration),
        "appropriations": _appropriations(collaboration),
        "measurements": [
            {
                "kind": each.kind,
                "kind_label": each.get_kind_display(),
                "year": each.year,
                "amount": _amount(each.amount),
                "source": each.source,
                "holds": holds,
                "recorded_by": _person(each.recorded_by),
                "recorded_at": each.recorded_at.isoformat(),
            }
            for each, holds in _newest(measurements, lambda row: (row.kind, row.year))
        ],
    }


## Keys


def _keys(collaboration: Collaboration) -> list[dict]:
    versions: dict[int, list[KeyVersion]] = {}
    for each in KeyVersion.objects.filter(key__collaboration=collaboration).select_related("frozen_by"):
        versions.setdefault(each.key_id, []).append(each)
    newest = max((each.pk for rows in versions.values() for each in rows), default=None)
    return [_key(each, versions.get(each.row.pk, []), newest) for each in load_keys(collaboration)]


def _key(loaded: LoadedKey, versions: list[KeyVersion], newest: int | None) -> dict:
    return {
        "name": loaded.name,
        "draft": frozen_key(loaded, loaded.payers, timezone.localdate().year, None),
        "versions": [
            {
                "number": each.number,
                "is_chosen": each.pk == newest,
                "frozen_on": each.frozen_on.isoformat(),
                "frozen_by": _person(each.frozen_by),
                "note": each.note,
                "sha256": each.sha256,
                "content": each.content,
            }
            for each in versions
        ],
    }


## Business cases


def _cases(collaboration: Collaboration) -> list[dict]:
    of_drafts = CaseLine.objects.filter(case__state=CaseState.DRAFT, scenario=MAIN)
    rows = collaboration.business_cases.select_related("created_by", "approved_by")
    return [_case(each) for each in rows.prefetch_related(Prefetch("lines", of_drafts))]


def _case(case: BusinessCase) -> dict:
    """Of a draft the lines as they are written; what it comes to is said when it is approved."""
    return {
        "number": case.number,
        "state": case.state,
        "state_label": case.get_state_display(),
        "approach": case.approach,
        "first_year": case.first_year,
        "year_count": case.year_count,
        "price_year": case.price_year,
        "approved_on": _day(case.approved_on),
        "approved_as": case.approved_as,
        "approved_by": _person(case.approved_by),
        "created_at": case.created_at.isoformat(),
        "created_by": _person(case.created_by),
        "lines": _lines(case),
        "results": {name: value for name, value in case.snapshot.items() if name != "lines"} if case.snapshot else None,
    }


def _lines(case: BusinessCase) -> list[dict]:
    if case.snapshot:
        return case.snapshot["lines"]
    return [frozen_line(each, case.years) for each in open_lines(case)]


## What was set aside


def _appropriations(collaboration: Collaboration) -> list[dict]:
    rows = collaboration.appropriations.select_related("municipality", "recorded_by")
    return [
        {
            "municipality": each.municipality.name,
            "code": each.municipality.code,
            "year": each.year,
            "amount": _amount(each.amount),
            "kind": each.kind,
            "kind_label": each.get_kind_display(),
            "date": _day(each.date),
            "link": each.link,
            "note": each.note,
            "holds": holds,
            "recorded_by": _person(each.recorded_by),
            "recorded_at": each.recorded_at.isoformat(),
        }
        for each, holds in _newest(rows, lambda row: (row.municipality_id, row.year))
    ]


def _newest(rows: Iterable, about) -> list[tuple[Any, bool]]:
    """Each with whether it holds: it is the newest about its thing, and was not taken back by itself."""
    rows = list(rows)
    newest: dict[Hashable, Any] = {about(row): row.pk for row in rows}
    return [(row, newest[about(row)] == row.pk and row.amount is not None) for row in rows]


def _amount(value) -> str | None:
    return None if value is None else f"{value:f}"


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _person(user) -> str:
    return str(user) if user else ""
