"""What giving each kind of thing to somebody means, and what ending it means. The services of its own app do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MunicipalityRole, SystemRole, User
from accounts.services import end_role, give_municipality_role, give_system_role
from collaborations.models import Member, Representative
from collaborations.services import (
    end_membership,
    end_representation,
    take_over_membership,
    take_over_representation,
)
from common.exceptions import DomainError
from dashboards.services import hand_over_view
from handover.holdings import Holding, Kind
from phases.services import hand_over_items

# What is the receiver's once it is given; a role is given anew, and the old one ends on its own day.
MOVED = (Kind.POINTS, Kind.VIEW)


@dataclass(frozen=True)
class Terms:
    """Who hands over whose roles, and from when to when."""

    leaver: User
    actor: User
    first_day: dt.date
    last_day: dt.date

    def last_day_of(self, role: SystemRole | MunicipalityRole | Member | Representative) -> dt.date | None:
        """The day to end it on; None for one that has not begun by then, which is taken back."""
        if role.valid_from > self.last_day:
            return None
        return min(self.last_day, role.valid_to or self.last_day)


def give(holding: Holding, receiver: User, terms: Terms) -> bool:
    """The receiver has it, and the leaver loses it. False when the receiver had it already.

    Raises DomainError with what is in the way.
    """
    _check_receiver(receiver, terms)
    is_new = GIVE[holding.kind](holding, receiver, terms)
    if holding.kind not in MOVED:
        end(holding, terms)
    return is_new


def end(holding: Holding, terms: Terms) -> None:
    """The leaver holds it no longer. Raises DomainError when somebody must hold it."""
    END[holding.kind](holding, terms)


def _check_receiver(receiver: User, terms: Terms) -> None:
    said = {"receiver": receiver, "leaver": terms.leaver}
    if receiver == terms.leaver:
        raise DomainError(_("Vælg en anden modtager end %(leaver)s selv.") % said)
    if not receiver.is_active:
        raise DomainError(_("%(receiver)s har en lukket konto og kan ikke overtage noget.") % said)
    if receiver.awaits_acceptance:
        raise DomainError(_("%(receiver)s har ikke taget imod sin invitation og kan ikke overtage noget endnu.") % said)
    if receiver.left_on and receiver.left_on >= timezone.localdate():
        raise DomainError(_("%(receiver)s er selv ved at stoppe. Vælg en anden modtager.") % said)


def _period(role: SystemRole | MunicipalityRole, terms: Terms) -> dict:
    first = max(terms.first_day, role.valid_from)
    if role.valid_to and role.valid_to < first:
        raise DomainError(_("Rollen slutter, før modtageren begynder. Vælg “Afslut” eller “Behold”."))
    return {"valid_from": first, "valid_to": role.valid_to, "actor": terms.actor}


def _give_system_role(holding: Holding, receiver: User, terms: Terms) -> bool:
    held = set(receiver.system_roles.values_list("pk", flat=True))
    given = give_system_role(user=receiver, role=holding.row.role, **_period(holding.row, terms))
    return given.pk not in held


def _give_municipality_role(holding: Holding, receiver: User, terms: Terms) -> bool:
    role, held = holding.row, set(receiver.municipality_roles.values_list("pk", flat=True))
    period = _period(role, terms)
    given = give_municipality_role(user=receiver, municipality=role.municipality, role=role.role, **period)
    return given.pk not in held


def _give_membership(holding: Holding, receiver: User, terms: Terms) -> bool:
    return bool(take_over_membership(holding.row, receiver=receiver, first_day=terms.first_day, actor=terms.actor))


def _give_representation(holding: Holding, receiver: User, terms: Terms) -> bool:
    return bool(take_over_representation(holding.row, receiver=receiver, first_day=terms.first_day, actor=terms.actor))


def _give_points(holding: Holding, receiver: User | None, terms: Terms) -> bool:
    _put_points(holding, receiver, terms)
    return True


def _put_points(holding: Holding, receiver: User | None, terms: Terms) -> None:
    hand_over_items(holding.row, owner=terms.leaver, receiver=receiver, first_day=terms.first_day, actor=terms.actor)


def _give_view(holding: Holding, receiver: User, _terms: Terms) -> bool:
    hand_over_view(holding.row, receiver=receiver)
    return True


def _end_role(holding: Holding, terms: Terms) -> None:
    end_role(holding.row, actor=terms.actor, on=terms.last_day_of(holding.row))


def _end_membership(holding: Holding, terms: Terms) -> None:
    end_membership(holding.row, actor=terms.actor, on=terms.last_day_of(holding.row))


def _end_representation(holding: Holding, terms: Terms) -> None:
    on = terms.last_day_of(holding.row)
    end_representation(holding.collaboration, representative=holding.row, actor=terms.actor, on=on)


def _end_points(holding: Holding, terms: Terms) -> None:
    _put_points(holding, None, terms)


def _end_view(holding: Holding, _terms: Terms) -> None:
    """Nobody would find a filter whose owner has no role."""
    holding.row.delete()


GIVE: dict[str, Callable[[Holding, User, Terms], bool]] = {
    Kind.SYSTEM: _give_system_role,
    Kind.MUNICIPALITY: _give_municipality_role,
    Kind.MEMBER: _give_membership,
    Kind.REPRESENTATIVE: _give_representation,
    Kind.POINTS: _give_points,
    Kind.VIEW: _give_view,
}
END: dict[str, Callable[[Holding, Terms], None]] = {
    Kind.SYSTEM: _end_role,
    Kind.MUNICIPALITY: _end_role,
    Kind.MEMBER: _end_membership,
    Kind.REPRESENTATIVE: _end_representation,
    Kind.POINTS: _end_points,
    Kind.VIEW: _end_view,
}
