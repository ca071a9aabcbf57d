"""When an evaluation must be held, and which dates can be planned. Pure.

A rule of this product and not of the law: what nobody looks at for two years, nobody steers. The sources ask for an
evaluation and for open ways of working (KL's casekatalog (2019), punkt 10), and do not say how often.
"""

from __future__ import annotations

import datetime as dt

from common.dates import months_later

MONTHS_BETWEEN_EVALUATIONS = 24


def latest_evaluation(after: dt.date) -> dt.date:
    """The last day for the evaluation that comes after one on that day, or after the operation began."""
    return months_later(after, MONTHS_BETWEEN_EVALUATIONS)


def evaluation_due(planned: dt.date | None, last: dt.date | None, operating_from: dt.date | None) -> dt.date | None:
    """The day that counts: what is planned, and never later than the rule allows. None while nothing is known."""
    counted_from = last or operating_from
    days = [day for day in (planned, latest_evaluation(counted_from) if counted_from else None) if day]
    return min(days, default=None)
