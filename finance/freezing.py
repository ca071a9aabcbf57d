"""A key as it is frozen for decision: everything that it says and stands on, as JSON, and the hash of it.

The hash is one that anybody can work out again: the content as JSON with sorted names, without spaces between the
parts, every text in Unicode NFC, in UTF-8; then SHA-256. Numbers are texts with a decimal point and no needless zeros.
Whatever has no order of its own (municipalities, figures) stands by its code, so that the order of rows plays no part.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from finance.keys import HUNDRED, Amounts
from finance.parts import Count, Part, outcome_of
from finance.reading import LoadedKey, Party

FORMAT = 1
SHARE_QUANTUM = Decimal("0.0001")  # of a per cent


def frozen_key(loaded: LoadedKey, payers: Sequence[Party], year: int, amount: Decimal | None) -> dict[str, Any]:
    """What the key says, what was counted with date and source, and what each pays where that can be worked out."""
    outcome = loaded.outcome(amount, payers, year)
    row, codes = loaded.row, [each.code for each in payers]
    parts = [
        _part(part, codes, loaded) | {"pays": _amounts(line.amounts)}
        for part, line in zip(loaded.parts, outcome.rows, strict=False)
    ]
    return {
        "format": FORMAT,
        "name": loaded.name,
        "regulation": row.regulation if row else "",
        "note": row.note if row else "",
        "source": row.source if row else "",
        "without_start_capital": bool(row and row.without_start_capital),
        "year": year,
        "amount": _text(amount),
        "parts": parts,
        "payers": {each.code: {"name": each.name, "joined": _day(each.joined)} for each in payers},
        "shares": shares_in_percent(loaded, payers, year),
        "pays": _amounts(outcome.totals),
        "missing": {code: sorted(names) for code, names in outcome.missing.items()},
    }


def shares_in_percent(loaded: LoadedKey, payers: Sequence[Party], year: int) -> dict[str, str] | None:
    """Everybody's share of whatever is shared; None for a key that shares no amount, and where something is missing."""
    if not loaded.shares_any_amount:
        return None
    found = outcome_of(loaded.parts, HUNDRED, payers, year, loaded.ground, quantum=SHARE_QUANTUM)
    return _amounts(found.totals)


def is_whole(content: Mapping[str, Any]) -> bool:
    """Nothing is missing, or nothing but the amount of a key that can share any."""
    return content["pays"] is not None or content["shares"] is not None


def sha256_of(content: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 of the content, however its names are ordered."""
    written = json.dumps(_composed(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(name): _composed(each) for name, each in value.items()}
    return [_composed(each) for each in value] if isinstance(value, list | tuple) else value


def _part(part: Part, codes: Sequence[str], loaded: LoadedKey) -> dict[str, Any]:
    numbers = ("amount", "part", "step", "minimum", "maximum")
    return {
        "kind": str(part.kind),
        "name": part.name,
        **{name: _text(getattr(part, name)) for name in numbers},
        "weight": str(part.weight),
        "population_on": _day(part.population_on),
        "only": sorted(part.only) if part.only is not None else None,
        "note": part.note,
        "count": _count(part.count(codes, loaded.ground), codes),
        "hours": _count(part.hours, codes),
    }


def _count(count: Count | None, codes: Iterable[str]) -> dict[str, Any] | None:
    if count is None:
        return None
    values = {code: _text(count.values[code]) for code in codes if count.values.get(code) is not None}
    named = {"name": count.name, "unit": count.unit, "date": _day(count.date), "source": count.source}
    return {**named, "values": values}


def _amounts(amounts: Amounts | None) -> dict[str, str] | None:
    return None if amounts is None else {code: _text(amount) for code, amount in amounts.items()}


def _text(value: Decimal | int | None) -> str | None:
    return None if value is None else f"{Decimal(value).normalize():f}"


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
