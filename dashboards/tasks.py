"""What somebody has to do: own points, answers that a municipality owes, requirements that are missing.

Gathered in a number of queries that does not grow with the number of collaborations. Where somebody only answers for a
municipality, no more is read than what is asked of that municipality: it may take part in hundreds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import MunicipalityRole, User
from collaborations.models import (
    ACTIVE_STATES,
    Collaboration,
    Member,
    Participation,
    ParticipationState,
    Representative,
    StatusDraft,
)
from collaborations.rhythm import ANSWERS_DAYS
from common.formats import join_first, long_date, relative_days
from dashboards.decided import publish_first, texts_to_publish
from dashboards.portfolio import next_due
from dashboards.to_decide import ToDecide, named_in, to_decide, unregistered
from dashboards.to_follow_up import to_follow_up
from dashboards.to_settle import is_to_grant, to_settle
from phases.checks import ASKED_OF_EACH
from phases.facts import Facts, with_bases
from phases.models import LAST_PHASE, ChecklistItem, RequirementTemplate
from phases.requirements import load_facts, missing_from_each, next_requirements, owed_today

URGENT_DAYS = 7
URGENT = ("red", "yellow")
# What tasks and the list of one's own collaborations are made from; the rest of the row belongs to other pages.
FIELDS = (
    *(
        "name",
        "slug",
        "origin",
        "phase",
        "status",
        "status_at",
        "status_due",
        "changed_at",
        "initiator",
        "host",
        "demarcation",
        "founded_on",
        "operating_from",
    ),
    *("declared_member_count", "organisation_type", "organisation_type__key", "organisation_type__name"),
    "organisation_type__municipalities_only",
)


@dataclass(frozen=True)
class Task:
    """One thing to do: a sentence, where it belongs, when, and the one link that does it."""

    text: str
    collaboration: str
    address: Callable[[], str]  # made when it is shown: only a few of hundreds of tasks are
    verb: str
    due: dt.date | None = None
    colour: str = "grey"
    count: int = 1  # how many things the one line is about

    @property
    def url(self) -> str:
        return self.address()

    @property
    def when(self) -> str:
        """The date first; how far away it is stands after it."""
        return (
            _("Frist {date}, {distance}").format(date=long_date(self.due), distance=relative_days(self.due))
            if self.due
            else ""
        )


class Answering(NamedTuple):
    """A municipality that the user is kommunekontakt for in one collaboration."""

    collaboration: int
    municipality: int
    state: str
    code: str
    name: str


def own_collaborations(user: User) -> dict[int, Collaboration]:
    """The user's own work by id, those with the nearest deadlines first.

    Each comes with `is_coordinated`, and with `asks_each`: is something asked of each municipality before its next
    phase, or in the last phase of those who take part?
    """
    coordinator = Member.objects.valid().filter(user=user, role=Member.Role.COORDINATOR, collaboration=OuterRef("pk"))
    asking = RequirementTemplate.objects.filter(
        check_name__in=ASKED_OF_EACH, before_phase=Least(OuterRef("phase") + 1, LAST_PHASE)
    )
    rows = (
        Collaboration.objects.involving(user)
        .annotate(is_coordinated=Exists(coordinator), asks_each=Exists(asking), next_due=next_due())
        .annotate(has_status_draft=Exists(StatusDraft.objects.filter(collaboration=OuterRef("pk"))))
        .select_related("organisation_type")
        .only(*FIELDS)
        .order_by(F("next_due").asc(nulls_last=True), "sort_name")
    )
    return {each.pk: each for each in with_bases(rows)}


def tasks_of(user: User, own: dict[int, Collaboration]) -> list[Task]:
    """Everything that the user has to do in these, what is due first on top."""
    answering = _answering(user, own)
    found = [
        *_own_points(user, own),
        *_answers_owed(answering, own),
        *_requirement_tasks(answering, own),
        *_follow_ups(own),
    ]
    return sorted(found, key=by_due)


def by_due(task: Task) -> tuple[dt.date, bool, str, str]:
    """What is due first on top; of what has no day that which somebody waits for."""
    return (task.due or dt.date.max, task.colour not in URGENT, task.collaboration, task.text)


def _address(view: str, *args) -> Callable[[], str]:
    return partial(reverse, view, args=args)


def _answering(user: User, own: dict[int, Collaboration]) -> list[Answering]:
    contact = MunicipalityRole.Role.CONTACT
    everywhere = [role.municipality_id for role in user.current_municipality_roles if role.role == contact]
    here = Representative.objects.valid().filter(user=user, role=contact).order_by().values("participation")
    rows = (
        Participation.objects.filter(Q(municipality__in=everywhere) | Q(pk__in=here), state__in=ACTIVE_STATES)
        .filter(collaboration__in=own)
        .order_by()
        .values_list("collaboration", "municipality", "state", "municipality__code", "municipality__name")
    )
    return [Answering(*row) for row in rows]


def _own_points(user: User, own: dict[int, Collaboration]) -> Iterable[Task]:
    items = (
        ChecklistItem.objects.open()
        .asked()
        .filter(owner=user)
        .order_by()
        .values_list(
            "collaboration",
            "template__text",
            "template__key",
            "template__phase__number",
            "municipality__name",
            "municipality__code",
            "due",
        )
    )
    for collaboration, text, key, phase, municipality, code, due in items:
        if collaboration in own:
            slug = own[collaboration].slug
            yield Task(
                text=f"{text} ({municipality})" if municipality else text,
                collaboration=own[collaboration].name,
                address=_address("phases:item", slug, phase, key, *([code] if code else [])),
                verb=_("Åbn punkt"),
                due=due,
                colour=_colour(due),
            )


def _answers_owed(answering: Iterable[Answering], own: dict[int, Collaboration]) -> Iterable[Task]:
    """A municipality that is invited owes an answer; its contact gives it."""
    for each in answering:
        if each.state == ParticipationState.INVITED:
            collaboration = own[each.collaboration]
            yield Task(
                text=_("Svar på invitationen for {municipality}").format(municipality=each.name),
                collaboration=collaboration.name,
                address=_address("collaborations:participation", collaboration.slug, each.code),
                verb=_("Svar"),
                colour="yellow",
            )


def _requirement_tasks(answering: list[Answering], own: dict[int, Collaboration]) -> Iterable[Task]:
    """What is missing before the next phase: all for the coordinator, the own municipality's part for its contact."""
    names = {(each.collaboration, each.municipality): each.name for each in answering}
    answered = {each.collaboration for each in answering}
    found = [each for each in own.values() if each.is_coordinated or (each.asks_each and each.pk in answered)]
    if not found:
        return
    coordinated = Q(collaboration__in=[each.pk for each in found if each.is_coordinated])
    # What the joint body and the authority said opens what waits for it, whoever asks.
    about = coordinated | Q(municipality__in={each.municipality for each in answering}) | Q(municipality=None)
    facts = load_facts(found, texts=False, without=("law",), about=about, plans=True)
    for collaboration in found:
        known = facts[collaboration.pk]
        if collaboration.is_coordinated:
            yield from _coordinator_tasks(collaboration, known)
            yield from _publishing_tasks(collaboration, known)
            yield from (_deciding_task(collaboration, each) for each in to_decide(known))
            yield from _unregistered_tasks(collaboration, known, None)
        else:
            own_codes = [each.code for each in answering if each.collaboration == collaboration.pk]
            deciding = to_decide(known, own_codes)
            yield from (_deciding_task(collaboration, each) for each in deciding)
            yield from _contact_tasks(collaboration, known, names, named_in(deciding))
            yield from _unregistered_tasks(collaboration, known, own_codes)


