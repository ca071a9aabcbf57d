"""What the planner counts with. The defaults are data, with their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from decisions.planner.defaults import defaults

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Round:
    """One passage through all councils. `preparation_days` is the time from the round before to this one's text.

    `authority_after`: the authority must have answered before what follows, after `authority_weeks` where this round's
    authority takes another time than the settings say. `with_money`: the round's decision carries the amounts of the
    budget. `deadline` is the one that the parties have set; the plan is made without it. `settled` are the codes of
    those who have decided already: nothing is planned for them. A round in which all have is planned while the
    authority has not answered.
    """

    key: str
    name: str
    preparation_days: int = 14
    authority_after: bool = False
    with_money: bool = False
    authority_weeks: int | None = None
    settled: frozenset[str] = frozenset()
    deadline: dt.date | None = None


@dataclass(frozen=True)
class Settings:
    """Days, weeks and dates to count with; `assumptions` are the names of those that nobody has confirmed.

    `budget` holds by the year of the budget when the økonomiudvalg's proposal and the adoption are due, where an order
    has moved them.
    """

    material_weekdays: int = 4
    authority_weeks: int = 12
    information_weeks: int = 4
    proposal: tuple[int, int] = (9, 15)
    adoption: tuple[int, int] = (10, 15)
    readings_apart: dt.timedelta = dt.timedelta(days=21)
    budget: Mapping[int, tuple[dt.date, dt.date]] = field(default_factory=dict)
    election_years: frozenset[int] = frozenset()
    constitution: tuple[tuple[int, int], tuple[int, int]] = ((12, 1), (12, 15))
    assumptions: frozenset[str] = frozenset()

    def budget_dates(self, year: int) -> tuple[dt.date, dt.date]:
        """When the proposal and the adoption of that year's budget are due, the year before."""
        usual = dt.date(year - 1, *self.proposal), dt.date(year - 1, *self.adoption)
        return self.budget.get(year, usual)

    def is_constitution(self, day: dt.date) -> bool:
        """The new council constitutes itself: nothing is decided."""
        first, last = self.constitution
        return day.year in self.election_years and first <= (day.month, day.day) <= last

    def authority_time(self, given: Round) -> dt.timedelta:
        """How long what follows a round waits for the authority."""
        if not given.authority_after:
            return 0 * WEEK
        return (self.authority_weeks if given.authority_weeks is None else given.authority_weeks) * WEEK


def default_settings(**changes: Any) -> Settings:
    """The settings of the data file, with changes. None is unknown: then the data file's value stands."""
    data = defaults()
    budget, elections = data["budget"], data["elections"]
    values = {
        "material_weekdays": data["material_weekdays"]["value"],
        "authority_weeks": data["authority_weeks"]["value"],
        "information_weeks": data["information_weeks"]["value"],
        "proposal": (budget["proposal"]["month"], budget["proposal"]["day"]),
        "adoption": (budget["adoption"]["month"], budget["adoption"]["day"]),
        "readings_apart": dt.timedelta(days=budget["readings_apart_days"]["value"]),
        "budget": {year: (each["proposal"], each["adoption"]) for year, each in budget["moved"].items()},
        "election_years": frozenset(elections["years"]),
        "constitution": (tuple(elections["first"]), tuple(elections["last"])),
        "assumptions": frozenset(
            name for name, each in data.items() if isinstance(each, dict) and each.get("assumption")
        ),
    }
    return Settings(**values | {name: value for name, value in changes.items() if value is not None})
