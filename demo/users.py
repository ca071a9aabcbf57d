"""Demo users: one for each role, named after it. The password is this installation's own (`settings.DEMO_PASSWORD`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from accounts.models import MunicipalityRole, SystemRole, User
from accounts.services import give_municipality_role, give_system_role
from dashboards.models import LastVisit
from municipalities.models import Municipality


@dataclass(frozen=True)
class DemoUser:
    """`municipality` with a `MunicipalityRole`, without one a `SystemRole`, or neither for somebody without rights."""

    key: str
    name: str
    role: str = ""
    municipality: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


# The direktør was here a fortnight ago, so that what others have done since is new.
LAST_VISIT = dt.timedelta(days=14)

DEMO_USERS = (
    # The koordinator is Skanderborg's kommunekontakt as well, and so may begin a collaboration.
    DemoUser("koordinator", "Koordinator", MunicipalityRole.Role.CONTACT, "Skanderborg"),
    DemoUser("kontakt", "Kommunekontakt, Odder", MunicipalityRole.Role.CONTACT, "Odder"),
    DemoUser("direktoer", "Direktør, Horsens", MunicipalityRole.Role.DIRECTOR, "Horsens"),
    DemoUser("redaktoer", "Katalogredaktør", SystemRole.Role.EDITOR),
    DemoUser("administrator", "Administrator", SystemRole.Role.ADMINISTRATOR),
    DemoUser("laeser", "Læser, Favrskov", MunicipalityRole.Role.READER, "Favrskov"),
    DemoUser("fremmed", "Uden rolle"),
)


def make_users() -> dict[str, User]:
    """The demo users by key, with their roles from today. One that exists already keeps its password and roles."""
    return {each.key: _make(each) for each in DEMO_USERS}


def _make(wanted: DemoUser) -> User:
    existing = User.objects.filter(email=wanted.email).first()
    if existing:
        return existing
    user = User.objects.create_user(wanted.email, settings.DEMO_PASSWORD, name=wanted.name)
    if wanted.municipality:
        municipality = Municipality.objects.get(name=wanted.municipality)
        give_municipality_role(user=user, municipality=municipality, role=wanted.role, actor=None)
        if wanted.role == MunicipalityRole.Role.DIRECTOR:
            LastVisit.objects.create(user=user, at=timezone.now() - LAST_VISIT)
    elif wanted.role:
        give_system_role(user=user, role=wanted.role, actor=None)
    return user
