"""The calendars of a collaboration's municipalities, as the planner reads them, and the plan that they lead to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from collaborations.models import Collaboration, ParticipationState
from decisions.models import MeetingPractice, PoliticalMeeting, Question, Recess
from decisions.planner import Meeting, MunicipalCalendar, Plan, Round, Settings, earliest_start, plan
from decisions.planner.calendar import CHAIN
from decisions.vocabulary import Body, Scope
from municipalities.models import Municipality


@dataclass(frozen=True)
class Planning:
    """What the page of the planner shows."""

    plan: Plan | None
    names: dict[str, str]
    earliest: dt.date | None = None

    def name(self, code: str) -> str:
        return self.names.get(code, code)


def make_plan(collaboration: Collaboration, *, start: dt.date, settings: Settings, preparation_days: int) -> Planning:
    """The plan for a start, by the calendars as they are entered; none without rounds or municipalities."""
    municipalities = participants(collaboration)
    names = {each.code: each.name for each in municipalities}
    rounds = rounds_of(collaboration, preparation_days)
    if not rounds or not municipalities:
        return Planning(None, names)
    calendars, today = load_calendars(municipalities), timezone.localdate()
    made = plan(start, rounds, calendars, settings, today)
    first = None if made.is_reachable else earliest_start(rounds, calendars, settings, today)
    return Planning(made, names, first)


def participants(collaboration: Collaboration) -> list[Municipality]:
    rows = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).select_related("municipality")
    return [each.municipality for each in rows.order_by("municipality__sort_name")]


def load_calendars(municipalities: Iterable[Municipality]) -> list[MunicipalCalendar]:
    """Each municipality's calendar, in three queries whatever their number."""
    municipalities = list(municipalities)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for municipality, date, body in PoliticalMeeting.objects.filter(municipality__in=municipalities).values_list(
        "municipality", "date", "body"
    ):
        meetings[municipality].append(Meeting(date, body))
    recesses: dict[int, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for municipality, *span in Recess.objects.filter(municipality__in=municipalities).values_list(
        "municipality", "first", "last"
    ):
        recesses[municipality].append(tuple(span))
    practices = {each.municipality_id: each for each in MeetingPractice.objects.filter(municipality__in=municipalities)}
    return [_calendar(each, meetings[each.pk], recesses[each.pk], practices.get(each.pk)) for each in municipalities]


def rounds_of(collaboration: Collaboration, preparation_days: int) -> list[Round]:
    """The rounds that ask every municipality something. The authority comes after the round of what it waits for."""
    questions = list(collaboration.questions.prefetch_related("requires"))
    asked = [each for each in questions if each.scope == Scope.EACH and each.round_id]
    after = _before_the_authority(questions)
    return [
        Round(
            key=str(row.pk),
            name=row.name,
            preparation_days=preparation_days,
            authority_after=any(each.pk in after for each in asked if each.round_id == row.pk),
            with_money=any(each.key == "appropriation" for each in asked if each.round_id == row.pk),
        )
        for row in collaboration.rounds.all()
        if any(each.round_id == row.pk for each in asked)
    ]


def _before_the_authority(questions: Sequence[Question]) -> set[int]:
    """Questions that must be met before the authority answers something that binds."""
    binding = [each for each in questions if each.scope == Scope.AUTHORITY and each.binding]
    return {required.pk for each in binding for required in each.requires.all()}


def _calendar(
    municipality: Municipality,
    meetings: list[Meeting],
    recesses: list[tuple[dt.date, dt.date]],
    practice: MeetingPractice | None,
) -> MunicipalCalendar:
    with_committee = practice is None or practice.has_committee
    return MunicipalCalendar(
        code=municipality.code,
        name=municipality.name,
        meetings=tuple(meetings),
        recesses=tuple(recesses),
        lead_weekdays=practice.lead_weekdays if practice else 0,
        chain=CHAIN if with_committee else tuple(body for body in CHAIN if body != Body.COMMITTEE),
    )
