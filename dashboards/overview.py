"""A collaboration's overview: how far it is, what is missing, and what needs action now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.access import Access
from collaborations.models import ActivityEntry, Collaboration, ParticipationState, StatusUpdate
from collaborations.participants import participants_map, population_note, total_population
from common.charts.tile_map import Place, TileMap
from common.formats import join_words, long_date, relative_days
from dashboards.decided import Decided, Waiting, decided, waiting_in
from dashboards.missing import who_is_missing
from finance.in_short import EconomyInShort, Share, economy_in_short
from followup.areas import Area, areas_of, red_follow_ups
from followup.sentences import conclusion as follow_up_conclusion
from followup.sentences import red_sentence
from municipalities.models import Municipality
from phases.checklist import Row, build_checklist, due_soon, read_answers
from phases.facts import Facts, Partner
from phases.models import LAST_PHASE, ChecklistItem
from phases.requirements import Requirement, facts_of, next_requirements, owed_today
from phases.track import Step, phase_track
from reports.summary import Conclusion, Figure, conclusion, key_figures

ACTIONS = 4
EVENTS = 3


@dataclass(frozen=True)
class Action:
    """Something that somebody has to do about this collaboration, worst first."""

    colour: str
    text: str
    under: str
    url: str
    verb: str
    word: str = ""  # what its mark says, where the colour has another word than usual


@dataclass(frozen=True)
class ParticipantRow:
    """A municipality that takes part; `population` is None when it is not known."""

    name: str
    population: int | None
    population_date: dt.date | None
    population_source: str | None


@dataclass(frozen=True)
class FollowUpInShort:
    """The sentence of the page of follow-up; `colour` where something must be done."""

    lead: str
    rest: str
    colour: str


@dataclass(frozen=True)
class Overview:
    conclusion: Conclusion
    status: StatusUpdate | None  # the newest: when it was set, and by whom
    track: list[Step]
    figures: list[Figure]
    requirements: list[Requirement]
    owed: list[Requirement]  # what the law asks of those who take part today, in the last phase
    decided: Decided | None  # None while nothing is asked of the municipalities
    economy: EconomyInShort
    own_shares: list[Share]  # of the municipalities that this user belongs to
    follow_up: FollowUpInShort | None  # in the last phase
    actions: list[Action]
    action_total: int
    participants: list[ParticipantRow]
    others: int
    invited: list[Partner]
    population: int | None
    population_note: str
    tiles: TileMap
    events: list[ActivityEntry]

    @property
    def met(self) -> int:
        return sum(1 for each in self.blocking if each.settled)

    @property
    def waived(self) -> int:
        return sum(1 for each in self.blocking if each.waived)

    @property
    def blocking(self) -> list[Requirement]:
        return [each for each in self.requirements if each.blocking]

    @property
    def may_advance(self) -> bool:
        return bool(self.blocking) and all(each.settled for each in self.blocking)

    @property
    def is_new(self) -> bool:
        """Nobody else has been asked yet: the page says how to begin instead of showing what is missing."""
        return (
            len(self.participants) + self.others <= 1
            and not any(step.done for step in self.track)
            and self.track[0].state == "now"
        )


def build_overview(collaboration: Collaboration, access: Access, *, all_actions: bool = False) -> Overview:
    """Everything the page shows to that user, in a number of queries that does not depend on how much there is.

    Of what must be done now the first few, or all of it. The collaboration comes with `has_red_follow_up`.
    """
    answers = read_answers(collaboration)
    facts = facts_of(collaboration, answers=answers, texts=False, plans=True)
    requirements = next_requirements(facts)
    checklist = build_checklist(
        collaboration, collaboration.phase, facts=facts, requirements=requirements, answers=answers
    )
    places = list(Municipality.objects.latest_population().only("code", "name", "tile_column", "tile_row"))
    rows = _participants(facts, places)
    population = {place.pk: place.population for place in places if place.population is not None}
    # The line under the name says how many take part; it need not ask again.
    collaboration.participant_count = len(rows)
    owed, shown = owed_today(facts), decided(facts)
    decisions = waiting_in(shown.matrix, facts.slug, access) if shown else ()
    areas = list(areas_of(collaboration).values()) if collaboration.phase == LAST_PHASE else []
    red = _red_actions(collaboration, areas)
    actions = [*red, *_actions(facts, [*requirements, *owed], answers, decisions)]
    economy = economy_in_short(collaboration)
    return Overview(
        conclusion=_conclusion(collaboration, requirements, owed),
        status=collaboration.status_updates.select_related("set_by").first(),
        track=phase_track(collaboration, facts.process.phases, facts.moves, progress=(checklist.done, checklist.total)),
        figures=key_figures(collaboration, facts.partners, population, requirements),
        requirements=requirements,
        owed=owed,
        decided=shown,
        economy=economy,
        own_shares=economy.own(_own_codes(facts, access)),
        follow_up=FollowUpInShort(*follow_up_conclusion(collaboration, areas)) if areas else None,
        actions=actions if all_actions else actions[:ACTIONS],
        action_total=len(actions),
        participants=rows,
        others=len(facts.partners) - len(rows),
        invited=[each for each in facts.partners if each.state == ParticipationState.INVITED],
        population=total_population(rows),
        population_note=population_note(rows, [row.name for row in rows]),
        tiles=_tiles(facts, places),
        events=list(collaboration.activity.select_related("actor", "on_behalf_of")[:EVENTS]),
    )


def _conclusion(collaboration: Collaboration, requirements: list[Requirement], owed: list[Requirement]) -> Conclusion:
    """The first sentence answers who is missing before the next phase: all of them, whomever the status names."""
    said, who = conclusion(collaboration, requirements, owed), who_is_missing(requirements, collaboration.phase)
    return Conclusion(said.colour, f"{who}.", f"{said.lead} {said.rest}") if who else said


def _red_actions(collaboration: Collaboration, areas: list[Area]) -> list[Action]:
    """What was red when it was followed up last: said in every phase. `areas` are those of the last."""
    red = [each.last for each in areas if each.is_red]
    if not areas and collaboration.has_red_follow_up:
        red = red_follow_ups([collaboration.pk]).get(collaboration.pk, [])
    return [
        Action(
            "red",
            red_sentence(each),
            _("Fulgt op {date}").format(date=long_date(each.date)),
            reverse("followup:board", args=[collaboration.slug]),
            _("Se opfølgning"),
            _("Rødt:"),
        )
        for each in red
    ]


def _own_codes(facts: Facts, access: Access) -> set[str]:
    own = access.contact_for | access.director_for | access.reader_for
    return {partner.code for partner in facts.partners if partner.municipality_id in own}


def _participants(facts: Facts, places: list[Municipality]) -> list[ParticipantRow]:
    by_code = {place.code: place for place in places}
    return [
        ParticipantRow(
            partner.name,
            by_code[partner.code].population,
            by_code[partner.code].population_date,
            by_code[partner.code].population_source,
        )
        for partner in facts.partners
        if partner.state == ParticipationState.PARTICIPANT
    ]


def _actions(
    facts: Facts, requirements: list[Requirement], answers: Iterable[ChecklistItem], decisions: Iterable[Waiting]
) -> list[Action]:
    """What is late, what is due within a month, what the law or the next phase waits for, and who has not answered."""
    found = [_due_action(row, facts.today) for row in due_soon(answers, facts)]
    found += [Action(each.colour, each.text, each.under, each.url, each.verb) for each in decisions]
    # What waits for somebody by name is more pressing than what waits for everybody.
    found += [
        Action("yellow" if each.missing else "grey", each.why, each.title, each.page, _("Se krav"))
        for each in requirements
        if each.stops
    ]
    waiting = [each.name for each in facts.partners if each.state == ParticipationState.INVITED]
    if waiting:
        found.append(
            Action(
                "yellow",
                _("{names} har ikke svaret på invitationen").format(names=join_words(waiting)),
                _("Svaret er interesseret, deltager eller afslået."),
                reverse("collaborations:participants", args=[facts.slug]),
                _("Se deltagere"),
            )
        )
    order = {"red": 0, "yellow": 1, "blue": 2, "grey": 3}
    return sorted(found, key=lambda action: order[action.colour])


def _due_action(row: Row, today: dt.date) -> Action:
    due, owner = row.answer.due, row.answer.owner
    return Action(
        "red" if due < today else "blue",
        row.text,
        _("Frist {date}, {distance} · {owner}").format(
            date=long_date(due),
            distance=relative_days(due),
            owner=_("Ansvarlig: {owner}").format(owner=owner) if owner else _("Ingen ansvarlig"),
        ),
        row.url,
        _("Åbn punkt"),
    )


def _tiles(facts: Facts, places: list[Municipality]) -> TileMap:
    return participants_map(
        [(each.code, each.name, each.state) for each in facts.partners],
        (Place(place.code, place.name, place.tile_column, place.tile_row) for place in places),
    )
