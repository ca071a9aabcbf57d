"""What the page of one requirement shows: why it is asked for, what was recorded by whom, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass

from collaborations.access import Access
from collaborations.models import Collaboration, ParticipationState
from phases.facts import Facts, Partner, facts_of
from phases.models import LAST_PHASE, RecordedFact, Waiver
from phases.requirements import Requirement, evaluate, newcomers


@dataclass(frozen=True)
class RecordRow:
    """A municipality (or the collaboration as a whole) and the record that holds for it, if there is one."""

    partner: Partner | None
    label: str
    fact: RecordedFact | None
    may_record: bool

    @property
    def initial(self) -> dict:
        """What the form that records it begins with."""
        found = {"municipality": self.partner.code} if self.partner else {}
        if self.fact:
            found |= {name: getattr(self.fact, name) for name in ("key", "date", "note", "source")}
        return found


@dataclass(frozen=True)
class RecordEntry:
    """One record of the history, in words."""

    label: str
    fact: RecordedFact


@dataclass(frozen=True)
class RequirementPage:
    facts: Facts
    access: Access
    requirement: Requirement
    partners: tuple[Partner, ...]  # those that it is asked of
    records: tuple[RecordEntry, ...]  # newest first
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
    def takes_records(self) -> bool:
        return bool(self.requirement.fact_labels)

    @property
    def answers_for(self) -> tuple[Partner, ...]:
        """Municipalities that this reader may record for."""
        return tuple(each for each in self.partners if self.access.may_answer_for(each.municipality_id))

    @property
    def may_record(self) -> bool:
        if not self.takes_records:
            return False
        return bool(self.answers_for) if self.requirement.per_municipality else self.access.may_change

    @property
    def has_records(self) -> bool:
        return any(row.fact for row in self.rows)

    @property
    def rows(self) -> tuple[RecordRow, ...]:
        if not self.takes_records:
            return ()
        asked_of = self.partners if self.requirement.per_municipality else (None,)
        return tuple(self._row(partner) for partner in asked_of)

    def row_of(self, code: str) -> RecordRow | None:
        """The row of that municipality, or of the collaboration as a whole where it is recorded once."""
        return next((row for row in self.rows if row.partner is None or row.partner.code == code), None)

    @property
    def first_missing(self) -> str:
        """Code of the first municipality that has nothing recorded and that this reader may record for."""
        return next((row.partner.code for row in self.rows if row.partner and row.may_record and not row.fact), "")

    @property
    def is_elsewhere(self) -> bool:
        """It is met on another page."""
        return not self.takes_records and self.requirement.url != self.requirement.page

    @property
    def may_waive(self) -> bool:
        """What stops nothing needs no waiver."""
        return self.access.may_waive and self.requirement.waivable and self.requirement.stops and self.is_next

    @property
    def may_withdraw_waiver(self) -> bool:
        return self.access.may_waive and self.requirement.waived and self.is_next

    def _row(self, partner: Partner | None) -> RecordRow:
        municipality = partner.municipality_id if partner else None
        may_record = self.access.may_answer_for(municipality) if partner else self.access.may_change
        newest = next((each for each in self.records if each.fact.municipality_id == municipality), None)
        if newest is None or newest.fact.date is None:
            return RecordRow(partner, "", None, may_record)
        return RecordRow(partner, newest.label, newest.fact, may_record)


def build_requirement_page(
    collaboration: Collaboration, access: Access, before_phase: int, key: str
) -> RequirementPage | None:
    """The page of that requirement; None when nothing of the kind is asked of this collaboration."""
    facts = facts_of(collaboration, texts=False)
    found = [each for each in evaluate(facts, before_phase=before_phase) if each.key == key]
    if not found:
        return None
    requirement = found[0]
    return RequirementPage(
        facts=facts,
        access=access,
        requirement=requirement,
        partners=_asked(facts, requirement),
        records=_records(collaboration, requirement),
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


def _records(collaboration: Collaboration, requirement: Requirement) -> tuple[RecordEntry, ...]:
    labels = requirement.fact_labels
    if not labels:
        return ()
    rows = collaboration.recorded_facts.filter(key__in=labels).select_related("municipality", "recorded_by")
    return tuple(RecordEntry(labels[fact.key], fact) for fact in rows.order_by("-pk"))
