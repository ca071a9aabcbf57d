"""What Mit arbejde asks of the user by name: own points of checklists, and answers to invitations."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import ParticipationState
from dashboards.tasks import Mine, Task, address, colour_of
from phases.models import ChecklistItem


def own_points(mine: Mine) -> Iterable[Task]:
    """Open points of checklists that the user is responsible for."""
    own, verb, today = mine.own, _("Åbn punkt"), timezone.localdate()
    items = (
        ChecklistItem.objects.open()
        .asked()
        .filter(owner=mine.user)
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
        if of := own.get(collaboration):
            yield Task(
                text=f"{text} ({municipality})" if municipality else text,
                collaboration=of.name,
                address=address("phases:item", of.slug, phase, key, *([code] if code else [])),
                verb=verb,
                due=due,
                colour=colour_of(due, today),
            )


def answers_owed(mine: Mine) -> Iterable[Task]:
    """A municipality that is invited owes an answer; its contact gives it."""
    for each in mine.answering:
        if each.state == ParticipationState.INVITED:
            collaboration = mine.own[each.collaboration]
            yield Task(
                text=_("Svar på invitationen for {municipality}").format(municipality=each.name),
                collaboration=collaboration.name,
                address=address("collaborations:participation", collaboration.slug, each.code),
                verb=_("Svar"),
                colour="yellow",
            )
