"""The plan for one collaboration: its rounds, its municipalities' calendars, and what the page says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collaborations.models import Collaboration
from common.formats import join_first, long_date
from decisions.calendars import load_calendars, participants
from decisions.matrix import Matrix, build_matrix
from decisions.planner import Binding, Chain, Plan, Reach, Round, RoundPlan, Settings, Step, earliest_start, plan
from decisions.planner.calendar import CHAIN
from decisions.planner.settings import WEEK
from decisions.planner.values import Warning_, WarningKind
from decisions.standing import Column
from decisions.vocabulary import Body, Scope

REASONS = {
    Reach.TOO_LATE: gettext_lazy("Nej, den sidste dag er passeret"),
    Reach.NO_MEETING: gettext_lazy("Nej, intet møde passer"),
    Reach.NO_CALENDAR: gettext_lazy("Kalenderen er ikke skrevet så langt"),
    Reach.NOTHING_ENTERED: gettext_lazy("Mødekalenderen mangler"),
}
# What is not known is not said to be too late.
UNKNOWN = (Reach.NO_CALENDAR, Reach.NOTHING_ENTERED)
STEPS = {
    "preparation": gettext_lazy("Skriv teksten til “{round}” på en uge mindre, og vind {won}."),
    "authority": gettext_lazy("Svarer myndigheden en uge før, vinder I {won}."),
    "lead": gettext_lazy("Forkorter {name} sin egen frist i “{round}” med en uge, vinder I {won}."),
}
WARNINGS = {
    WarningKind.NOT_NEW_YEAR: gettext_lazy("Start gerne 1. januar, så følger pengene budgettet."),
    WarningKind.SUPPLEMENTARY: gettext_lazy("I kan ikke nå at få udgiften med i budgettet. Søg en tillægsbevilling."),
    WarningKind.MONEY_AFTER_BUDGET: gettext_lazy(
        "“{round}” er først besluttet {date}, efter at budgettet er vedtaget. Få beløbene med i budgettet først, "
        "eller søg en tillægsbevilling."
    ),
    WarningKind.INFORMATION_LATE: gettext_lazy(
        "Informér medarbejderne nu: De skulle have haft besked senest {date}, før teksten til “{round}” er klar."
    ),
    WarningKind.NO_CALENDAR: gettext_lazy(
        "Skriv flere møder i kalenderen for {names}: {body}. Ellers ved planen ikke, om de kan nå det."
    ),
    WarningKind.NOTHING_ENTERED: gettext_lazy(
        "Skriv mødekalenderen for {names}. Ellers ved planen ikke, om de kan nå det."
    ),
    WarningKind.ELECTION_AUTUMN: gettext_lazy(
        "I “{round}” mødes {names} i november eller december i et valgår. Regn med, at mødet kan blive flyttet."
    ),
    WarningKind.CONSTITUTION: gettext_lazy(
        "I “{round}” er møder sprunget over i {names}, fordi den nye kommunalbestyrelse konstituerer sig."
    ),
}
MEETS_LATER = gettext_lazy("Mødes {body} i {name} en uge senere i “{round}”, vinder I {won}.")
DEADLINE_IS_LATE = gettext_lazy(
    "Fristen for “{round}” er {deadline}. Planen kræver, at alle har besluttet senest {date}. Ret fristen."
)


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
    answered_by: dt.date | None
    ready: dt.date
    information: dt.date
    bottleneck: str
    rows: tuple[ChainRow, ...]  # none when all have decided, and only the authority's answer is missing


@dataclass(frozen=True)
class Planning:
    """What the page of the planner shows."""

    plan: Plan | None
    names: dict[str, str]
    earliest: dt.date | None = None
    deadlines: Mapping[str, dt.date | None] = field(default_factory=dict)
    with_money: bool = True  # some round has still to give its bevilling

    @property
    def has_calendars(self) -> bool:
        """Somebody has entered meetings that the plan can use."""
        return any(chain.reach not in UNKNOWN for each in self.plan.rounds for chain in each.chains)

    @property
    def rounds(self) -> list[RoundRow]:
        return [self._round(each) for each in self.plan.rounds]

    @property
    def binding(self) -> list[str]:
        """What is won if a step took a week less, as sentences."""
        titles = {each.key: each.name for each in self.plan.rounds}
        return [self._sentence(each, titles) for each in self.plan.binding]

    @property
    def answered_by(self) -> dt.date | None:
        """When the authority must have answered, where that is all that is waited for."""
        if any(each.chains for each in self.plan.rounds):
            return None
        return min((each.answered_by for each in self.plan.rounds if each.answered_by), default=None)

    @property
    def has_authority(self) -> bool:
        return any(each.answered_by for each in self.plan.rounds)

    @property
    def warnings(self) -> list[str]:
        """What to know, as sentences: one for each kind and round, with all that it is about."""
        kinds: dict[tuple[WarningKind, str, str], list[Warning_]] = {}
        for each in self.plan.warnings:
            if each.kind == WarningKind.SUPPLEMENTARY and not self.with_money:
                continue
            body = self._missing_bodies.get(each.code, "") if each.kind == WarningKind.NO_CALENDAR else ""
            kinds.setdefault((each.kind, each.round, body), []).append(each)
        titles = {each.key: each.name for each in self.plan.rounds}
        found = [self._warning(kind, titles.get(key, ""), body, rows) for (kind, key, body), rows in kinds.items()]
        return [*found, *self._late_deadlines()]

    @property
    def late(self) -> str:
        """Those who can not reach the start, as a list in words."""
        chains = [chain for _round, chain in self.plan.out_of_reach]
        return self._named(each.code for each in chains if each.reach not in UNKNOWN)

    @property
    def unknown(self) -> str:
        """Those whose calendar does not reach that far, as a list in words."""
        return self._named(self._missing_bodies)

    @property
    def without_calendar(self) -> str:
        """Those of whom no meeting is entered, as a list in words."""
        chains = [chain for _round, chain in self.plan.out_of_reach]
        return self._named(each.code for each in chains if each.reach == Reach.NOTHING_ENTERED)

    @property
    def passed(self) -> RoundPlan | None:
        """The first round whose last day has passed, whatever anybody's calendar holds."""
        today = timezone.localdate()
        return next((each for each in self.plan.rounds if each.chains and each.decided_by < today), None)

    @cached_property
    def _missing_bodies(self) -> dict[str, str]:
        """The body whose meetings are missing, by municipality."""
        missing = (chain for _round, chain in self.plan.out_of_reach if chain.reach == Reach.NO_CALENDAR)
        found: dict[str, str] = {}
        for each in missing:
            found.setdefault(each.code, each.missing_body)
        return found

    def _late_deadlines(self) -> Iterator[str]:
        for each in self.plan.rounds:
            deadline = self.deadlines.get(each.key)
            can_be_moved = each.chains and each.decided_by >= timezone.localdate()
            if can_be_moved and deadline and deadline > each.decided_by:
                said = {"round": each.name, "deadline": long_date(deadline), "date": long_date(each.decided_by)}
                yield DEADLINE_IS_LATE.format(**said)

    @property
    def budget_late(self) -> str:
        """Those who can no longer reach the budget, as a list in words; empty when all can."""
        return self._named(self.plan.budget.late if self.plan.budget else ())

    @property
    def budget_unknown(self) -> str:
        return self._named(self.plan.budget.unknown if self.plan.budget else ())

    def _warning(self, kind: WarningKind, title: str, body: str, found: Sequence[Warning_]) -> str:
        day = next((long_date(each.date) for each in found if each.date), "")
        names = self._named(each.code for each in found if each.code)
        return WARNINGS[kind].format(
            round=title, date=day, names=names, body=Body(body).label.lower() if body else _("alle møder")
        )

    def _named(self, codes: Iterable[str]) -> str:
        codes = list(codes)
        return "" if not codes else join_first(self.names[code] for code in dict.fromkeys(codes))

    def _round(self, planned: RoundPlan) -> RoundRow:
        return RoundRow(
            name=planned.name,
            decided_by=planned.decided_by,
            answered_by=planned.answered_by,
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
        won = ngettext("%(days)d dag", "%(days)d dage", binding.days) % {"days": binding.days}
        said = {"round": titles[binding.round], "name": self.names.get(binding.code, ""), "won": won}
        if binding.kind in STEPS:
            return STEPS[binding.kind].format(**said)
        return MEETS_LATER.format(**said, body=Body(binding.kind).label.lower())


def make_plan(collaboration: Collaboration, *, start: dt.date, settings: Settings, preparation_days: int) -> Planning:
    """The plan for a start, by the calendars as they are entered; none without rounds or municipalities."""
    municipalities = participants(collaboration)
    names = {each.code: each.name for each in municipalities}
    rounds = rounds_of(collaboration, settings, preparation_days)
    if not rounds or not municipalities:
        return Planning(None, names)
    calendars, today = load_calendars(municipalities), timezone.localdate()
    made = plan(start, rounds, calendars, settings, today)
    first = None if made.is_reachable else earliest_start(rounds, calendars, settings, today)
    deadlines = {each.key: each.deadline for each in rounds}
    return Planning(made, names, first, deadlines, any(each.with_money for each in rounds))


def rounds_of(collaboration: Collaboration, settings: Settings, preparation_days: int) -> list[Round]:
    """The rounds in which somebody has still to decide, or which the authority has still to answer.

    The authority comes after the round of what it waits for. When it has been asked, its time runs from that day.
    """
    matrix, today = build_matrix(collaboration), timezone.localdate()
    waiting, found = _before_the_authority(matrix), []
    for row in collaboration.rounds.all():
        here = [head.column for head in matrix.each if head.column.asked.round == row.pk]
        left = [each.asked for each in here if not each.met]
        awaited = [each for each in here if each.asked.key in waiting]
        if left or awaited:
            found.append(
                Round(
                    key=str(row.pk),
                    name=row.name,
                    preparation_days=preparation_days,
                    authority_after=bool(awaited),
                    authority_weeks=_weeks_left(awaited, waiting, settings, today),
                    with_money=any(each.key == "appropriation" for each in left),
                    settled=_settled(matrix, row.pk),
                    deadline=row.deadline,
                )
            )
    return found


def _weeks_left(
    awaited: Sequence[Column], waiting: Mapping[str, dt.date | None], settings: Settings, today: dt.date
) -> int | None:
    """Weeks until the authority's last answer, begun ones too; None where it has not got everything yet."""
    asked_on = [waiting[each.asked.key] for each in awaited]
    if not asked_on or None in asked_on or not all(each.met for each in awaited):
        return None
    days = (max(asked_on) + settings.authority_weeks * WEEK - today).days
    return max(0, -(-days // WEEK.days))


def _settled(matrix: Matrix, round_: int) -> frozenset[str]:
    """Codes of the municipalities that have answered every question of the round."""
    places = [place for place, head in enumerate(matrix.each) if head.column.asked.round == round_]
    return frozenset(row.place.code for row in matrix.rows if all(row.cells[n].cell.counts for n in places))


def _before_the_authority(matrix: Matrix) -> dict[str, dt.date | None]:
    """Keys of what must be met before the authority answers something that binds, and when it was asked.

    Only while it has not answered; None where it has not been asked yet.
    """
    days: dict[str, list[dt.date | None]] = {}
    for head, _shown in matrix.once:
        asked = head.column.asked
        if asked.scope == Scope.AUTHORITY and asked.binding and not head.column.met:
            for key in asked.requires:
                days.setdefault(key, []).append(asked.sent_on(matrix.today))
    return {key: None if None in found else max(found) for key, found in days.items()}
