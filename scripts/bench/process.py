"""How far a collaboration has come in its process: the moves between phases, what is recorded, what is waived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from collaborations.models import ParticipationState
from municipalities.models import Municipality
from phases.models import CollaborationProcess, PhaseTransition, RecordedFact, RequirementTemplate, Waiver
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


def facts(drawn: Drawn) -> Iterator[RecordedFact]:
    """In phase 5 every council has decided, in phase 4 half of them."""
    if drawn.phase < 4:
        return
    share = 1.0 if drawn.phase == 5 else 0.5
    for template in _requirements_before(drawn, 5):
        if template.check_name == "fact" and drawn.phase == 5:
            yield _fact(drawn, template.parameters["facts"][0], None)
        elif template.check_name == "fact-per-municipality":
            for participation in drawn.participations:
                if participation.state == ParticipationState.PARTICIPANT and drawn.chance.random() < share:
                    yield _fact(drawn, template.parameters["facts"][0], participation.municipality)


def _fact(drawn: Drawn, key: str, municipality: Municipality | None) -> RecordedFact:
    return RecordedFact(
        collaboration=drawn.collaboration,
        key=key,
        municipality=municipality,
        date=drawn.entered(4) + dt.timedelta(days=drawn.chance.randrange(60)),
        source="Referat fra kommunalbestyrelsens møde",
        recorded_by=drawn.coordinator,
    )


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
