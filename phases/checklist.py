"""The checklist of a collaboration, computed: items of the process × its organisation type × its municipalities.

Nothing is written ahead. An item that somebody answered has a row; all other items are open. What does not apply to the
chosen organisation type is hidden, and what was answered on it is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from phases.facts import Facts, Partner, facts_of, with_items
from phases.models import OPEN_STATES, ChecklistItem, ChecklistTemplateItem, Phase
from phases.requirements import Requirement, evaluate

SOON_DAYS = 30
State = ChecklistItem.State
ANSWER_FIELDS = (
    *(field.name for field in ChecklistItem._meta.concrete_fields),
    *(f"{person}__{name}" for person in ("owner", "changed_by") for name in ("name", "email")),
)
Answers = dict[tuple[str, int | None], ChecklistItem]


@dataclass(frozen=True)
class Row:
    """One point: an item, for one municipality when it is answered by each. `answer` is None until somebody answers."""

    template: ChecklistTemplateItem
    phase: int
    slug: str
    municipality: Partner | None = None
    answer: ChecklistItem | None = None
    requirement: Requirement | None = None

    @property
    def url(self) -> str:
        """Where it is answered: on the requirement's page where it follows one."""
        return self.requirement.url if self.requirement else reverse("phases:item", args=self.place)

    @property
    def tick_url(self) -> str:
        return reverse("phases:tick", args=self.place)

    @property
    def place(self) -> list:
        place = [self.slug, self.phase, self.template.key]
        return [*place, self.municipality.code] if self.municipality else place

    @property
    def is_overdue(self) -> bool:
        due = self.answer.due if self.answer else None
        return bool(due) and due < timezone.localdate() and not self.is_finished

    @property
    def anchor(self) -> str:
        return f"punkt-{self.template.key}" + (f"-{self.municipality.code}" if self.municipality else "")

    @property
    def text(self) -> str:
        """With the municipality, so that it can stand alone."""
        return f"{self.template.text} ({self.municipality.name})" if self.municipality else self.template.text

    @property
    def state(self) -> str:
        """That of the requirement where there is one, so that there are never two truths."""
        if self.requirement is None:
            return self.answer.state if self.answer else State.OPEN
        if self.requirement.met:
            return State.DONE
        return State.NOT_RELEVANT if self.requirement.waived else State.OPEN

    @property
    def state_label(self) -> str:
        if self.requirement is not None and self.requirement.waived:
            return _("Fraveget")
        return State(self.state).label

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def is_relevant(self) -> bool:
        return self.state != State.NOT_RELEVANT

    @property
    def is_finished(self) -> bool:
        """Nothing more to do: klaret, or not relevant."""
        return self.state in (State.DONE, State.NOT_RELEVANT)

    @property
    def was_touched(self) -> bool:
        return self.answer is not None and (self.answer.state != State.OPEN or bool(self.answer.note))


@dataclass(frozen=True)
class Group:
    key: str
    name: str
    rows: tuple[Row, ...]

    @property
    def open_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_finished)


@dataclass(frozen=True)
class PhaseChecklist:
    """The points of one phase. `hidden`: those of other organisation types, and answers of who no longer takes part."""

    phase: Phase
    groups: tuple[Group, ...]
    hidden: tuple[Row, ...] = ()

    @property
    def number(self) -> int:
        return self.phase.number

    @property
    def name(self) -> str:
        return self.phase.name

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def finished(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_finished)

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def total(self) -> int:
        """Points that are relevant: what was put aside with a reason does not count."""
        return sum(row.is_relevant for row in self.rows)


@dataclass(frozen=True)
class Checklist:
    phases: tuple[PhaseChecklist, ...]

    @property
    def done(self) -> int:
        return sum(phase.done for phase in self.phases)

    @property
    def total(self) -> int:
        return sum(phase.total for phase in self.phases)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for phase in self.phases for row in phase.rows)


