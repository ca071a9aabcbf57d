"""The snapshot that a paper is made from: everything the status report shows, as JSON. Schema: docs/export-schema.md.

Days are ISO dates, moments ISO with time zone, unknown is null or an empty text. A paper is only ever drawn from its
snapshot, so it can be drawn again when everything has changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from collaborations.models import Collaboration, Member, Participation
from municipalities.models import PopulationFigure
from phases.checklist import PhaseChecklist, Row, build_checklist, due_soon, read_answers
from phases.models import Phase
from phases.requirements import Requirement, evaluate, facts_of, owed_today
from phases.track import phase_track
from reports.changes import changes_between
from reports.decided import decided
from reports.economy import economy
from reports.followed import followup
from reports.learned import case_references
from reports.models import Report
from reports.summary import conclusion, key_figures, next_steps

SCHEMA = 2


def frozen(collaboration_pk: int) -> dict[str, Any]:
    """The snapshot of one moment: what others change while it is read is either in it whole or not at all."""
    with one_moment():
        return snapshot(Collaboration.objects.get(pk=collaboration_pk))


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries inside see the same data. SQLite's transactions always do; PostgreSQL's when asked before all else.

    Inside a transaction of the caller it is too late to ask: then it is the caller's transaction that decides.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def snapshot(collaboration: Collaboration) -> dict[str, Any]:
    """The collaboration as it is while this is read; `frozen` holds it still.

    The number of queries does not depend on how much there is.
    """
    answers = read_answers(collaboration)
    facts = facts_of(collaboration, answers=answers)
    requirements, owed = evaluate(facts), owed_today(facts)
    checklist = build_checklist(collaboration, facts=facts, requirements=requirements, answers=answers)
    participations = _participations(collaboration)
    counted = _population(participations)
    population = {pk: figure.value for pk, figure in counted.items()}
    coordinators = _coordinators(collaboration)
    ahead = [each for each in requirements if each.before_phase == collaboration.phase + 1]
    taken = {
        "schema": SCHEMA,
        "taken_at": timezone.now().isoformat(),
        **_facts(collaboration),
        "coordinators": coordinators,
        "status": _status(collaboration),
        "conclusion": asdict(conclusion(collaboration, ahead, owed)),
        "figures": [asdict(each) for each in key_figures(collaboration, participations, population, ahead)],
        "next_steps": [
            step.as_dict()
            for step in next_steps([*owed, *ahead], due_soon(answers, facts), participations, coordinators)
        ],
        "participants": [_participant(each, counted.get(each.municipality_id)) for each in participations],
        "other_parties": _other_parties(collaboration),
        **_phases(collaboration, facts.process.phases, facts.moves, checklist.phases),
        "requirements": [_requirement(each) for each in requirements],
        "owed": [_requirement(each) for each in owed],
        "checklist": [_phase_checklist(each) for each in checklist.phases],
        **decided(collaboration),
        **economy(collaboration),
        "followup": followup(collaboration),
        "case_references": case_references(collaboration),
        "transitions": _transitions(collaboration),
        "activity": _activity(collaboration),
        "reports": _reports(collaboration),
    }
    return {**taken, "changes": _changes(collaboration, taken)}


def _facts(collaboration: Collaboration) -> dict:
    organisation_type = collaboration.organisation_type
    initiator, host = collaboration.initiator, collaboration.host
    count = collaboration.declared_member_count
    models = list(collaboration.cooperation_models.all())
    return {
        "name": collaboration.name,
        "slug": collaboration.slug,
        "purpose": collaboration.purpose,
        "origin": collaboration.origin,
        "is_example": collaboration.is_example,
        "organisation_type": organisation_type.key if organisation_type else None,
        "organisation_type_name": organisation_type.short_name if organisation_type else "",
        "cooperation_models": [each.name for each in models],
        "cooperation_model_keys": [each.key for each in models],
        "demarcation": collaboration.demarcation,
        "drivers": [
            {"kind": each.kind, "label": each.get_kind_display(), "description": each.description}
            for each in collaboration.drivers.all()
        ],
        "expectations": _expectations(collaboration),
        "initiator": initiator.name if initiator else "",
        "host": host.name if host else "",
        "start_goal": _day(collaboration.start_goal),
        "founded_on": _day(collaboration.founded_on),
        "operating_from": _day(collaboration.operating_from),
        "declared_members": {"count": count, "note": collaboration.declared_member_note} if count else None,
    }


def _expectations(collaboration: Collaboration) -> dict | None:
    newest = collaboration.expectations.first()
    return {"text": newest.text, "written_at": newest.written_at.isoformat()} if newest else None


def _status(collaboration: Collaboration) -> dict:
    return {
        "colour": collaboration.status,
        "shown": collaboration.shown_status,
        "label": str(Collaboration.Status(collaboration.shown_status).label),
        "reason": collaboration.status_reason,
        "set_at": _moment(collaboration.status_at),
        "age_days": collaboration.status_age_days,
        "is_stale": collaboration.status_is_stale,
    }


def _coordinators(collaboration: Collaboration) -> list[str]:
    members = Member.objects.valid().filter(collaboration=collaboration, role=Member.Role.COORDINATOR)
    return [member.user.shown_name for member in members.select_related("user").order_by("user__name", "pk")]


## Who takes part


def _participations(collaboration: Collaboration) -> list[Participation]:
    rows = collaboration.participations.select_related("municipality").prefetch_related("changes")
    return list(rows.order_by("municipality__sort_name"))


def _population(participations: list[Participation]) -> dict[int, PopulationFigure]:
    """The newest figure of each municipality; one without a figure is not in it."""
    ids = [each.municipality_id for each in participations]
    figures = PopulationFigure.objects.filter(municipality__in=ids).order_by("date")
    return {figure.municipality_id: figure for figure in figures}


def _participant(participation: Participation, population: PopulationFigure | None) -> dict:
    return {
        "municipality": participation.municipality.name,
        "code": participation.municipality.code,
        "state": participation.state,
        "state_label": participation.get_state_display(),
        "is_active": participation.is_active,
        "since": _day(participation.since),
        "contribution": participation.contribution,
        "population": population.value if population else None,
        "population_date": _day(population.date) if population else None,
        "states": [
            {
                "state": change.state,
                "state_label": change.get_state_display(),
                "date": _day(change.date),
                "reason": change.reason,
                "source": change.source,
            }
            for change in participation.changes.all()
        ],
    }


def _other_parties(collaboration: Collaboration) -> list[dict]:
    return [
        {
            "name": each.party.name,
            "kind": each.party.kind,
            "kind_label": each.party.get_kind_display(),
            "from": _day(each.valid_from),
            "to": _day(each.valid_to),
            "contribution": each.contribution,
        }
        for each in collaboration.external_participations.select_related("party").order_by("party__sort_name", "pk")
    ]


## Phases, requirements, checklist


def _phases(
    collaboration: Collaboration, phases: tuple[Phase, ...], moves: tuple, checklists: tuple[PhaseChecklist, ...]
) -> dict:
    current = next((each for each in checklists if each.number == collaboration.phase), None)
    progress = (current.done, current.total) if current else (0, 0)
    steps = [asdict(step) for step in phase_track(collaboration, phases, moves, progress=progress)]
    for step in steps:
        del step["url"]  # an address of the page means nothing on paper
    return {
        "phase": collaboration.phase,
        "phase_name": next((each.name for each in phases if each.number == collaboration.phase), ""),
        "phase_since": _day(collaboration.phase_since),
        "phase_track": steps,
    }


def _requirement(requirement: Requirement) -> dict:
    waiver = requirement.waiver
    said = {"reason": waiver.reason, "by": waiver.by, "on": _day(waiver.on)} if waiver else None
    return {**requirement.as_dict(), "waiver": said}


def _phase_checklist(phase: PhaseChecklist) -> dict:
    return {
        "phase": phase.number,
        "name": phase.name,
        "done": phase.done,
        "total": phase.total,
        "items": [_item(row, group.key, str(group.name)) for group in phase.groups for row in group.rows],
    }


def _item(row: Row, group: str, group_label: str) -> dict:
    answer = row.answer
    return {
        "key": row.template.key,
        "text": row.template.text,
        "group": group,
        "group_label": group_label,
        "municipality": row.municipality.name if row.municipality else None,
        "code": row.municipality.code if row.municipality else None,
        "state": str(row.state),
        "state_label": str(row.state_label),
        "owner": str(answer.owner) if answer and answer.owner else "",
        "due": _day(answer.due) if answer else None,
        "note": answer.note if answer else "",
        "reason": answer.reason if answer else "",
    }


def _transitions(collaboration: Collaboration) -> list[dict]:
    return [
        {
            "kind": each.kind,
            "kind_label": each.get_kind_display(),
            "from_phase": each.from_phase,
            "to_phase": each.to_phase,
            "date": _day(each.date),
            "reason": each.reason,
            "source": each.source,
            "made_by": _person(each.made_by),
            "recorded_at": _moment(each.recorded_at),
            "requirements": each.requirements,
        }
        for each in collaboration.transitions.select_related("made_by").order_by("pk")
    ]


## History


def _activity(collaboration: Collaboration) -> list[dict]:
    return [
        {
            "at": _moment(each.at),
            "kind": each.kind,
            "kind_label": each.get_kind_display(),
            "text": each.text,
            "actor": _person(each.actor),
            "on_behalf_of": each.on_behalf_of.name if each.on_behalf_of else "",
        }
        for each in collaboration.activity.select_related("actor", "on_behalf_of")
    ]


def _reports(collaboration: Collaboration) -> list[dict]:
    """The finished papers, newest first. Not what they contain: each of them is a snapshot of its own."""
    ready = Report.objects.ready().filter(collaboration=collaboration).select_related("requested_by")
    return [
        {
            "kind": each.kind,
            "kind_label": each.get_kind_display(),
            "data_at": _moment(each.data_at),
            "created_at": _moment(each.created_at),
            "requested_by": _person(each.requested_by),
            "pages": each.pages,
            "size": each.size,
            "sha256": each.sha256,
        }
        for each in ready.defer("snapshot")
    ]


def _changes(collaboration: Collaboration, taken: dict) -> dict | None:
    """Against the newest finished paper; None when there is none."""
    last = Report.objects.ready().filter(collaboration=collaboration, kind=Report.Kind.STATUS).first()
    if last is None:
        return None
    return {"since_at": _moment(last.data_at), "rows": changes_between(last.snapshot, taken)}


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: dt.datetime | None) -> str | None:
    return value.isoformat() if value else None


def _person(user) -> str:
    return str(user) if user else ""
