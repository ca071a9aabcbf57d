"""What the phase page shows, gathered in a number of queries that does not depend on how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.access import Access
from collaborations.models import Collaboration
from phases.checklist import PhaseChecklist, Row, build_checklist, read_answers
from phases.facts import Facts, facts_of
from phases.models import LAST_PHASE, Phase
from phases.requirements import Requirement, evaluate, owed_today
from phases.track import Step, phase_track

CASES_SHOWN = 2


@dataclass(frozen=True)
class Line:
    """A point as one reader sees it."""

    row: Row
    may_answer: bool
    error: str = ""

    @property
    def may_tick(self) -> bool:
        """What was put aside with a reason is taken up again on the point's own page, not by a tick."""
        return self.may_answer and self.row.is_relevant


@dataclass(frozen=True)
class LineGroup:
    key: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Conclusion:
    colour: str
    lead: str
    rest: str = ""


@dataclass(frozen=True)
class PhasePage:
    """One phase of one collaboration for one reader."""

    facts: Facts
    access: Access
    phase: Phase
    track: list[Step]
    requirements: list[Requirement]
    owed: list[Requirement]  # what the law asks of those who take part today, in the last phase
    checklist: PhaseChecklist

    @property
    def number(self) -> int:
        return self.phase.number

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def is_current(self) -> bool:
        return self.number == self.facts.phase

    @property
    def is_last(self) -> bool:
        return self.number == LAST_PHASE

    @property
    def stopping(self) -> list[Requirement]:
        return [each for each in self.requirements if each.stops]

    @property
    def blocking(self) -> list[Requirement]:
        return [each for each in self.requirements if each.blocking]

    @property
    def may_advance(self) -> bool:
        return self.is_current and not self.is_last and not self.stopping and self.access.may_move_phase

    @property
    def waits(self) -> str:
        """Instead of a button that does nothing: when it can be used. Only for who may use it then."""
        if not (self.is_current and self.stopping and self.access.may_move_phase):
            return ""
        how = _("opfyldt eller fraveget") if any(each.waivable for each in self.stopping) else _("opfyldt")
        return ngettext(
            "I kan gå videre til fase %(phase)d, når kravet er %(how)s.",
            "I kan gå videre til fase %(phase)d, når de %(count)d krav er %(how)s.",
            len(self.stopping),
        ) % {"phase": self.next_number, "count": len(self.stopping), "how": how}

    @property
    def may_go_back(self) -> bool:
        return self.is_current and self.number > 1 and self.access.may_move_phase

    @property
    def may_take_over(self) -> bool:
        """There is a newer process, and this reader may take it over."""
        return self.facts.has_newer_process and self.access.may_move_phase

    @property
    def difference(self) -> str:
        """What is special about the phase under the chosen form; said of today's law, so not of a phase long past."""
        chosen = self.facts.organisation_type
        return self.phase.differences.get(chosen.key, "") if chosen and self.number >= self.facts.phase else ""

    @property
    def conclusion(self) -> Conclusion:
        if self.owed:
            return Conclusion("red", self.owed[0].why, _("Det følger af loven og kan ikke fraviges."))
        if self.is_last:
            return Conclusion("grey", _("Dette er den sidste fase."), self.points)
        if self.number > self.facts.phase:
            return Conclusion("grey", _("Samarbejdet er ikke nået til denne fase endnu."), self._to_come)
        if self.stopping:
            return Conclusion("grey", self._missing, self._pointer)
        lead = _("Alle krav før fase %(phase)d er opfyldt.")
        if any(each.waived for each in self.requirements):
            lead = _("Intet krav før fase %(phase)d mangler.") + " " + self._waived
        rest = _("Gå videre, når I er klar.") if self.may_advance else ""
        return Conclusion("green", lead % {"phase": self.next_number}, rest)

    @property
    def points(self) -> str:
        values = {"done": self.checklist.done, "total": self.checklist.total}
        return _("%(done)d af %(total)d punkter på tjeklisten er klaret.") % values

    @property
    def groups(self) -> tuple[LineGroup, ...]:
        """The open points in their groups; what is finished stands together at the end (`finished`)."""
        groups = (
            LineGroup(group.key, group.name, tuple(self.line(row) for row in group.open_rows))
            for group in self.checklist.groups
        )
        return tuple(group for group in groups if group.lines)

    @property
    def finished(self) -> tuple[Line, ...]:
        return tuple(self.line(row) for row in self.checklist.finished)

    @property
    def hidden(self) -> tuple[Line, ...]:
        return tuple(Line(row, may_answer=False) for row in self.checklist.hidden)

    @property
    def advice(self) -> list[dict]:
        return self._help("advice")

    @property
    def attention(self) -> list[dict]:
        return self._help("attention")

    @property
    def cases(self) -> list[dict]:
        return self._help("case")[:CASES_SHOWN]

    def line(self, row: Row, error: str = "") -> Line:
        municipality = row.municipality.municipality_id if row.municipality else None
        bound = row.requirement is not None
        return Line(row, not bound and self.access.may_work_on_checklist(municipality), error)

    def _help(self, kind: str) -> list[dict]:
        found = {
            entry["key"]: entry for row in self.checklist.rows for entry in row.template.help if entry["kind"] == kind
        }
        return list(found.values())

    @property
    def _missing(self) -> str:
        values = {"missing": len(self.stopping), "total": len(self.blocking), "phase": self.next_number}
        if self.is_current:
            return _("%(missing)d af %(total)d krav mangler.") % values
        return _("%(missing)d af %(total)d krav før fase %(phase)d er ikke registreret.") % values

    @property
    def _pointer(self) -> str:
        first = self.stopping[0]
        return _("Begynd med: %(title)s.") % {"title": first.title} if self.is_current else ""

    @property
    def _waived(self) -> str:
        count = sum(each.waived for each in self.requirements)
        return ngettext("%(count)d krav er fraveget.", "%(count)d krav er fraveget.", count) % {"count": count}

    @property
    def _to_come(self) -> str:
        values = {"total": len(self.blocking), "phase": self.next_number}
        return _("Før fase %(phase)d skal %(total)d krav være opfyldt.") % values


def build_phase_page(collaboration: Collaboration, access: Access, number: int) -> PhasePage | None:
    """Everything the page of that phase shows; None when there is no such phase."""
    answers = read_answers(collaboration)
    facts = facts_of(collaboration, answers=answers)
    phase = next((each for each in facts.process.phases if each.number == number), None)
    if phase is None:
        return None
    requirements = evaluate(facts, before_phase=number + 1)
    checklist = build_checklist(collaboration, number, facts=facts, requirements=requirements, answers=answers)
    return PhasePage(
        facts=facts,
        access=access,
        phase=phase,
        track=phase_track(collaboration, facts.process.phases, facts.moves),
        requirements=requirements,
        owed=owed_today(facts) if number == LAST_PHASE else [],
        checklist=checklist.phases[0],
    )
