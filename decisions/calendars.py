"""The calendars of a collaboration's municipalities, as the planner reads them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from collaborations.models import Collaboration, Member, ParticipationState, Representative
from decisions.models import MeetingPractice, PoliticalMeeting, Recess
from decisions.planner import (
    Meeting,
    MunicipalCalendar,
)
from decisions.planner.calendar import CHAIN
from decisions.vocabulary import Body
from municipalities.models import Municipality


def participants(collaboration: Collaboration) -> list[Municipality]:
    rows = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).select_related("municipality")
    return [each.municipality for each in rows.order_by("municipality__sort_name")]


@dataclass(frozen=True)
class CalendarReach:
    """How much of a municipality's calendar is known."""

    municipality: Municipality
    count: int
    last: dt.date | None


def reach_of_calendars(municipalities: Iterable[Municipality]) -> list[CalendarReach]:
    """Each municipality's coming meetings, counted, and the last of them."""
    municipalities = list(municipalities)
    coming = PoliticalMeeting.objects.filter(municipality__in=municipalities, date__gte=timezone.localdate())
    rows = coming.order_by().values_list("municipality").annotate(number=Count("pk"), last=Max("date"))
    found = {pk: rest for pk, *rest in rows}
    return [CalendarReach(each, *found.get(each.pk, (0, None))) for each in municipalities]


def written_here(rows: QuerySet, collaboration: Collaboration) -> QuerySet:
    """Meetings or recesses with `is_told`: may this collaboration read who wrote it, and a remark of their own words?

    A calendar serves all collaborations of its municipality. What a koordinator wrote in it from another one is a day
    and an organ here, and neither the koordinator's name nor words about something else.
    """
    author = {"user": OuterRef("recorded_by")}
    members = Member.objects.filter(collaboration=collaboration, **author)
    representatives = Representative.objects.filter(participation__collaboration=collaboration, **author)
    is_own = Q(by_coordinator=False) | Q(recorded_by=None)
    return rows.annotate(is_told=is_own | Exists(members) | Exists(representatives))


def days_passed_over(days: Iterable[dt.date], recesses: Iterable[Recess]) -> set[dt.date]:
    """Those of a municipality's days on which the planner knows no meeting: in July, and in its own recesses."""
    known = MunicipalCalendar("", "", recesses=tuple((each.first, each.last) for each in recesses))
    return {day for day in days if known.is_recess(day)}


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
