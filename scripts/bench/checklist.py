"""A collaboration's checklist, answered further the further it has come."""

from __future__ import annotations

import datetime as dt

from collaborations.models import ParticipationState
from municipalities.models import Municipality
from phases.models import ChecklistChange, ChecklistItem, ChecklistTemplateItem
from scripts.bench import text
from scripts.bench.collaborations import Drawn

ITEMS_EACH = 54  # wanted of each; small collaborations have fewer points, so that the average is 50
Answer = ChecklistItem.State


def answers(drawn: Drawn) -> list[ChecklistItem]:
    """Answers on the first points of the process, more of them in the later phases.

    A large collaboration has more points, because some of them are answered by each municipality.
    """
    points = [
        (phase.number, item, municipality)
        for phase in drawn.nation.process.phases
        for item in drawn.nation.process.items_in(phase.number)
        if not item.requirement and item.applies_to(drawn.organisation_type)
        for municipality in _answering(drawn, item)
    ]
    wanted = ITEMS_EACH + (drawn.phase - 3) * 10
    return [_answer(drawn, *point) for point in points[:wanted]]


def _answering(drawn: Drawn, item: ChecklistTemplateItem) -> list[Municipality | None]:
    if not item.per_municipality:
        return [None]
    return [
        each.municipality
        for each in drawn.participations
        if each.state in (ParticipationState.PARTICIPANT, ParticipationState.INTERESTED)
    ]


def _answer(drawn: Drawn, phase: int, item: ChecklistTemplateItem, municipality: Municipality | None) -> ChecklistItem:
    state = _state(drawn, phase)
    is_open = state in (Answer.OPEN, Answer.STARTED)
    answered_by = drawn.chance.choice([drawn.coordinator, *drawn.contributors])
    return ChecklistItem(
        collaboration=drawn.collaboration,
        template=item,
        municipality=municipality,
        state=state,
        owner=answered_by if not is_open or drawn.chance.random() < 0.8 else None,
        due=drawn.today + dt.timedelta(days=drawn.chance.randrange(-20, 120))
        if is_open and drawn.chance.random() < 0.6
        else None,
        note=drawn.chance.choice(text.NOTES),
        reason=text.NOT_RELEVANT if state == Answer.NOT_RELEVANT else "",
        changed_by=answered_by,
        changed_at=drawn.moment(drawn.chance.randrange(1, 200)),
    )


def _state(drawn: Drawn, phase: int) -> str:
    if phase < drawn.phase:
        return drawn.chance.choices([Answer.DONE, Answer.NOT_RELEVANT, Answer.OPEN], [88, 9, 3])[0]
    if phase == drawn.phase:
        return drawn.chance.choices([Answer.DONE, Answer.STARTED, Answer.OPEN], [45, 25, 30])[0]
    return drawn.chance.choices([Answer.OPEN, Answer.STARTED, Answer.DONE], [90, 7, 3])[0]


def change_of(item: ChecklistItem) -> ChecklistChange | None:
    """The row of history that an answer leaves."""
    if item.state == Answer.OPEN:
        return None
    return ChecklistChange(
        item=item,
        text=f"Åben → {Answer(item.state).label}",
        changed_by=item.changed_by,
        changed_at=item.changed_at,
    )
