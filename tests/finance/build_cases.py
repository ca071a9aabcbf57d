"""What tests of the economy begin with: keys with parts, and cases with lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone

from collaborations.models import Collaboration
from finance.appraisal import Kind
from finance.case_freezing import frozen_case
from finance.case_reading import load_case
from finance.lines import LineData
from finance.models import BusinessCase, DistributionKey, KeyComponent
from finance.services import approve_case, case_fingerprint, save_case, start_case
from finance.services.cases import Written
from finance.vocabulary import Approach, ComponentKind, Weight


def make_key(collaboration: Collaboration, name: str = "Indbyggere", *, weight: str = Weight.POPULATION):
    """A key that shares any amount by inhabitants, or in equal parts."""
    key = DistributionKey.objects.create(collaboration=collaboration, name=name)
    KeyComponent.objects.create(key=key, kind=ComponentKind.SHARED, name=name, part=100, weight=weight)
    return key


def line(kind: str, figures: Mapping[int, int | str], name: str = "", code: str = "", **values) -> LineData:
    amounts = {code: {year: Decimal(figure) for year, figure in figures.items()}}
    return LineData(Kind(kind), name or f"Linje om {kind}", amounts=amounts, **values)


def make_case(collaboration: Collaboration, *lines: LineData, actor=None, **details) -> BusinessCase:
    """A draft with these lines and nothing else."""
    case = start_case(collaboration, approach=details.pop("approach", Approach.FIGURES), actor=actor)
    removed = {"lines": list(case.lines.values_list("pk", flat=True))}
    return save_case(case, Written(details=details, lines=lines, removed=removed), version=case.version, actor=actor)


def approve(case: BusinessCase, *, actor=None, by: str = "Styregruppen") -> BusinessCase:
    return approve_case(case, approved_as=by, approved_on=timezone.localdate(), version=case.version, actor=actor)


def as_seen(case: BusinessCase, **typed) -> dict:
    """What a form sends that acts on the draft as it is now: which draft, which version, and what the page showed."""
    seen = case_fingerprint(frozen_case(load_case(case)))
    return {"case": case.pk, "version": case.version, "seen": seen} | typed


def result_of(case: BusinessCase):
    return load_case(case).result
