"""What the page of one requirement shows: why it is asked for, what was recorded by whom, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass

from collaborations.access import Access
from collaborations.models import Collaboration, ParticipationState
from decisions.matrix import Matrix, Place, ShownCell, ShownColumn
from decisions.models import Assessment
from decisions.vocabulary import AssessmentKey
from phases.deciding import matrix_of
from phases.facts import Facts, Partner, facts_of
from phases.models import LAST_PHASE, Waiver
from phases.requirements import Requirement, evaluate, newcomers


@dataclass(frozen=True)
class Answers:
    """A question that the requirement asks about, and what the municipalities (or the one body) have answered."""

    head: ShownColumn
    rows: tuple[tuple[Place | None, ShownCell], ...]


@dataclass(frozen=True)
class RequirementPage:
    facts: Facts
    access: Access
    requirement: Requirement
    partners: tuple[Partner, ...]  # those that it is asked of
    questions: tuple[Answers, ...]  # what somebody decides
    assessments: tuple[Assessment, ...]  # what the collaboration has judged, newest first
    waivers: tuple[Waiver, ...]  # newest first

    @property
    def phase_number(self) -> int:
        """The phase that it is worked on in."""
        return self.requirement.before_phase - 1

    @property
    def is_past(self) -> bool:
        """The phase that it stands before has been reached."""
        return self.facts.phase >= self.requirement.before_phase

    @property
    def is_next(self) -> bool:
        return self.facts.phase + 1 == self.requirement.before_phase

    @property
    def is_decided(self) -> bool:
        """It is met by what somebody decides; that is written down at the decision."""
        return bool(self.requirement.fact_labels) and not self.assessment_key

    @property
    def assessment_key(self) -> str:
        """The assessment that meets it, which is written down here; empty where it is a decision."""
        return next((key for key in self.requirement.fact_labels if key in AssessmentKey.values), "")

    @property
    def assessment_label(self) -> str:
        return self.requirement.fact_labels.get(self.assessment_key, "")

    @property
    def assessment(self) -> Assessment | None:
        """The one that holds."""
        newest = self.assessments[0] if self.assessments else None
        return newest if newest and newest.date else None

    @property
    def may_assess(self) -> bool:
        return bool(self.assessment_key) and self.access.may_change

    @property
    def is_elsewhere(self) -> bool:
        """It is met on another page."""
        return not self.requirement.fact_labels and self.requirement.url != self.requirement.page

    @property
    def may_waive(self) -> bool:
        """What stops nothing needs no waiver."""
        return self.access.may_waive and self.requirement.waivable and self.requirement.stops and self.is_next

    @property
    def may_withdraw_waiver(self) -> bool:
        return self.access.may_waive and self.requirement.waived and self.is_next


def build_requirement_page(
    collaboration: Collaboration, access: Access, before_phase: int, key: str
) -> RequirementPage | None:
    """The page of that requirement; None when nothing of the kind is asked of this collaboration."""
    facts = facts_of(collaboration, texts=False, plans=True)
    found = [each for each in evaluate(facts, before_phase=before_phase) if each.key == key]
    if not found:
        return None
    requirement = found[0]
    return RequirementPage(
        facts=facts,
        access=access,
        requirement=requirement,
        partners=_asked(facts, requirement),
        questions=_answers(facts, requirement),
        assessments=tuple(
            collaboration.assessments.filter(key__in=requirement.fact_labels)
            .select_related("recorded_by")
            .order_by("-pk")
        ),
        waivers=tuple(
            collaboration.waivers.filter(before_phase=before_phase, requirement=key)
            .select_related("given_by")
            .order_by("-pk")
        ),
    )


def _asked(facts: Facts, requirement: Requirement) -> tuple[Partner, ...]:
    """Those who took part on the day as of which it is judged; in the last phase also those who have come since."""
    then = facts.partners_in([ParticipationState.PARTICIPANT], requirement.as_of)
    if requirement.before_phase < LAST_PHASE or facts.phase < LAST_PHASE:
        return then
    both = {each.municipality_id for each in (*then, *newcomers(facts))}
    return tuple(each for each in facts.partners if each.municipality_id in both)


def _answers(facts: Facts, requirement: Requirement) -> tuple[Answers, ...]:
    """How the questions stand today; none where the requirement is about nothing that is decided."""
    if not requirement.fact_labels:
        return ()
    matrix = matrix_of(facts, sort="kommune")
    asked = [head for head in matrix.heads if head.column.asked.key in requirement.fact_labels]
    return tuple(Answers(head, _rows(matrix, head)) for head in asked)


def _rows(matrix: Matrix, head: ShownColumn) -> tuple[tuple[Place | None, ShownCell], ...]:
    for once, cell in matrix.once:
        if once == head:
            return ((None, cell),)
    place = matrix.each.index(head)
    return tuple((row.place, row.cells[place]) for row in matrix.rows)
