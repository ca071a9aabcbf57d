"""What is known about collaborations, gathered for many at once and then asked without queries.

`load_facts` is the only reader of the database here. `Facts` and its parts are plain values, so that requirements can
be worked out, and tested, without any.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from collaborations.models import Collaboration, Driver, ExternalParticipation, Participation, ParticipationState
from decisions.reading import load_assessments, load_questions
from decisions.standing import Asked, Column, column
from models_catalog.models import LegalRule, OrganisationType
from phases.models import (
    SUPPORTING_STATES,
    ChecklistItem,
    ChecklistTemplateItem,
    PhaseTransition,
    ProcessVersion,
    Waiver,
)
from phases.process import Process, load_processes

NO_PROCESS = Process(version=ProcessVersion(number=0), phases=())  # before one is loaded


@dataclass(frozen=True)
class Partner:
    """A municipality in a collaboration; `steps` are its dated states, oldest first."""

    municipality_id: int
    code: str
    name: str
    state: str
    has_contribution: bool = False
    steps: tuple[tuple[dt.date, str], ...] = ()

    def state_on(self, day: dt.date) -> str | None:
        """The state that held on that day; None before the first step."""
        earlier = [state for date, state in self.steps if date <= day]
        return earlier[-1] if earlier else None


@dataclass(frozen=True)
class External:
    name: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    def takes_part_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Recorded:
    """A decision or an assessment that holds: since when, and what was said about it."""

    date: dt.date
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Waived:
    reason: str
    by: str
    on: dt.date


@dataclass(frozen=True)
class Move:
    """A `PhaseTransition` without who and why; `phases.track` takes either."""

    pk: int
    kind: str
    from_phase: int | None
    to_phase: int
    date: dt.date


@dataclass(frozen=True)
class Law:
    """Rules of law by key, each key's rows with the dates between which they hold."""

    rules: tuple[LegalRule, ...] = ()

    def rule(self, key: str, day: dt.date) -> LegalRule | None:
        for rule in self.rules:
            if rule.key == key and rule.is_valid(day):
                return rule
        return None


@dataclass(frozen=True)
class Facts:
    """One collaboration as it is known on the day `today`."""

    collaboration_id: int
    slug: str
    phase: int
    today: dt.date
    process: Process
    has_newer_process: bool = False
    initiator_id: int | None = None
    organisation_type: OrganisationType | None = None
    founded_on: dt.date | None = None
    host_id: int | None = None
    demarcation: str = ""
    declared_member_count: int | None = None
    has_drivers: bool = False
    partners: tuple[Partner, ...] = ()
    externals: tuple[External, ...] = ()
    questions: tuple[Asked, ...] = ()
    assessments: Mapping[str, Recorded] = field(default_factory=dict)
    answers: Mapping[tuple[str, int | None], str] = field(default_factory=dict)  # (item key, municipality) -> state
    waivers: Mapping[tuple[int, str], Waived] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    law: Law = Law()

    def partners_in(self, states: Iterable[str], day: dt.date) -> tuple[Partner, ...]:
        """Municipalities in one of these states that day. Today's state is the one on the row itself."""
        wanted = set(states)
        return tuple(
            each for each in self.partners if (each.state if day == self.today else each.state_on(day)) in wanted
        )

    def as_of(self, day: dt.date) -> Facts:
        """What was so on that day: the states of the municipalities then, and what had been decided by then.

        What the checklist and the collaboration itself say has no date and is as it is now.
        """
        if day == self.today:
            return self
        partners = tuple(replace(each, state=each.state_on(day) or "") for each in self.partners)
        return replace(self, today=day, partners=partners)

    def decided(self, keys: Container[str], day: dt.date | None = None) -> dict[int | None, Recorded]:
        """By municipality (None: the collaboration as a whole) what holds under these keys on that day, or today.

        A key is that of a question that the municipalities, the joint body or the authority answers, or of an
        assessment. Only what counts is here: an answer to an earlier version of the text is not.
        """
        day, found = day or self.today, {}
        for each in self._columns(keys, day):
            for cell in each.cells:
                if cell.counts:
                    found[cell.municipality] = Recorded(cell.since, cell.entry.remark, cell.entry.source)
        for key, assessment in self.assessments.items():
            if key in keys and assessment.date <= day:
                found[None] = assessment
        return found

    def columns(self, keys: Container[str], day: dt.date) -> tuple[Column, ...]:
        """The questions with these keys as they stood that day, asked of every municipality that is or was with us."""
        return tuple(self._columns(keys, day))

    def _columns(self, keys: Container[str], day: dt.date) -> Iterable[Column]:
        partners = [each.municipality_id for each in self.partners]
        return (column(each, partners, day) for each in self.questions if each.key in keys)

    @property
    def together_since(self) -> dt.date | None:
        """The first day that more than one municipality took part; None when that is not known."""
        starts = sorted(
            min(days)
            for each in self.partners
            if (days := [day for day, state in each.steps if state == ParticipationState.PARTICIPANT])
        )
        return starts[1] if len(starts) > 1 else None

    @property
    def supporting(self) -> tuple[Partner, ...]:
        """Municipalities that take part or are interested today: those that items per municipality are for."""
        return self.partners_in(SUPPORTING_STATES, self.today)


