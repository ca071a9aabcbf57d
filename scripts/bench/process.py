"""How far a collaboration has come in its process: the moves between phases, and what is waived."""

from __future__ import annotations

from collections.abc import Iterator

from phases.models import CollaborationProcess, PhaseTransition, RequirementTemplate, Waiver
from scripts.bench import text
from scripts.bench.collaborations import Drawn


def followed(drawn: Drawn) -> list[CollaborationProcess]:
    return [CollaborationProcess(collaboration=drawn.collaboration, version=drawn.nation.process.version)]


def transitions(drawn: Drawn) -> Iterator[PhaseTransition]:
    Kind = PhaseTransition.Kind
    yield _transition(drawn, Kind.STARTED, None, 1)
    for phase in range(2, drawn.phase + 1):
        yield _transition(drawn, Kind.FORWARD, phase - 1, phase)
        if phase == 3 and drawn.number % 10 == 7:
            yield _transition(drawn, Kind.BACK, 3, 2, reason=text.STATUS_REASONS["yellow"])
            yield _transition(drawn, Kind.FORWARD, 2, 3)


def _transition(drawn: Drawn, kind: str, before: int | None, after: int, **values) -> PhaseTransition:
    stored = _requirements_before(drawn, after) if kind == PhaseTransition.Kind.FORWARD else []
    return PhaseTransition(
        collaboration=drawn.collaboration,
        kind=kind,
        from_phase=before,
        to_phase=after,
        date=drawn.entered(after),
        requirements=[{"key": each.key, "title": each.title, "met": True, "why": each.title} for each in stored],
        made_by=drawn.coordinator,
        recorded_at=drawn.moment((drawn.today - drawn.entered(after)).days),
        **values,
    )


def _requirements_before(drawn: Drawn, phase: int) -> list[RequirementTemplate]:
    chosen = drawn.organisation_type.key if drawn.organisation_type else None
    return [
        each
        for each in drawn.nation.process.requirements_before(phase)
        if not each.organisation_types or chosen in each.organisation_types
    ]


def waivers(drawn: Drawn) -> list[Waiver]:
    waivable = [each for each in _requirements_before(drawn, drawn.phase + 1) if each.waivable]
    if not waivable or drawn.chance.random() > 0.2:
        return []
    return [
        Waiver(
            collaboration=drawn.collaboration,
            before_phase=drawn.phase + 1,
            requirement=drawn.chance.choice(waivable).key,
            reason=text.WAIVED,
            given_by=drawn.coordinator,
        )
    ]
