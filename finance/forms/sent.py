"""The editor's page as it was sent, fitted to the draft as it is: others may have deleted and closed things since."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django import forms
from django.http import QueryDict

LINES, GAINS, RISKS, PRICES, YEARS = "linjer", "gevinster", "risici", "priser", "aar"
ROW = re.compile(rf"(?P<set>{LINES}|{GAINS}|{RISKS})-(?P<place>\d{{1,4}})-(?P<field>\w+)")
CELL = re.compile(r"(?P<estimate>y|low|high)(?P<year>(?:19|20)\d\d)")
MAX_SENT_YEARS = 30
ABOUT = ("case", "version")
FieldKey = tuple[str, ...]


def is_about(data: QueryDict, pk: int | None) -> bool:
    """Was the page about that draft?"""
    return pk is not None and data.get("case") == str(pk)


def rows_sent(data: QueryDict | Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """The fields of every row: which set it belongs to, its place there, the field's name and what was typed."""
    for name in data:
        if found := ROW.fullmatch(name):
            yield found["set"], int(found["place"]), found["field"], data[name]


def years_sent(data: QueryDict) -> set[int]:
    """The years that the page had cells for. They can not be more than a page and a half can have."""
    cells = (CELL.fullmatch(field) for prefix, _place, field, _text in rows_sent(data) if prefix == LINES)
    found = {int(cell["year"]) for cell in cells if cell}
    return found if len(found) <= MAX_SENT_YEARS else set()


def without_gone(data: QueryDict, prefix: str, held: Collection[int]) -> QueryDict:
    """Rows that somebody deleted are new ones, and new ones stand last, as a set of forms asks for."""
    ids = {place: text for each, place, field, text in rows_sent(data) if (each, field) == (prefix, "id")}
    known = {str(pk) for pk in held}
    there = [place for place in sorted(ids) if ids[place] in known]
    rest = [place for place in sorted(ids) if ids[place] not in known]
    if not ids or not any(ids[place] for place in rest):
        return data
    found = _renumbered(data, prefix, [*there, *rest])
    found[f"{prefix}-INITIAL_FORMS"] = str(len(there))
    for place in range(len(there), len(ids)):
        found[f"{prefix}-{place}-id"] = ""
    return found


def without_scenario(data: QueryDict, scenario: int) -> QueryDict:
    """Without the lines of a scenario that somebody closed: the page has no room for them."""
    scenarios = {place: text for each, place, field, text in rows_sent(data) if (each, field) == (LINES, "scenario")}
    kept = [place for place in sorted(scenarios) if scenarios[place] != str(scenario)]
    return _renumbered(data, LINES, kept) if len(kept) < len(scenarios) else data


def _renumbered(data: QueryDict, prefix: str, places: Sequence[int]) -> QueryDict:
    """These rows as the only ones of their set, in that order."""
    found, turned = data.copy(), {old: new for new, old in enumerate(places)}
    rows = [row for row in rows_sent(data) if row[0] == prefix]
    for _prefix, place, field, _text in rows:
        del found[f"{prefix}-{place}-{field}"]
    for _prefix, place, field, text in rows:
        if place in turned:
            found[f"{prefix}-{turned[place]}-{field}"] = text
    found[f"{prefix}-TOTAL_FORMS"] = str(len(places))
    found[f"{prefix}-INITIAL_FORMS"] = str(sum(1 for place in range(len(places)) if found.get(f"{prefix}-{place}-id")))
    return found


## What nobody touched


def begun(form: forms.BaseForm) -> dict[str, str]:
    """What a browser sends for the form when nobody touches it."""
    found = {
        form.add_prefix(name): field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
        if name != "DELETE"
    }
    return {name: "" if value is None else str(value) for name, value in found.items()}


def seen(all_forms: Iterable[forms.BaseForm]) -> str:
    """What the fields begin with, for the page to send along. A field that is not in it begins empty."""
    return json.dumps({name: _digest(text) for form in all_forms for name, text in begun(form).items() if text})


def followed(data: QueryDict, newest: Mapping[str, str]) -> QueryDict:
    """With what is saved now in the fields that this user has not touched, as far as the page says what it began with.

    A row that somebody deleted goes where nothing in it was touched. `newest` is the page of the newest draft as it is
    sent when nobody touches it.
    """
    try:
        began = dict(json.loads(data.get("seen", "")))
    except (TypeError, ValueError):
        return data
    saved = {key: newest[name] for name, key in _keyed(newest).items()}
    found = data.copy()
    for name, key in _keyed(data).items():
        if key in saved and _digest(data[name]) == began.get(name, _digest("")):
            found[name] = saved[key]
    return _without_untouched(found, {key[:2] for key in saved if len(key) > 1}, began)


def _without_untouched(data: QueryDict, there: Collection[FieldKey], began: Mapping[str, str]) -> QueryDict:
    rows: dict[str, dict[int, bool]] = {LINES: {}, GAINS: {}, RISKS: {}}
    keys = _keyed(data)
    for prefix, place, field, text in rows_sent(data):
        name = f"{prefix}-{place}-{field}"
        goes = name in keys and keys[name][:2] not in there and _digest(text) == began.get(name, _digest(""))
        rows[prefix][place] = goes and rows[prefix].get(place, True)
    for prefix, places in rows.items():
        if any(places.values()):
            data = _renumbered(data, prefix, [place for place in sorted(places) if not places[place]])
    return data


def _keyed(data: QueryDict | Mapping[str, str]) -> dict[str, FieldKey]:
    """By name of a field what it is about, wherever its row stands. Rows that are new are about nothing yet."""
    rows = {name: found for name in data if (found := ROW.fullmatch(name))}
    pks = {(row["set"], row["place"]): data[name] for name, row in rows.items() if row["field"] in ("line", "id")}
    found: dict[str, FieldKey] = {name: (name,) for name in data if name not in rows and name not in ABOUT}
    for name, row in rows.items():
        if pk := pks.get((row["set"], row["place"])):
            found[name] = (row["set"], pk, row["field"])
    return found


def _digest(text: str) -> str:
    """The same for line breaks and spaces that a browser changes."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:12]
