"""What is known about collaborations, gathered for many at once: `load_facts` is the only reader of the database here.

`Facts` and its parts are plain values (`phases.known`), which are asked without queries.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from collaborations.models import Collaboration, Driver, ExternalParticipation, Participation
from decisions.reading import load_assessments, load_questions
from decisions.standing import Asked
from finance.settled import Grant, economy_of, load_grants, with_economy
from models_catalog.models import LegalRule, OrganisationType
from phases.known import External, Facts, Law, Move, Partner, Recorded, Waived
from phases.models import (
    SUPPORTING_STATES,
    ChecklistItem,
    ChecklistTemplateItem,
    PhaseTransition,
    ProcessVersion,
    Waiver,
)
from phases.process import Process, load_processes

__all__ = [
    "SUPPORTING_STATES",
    "External",
    "Facts",
    "Law",
    "Move",
    "Partner",
    "Recorded",
    "Waived",
    "facts_of",
    "load_facts",
    "with_bases",
    "with_items",
]

NO_PROCESS = Process(version=ProcessVersion(number=0), phases=())  # before one is loaded


def with_bases(queryset: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Collaborations with what facts begin with, so that `load_facts` need not ask for it apart."""
    newest = ProcessVersion.objects.order_by("-number").values("pk")[:1]
    drivers = Driver.objects.filter(collaboration=OuterRef("pk"))
    externals = ExternalParticipation.objects.filter(collaboration=OuterRef("pk"))
    return with_economy(queryset).annotate(
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
    grants = _grants(known, bases)
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
            economy=economy_of(bases[each.pk], grants.get(each.pk)),
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


def _grants(known: Q, bases: dict[int, Collaboration]) -> dict[int, dict[int, tuple[Grant, ...]]]:
    """What the councils have granted; nothing is read where nobody has written any down."""
    return load_grants(known) if any(each.has_appropriations for each in bases.values()) else {}


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
