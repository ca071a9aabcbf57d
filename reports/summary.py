"""What page 1 of a paper says first: the conclusion, four key figures, and what is needed next and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.models import Collaboration, Participation, ParticipationState
from common.formats import long_date, number, relative_days
from phases.checklist import Row
from phases.facts import Partner
from phases.models import LAST_PHASE
from phases.requirements import Requirement

# Those who take part, as rows or as facts: both say the municipality's id and the state.
Partners = Sequence[Participation] | Sequence[Partner]
NEXT_STEPS = 6


@dataclass(frozen=True)
class Conclusion:
    colour: str
    lead: str
    rest: str


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    note: str
    unit: str = ""


@dataclass(frozen=True)
class NextStep:
    """Something that has to be done: what, why, by whom (municipalities or people), and by when if that is known."""

    what: str
    why: str
    who: tuple[str, ...]
    due: str | None = None

    def as_dict(self) -> dict:
        return {**asdict(self), "who": list(self.who)}


def conclusion(
    collaboration: Collaboration, requirements: Iterable[Requirement], owed: Sequence[Requirement]
) -> Conclusion:
    """The status sentence first, then how far it is to the next phase, or what the law asks for in the last.

    `requirements` are those before the next phase, `owed` those of `owed_today`.
    """
    colour = collaboration.shown_status
    if collaboration.status_at is None:
        lead = _("Status er ikke vurderet endnu.")
    elif collaboration.status_is_stale:
        lead = _("Status er ikke opdateret i {days} dage.").format(days=collaboration.status_age_days)
    else:
        words = {"green": _("Samarbejdet følger planen."), "grey": _("Status er ikke vurderet.")}
        lead = collaboration.status_reason or words.get(colour, "")
    return Conclusion(
        colour, lead if lead.endswith((".", "!", "?")) else f"{lead}.", _remaining(collaboration, requirements, owed)
    )


def _remaining(collaboration: Collaboration, requirements: Iterable[Requirement], owed: Sequence[Requirement]) -> str:
    if owed:
        return ngettext(
            "{n} lovkrav mangler for dem, der deltager nu.", "{n} lovkrav mangler for dem, der deltager nu.", len(owed)
        ).format(n=len(owed))
    if collaboration.phase == LAST_PHASE:
        since = collaboration.operating_from
        if since and since <= timezone.localdate():
            return _("I drift siden {date}.").format(date=long_date(since))
        return _("Samarbejdet er i den sidste fase.")
    blocking = [each for each in requirements if each.blocking]
    missing = sum(each.stops for each in blocking)
    if not missing:
        waived = sum(each.waived for each in blocking)
        said = _("Intet krav før fase {n} mangler. {waived} krav er fraveget.")
        return (said if waived else _("Alle krav før fase {n} er opfyldt.")).format(
            n=collaboration.phase + 1, waived=waived
        )
    return _("{missing} af {total} krav før fase {n} mangler.").format(
        missing=missing, total=len(blocking), n=collaboration.phase + 1
    )


## Key figures


def key_figures(
    collaboration: Collaboration,
    participations: Partners,
    population: dict[int, int],
    requirements: Iterable[Requirement],
) -> list[Figure]:
    """Who takes part, for how many inhabitants, how far it is to the next phase, and when it starts."""
    return [
        _participants(collaboration, participations),
        _inhabitants(participations, population),
        _requirements(collaboration, [each for each in requirements if each.blocking]),
        _start(collaboration),
    ]


def _participants(collaboration: Collaboration, participations: Partners) -> Figure:
    count = _count(participations, ParticipationState.PARTICIPANT)
    interested = _count(participations, ParticipationState.INTERESTED)
    invited = _count(participations, ParticipationState.INVITED)
    notes = []
    if collaboration.declared_member_count:
        notes.append(_("{n} medlemmer i alt").format(n=number(collaboration.declared_member_count)))
    if interested:
        notes.append(ngettext("{n} interesseret", "{n} interesserede", interested).format(n=interested))
    if invited:
        notes.append(_("{n} har ikke svaret").format(n=invited))
    return Figure(_("Deltager"), str(count), ", ".join(notes), ngettext("kommune", "kommuner", count))


def _count(participations: Partners, state: ParticipationState) -> int:
    return sum(each.state == state for each in participations)


def _inhabitants(participations: Partners, population: dict[int, int]) -> Figure:
    members = [each.municipality_id for each in participations if each.state == ParticipationState.PARTICIPANT]
    known = [population[pk] for pk in members if pk in population]
    if not known:
        return Figure(_("Indbyggere"), _("Ikke oplyst"), "")
    left_out = len(members) - len(known)
    note = ngettext("uden {n} kommune", "uden {n} kommuner", left_out).format(n=left_out) if left_out else ""
    return Figure(_("Indbyggere"), number(sum(known)), note or _("i de deltagende kommuner"))


def _requirements(collaboration: Collaboration, blocking: list[Requirement]) -> Figure:
    if collaboration.phase == LAST_PHASE:
        return Figure(_("Stiftet"), long_date(collaboration.founded_on), "")
    return Figure(
        _("Krav før fase {n}").format(n=collaboration.phase + 1),
        str(sum(each.settled for each in blocking)),
        _("opfyldt eller fraveget"),
        _("af {total}").format(total=len(blocking)),
    )


def _start(collaboration: Collaboration) -> Figure:
    if collaboration.operating_from:
        return Figure(_("I drift fra"), long_date(collaboration.operating_from), "")
    goal = collaboration.start_goal
    return Figure(_("Mål for start"), long_date(goal), relative_days(goal) if goal else "")


## What is needed next


def next_steps(
    requirements: Iterable[Requirement],
    due: Iterable[Row],
    participations: Iterable[Participation],
    coordinators: list[str],
) -> list[NextStep]:
    """What is due within a month or late, what stops the next phase, and who has not answered. Most pressing first.

    `due` are the points that `due_soon` finds. A requirement waits for the municipalities it names, otherwise for the
    coordinator.
    """
    responsible = tuple(coordinators) or (_("Koordinatoren"),)
    today = timezone.localdate()
    steps = [_due_step(row, responsible, today) for row in due]
    steps += [
        # The names of those it waits for are the reason; said once is enough.
        NextStep(what=each.title, why="" if each.missing else each.why, who=each.missing or responsible)
        for each in requirements
        if each.stops
    ]
    waiting = tuple(each.municipality.name for each in participations if each.state == ParticipationState.INVITED)
    if waiting:
        steps.append(NextStep(_("Svar på invitationen"), _("Svaret er interesseret, deltager eller afslået."), waiting))
    return steps[:NEXT_STEPS]


def _due_step(row: Row, responsible: tuple[str, ...], today: dt.date) -> NextStep:
    who = (
        (str(row.answer.owner),) if row.answer.owner else (row.municipality.name,) if row.municipality else responsible
    )
    why = _("Fristen er overskredet.") if row.answer.due < today else row.answer.note
    return NextStep(what=row.text, why=why, who=who, due=row.answer.due.isoformat())
