"""Days counted from the one on which a test runs.

They are asked for inside each test: what is worked out when a module is read is yesterday once midnight has passed.
"""

import datetime as dt

from django.utils import timezone


def next_year() -> int:
    return timezone.localdate().year + 1


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)
