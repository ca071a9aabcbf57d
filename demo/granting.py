"""What the councils of an example have granted, and what was taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from accounts.models import User
from collaborations.models import Collaboration
from finance.models import Appropriation
from finance.services import newest_of, record_appropriation, take_back_appropriation
from municipalities.models import Municipality


def grant(
    collaboration: Collaboration, municipality: Municipality, amount: int, *, actor: User, at: dt.datetime, **about
) -> Appropriation:
    """`about` is the year, the kind, the day, and what there is of link and note."""
    about = {"kind": "budget"} | about
    return record_appropriation(
        collaboration, municipality=municipality, amount=Decimal(amount), **about, actor=actor, at=at
    )


def take_back(
    collaboration: Collaboration, municipality: Municipality, year: int, *, reason: str, actor: User, at: dt.datetime
) -> None:
    """What holds for that year does not any more."""
    row = newest_of(collaboration, municipality, year)
    take_back_appropriation(row, reason=reason, actor=actor, at=at)