def _follow_ups(own: dict[int, Collaboration]) -> Iterable[Task]:
    for found in to_follow_up(each for each in own.values() if each.is_coordinated):
        name, args = found.address
        yield Task(
            text=found.text,
            collaboration=found.collaboration.name,
            address=_address(name, *args),
            verb=found.verb,
            due=found.due,
            colour=_colour(found.due),
        )


def _deciding_task(collaboration: Collaboration, found: ToDecide) -> Task:
    """To decide once more, or in time: of one municipality where it is planned, of several the table."""
    text = _("{names} skal beslutte {titles} igen") if found.again else _("{names} har ikke planlagt {titles}")
    one = found.partners[0].code if len(found.partners) == 1 else ""
    return Task(
        text=text.format(names=join_first(each.name for each in found.partners), titles=found.titles),
        collaboration=collaboration.name,
        address=_plan_address(collaboration.slug, one, found.keys[0])
        if one
        else _address("decisions:matrix", collaboration.slug),
        verb=_("Planlæg") if one else _("Se tabellen"),
        due=found.deadline,
        colour="red",
    )


def _plan_address(slug: str, code: str, key: str) -> Callable[[], str]:
    return lambda: f"{reverse('decisions:plan', args=[slug, code])}?om={key}"


def _grant_address(slug: str, code: str) -> Callable[[], str]:
    return lambda: f"{reverse('finance:record_appropriation', args=[slug])}?kommune={code}"


