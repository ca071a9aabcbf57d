"""The first concrete task, as somebody types it and as it is named directly."""

import datetime as dt

from collaborations.services import name_first_task

TITLE = "Fælles servicedesk"
FIRST_TASK = {
    "first_task_title": TITLE,
    "first_task_responsible": "Projektleder",
    "first_task_date": "01.10.2026",
}


def name_task(collaboration, **values):
    values = {"title": TITLE, "responsible": "Projektleder", "date": dt.date(2026, 10, 1), "actor": None} | values
    return name_first_task(collaboration, **values)
