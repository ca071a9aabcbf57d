"""The discount rate that is proposed. Data with a date and a source; each case may have its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent / "data" / "discount_rates.yaml"


@dataclass(frozen=True)
class ProposedRate:
    """A real rate of a year in per cent."""

    valid_from: dt.date
    percent: Decimal
    source: str


def proposed_rate(day: dt.date) -> ProposedRate | None:
    """The rate that held on that day; None before there was one."""
    held = [each for each in _rates() if each.valid_from <= day]
    return held[-1] if held else None


@lru_cache
def _rates() -> tuple[ProposedRate, ...]:
    content = read_yaml(DATA)
    found = (ProposedRate(each["valid_from"], Decimal(each["percent"]), each["source"]) for each in content["rates"])
    return tuple(sorted(found, key=lambda each: each.valid_from))