def build_checklist(
    collaboration: Collaboration,
    phase: int | None = None,
    *,
    facts: Facts | None = None,
    requirements: Iterable[Requirement] | None = None,
    answers: Iterable[ChecklistItem] | None = None,
) -> Checklist:
    """The points of one phase, or of all five. Reads the answers in one query, and `facts_of` where needed.

    Give `facts`, `requirements` and `answers` (of `read_answers`) where they are at hand.
    """
    answers = read_answers(collaboration) if answers is None else answers
    facts = facts or facts_of(collaboration, answers=answers)
    if requirements is None:
        requirements = evaluate(facts, before_phase=None if phase is None else phase + 1)
    by_key = {(each.before_phase, each.key): each for each in requirements}
    by_point = {(each.template.key, each.municipality_id): each for each in with_items(answers, [facts.process])}
    return Checklist(
        tuple(
            _phase_checklist(each, facts, by_point, by_key)
            for each in facts.process.phases
            if phase is None or each.number == phase
        )
    )


def find_row(checklist: Checklist, key: str, code: str = "") -> Row | None:
    """The visible point with that key, of that municipality where it is answered by each."""
    for row in checklist.rows:
        if row.template.key == key and (row.municipality.code if row.municipality else "") == code:
            return row
    return None


def read_answers(collaboration: Collaboration) -> list[ChecklistItem]:
    """All answers on the checklist, with who answered; `facts_of` gives each its item, and knows the municipalities."""
    rows = ChecklistItem.objects.filter(collaboration=collaboration)
    return list(rows.select_related("owner", "changed_by").only(*ANSWER_FIELDS))


def is_asked(answer: ChecklistItem, facts: Facts) -> bool:
    """Whether the checklist still asks for this point: its form is the chosen one, and its municipality is with us.

    What was answered on other points is kept, but nobody is reminded of it. `ChecklistItem.objects.asked()` says the
    same in the database.
    """
    if not answer.template.applies_to(facts.organisation_type):
        return False
    return answer.municipality_id is None or answer.municipality_id in {
        partner.municipality_id for partner in facts.supporting
    }


def due_soon(answers: Iterable[ChecklistItem], facts: Facts) -> list[Row]:
    """Points that are late or due within a month, the first due on top. `answers`: as `facts` were loaded with."""
    last = facts.today + dt.timedelta(days=SOON_DAYS)
    due = [each for each in answers if each.due and each.due <= last and each.state in OPEN_STATES]
    partners = {each.municipality_id: each for each in facts.partners}
    return [
        Row(each.template, each.template.phase.number, facts.slug, partners.get(each.municipality_id), each)
        for each in sorted(due, key=lambda each: (each.due, each.pk))
        if is_asked(each, facts)
    ]


def _phase_checklist(
    phase: Phase, facts: Facts, answers: Answers, requirements: dict[tuple[int, str], Requirement]
) -> PhaseChecklist:
    rows, hidden = [], []
    for item in facts.process.items_in(phase.number):
        requirement = requirements.get((phase.number + 1, item.requirement))
        for partner in _partners_of(item, facts, answers):
            row = _row(item, phase.number, facts.slug, partner, answers, requirement)
            (rows if item.applies_to(facts.organisation_type) else hidden).append(row)
    seen = {(row.template.key, row.municipality.municipality_id if row.municipality else None) for row in rows + hidden}
    partners = {each.municipality_id: each for each in facts.partners}
    # Answers that no row asks for any more: the municipality has left, or a newer process has no such item.
    hidden += [
        Row(answer.template, phase.number, facts.slug, partners.get(answer.municipality_id), answer)
        for key, answer in answers.items()
        if key not in seen and answer.template.phase.number == phase.number
    ]
    groups = (
        Group(group.value, group.label, tuple(row for row in rows if row.template.group == group))
        for group in ChecklistTemplateItem.Group
    )
    return PhaseChecklist(phase, tuple(group for group in groups if group.rows), tuple(hidden))


def _partners_of(item: ChecklistTemplateItem, facts: Facts, answers: Answers) -> list[Partner | None]:
    """Whom the item is for. One that is hidden stands once, besides what municipalities answered on it."""
    if not item.per_municipality:
        return [None]
    if item.applies_to(facts.organisation_type):
        return list(facts.supporting)
    return [each for each in facts.supporting if (item.key, each.municipality_id) in answers] or [None]


def _row(
    item: ChecklistTemplateItem,
    phase: int,
    slug: str,
    partner: Partner | None,
    answers: Answers,
    requirement: Requirement | None,
) -> Row:
    return Row(
        template=item,
        phase=phase,
        slug=slug,
        municipality=partner,
        answer=answers.get((item.key, partner.municipality_id if partner else None)),
        requirement=requirement,
    )
