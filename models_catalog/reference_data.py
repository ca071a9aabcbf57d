"""Loads collaboration models, organisation types, the combination table and rules of law from the files in `data/`.

May be run again at any time: the same few statements whatever is there already, and never two rows for one fact.
Nothing is deleted, as collaborations may point at it. Models, types and combinations follow the files. A rule of law
changes only when the file's row was checked later than the stored one, and that is written in the rule's history. A
rule that an administrator has published, checked or ended stays as it is, with all rows of its key.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import models, transaction

from common.data_files import read_yaml
from models_catalog.models import CollaborationModel, Combination, LegalRule, LegalRuleChange, OrganisationType
from models_catalog.rules_of_law import UNKNOWN_START, content_of

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load() -> str:
    """Bring the four tables up to the files. Returns one line for the console."""
    _upsert(CollaborationModel, _numbered(_rows("collaboration_models.yaml")), unique=["key"])
    _upsert(OrganisationType, _numbered(_rows("organisation_types.yaml")), unique=["key"])
    types = {t.key: t for t in OrganisationType.objects.all()}
    combinations = _load_combinations(types)
    rules = _load_legal_rules(types)
    return f"{len(types)} organisation types, {combinations} combinations, {rules} legal rules"


def _rows(name: str):
    return _typeset(read_yaml(DATA / name))


def _typeset(value):
    """Ties the section sign to its number, so that they are never on two lines. The files use plain spaces."""
    if isinstance(value, str):
        return value.replace("§ ", "§\u00a0")
    if isinstance(value, list):
        return [_typeset(item) for item in value]
    if isinstance(value, dict):
        return {key: _typeset(item) for key, item in value.items()}
    return value


def _numbered(rows: list[dict]) -> list[dict]:
    """Rows in the order of the file."""
    return [{**row, "position": number} for number, row in enumerate(rows, start=1)]


def _upsert(model: type[models.Model], rows: list[dict], *, unique: list[str]) -> None:
    if not rows:
        return
    model._default_manager.bulk_create(
        [model(**row) for row in rows],
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in rows[0] if name not in unique],
    )


def _load_combinations(types: dict[str, OrganisationType]) -> int:
    by_key = {m.key: m for m in CollaborationModel.objects.all()}
    rows = [
        {
            "model": by_key[cell["model"]],
            "organisation_type": types[key],
            "fit": cell["fit"],
            "condition": cell.get("condition", ""),
            "potential": cell.get("potential", ""),
            "source": cell["source"],
        }
        for cell in _rows("combinations.yaml")["cells"]
        for key in cell["types"]
    ]
    _upsert(Combination, rows, unique=["model", "organisation_type"])
    return len(rows)


def _load_legal_rules(types: dict[str, OrganisationType]) -> int:
    rows = [_with_dates(row) for row in _rows("legal_rules.yaml")]
    before = list(LegalRule.objects.all())
    checked = {(r.key, r.valid_from): r.last_checked for r in before}
    edited = {r.key for r in before if r.edited_here}
    due = [
        row
        for row in rows
        if row["key"] not in edited and row["last_checked"] > checked.get((row["key"], row["valid_from"]), dt.date.min)
    ]
    type_keys = {(row["key"], row["valid_from"]): row.pop("types") for row in due}
    _upsert(LegalRule, due, unique=["key", "valid_from"])

    link = LegalRule.organisation_types.through
    stored = {(r.key, r.valid_from): r for r in LegalRule.objects.all()}
    wanted = {(stored[rule].pk, types[key].pk) for rule, keys in type_keys.items() for key in keys}
    links = link.objects.filter(legalrule__in=[stored[rule].pk for rule in type_keys])
    surplus = [row.pk for row in links if (row.legalrule_id, row.organisationtype_id) not in wanted]
    link.objects.filter(pk__in=surplus).delete()
    link.objects.bulk_create(
        [link(legalrule_id=rule, organisationtype_id=kind) for rule, kind in sorted(wanted)], ignore_conflicts=True
    )
    LegalRuleChange.objects.bulk_create(
        LegalRuleChange(
            rule=stored[rule], kind=LegalRuleChange.Kind.LOADED, content=content_of(stored[rule], sorted(keys))
        )
        for rule, keys in type_keys.items()
    )
    return len(rows)


def _with_dates(row: dict) -> dict:
    start = row["valid_from"]
    return {
        **row,
        "valid_from": start or UNKNOWN_START,
        "valid_from_known": start is not None,
        "valid_to": row.get("valid_to"),
    }
