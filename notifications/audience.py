"""Who may want to hear about which collaborations, for many people in a few queries.

This says who takes part, not who may see: right before a mail is sent `Collaboration.objects.visible_to` is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from accounts.models import MunicipalityRole, User
from collaborations.models import ACTIVE_STATES, Member, Participation, ParticipationState, Representative
from notifications.models import Choice
from notifications.topics import Chosen


def reachable() -> QuerySet[User]:
    """People with an open account who have taken their invitation."""
    return User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("pk")


def collaborations_of(users: Collection[User]) -> dict[int, set[int]]:
    """The collaborations that each takes part in, in person or for a municipality: three queries."""
    found: dict[int, set[int]] = defaultdict(set)
    members = Member.objects.valid().filter(user__in=users).order_by().values_list("user", "collaboration")
    here = Representative.objects.valid().filter(user__in=users, participation__state__in=ACTIVE_STATES)
    roles = MunicipalityRole.objects.valid().filter(
        user__in=users, municipality__participations__state__in=ACTIVE_STATES
    )
    pairs = [
        *members,
        *here.order_by().values_list("user", "participation__collaboration"),
        *roles.order_by().values_list("user", "municipality__participations__collaboration"),
    ]
    for user, collaboration in pairs:
        found[user].add(collaboration)
    return found


def chosen_by(users: Collection[User]) -> Chosen:
    rows = Choice.objects.filter(user__in=users).values_list("user", "topic", "collaboration", "pace")
    return {(user, topic, collaboration): pace for user, topic, collaboration, pace in rows}


def coordinators(collaborations: Collection[int]) -> dict[int, list[User]]:
    members = (
        Member.objects.valid()
        .filter(role=Member.Role.COORDINATOR, collaboration__in=collaborations, user__in=reachable())
        .select_related("user")
        .order_by("user__pk")
    )
    found: dict[int, list[User]] = defaultdict(list)
    for each in members:
        found[each.collaboration_id].append(each.user)
    return found


def directors(collaborations: Collection[int]) -> dict[int, list[User]]:
    """The directors of the municipalities that take part."""
    taking_part: dict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.filter(collaboration__in=collaborations, state=ParticipationState.PARTICIPANT)
    for collaboration, municipality in rows.order_by().values_list("collaboration", "municipality"):
        taking_part[municipality].add(collaboration)
    roles = (
        MunicipalityRole.objects.valid()
        .filter(role=MunicipalityRole.Role.DIRECTOR, municipality__in=taking_part, user__in=reachable())
        .select_related("user")
        .order_by("user__pk")
    )
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for role in roles:
        for collaboration in taking_part[role.municipality_id]:
            found[collaboration][role.user_id] = role.user
    return {collaboration: list(users.values()) for collaboration, users in found.items()}
