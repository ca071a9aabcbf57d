"""The business case of an example: approved as it was told, in figures or in words, and taken up anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from accounts.models import User
from collaborations.models import Collaboration
from finance.appraisal import Kind
from finance.lines import TOGETHER, LineData
from finance.models import BusinessCase
from finance.services import approve_case, open_extra, revise_case, save_case, start_case
from finance.services.cases import Written


def appraise(
    collaboration: Collaboration,
    *,
    lines: Sequence[Mapping[str, Any]],
    gains: Sequence[Mapping[str, str]],
    details: Mapping[str, Any],
    key: str,
    approved_as: str,
    approved_on: dt.date,
    actor: User,
    at: dt.datetime,
) -> BusinessCase:
    """A case in figures, shared by the key of that name, and approved."""
    case = start_case(collaboration, approach="figures", actor=actor, at=at)
    written = Written(
        details={**details, "key": collaboration.keys.get(name=key)},
        lines=[_line(each) for each in lines],
        gains=gains,
        removed={"lines": list(case.lines.values_list("pk", flat=True))},
    )
    case = save_case(case, written, version=case.version, actor=actor)
    said = {"approved_as": approved_as, "approved_on": approved_on}
    return approve_case(case, **said, version=case.version, actor=actor, at=at)


def describe(
    collaboration: Collaboration,
    *,
    description: str,
    reason: str,
    gains: Sequence[Mapping[str, str]],
    approved_as: str,
    approved_on: dt.date,
    actor: User,
    at: dt.datetime,
) -> BusinessCase:
    """A case in words, and approved: what gets better, and why nobody works it out."""
    case = start_case(collaboration, approach="words", actor=actor, at=at)
    written = Written(details={"description": description, "reason": reason}, gains=gains)
    case = save_case(case, written, version=case.version, actor=actor)
    said = {"approved_as": approved_as, "approved_on": approved_on}
    return approve_case(case, **said, version=case.version, actor=actor, at=at)


def go_on(collaboration: Collaboration, *, actor: User, at: dt.datetime) -> BusinessCase:
    """A draft of the next version, with room for figures of each municipality."""
    draft = revise_case(collaboration, actor=actor, at=at)
    return open_extra(draft, "municipalities", version=draft.version, actor=actor)


def _line(told: Mapping[str, Any]) -> LineData:
    amounts = {int(year): Decimal(amount) for year, amount in told["amounts"].items()}
    return LineData(
        kind=Kind(told["kind"]),
        name=told["name"],
        amounts={TOGETHER: amounts},
        source=told.get("source", ""),
        uncertainty=told.get("uncertainty", ""),
    )
