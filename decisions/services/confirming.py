"""What is a municipality's in all its collaborations: its calendar, how a matter passes through it, its agenda.

A koordinator, or who represents it in one collaboration alone, may write it for the municipality. Once its own
kommunekontakt has written it, it is confirmed, and nobody else changes it.
"""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import Collaboration
from common.exceptions import DomainError
from municipalities.models import Municipality


class Confirmed(Protocol):
    by_coordinator: bool


def confirms(actor: User, collaboration: Collaboration, municipality: Municipality) -> bool:
    """Is it the municipality's kommunekontakt in all its collaborations?"""
    return municipality.pk in access_for(actor, collaboration).contact_everywhere_for


def by_coordinator(row: Confirmed, collaboration: Collaboration, municipality: Municipality, actor: User) -> bool:
    """What the row says once this user has written it. Raises DomainError when it is confirmed and somebody else's."""
    if confirms(actor, collaboration, municipality):
        return False
    if not row.by_coordinator:
        raise DomainError(_("Kommunens egen kontakt har bekræftet det. Bed kontakten om at ændre det."))
    return True