def _contact_tasks(
    collaboration: Collaboration, facts: Facts, names: dict[tuple[int, int], str], said: set[tuple[int, str]]
) -> Iterable[Task]:
    """What the next phase waits for from the own municipality. `said` are its decisions that are named already."""
    asked = {each.key for each in facts.questions}
    for missing in missing_from_each(facts):
        wanted = [(missing.municipality_id, key) for key in missing.facts if key in asked]
        if wanted and said >= set(wanted):
            continue
        name = names.get((collaboration.pk, missing.municipality_id))
        if name and is_to_grant(missing):
            yield Task(
                text=_("Registrér bevillingen i {municipality}").format(municipality=name),
                collaboration=collaboration.name,
                address=_grant_address(collaboration.slug, missing.code),
                verb=_("Registrér"),
            )
        elif name:
            yield Task(
                text=_("Kravet “{title}” mangler for {municipality}").format(municipality=name, title=missing.title),
                collaboration=collaboration.name,
                address=lambda missing=missing: missing.url,
                verb=_("Se krav"),
            )


def _publishing_tasks(collaboration: Collaboration, facts: Facts) -> Iterable[Task]:
    """Nobody can decide anew before the text is published."""
    for title, text in texts_to_publish(facts):
        yield Task(
            text=publish_first(title),
            collaboration=collaboration.name,
            address=_address("decisions:text", collaboration.slug, text),
            verb=_("Udgiv"),
            colour="red",
        )


def _unregistered_tasks(collaboration: Collaboration, facts: Facts, codes: list[str] | None) -> Iterable[Task]:
    """A meeting was held, and nobody has written down what it decided."""
    for held in unregistered(facts, codes):
        said = {"name": held.partner.name, "titles": held.titles}
        yield Task(
            text=_("Registrér, hvad %(name)s besluttede om %(titles)s") % said,
            collaboration=collaboration.name,
            address=_address("decisions:record", collaboration.slug, held.partner.code),
            verb=_("Registrér"),
            due=held.day,
            colour="yellow",
        )


def _coordinator_tasks(collaboration: Collaboration, facts: Facts) -> Iterable[Task]:
    for owed in owed_today(facts):
        yield Task(
            text=owed.why,
            collaboration=collaboration.name,
            address=lambda owed=owed: owed.url,
            verb=_("Se krav"),
            colour="yellow",
        )
    if collaboration.phase < LAST_PHASE:
        missing = [each for each in next_requirements(facts) if each.stops]
        number = collaboration.phase + 1
        for found in to_settle(missing):
            yield Task(
                text=found.text,
                collaboration=collaboration.name,
                address=lambda found=found: found.url,
                verb=found.verb,
            )
        yield Task(
            text=ngettext(
                "{count} krav mangler før fase {number}", "{count} krav mangler før fase {number}", len(missing)
            ).format(count=len(missing), number=number)
            if missing
            else _("Intet krav mangler. Gå videre til fase {number}").format(number=number),
            collaboration=collaboration.name,
            address=_address("phases:phase", collaboration.slug, collaboration.phase)
            if missing
            else _address("phases:advance", collaboration.slug),
            verb=_("Se krav") if missing else _("Gå videre"),
            colour="grey" if missing else "green",
        )
    yield from _status_task(collaboration)


def _status_task(collaboration: Collaboration) -> Iterable[Task]:
    """A draft is to be published; without one the next status is asked for when it may be given."""
    due = collaboration.status_due
    asked = (due - timezone.localdate()).days <= ANSWERS_DAYS if due else collaboration.status_is_stale
    if collaboration.has_status_draft or asked or collaboration.status_at is None:
        draft = collaboration.has_status_draft
        yield Task(
            text=_("Udgiv kladden til status") if draft else _("Vurdér status, så alle kan se, hvordan det går"),
            collaboration=collaboration.name,
            address=_address("collaborations:status", collaboration.slug),
            verb=_("Åbn kladden") if draft else _("Sæt status"),
            due=due,
            colour=_colour(due),
        )


def _colour(due: dt.date | None) -> str:
    if due is None:
        return "grey"
    days = (due - timezone.localdate()).days
    if days < 0:
        return "red"
    return "yellow" if days <= URGENT_DAYS else "blue"
