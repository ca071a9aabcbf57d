"""One collaboration with everything that belongs to it, drawn from its number: the same however many there are.

The rows are made here and not saved; `nation` writes them in bulk.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from collaborations.models import (
    ActivityEntry,
    Collaboration,
    Driver,
    Expectation,
    ExternalParticipation,
    Member,
    Participation,
    ParticipationChange,
    ParticipationState,
    StatusUpdate,
)
from common.danish import danish_slug, sort_key
from jobs.models import Job
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import ExternalParty, Municipality
from phases.models import (
    ChecklistChange,
    ChecklistItem,
    ChecklistTemplateItem,
    CollaborationProcess,
    PhaseTransition,
    RecordedFact,
    RequirementTemplate,
    Waiver,
)
from phases.process import Process
from reports.models import Report
from scripts.bench import text

SEED = 60
COORDINATED = 5  # the first five belong to one coordinator: one in each phase
TYPICAL = 2  # the number of one with nine municipalities, in phase 3
LARGE = 3  # the number of one with twenty municipalities, in phase 4 of a § 60, where most is asked for
LONG = 4  # the number of one with 2,000 rows of history
LONG_HISTORY = 2000
ITEMS_EACH = 54  # wanted of each; small collaborations have fewer points, so that the average is 50

State = ParticipationState
Answer = ChecklistItem.State
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
    """One collaboration. Methods return rows that are not saved; call each once, as each draws from the same chance."""

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
            phase_since=self._entered(self.phase),
            status=status,
            status_reason=text.STATUS_REASONS[status],
            status_at=self._moment(self.chance.randrange(45)),
            organisation_type=self.organisation_type,
            demarcation=text.DEMARCATION if self.phase > 2 else "",
            host=self.initiator if self.phase > 3 else None,
            start_goal=self.today + dt.timedelta(days=self.chance.randrange(60, 700)),
            operating_from=self._entered(5) if self.phase == 5 else None,
            founded_on=self._entered(5) if self.phase == 5 else None,
            created_at=self._moment((self.today - self.begun).days),
            created_by=self.coordinator,
            changed_at=self._moment(self.chance.randrange(20)),
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
                written_at=self._moment(days),
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

    ## The process

    def process(self) -> list[CollaborationProcess]:
        return [CollaborationProcess(collaboration=self.collaboration, version=self.nation.process.version)]

    def transitions(self) -> Iterator[PhaseTransition]:
        Kind = PhaseTransition.Kind
        yield self._transition(Kind.STARTED, None, 1)
        for phase in range(2, self.phase + 1):
            yield self._transition(Kind.FORWARD, phase - 1, phase)
            if phase == 3 and self.number % 10 == 7:
                yield self._transition(Kind.BACK, 3, 2, reason=text.STATUS_REASONS["yellow"])
                yield self._transition(Kind.FORWARD, 2, 3)

    def _transition(self, kind: str, before: int | None, after: int, **values) -> PhaseTransition:
        stored = self._requirements_before(after) if kind == PhaseTransition.Kind.FORWARD else []
        return PhaseTransition(
            collaboration=self.collaboration,
            kind=kind,
            from_phase=before,
            to_phase=after,
            date=self._entered(after),
            requirements=[{"key": each.key, "title": each.title, "met": True, "why": each.title} for each in stored],
            made_by=self.coordinator,
            recorded_at=self._moment((self.today - self._entered(after)).days),
            **values,
        )

    def _requirements_before(self, phase: int) -> list[RequirementTemplate]:
        chosen = self.organisation_type.key if self.organisation_type else None
        return [
            each
            for each in self.nation.process.requirements_before(phase)
            if not each.organisation_types or chosen in each.organisation_types
        ]

    def facts(self) -> Iterator[RecordedFact]:
        """In phase 5 every council has decided, in phase 4 half of them."""
        if self.phase < 4:
            return
        share = 1.0 if self.phase == 5 else 0.5
        for template in self._requirements_before(5):
            if template.check_name == "fact" and self.phase == 5:
                yield self._fact(template.parameters["facts"][0], None)
            elif template.check_name == "fact-per-municipality":
                for participation in self.participations:
                    if participation.state == State.PARTICIPANT and self.chance.random() < share:
                        yield self._fact(template.parameters["facts"][0], participation.municipality)

    def _fact(self, key: str, municipality: Municipality | None) -> RecordedFact:
        return RecordedFact(
            collaboration=self.collaboration,
            key=key,
            municipality=municipality,
            date=self._entered(4) + dt.timedelta(days=self.chance.randrange(60)),
            source="Referat fra kommunalbestyrelsens møde",
            recorded_by=self.coordinator,
        )

    def waivers(self) -> list[Waiver]:
        waivable = [each for each in self._requirements_before(self.phase + 1) if each.waivable]
        if not waivable or self.chance.random() > 0.2:
            return []
        return [
            Waiver(
                collaboration=self.collaboration,
                before_phase=self.phase + 1,
                requirement=self.chance.choice(waivable).key,
                reason=text.WAIVED,
                given_by=self.coordinator,
            )
        ]

    ## The checklist

    def checklist(self) -> list[ChecklistItem]:
        """Answers on the first points of the process, more of them in the later phases.

        A large collaboration has more points, because some of them are answered by each municipality.
        """
        points = [
            (phase.number, item, municipality)
            for phase in self.nation.process.phases
            for item in self.nation.process.items_in(phase.number)
            if not item.requirement and item.applies_to(self.organisation_type)
            for municipality in self._answering(item)
        ]
        wanted = ITEMS_EACH + (self.phase - 3) * 10
        return [self._answer(*point) for point in points[:wanted]]

    def _answering(self, item: ChecklistTemplateItem) -> list[Municipality | None]:
        if not item.per_municipality:
            return [None]
        return [
            each.municipality for each in self.participations if each.state in (State.PARTICIPANT, State.INTERESTED)
        ]

    def _answer(self, phase: int, item: ChecklistTemplateItem, municipality: Municipality | None) -> ChecklistItem:
        state = self._state(phase)
        is_open = state in (Answer.OPEN, Answer.STARTED)
        answered_by = self.chance.choice([self.coordinator, *self.contributors])
        return ChecklistItem(
            collaboration=self.collaboration,
            template=item,
            municipality=municipality,
            state=state,
            owner=answered_by if not is_open or self.chance.random() < 0.8 else None,
            due=self.today + dt.timedelta(days=self.chance.randrange(-20, 120))
            if is_open and self.chance.random() < 0.6
            else None,
            note=self.chance.choice(text.NOTES),
            reason=text.NOT_RELEVANT if state == Answer.NOT_RELEVANT else "",
            changed_by=answered_by,
            changed_at=self._moment(self.chance.randrange(1, 200)),
        )

    def _state(self, phase: int) -> str:
        if phase < self.phase:
            return self.chance.choices([Answer.DONE, Answer.NOT_RELEVANT, Answer.OPEN], [88, 9, 3])[0]
        if phase == self.phase:
            return self.chance.choices([Answer.DONE, Answer.STARTED, Answer.OPEN], [45, 25, 30])[0]
        return self.chance.choices([Answer.OPEN, Answer.STARTED, Answer.DONE], [90, 7, 3])[0]

    ## What happened, and the papers

    def status_updates(self) -> list[StatusUpdate]:
        current = self.collaboration
        earlier = [self._moment(60 + 35 * number) for number in range(self.chance.randrange(self.phase * 2))]
        return [
            StatusUpdate(collaboration=current, status="green", set_by=self.coordinator, set_at=at) for at in earlier
        ] + [
            StatusUpdate(
                collaboration=current,
                status=current.status,
                reason=current.status_reason,
                set_by=self.coordinator,
                set_at=current.status_at,
            )
        ]

    def activity(self) -> Iterator[ActivityEntry]:
        number = LONG_HISTORY if self.number == LONG else self.chance.randrange(10, 40)
        days = (self.today - self.begun).days
        for position in range(number):
            kind, sentence = self.chance.choice(text.EVENTS)
            yield ActivityEntry(
                collaboration=self.collaboration,
                kind=kind,
                text=sentence,
                actor=self.chance.choice([self.coordinator, *self.contributors]),
                on_behalf_of=self.chance.choice(self.participations).municipality
                if self.chance.random() < 0.4
                else None,
                at=self._moment(days * position / number),
            )

    def reports(self, snapshot: dict) -> list[Report]:
        """Finished papers with these data in them, and without files: no page reads those."""
        number = 12 if self.number < COORDINATED else self.chance.choice([0, 0, 1, 2])
        return [
            self._report(f"reports/bench/{self.number}-{each}.pdf", 30 * each + 2, snapshot) for each in range(number)
        ]

    def _report(self, file: str, days: int, snapshot: dict) -> Report:
        at = self._moment(days)
        job = Job(
            task_name="reports.draw",
            state=Job.State.DONE,
            progress=100,
            attempts=1,
            requested_by=self.coordinator,
            created_at=at,
            started_at=at,
            finished_at=at,
        )
        return Report(
            collaboration=self.collaboration,
            job=job,
            snapshot=snapshot,
            data_at=at,
            file=file,
            sha256="0" * 64,
            size=90_000,
            pages=9,
            requested_by=self.coordinator,
            created_at=at,
        )

    ## Time

    def _entered(self, phase: int) -> dt.date:
        return self.begun + dt.timedelta(days=DAYS_IN_PHASE * (phase - 1))

    def _moment(self, days_ago: float) -> dt.datetime:
        return timezone.now() - dt.timedelta(days=days_ago, minutes=self.chance.randrange(500))


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
