"""Who is responsible is said as a role, in words: people change, and what is written here is read for years."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exceptions import DomainError

ROLE_LENGTH = 80
# What a field for a role offers while one types; any other role may be written.
ROLES = (
    gettext_lazy("Koordinator"),
    gettext_lazy("Styregruppens formand"),
    gettext_lazy("Bestyrelsens formand"),
    gettext_lazy("Leder af sekretariatet"),
    gettext_lazy("Projektleder"),
    gettext_lazy("Økonomiansvarlig"),
    gettext_lazy("Kommunekontakter"),
    gettext_lazy("Direktørkredsen"),
)


def checked_role(text: str) -> str:
    """The role as it is kept. Raises DomainError where there is none, and for an address or a telephone number.

    Whether two words are a name nobody can say for sure; that is what the help text asks for.
    """
    role = " ".join(text.split())
    if not role:
        raise DomainError(_("Skriv, hvilken rolle der er ansvarlig."))
    if "@" in role or re.search(r"\d[\d ]{6,}\d", role):
        raise DomainError(_("Skriv en rolle, fx koordinator. Mailadresser og telefonnumre hører ikke til her."))
    if len(role) > ROLE_LENGTH:
        raise DomainError(_("Rollen må højst fylde %(count)d tegn.") % {"count": ROLE_LENGTH})
    return role