def with_bases(queryset: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Collaborations with what facts begin with, so that `load_facts` need not ask for it apart."""
    newest = ProcessVersion.objects.order_by("-number").values("pk")[:1]
    drivers = Driver.objects.filter(collaboration=OuterRef("pk"))
    externals = ExternalParticipation.objects.filter(collaboration=OuterRef("pk"))
    return queryset.annotate(
        own_process=F("process__version"),
        newest_process=Subquery(newest),
        has_drivers=Exists(drivers),
        has_externals=Exists(externals),
    )


def load_facts(
    queryset: Iterable[Collaboration],
    *,
    answers: Iterable[ChecklistItem] | None = None,
    texts: bool = True,
    without: Container[str] = (),
    about: Q | None = None,
    plans: bool = False,
) -> dict[int, Facts]:
    """Facts by collaboration id, in a number of queries that does not depend on how many there are.

    Every collaboration of the queryset is included; narrow it (`visible_to`) before. One without a process of its own
    is judged by the newest version. `answers` are all answers on their checklists where the caller has read them
    already; each gets its item from the process. What the caller does not ask about need not be read: `texts=False`
    leaves out what the process explains, `without` names facts that stay empty ("decisions", "waivers", "moves",
    "law"), and `about` is a condition on `collaboration` and `municipality` outside of which no participation, answer
    or decision is known. `plans` also reads where questions are planned, and (not without "order") what they wait for.
    """
    collaborations = list(queryset)
    ids = [each.pk for each in collaborations]
    today = timezone.localdate()
    types = _types(collaborations)
    bases = _bases(collaborations)
    processes = load_processes((_version(base) for base in bases.values()), texts=texts)
    known = Q(collaboration__in=ids) & (about or Q())
    partners, externals = _partners(known), _externals(collaborations, bases, types)
    states = _states(known, answers, processes.values())
    questions, assessments = _decisions(collaborations, types, about, without=without, plans=plans)
    waivers = defaultdict(dict) if "waivers" in without else _waivers(ids)
    moves = defaultdict(tuple) if "moves" in without else _moves(ids)
    law = Law() if "law" in without else Law(tuple(LegalRule.objects.all()))
    return {
        each.pk: Facts(
            collaboration_id=each.pk,
            slug=each.slug,
            phase=each.phase,
            today=today,
            process=processes.get(_version(bases[each.pk]), NO_PROCESS),
            has_newer_process=_version(bases[each.pk]) != bases[each.pk].newest_process,
            initiator_id=each.initiator_id,
            organisation_type=types.get(each.organisation_type_id),
            founded_on=each.founded_on,
            host_id=each.host_id,
            demarcation=each.demarcation,
            declared_member_count=each.declared_member_count,
            has_drivers=bases[each.pk].has_drivers,
            partners=partners[each.pk],
            externals=externals[each.pk],
            questions=questions.get(each.pk, ()),
            assessments=assessments.get(each.pk, {}),
            answers=states[each.pk],
            waivers=waivers[each.pk],
            moves=moves[each.pk],
            law=law,
        )
        for each in collaborations
    }


def facts_of(collaboration: Collaboration, **narrowing) -> Facts:
    """Facts of one collaboration that the caller has found already. `narrowing`: see `load_facts`."""
    return load_facts([collaboration], **narrowing)[collaboration.pk]


def _types(collaborations: list[Collaboration]) -> dict[int, OrganisationType]:
    """Types by id; none are read when all collaborations bring theirs (`select_related`)."""
    relation = Collaboration._meta.get_field("organisation_type")
    if all(each.organisation_type_id is None or relation.is_cached(each) for each in collaborations):
        return {
            each.organisation_type_id: each.organisation_type for each in collaborations if each.organisation_type_id
        }
    return OrganisationType.objects.in_bulk()


def _bases(collaborations: list[Collaboration]) -> dict[int, Collaboration]:
    """Each collaboration with what `with_bases` adds; asked for here where the caller's question did not."""
    if not all(hasattr(each, "newest_process") for each in collaborations):
        found = Collaboration.objects.filter(pk__in=[each.pk for each in collaborations])
        collaborations = with_bases(found.only("pk").order_by())
    return {each.pk: each for each in collaborations}


def _version(base: Collaboration) -> int | None:
    return base.own_process or base.newest_process


def _partners(known: Q) -> dict[int, tuple[Partner, ...]]:
    """Municipalities in Danish order with their steps, in one query: one row for each step."""
    rows = (
        Participation.objects.filter(known)
        .annotate(described=~Q(contribution=""))
        .order_by("municipality__sort_name", "pk", "changes__date", "changes__pk")
        .values_list(
            "collaboration",
            "municipality",
            "municipality__code",
            "municipality__name",
            "state",
            "described",
            "changes__date",
            "changes__state",
        )
    )
    steps: dict[tuple, list[tuple[dt.date, str]]] = {}
    for *who, date, state in rows:
        found = steps.setdefault(tuple(who), [])
        if date is not None:
            found.append((date, state))
    partners = defaultdict(tuple)
    for (collaboration, *who), found in steps.items():
        partners[collaboration] += (Partner(*who, tuple(found)),)
    return partners


def _externals(
    collaborations: list[Collaboration], bases: dict[int, Collaboration], types: dict[int, OrganisationType]
) -> dict[int, tuple[External, ...]]:
    """Other parties. They matter only where none may take part, so otherwise nothing is read."""
    externals = defaultdict(tuple)
    closed = {key for key, each in types.items() if each.municipalities_only}
    ids = [each.pk for each in collaborations if each.organisation_type_id in closed and bases[each.pk].has_externals]
    if ids:
        rows = ExternalParticipation.objects.filter(collaboration__in=ids).values_list(
            "collaboration", "party__name", "valid_from", "valid_to"
        )
        for collaboration, *external in rows:
            externals[collaboration] += (External(*external),)
    return externals


def _decisions(
    collaborations: list[Collaboration],
    types: dict[int, OrganisationType],
    about: Q | None,
    *,
    without: Container[str],
    plans: bool,
) -> tuple[dict[int, tuple[Asked, ...]], dict[int, dict[str, Recorded]]]:
    """Questions with what was decided, and the assessments that have not been taken back."""
    if "decisions" in without:
        return {}, {}
    forms = {each.pk: getattr(types.get(each.organisation_type_id), "key", None) for each in collaborations}
    assessments = load_assessments(Q(collaboration__in=list(forms)))
    held = {
        pk: {key: Recorded(row.date, row.note, row.source) for key, row in rows.items() if row.date}
        for pk, rows in assessments.items()
    }
    return load_questions(forms, about=about, for_pages=plans, in_order="order" not in without), held


def _states(
    known: Q, answers: Iterable[ChecklistItem] | None, processes: Iterable[Process]
) -> dict[int, dict[tuple[str, int | None], str]]:
    if answers is None:
        rows = ChecklistItem.objects.filter(known).values_list(
            "collaboration", "template__key", "municipality", "state"
        )
    else:
        answers = with_items(answers, processes)
        rows = [(each.collaboration_id, each.template.key, each.municipality_id, each.state) for each in answers]
    states = defaultdict(dict)
    for collaboration, key, municipality, state in rows:
        states[collaboration][key, municipality] = state
    return states


def with_items(answers: Iterable[ChecklistItem], processes: Iterable[Process]) -> list[ChecklistItem]:
    """Each answer with its item as the process says it. Items that an earlier version had are read, texts and all."""
    answers = list(answers)
    relation = ChecklistItem._meta.get_field("template")
    bare = [each for each in answers if not relation.is_cached(each)]
    items = {item.pk: item for process in processes for found in process.items.values() for item in found}
    gone = {each.template_id for each in bare} - items.keys()
    if gone:
        items |= {item.pk: item for item in ChecklistTemplateItem.objects.filter(pk__in=gone).select_related("phase")}
    for answer in bare:
        answer.template = items[answer.template_id]
    return answers


def _waivers(ids: list[int]) -> dict[int, dict[tuple[int, str], Waived]]:
    """The waivers that hold: the newest row decides, and may be one that takes the waiver back."""
    waivers = defaultdict(dict)
    for row in Waiver.objects.filter(collaboration__in=ids).select_related("given_by").order_by("pk"):
        key = (row.before_phase, row.requirement)
        if row.withdrawn:
            waivers[row.collaboration_id].pop(key, None)
        else:
            waivers[row.collaboration_id][key] = Waived(
                row.reason, str(row.given_by or ""), timezone.localtime(row.given_at).date()
            )
    return waivers


def _moves(ids: list[int]) -> dict[int, tuple[Move, ...]]:
    moves = defaultdict(tuple)
    rows = (
        PhaseTransition.objects.filter(collaboration__in=ids)
        .order_by("pk")
        .values_list("collaboration", "pk", "kind", "from_phase", "to_phase", "date")
    )
    for collaboration, *move in rows:
        moves[collaboration] += (Move(*move),)
    return moves
