"""What the services of this app share."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.exceptions import DomainError
from municipalities.models import Municipality


def lock(collaboration: Collaboration) -> Collaboration:
    """The row as it is now; whoever writes about the same collaboration waits here."""
    return Collaboration.objects.select_for_update().get(pk=collaboration.pk)


def today(at: dt.datetime | None) -> dt.date:
    return timezone.localdate(at)


def checked_text(text: str, missing: str) -> str:
    """What was written, without the space around it. Raises DomainError with `missing` where nothing was."""
    if not text.strip():
        raise DomainError(missing)
    return text.strip()


def check_held(date: dt.date, today: dt.date) -> None:
    """Raises DomainError for a day that has not come."""
    if date > today:
        raise DomainError(_("Datoen ligger i fremtiden. Skriv, hvad I så, når det er sket."))


def tell(
    collaboration: Collaboration,
    text: str,
    *,
    actor: User | None,
    at: dt.datetime | None,
    municipality: Municipality | None = None,
) -> None:
    behalf = on_behalf(actor, collaboration, municipality) if municipality else None
    kind = ActivityEntry.Kind.FOLLOW_UP
    record_activity(collaboration, kind=kind, text=text, actor=actor, on_behalf_of=behalf, at=at)
