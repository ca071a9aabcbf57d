"""What Mit arbejde asks the coordinator for about follow-up: what is due soon, and to plan where nothing is planned."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.rhythm import ANSWERS_DAYS
from dashboards.tasks import Mine, Task, address, colour_of
from followup.areas import Area, load_areas
from phases.models import LAST_PHASE


def follow_ups(mine: Mine) -> Iterable[Task]:
    """Two queries for any number of collaborations, none for who coordinates none."""
    coordinated = [each for each in mine.own.values() if each.is_coordinated]
    found = load_areas(coordinated) if coordinated else {}
    for each in coordinated:
        areas = found[each.pk].values()
        if each.phase == LAST_PHASE and not any(area.plan for area in areas):
            yield _to_plan(each)
        for area in areas:
            if area.due and (area.due - area.today).days <= ANSWERS_DAYS:
                yield _to_do(each, area)


def _to_plan(collaboration: Collaboration) -> Task:
    return Task(
        text=_("Aftal, hvornår I følger op, og hvilken rolle der er ansvarlig"),
        collaboration=collaboration.name,
        address=address("followup:board", collaboration.slug),
        verb=_("Planlæg"),
    )


def _to_do(collaboration: Collaboration, area: Area) -> Task:
    return Task(
        text=_("Evaluér samarbejdet, og skriv, hvad I retter til")
        if area.is_evaluation
        else _("Følg op på %(subject)s") % {"subject": area.label.lower()},
        collaboration=collaboration.name,
        address=address("followup:record", collaboration.slug, area.address),
        verb=_("Skriv evaluering") if area.is_evaluation else _("Skriv opfølgning"),
        due=area.due,
        colour=colour_of(area.due),
    )
