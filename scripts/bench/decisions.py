"""What a drawn collaboration asks its municipalities, and what they have answered: rows that are not saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from collaborations.models import ParticipationState
from decisions.models import Assessment, Decision, Question
from decisions.standard_sets import standard_set
from decisions.vocabulary import AssessmentKey, Body, Outcome, Scope
from municipalities.models import Municipality
from scripts.bench.collaborations import Drawn


def questions(drawn: Drawn) -> list[Question]:
    """From phase 4 on the standard set of the form. Kept on the drawn one, since the answers refer to them."""
    found = standard_set(drawn.organisation_type.key) if drawn.organisation_type and drawn.phase >= 4 else None
    drawn.questions = [
        Question(
            collaboration=drawn.collaboration,
            key=each.key,
            title=each.title.format(authority="Ankestyrelsen"),
            scope=each.scope,
            binding=each.binding,
            bodies=list(each.bodies),
            may_be_irrelevant=each.may_be_irrelevant,
            position=position,
        )
        for position, each in enumerate(found.questions if found else ())
    ]
    return drawn.questions


def answers(drawn: Drawn) -> Iterator[Decision]:
    """In phase 5 everything is decided, in phase 4 half of it."""
    share = 1.0 if drawn.phase == 5 else 0.5
    for question in drawn.questions:
        if question.scope == Scope.EACH:
            for participation in drawn.participations:
                if participation.state == ParticipationState.PARTICIPANT and drawn.chance.random() < share:
                    yield _answer(drawn, question, participation.municipality)
        elif drawn.phase == 5:
            yield _answer(drawn, question, None)


def assessments(drawn: Drawn) -> list[Assessment]:
    if drawn.phase < 5 or drawn.organisation_type is None:
        return []
    return [
        Assessment(
            collaboration=drawn.collaboration,
            key=key,
            date=_day(drawn),
            note="Vurderet af kommunens jurist",
            recorded_by=drawn.coordinator,
        )
        for key in AssessmentKey.values
    ]


def _answer(drawn: Drawn, question: Question, municipality: Municipality | None) -> Decision:
    authority = question.scope == Scope.AUTHORITY
    yes = Outcome.APPROVED if question.binding else Outcome.INFORMED
    return Decision(
        question=question,
        municipality=municipality,
        outcome=yes if authority else (Outcome.ADOPTED if question.binding else Outcome.NOTED),
        date=_day(drawn),
        body=Body.AUTHORITY if authority else (Body.COUNCIL if municipality else Body.ASSEMBLY),
        source="Referat fra kommunalbestyrelsens møde",
        recorded_by=drawn.coordinator,
    )


def _day(drawn: Drawn) -> dt.date:
    return drawn.entered(4) + dt.timedelta(days=drawn.chance.randrange(60))
