"""The economy of many collaborations at once: a chosen key, an approved case, and what each council has granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from collaborations.models import Collaboration
from finance.models import Appropriation, BusinessCase, DistributionKey, KeyVersion
from municipalities.models import Municipality

DAY = dt.date(2026, 5, 12)


def make_economy(collaborations: Sequence[Collaboration], places: Sequence[Municipality], user: User) -> None:
    """Each of these places pays 1,000 kroner at the start, and has granted half of it."""
    keys = DistributionKey.objects.bulk_create(
        DistributionKey(collaboration=each, name="Nøgle") for each in collaborations
    )
    content = {"name": "Lige dele", "without_start_capital": False, "parts": [{"kind": "shared", "amount": None}]}
    content |= {"pays": None, "shares": None}
    KeyVersion.objects.bulk_create(KeyVersion(key=each, number=1, content=content, sha256="0" * 64) for each in keys)
    frozen = {
        "years": [2027],
        "municipalities": None,
        "reason": "",
        "start_costs": {each.code: "1000" for each in places},
        "by_kind": {"investment": {"2027": str(1000 * len(places))}},
    }
    case = {"number": 1, "state": "approved", "approach": "figures", "first_year": 2027, "price_year": 2027}
    BusinessCase.objects.bulk_create(
        BusinessCase(collaboration=each, snapshot=frozen, approved_on=DAY, sha256="0" * 64, **case)
        for each in collaborations
    )
    Appropriation.objects.bulk_create(
        Appropriation(collaboration=each, municipality=place, year=2027, amount=500, date=DAY, recorded_by=user)
        for each in collaborations
        for place in places
    )
