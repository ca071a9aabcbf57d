"""In whose name somebody acts."""

from __future__ import annotations

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import Collaboration
from municipalities.models import Municipality


def on_behalf(
    actor: User | None, collaboration: Collaboration, municipality: Municipality | None
) -> Municipality | None:
    """The municipality, when its own kommunekontakt acts for it; None for those who act for the collaboration."""
    if actor is None or municipality is None:
        return None
    access = access_for(actor, collaboration)
    return municipality if municipality.pk in access.contact_for and not access.may_write else None
