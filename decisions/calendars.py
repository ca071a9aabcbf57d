"""The calendars of a collaboration's municipalities, as the planner reads them, and the plan that they lead to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from collaborations.models import Collaboration, ParticipationState
from decisions.matrix import build_matrix
from decisions.models import MeetingPractice, PoliticalMeeting, Question, Recess
from decisions.planner import (
    Binding,
    Chain,
    Meeting,
    MunicipalCalendar,
    Plan,
    Reach,
    Round,
    RoundPlan,
    Settings,
    Step,
    earliest_start,
    plan,
)
from decisions.planner.calendar import CHAIN
from decisions.vocabulary import Body, Scope
from municipalities.models import Municipality

REASONS = {
    Reach.TOO_LATE: gettext_lazy("Nej, den sidste dag er passeret"),
    Reach.NO_MEETING: gettext_lazy("Nej, intet møde passer"),
    Reach.NO_CALENDAR: gettext_lazy("Kalenderen er ikke skrevet så langt"),
}
STEPS = {
    "preparation": gettext_lazy("Skriv teksten til “{round}” på en uge mindre: {days} dage vundet."),
    "authority": gettext_lazy("Får I svar fra myndigheden en uge før: {days} dage vundet."),
    "lead": gettext_lazy("Korter {name} sin egen frist i “{round}” med en uge: {days} dage vundet."),
}
MEETS_LATER = gettext_lazy("Mødes {body} i {name} en uge senere i “{round}”: {days} dage vundet.")


@dataclass(frozen=True)
class ChainRow:
    """One municipality's way through a round, as the page shows it."""

    name: str
    ready: dt.date | None
    meetings: tuple[Step | None, ...]  # fagudvalg, økonomiudvalg, kommunalbestyrelse
    is_ok: bool
    why: str


@dataclass(frozen=True)
class RoundRow:
    name: str
    decided_by: dt.date
    ready: dt.date
    information: dt.date
    bottleneck: str
    rows: tuple[ChainRow, ...]


@dataclass(frozen=True)
class Planning:
    """What the page of the planner shows."""

    plan: Plan | None
    names: dict[str, str]
    earliest: dt.date | None = None

    @property
    def has_calendars(self) -> bool:
        """Somebody has entered meetings that the plan can use."""
        return any(chain.reach != Reach.NO_CALENDAR for each in self.plan.rounds for chain in each.chains)

    @property
    def rounds(self) -> list[RoundRow]:
        return [self._round(each) for each in self.plan.rounds]

    @property
    def binding(self) -> list[str]:
        """What is won if a step took a week less, as sentences."""
        titles = {each.key: each.name for each in self.plan.rounds}
        return [self._sentence(each, titles) for each in self.plan.binding]

    def _round(self, planned: RoundPlan) -> RoundRow:
        return RoundRow(
            name=planned.name,
            decided_by=planned.decided_by,
            ready=planned.ready,
            information=planned.information,
            bottleneck=self.names.get(planned.bottleneck, ""),
            rows=tuple(self._chain(each) for each in planned.chains),
        )

    def _chain(self, chain: Chain) -> ChainRow:
        steps = {each.body: each for each in chain.steps}
        return ChainRow(
            name=self.names[chain.code],
            ready=chain.ready,
            meetings=tuple(steps.get(body) for body in CHAIN),
            is_ok=chain.reach == Reach.OK,
            why=str(REASONS.get(chain.reach, "")),
        )

    def _sentence(self, binding: Binding, titles: dict[str, str]) -> str:
        said = {"round": titles[binding.round], "name": self.names.get(binding.code, ""), "days": binding.days}
        if binding.kind in STEPS:
            return STEPS[binding.kind].format(**said)
        return MEETS_LATER.format(**said, body=Body(binding.kind).label.lower())


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
    """The rounds in which somebody has still to decide. The authority comes after the round of what it waits for."""
    questions = list(collaboration.questions.prefetch_related("requires"))
    settled = {head.column.asked.pk for head in build_matrix(collaboration).each if head.column.met}
    asked = [each for each in questions if each.scope == Scope.EACH and each.round_id and each.pk not in settled]
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
