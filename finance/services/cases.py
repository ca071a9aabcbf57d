"""The life of a business case: begun behind one of two doors, worked on as a draft, approved, and taken up anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Manager
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import long_date
from finance.appraisal import MAX_RISKS
from finance.case_freezing import frozen_case
from finance.case_reading import load_case, stored_cells
from finance.discounting import proposed_rate
from finance.freezing import sha256_of
from finance.lines import TOGETHER, LineData, moved_cells
from finance.models import BusinessCase, CaseLine, PriceRise
from finance.models.cases import ALTERNATIVE, MAIN
from finance.services.keys import newest_version
from finance.vocabulary import Approach, CaseState, Extra, LineKind

ECONOMY = ActivityEntry.Kind.ECONOMY
MAX_LINES = 60
DETAILS = (
    "first_year",
    "year_count",
    "price_year",
    "key",
    "description",
    "reason",
    "not_included",
    "scenario_name",
    "discount_rate",
    "discount_source",
)


@dataclass(frozen=True)
class Written:
    """What somebody has written in the editor. Risks and gains are the fields of their rows, with `pk` if any.

    Only what is in `removed` (ids by "lines", "risks" and "gains") goes: a row that somebody else added in the meantime
    was not on the page. Of what is closed (`Extra`) nothing is read, for the same reason, and prices stay in the years
    that are neither in `rises` nor in `rise_years`, the years that could be written in. All amounts, also those of what
    is closed, go `moved_by` years ahead.
    """

    details: Mapping[str, Any]
    lines: Sequence[LineData] = ()
    risks: Sequence[Mapping[str, Any]] = ()
    gains: Sequence[Mapping[str, Any]] = ()
    rises: Sequence[Mapping[str, Any]] = ()
    rise_years: Collection[int] = ()
    removed: Mapping[str, Collection[int]] = field(default_factory=dict)
    moved_by: int = 0


@transaction.atomic
def start_case(
    collaboration: Collaboration, *, approach: str, actor: User | None, at: dt.datetime | None = None
) -> BusinessCase:
    """A first draft, or the one that is there already. One scenario in kroner, with a line of each kind to begin with.

    Where a version is approved it is taken up anew with `revise_case`, which this is not: raises DomainError.
    """
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    newest = collaboration.business_cases.order_by("-number").first()
    if newest and newest.is_draft:
        return newest
    if newest:
        raise DomainError(_("Der er allerede en business case. Lav en ny version af den."))
    at = at or timezone.now()
    chosen = newest_version(collaboration)
    year = collaboration.start_goal.year if collaboration.start_goal else timezone.localdate(at).year + 1
    case = BusinessCase.objects.create(
        collaboration=collaboration,
        number=1,
        approach=approach,
        first_year=year,
        price_year=timezone.localdate(at).year,
        key=chosen.key if chosen and chosen.content["shares"] is not None else None,
        created_by=actor,
        changed_by=actor,
        created_at=at,
        changed_at=at,
    )
    _begin_lines(case)
    text = _("Begyndte at regne på en business case.")
    if approach == Approach.WORDS:
        text = _("Begyndte at beskrive gevinsterne i ord.")
    record_activity(collaboration, kind=ECONOMY, text=text, actor=actor, at=at)
    return case


@transaction.atomic
def save_case(case: BusinessCase, written: Written, *, version: int, actor: User | None) -> BusinessCase:
    """Write the whole draft anew. Raises StaleVersion when somebody saved since, and DomainError for what is frozen.

    `version` is the one that the page showed. Lines keep their row where they bring its `pk`.
    """
    case = _locked_draft(case, version)
    for name in DETAILS:
        if name in written.details:
            setattr(case, name, written.details[name])
    _write_lines(case, written.lines, written.removed.get("lines", ()))
    if written.moved_by:
        _move_amounts(case, written.moved_by)
    _write_rows(case.gains, written.gains, written.removed.get("gains", ()))
    if case.has(Extra.RISKS):
        _write_rows(case.risks, written.risks, written.removed.get("risks", ()))
    if case.has(Extra.PRICES):
        case.price_rises.filter(year__in={*written.rise_years, *(each["year"] for each in written.rises)}).delete()
        PriceRise.objects.bulk_create(PriceRise(case=case, **each) for each in written.rises)
    if case.risks.count() > MAX_RISKS:
        raise DomainError(_("Der kan højst være %(count)d risici. Behold de vigtigste.") % {"count": MAX_RISKS})
    if case.lines.filter(scenario=MAIN).count() > MAX_LINES:
        raise DomainError(_("Der kan højst være %(count)d linjer. Saml nogle af dem.") % {"count": MAX_LINES})
    return _saved(case, actor)


@transaction.atomic
def save_own_figures(line: CaseLine, amounts: Mapping, *, version: int, actor: User | None) -> BusinessCase:
    """Figures of one line for each municipality, in place of one figure for all. Empty takes the line back to one.

    Estimates stay beside the figures that stay. A line without own figures is left alone by none.
    """
    case = _locked_draft(line.case, version)
    line = case.lines.get(pk=line.pk)
    before, line.amounts = line.amounts, stored_cells(amounts)
    if not any(code != TOGETHER for code in (*before, *line.amounts)):
        return case
    line.low, line.high = (_beside_same(before, line.amounts, cells) for cells in (line.low, line.high))
    line.save()
    return _saved(case, actor)


@transaction.atomic
def open_extra(case: BusinessCase, extra: str, *, version: int, actor: User | None) -> BusinessCase:
    """Make room for one thing more. What was there when it was closed is there again."""
    case = _locked_draft(case, version)
    if case.has(extra):
        return case
    case.extras = [*case.extras, str(extra)]
    if extra == Extra.SCENARIO and not case.lines.filter(scenario=ALTERNATIVE).exists():
        _copy_lines(case, case, only=MAIN, to=ALTERNATIVE)
    if extra == Extra.DISCOUNT and case.discount_rate is None and (rate := proposed_rate(timezone.localdate())):
        case.discount_rate, case.discount_source = rate.percent, rate.source
    return _saved(case, actor)


@transaction.atomic
def close_extra(case: BusinessCase, extra: str, *, version: int, actor: User | None) -> BusinessCase:
    """It takes no room and counts nowhere; what was written stays and is there when it is opened again.

    Raises DomainError while municipalities have figures of their own: they would still count.
    """
    case = _locked_draft(case, version)
    if extra == Extra.MUNICIPALITIES and any(line.by_municipality for line in load_case(case).lines):
        raise DomainError(_("Fjern først kommunernes egne tal. De tæller stadig med."))
    case.extras = [each for each in case.extras if each != extra]
    return _saved(case, actor)


@transaction.atomic
def approve_case(
    case: BusinessCase,
    *,
    approved_as: str,
    approved_on: dt.date,
    version: int,
    seen: str | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> BusinessCase:
    """Freeze the draft with what it comes to. The version that was approved before is superseded.

    `seen` is the `case_fingerprint` of what the page showed. Raises DomainError when that has changed, as when somebody
    corrected the key, while something is missing, for a day ahead, and without who approved it.
    """
    check_likely(approved_on)
    case = _locked_draft(case, version)
    if approved_on > timezone.localdate():
        raise DomainError(_("En godkendelse kan ikke ligge ude i fremtiden."))
    if not approved_as.strip():
        raise DomainError(_("Skriv, hvem der har godkendt den."))
    if missing := missing_before_approval(case):
        raise DomainError(" ".join(missing))
    content = frozen_case(load_case(case))
    if seen is not None and seen != case_fingerprint(content):
        raise DomainError(
            _("Nøglen, dens tal eller kommunerne er rettet, siden du åbnede siden. Se casen igen, før du godkender.")
        )
    case.collaboration.business_cases.filter(state=CaseState.APPROVED).update(state=CaseState.SUPERSEDED)
    case.approved_on, case.approved_as, case.approved_by = approved_on, approved_as.strip(), actor
    case.state = CaseState.APPROVED
    before = case.collaboration.business_cases.filter(state=CaseState.SUPERSEDED).order_by("number").last()
    if before and approved_on < before.approved_on:
        said = {"number": before.number, "day": long_date(before.approved_on)}
        raise DomainError(_("Datoen ligger før godkendelsen af version %(number)d, %(day)s.") % said)
    case.snapshot = {
        **content,
        "approved_on": approved_on.isoformat(),
        "approved_as": case.approved_as,
        "taken_at": (at or timezone.now()).isoformat(),
    }
    case.sha256 = sha256_of(case.snapshot)
    _saved(case, actor)
    said = {"number": case.number, "who": case.approved_as}
    text = _("Godkendte version %(number)d af business casen. Godkendt af: %(who)s.") % said
    record_activity(case.collaboration, kind=ECONOMY, text=text, actor=actor, at=at)
    return case


def case_fingerprint(content: Mapping[str, Any]) -> str:
    """Of a draft as it would be frozen (`frozen_case`), so that what is approved is what was read."""
    return sha256_of({name: value for name, value in content.items() if name != "taken_at"})


def missing_before_approval(case: BusinessCase) -> list[str]:
    """What must be written before this version can be approved, a sentence each."""
    if not case.is_in_words:
        return load_case(case).problems
    missing = []
    if not case.description.strip() and not case.gains.exists():
        missing.append(_("Beskriv gevinsterne."))
    if not case.reason.strip():
        missing.append(_("Skriv, hvorfor I ikke regner på det."))
    return missing


@transaction.atomic
def revise_case(
    collaboration: Collaboration, *, actor: User | None, approach: str | None = None, at: dt.datetime | None = None
) -> BusinessCase:
    """A new draft that begins as the approved version is, or the draft that is there already.

    With another `approach` it is in words or in figures instead, and all that was written goes with it.
    Raises DomainError where nothing is approved.
    """
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    newest = collaboration.business_cases.order_by("-number").first()
    if newest is None:
        raise DomainError(_("Der er ingen business case at lave en ny version af."))
    if newest.is_draft:
        return newest
    carried = {name: getattr(newest, name) for name in (*DETAILS, "extras")}
    at = at or timezone.now()
    case = BusinessCase.objects.create(
        **carried,
        collaboration=collaboration,
        number=newest.number + 1,
        approach=approach or newest.approach,
        created_by=actor,
        changed_by=actor,
        created_at=at,
        changed_at=at,
    )
    _copy_lines(newest, case)
    _begin_lines(case)
    for rows in (newest.risks, newest.gains, newest.price_rises):
        _copy(rows.all(), case)
    text = _("Begyndte på version %(number)d af business casen.") % {"number": case.number}
    record_activity(collaboration, kind=ECONOMY, text=text, actor=actor, at=at)
    return case


@transaction.atomic
def switch_approach(case: BusinessCase, approach: str, *, version: int, actor: User | None) -> BusinessCase:
    """From words to figures or back. What the other one does not show stays, and is there when it is switched back."""
    case = _locked_draft(case, version)
    if case.approach == approach:
        return case
    case.approach = approach
    _begin_lines(case)
    return _saved(case, actor)


ACTS = {"open": open_extra, "close": close_extra, "switch": switch_approach}


@transaction.atomic
def save_and_press(
    case: BusinessCase, written: Written, *, button: str, what: str, version: int, actor: User | None
) -> BusinessCase:
    """Save the draft and do what that button of its page says, or neither. Raises as the two do."""
    case = save_case(case, written, version=version, actor=actor)
    return ACTS[button](case, what, version=case.version, actor=actor) if button else case


@transaction.atomic
def discard_draft(case: BusinessCase, *, version: int, actor: User | None) -> None:
    """Throw the draft away. Raises DomainError for a version that was approved."""
    case = _locked_draft(case, version)
    text = _("Slettede kladden til version %(number)d af business casen.") % {"number": case.number}
    record_activity(case.collaboration, kind=ECONOMY, text=text, actor=actor)
    case.delete()


def _locked_draft(case: BusinessCase, version: int) -> BusinessCase:
    found = BusinessCase.objects.select_for_update(of=("self",)).select_related("collaboration", "key")
    case = found.filter(pk=case.pk).first()
    if case is None or not case.is_draft:
        raise DomainError(_("Versionen er godkendt og kan ikke ændres. Lav en ny version."))
    if case.version != version:
        raise StaleVersion(case)
    return case


def _beside_same(before: dict, now: dict, estimates: dict) -> dict:
    """The estimates whose likely figure is as it was."""
    kept = {
        code: {year: each for year, each in cells.items() if now.get(code, {}).get(year) == before[code].get(year)}
        for code, cells in estimates.items()
        if code in before
    }
    return {code: cells for code, cells in kept.items() if cells}


def _begin_lines(case: BusinessCase) -> None:
    """A line of each kind to begin with, where figures are written and no line is there."""
    if case.approach == Approach.FIGURES and not case.lines.exists():
        CaseLine.objects.bulk_create(
            CaseLine(case=case, kind=kind, name=str(kind.label), position=place) for place, kind in enumerate(LineKind)
        )


def _saved(case: BusinessCase, actor: User | None) -> BusinessCase:
    case.version, case.changed_by, case.changed_at = case.version + 1, actor, timezone.now()
    case.save()
    return case


def _write_lines(case: BusinessCase, lines: Sequence[LineData], removed: Collection[int]) -> None:
    case.lines.filter(pk__in=removed).delete()
    held = {row.pk: row for row in case.lines.all()}
    for place, line in enumerate(lines):
        row = held.get(line.pk) or CaseLine(case=case)
        row.scenario, row.kind, row.name, row.position = line.scenario, line.kind.value, line.name, place
        row.unit, row.rate, row.source, row.uncertainty = line.unit, line.rate, line.source, line.uncertainty
        row.amounts = stored_cells(line.amounts)
        if case.has(Extra.ESTIMATES):
            row.low, row.high = stored_cells(line.low), stored_cells(line.high)
        row.save()


def _move_amounts(case: BusinessCase, by: int) -> None:
    for row in case.lines.all():
        row.amounts, row.low, row.high = (moved_cells(each, by) for each in (row.amounts, row.low, row.high))
        row.save()


def _write_rows(rows: Manager, written: Sequence[Mapping[str, Any]], removed: Collection[int]) -> None:
    rows.filter(pk__in=removed).delete()
    for place, values in enumerate(written):
        pk = values.get("pk")
        fields = {name: value for name, value in values.items() if name != "pk"}
        if not (pk and rows.filter(pk=pk).update(**fields, position=place)):
            rows.create(**fields, position=place)


def _copy_lines(source: BusinessCase, case: BusinessCase, *, only: int | None = None, to: int | None = None) -> None:
    rows = source.lines.filter(scenario=only) if only else source.lines.all()
    _copy(rows, case, **({"scenario": to} if to else {}))


def _copy(rows, case: BusinessCase, **changed) -> None:
    copies = list(rows)
    for row in copies:
        row.pk, row.case, row._state.adding = None, case, True
        for name, value in changed.items():
            setattr(row, name, value)
    if copies:
        type(copies[0]).objects.bulk_create(copies)
