"""One collaboration and who takes part in it, drawn from its number: the same however many there are.

`process`, `checklist` and `history` draw what else belongs to it. The rows are not saved; `nation` writes them in bulk.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from collaborations.models import (
    Collaboration,
    Driver,
    Expectation,
    ExternalParticipation,
    Member,
    Participation,
    ParticipationChange,
    ParticipationState,
)
from common.danish import danish_slug, sort_key
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import ExternalParty, Municipality
from phases.process import Process
from scripts.bench import text

SEED = 60
COORDINATED = 5  # the first five belong to one coordinator: one in each phase
TYPICAL = 2  # the number of one with nine municipalities, in phase 3
LARGE = 3  # the number of one with twenty municipalities, in phase 4 of a § 60, where most is asked for
LONG = 4  # the number of one with 2,000 rows of history

State = ParticipationState
# The steps that lead to a state.
PATHS = {
    State.PARTICIPANT: (State.INVITED, State.INTERESTED, State.PARTICIPANT),
    State.INTERESTED: (State.INVITED, State.INTERESTED),
    State.INVITED: (State.INVITED,),
    State.DECLINED: (State.INVITED, State.DECLINED),
    State.WITHDRAWN: (State.INVITED, State.PARTICIPANT, State.WITHDRAWN),
}
SHARES = {
    State.PARTICIPANT: 78,
    State.INTERESTED: 8,
    State.INVITED: 6,
    State.DECLINED: 4,
    State.WITHDRAWN: 4,
}
DAYS_IN_PHASE = 150


@dataclass(frozen=True)
class Nation:
    """The rows that collaborations refer to. `directors_municipality` is not among `municipalities`."""

    municipalities: list[Municipality]
    directors_municipality: Municipality
    coordinator: User
    staff: list[User]
    organisation_types: list[OrganisationType]
    models: list[CollaborationModel]
    parties: list[ExternalParty]
    process: Process


class Drawn:
    """One collaboration. Methods, and functions of it elsewhere, return rows that are not saved.

    Call each once and in the same order, as each draws from the same chance.
    """

    def __init__(self, nation: Nation, number: int):
        self.nation, self.number = nation, number
        self.chance = random.Random(f"{SEED}/{number}")  # noqa: S311 - the same rows every time
        self.today = timezone.localdate()
        self.phase = number % 5 + 1
        self.begun = self.today - dt.timedelta(days=DAYS_IN_PHASE * self.phase + self.chance.randrange(100))
        self.coordinator = nation.coordinator if number < COORDINATED else self.chance.choice(nation.staff)
        self.contributors = self.chance.sample(nation.staff, 3)
        self.organisation_type = self._organisation_type()
        self.collaboration = self._collaboration()
        self.participations = self._participations()

    ## The collaboration itself

    def _organisation_type(self) -> OrganisationType | None:
        if self.number == LARGE:
            return next(each for each in self.nation.organisation_types if each.key == OrganisationType.Key.SECTION_60)
        if self.phase < 3 and self.chance.random() < 0.7:
            return None
        return self.nation.organisation_types[(self.number + 1) % len(self.nation.organisation_types)]

    def _collaboration(self) -> Collaboration:
        subject = text.SUBJECTS[self.number % len(text.SUBJECTS)]
        name = f"{subject}, samarbejde {self.number + 1}"
        status = self.chance.choices(["green", "yellow", "red", "grey"], [5, 3, 1, 1])[0]
        self.initiator = self._initiator()
        return Collaboration(
            name=name,
            slug=danish_slug(name),
            sort_name=sort_key(name),
            purpose=self.chance.choice(text.PURPOSES),
            initiator=self.initiator,
            phase=self.phase,
            phase_since=self.entered(self.phase),
            status=status,
            status_reason=text.STATUS_REASONS[status],
            status_at=self.moment(self.chance.randrange(45)),
            organisation_type=self.organisation_type,
            demarcation=text.DEMARCATION if self.phase > 2 else "",
            host=self.initiator if self.phase > 3 else None,
            start_goal=self.today + dt.timedelta(days=self.chance.randrange(60, 700)),
            operating_from=self.entered(5) if self.phase == 5 else None,
            founded_on=self.entered(5) if self.phase == 5 else None,
            created_at=self.moment((self.today - self.begun).days),
            created_by=self.coordinator,
            changed_at=self.moment(self.chance.randrange(20)),
        )

    def _initiator(self) -> Municipality:
        if self._is_directors and self.number % 2:
            return self.nation.directors_municipality
        return self.chance.choice(self.nation.municipalities)

    @property
    def _is_directors(self) -> bool:
        """The director's municipality takes part in the first thirty, and then in every eleventh from number 200."""
        return self.number < 30 or (self.number >= 200 and self.number % 11 == 3)

    def cooperation_models(self) -> list:
        through = Collaboration.cooperation_models.through
        chosen = self.chance.sample(self.nation.models, self.chance.choice([1, 1, 2]))
        return [through(collaboration=self.collaboration, collaborationmodel=each) for each in chosen]

    def drivers(self) -> list[Driver]:
        kinds = self.chance.sample(list(Driver.Kind), self.chance.choice([1, 2, 3]))
        return [Driver(collaboration=self.collaboration, kind=kind, description=text.EXPECTATIONS) for kind in kinds]

    def expectations(self) -> list[Expectation]:
        return [
            Expectation(
                collaboration=self.collaboration,
                text=text.EXPECTATIONS,
                written_by=self.coordinator,
                written_at=self.moment(days),
            )
            for days in (300, 40)[: self.chance.choice([1, 2])]
        ]

    ## Who takes part

    def _participations(self) -> list[Participation]:
        size = {TYPICAL: 9, LARGE: 20}.get(self.number) or self.chance.choices(
            range(3, 21), [6, 8, 10, 12, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1, 1]
        )[0]
        theirs = [self.nation.directors_municipality] if self._is_directors else []
        first = list(dict.fromkeys([self.initiator, *theirs]))
        others = [each for each in self.nation.municipalities if each not in first]
        here = first + self.chance.sample(others, size - len(first))
        return [self._participation(each) for each in here]

    def _participation(self, municipality: Municipality) -> Participation:
        stays = municipality in (self.initiator, self.nation.directors_municipality)
        state = State.PARTICIPANT if stays else self.chance.choices(list(SHARES), list(SHARES.values()))[0]
        return Participation(
            collaboration=self.collaboration,
            municipality=municipality,
            state=state,
            since=self.begun + dt.timedelta(days=self.chance.randrange(1, 90)),
            contribution=self.chance.choice(text.CONTRIBUTIONS) if self.phase > 2 or self.chance.random() < 0.4 else "",
        )

    def participation_changes(self) -> Iterator[ParticipationChange]:
        for participation in self.participations:
            path = PATHS[State(participation.state)]
            for days, state in enumerate(reversed(path)):
                yield ParticipationChange(
                    participation=participation,
                    state=state,
                    date=participation.since - dt.timedelta(days=20 * days),
                    recorded_by=self.coordinator,
                )

    def externals(self) -> list[ExternalParticipation]:
        if (self.organisation_type and self.organisation_type.municipalities_only) or self.chance.random() < 0.7:
            return []
        return [
            ExternalParticipation(collaboration=self.collaboration, party=party, valid_from=self.begun)
            for party in self.chance.sample(self.nation.parties, 2)
        ]

    def members(self) -> Iterator[Member]:
        readers = self.chance.sample(self.nation.staff, self.chance.randrange(3))
        for role, users in (
            (Member.Role.COORDINATOR, [self.coordinator]),
            (Member.Role.CONTRIBUTOR, self.contributors),
            (Member.Role.READER, readers),
        ):
            for user in users:
                yield Member(
                    collaboration=self.collaboration,
                    user=user,
                    role=role,
                    valid_from=self.begun,
                    given_by=self.coordinator,
                )

    ## Time

    def entered(self, phase: int) -> dt.date:
        return self.begun + dt.timedelta(days=DAYS_IN_PHASE * (phase - 1))

    def moment(self, days_ago: float) -> dt.datetime:
        return timezone.now() - dt.timedelta(days=days_ago, minutes=self.chance.randrange(500))
