"""What the examples follow up, and the key figures that a source tells of (`data/key_figures.yaml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from collaborations.models import Collaboration
from common.data_files import read_yaml
from followup.services import define_key_figure, plan_follow_up, record_value, set_tool
from municipalities.models import Municipality

FILE = Path(__file__).resolve().parent / "data" / "key_figures.yaml"
Event = dict[str, Any]
TEXTS = ("name", "definition", "unit", "period", "reason")


def plan(collaboration: Collaboration, event: Event, *, actor: User, at: dt.datetime) -> None:
    """The next date of each subject, and the role that answers for it."""
    for subject, next_date in event["deadlines"].items():
        said = {"subject": subject, "next_date": next_date, "responsible": event["responsible"][subject]}
        plan_follow_up(collaboration, **said, actor=actor, at=at)


def tools(collaboration: Collaboration, event: Event, *, actor: User, at: dt.datetime) -> None:
    """How far each tool is on the day that it is said."""
    for tool, state in event["states"].items():
        reason = event.get("reasons", {}).get(tool, "")
        said = {"tool": tool, "state": state, "reason": reason, "date": timezone.localdate(at)}
        set_tool(collaboration, **said, actor=actor, at=at)


def key_figure(
    collaboration: Collaboration, event: Event, places: Mapping[str, Municipality], *, actor: User, at: dt.datetime
) -> None:
    """A key figure, and what it came to: for all together (`joint`) and in municipalities."""
    texts = {name: event[name] for name in TEXTS}
    numbers = {name: Decimal(str(event[name])) for name in ("baseline", "target")}
    figure = define_key_figure(collaboration, **texts, **numbers, actor=actor, at=at)
    day = timezone.localdate(at)
    for name, value in event["values"].items():
        place = places[name] if name != "joint" else None
        said = {"municipality": place, "period": event["measured"], "date": day, "value": Decimal(str(value))}
        record_value(figure, **said, source=event["source"], actor=actor, at=at)


def key_figures() -> dict[str, list[Event]]:
    """By the collaboration's slug."""
    content = read_yaml(FILE)
    return {each["slug"]: each["figures"] for each in content["collaborations"]}


def measure(collaboration: Collaboration, figures: list[Event]) -> None:
    """Write them down as the source tells them, for all municipalities together."""
    for told in figures:
        numbers = {name: Decimal(str(told[name])) for name in ("baseline", "target") if name in told}
        texts = {name: told[name] for name in TEXTS}
        figure = define_key_figure(collaboration, **texts, **numbers, actor=None)
        for value in told["values"]:
            said = {"period": value["period"], "date": value["date"], "value": Decimal(str(value["value"]))}
            record_value(figure, municipality=None, **said, source=told["source"], actor=None)
