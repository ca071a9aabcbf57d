"""How long the planner takes for 98 municipalities and three rounds: `python -m scripts.bench.planner`."""

from __future__ import annotations

import datetime as dt
import time

from decisions.planner import Meeting, MunicipalCalendar, Round, default_settings, plan

MUNICIPALITIES = 98
TODAY = dt.date(2026, 1, 5)
START = dt.date(2028, 1, 1)
AIM_SECONDS = 0.2
# The usual rhythm: fagudvalg early in the month, økonomiudvalg in its third week, kommunalbestyrelse in its last.
DAYS = {"committee": 5, "finance": 16, "council": 24}


def calendars() -> list[MunicipalCalendar]:
    """Three years of monthly meetings, a few days apart from one municipality to the next."""
    return [
        MunicipalCalendar(
            f"{101 + number:03d}",
            f"Kommune {number}",
            tuple(
                Meeting(dt.date(year, month, day) + dt.timedelta(days=number % 4), body)
                for year in (2026, 2027, 2028)
                for month in range(1, 13)
                for body, day in DAYS.items()
            ),
            lead_weekdays=number % 6,
        )
        for number in range(MUNICIPALITIES)
    ]


def seconds() -> float:
    """One plan of three rounds, the best of three: every one begins with calendars that remember nothing."""
    rounds = (
        Round("first", "Principbeslutning"),
        Round("final", "Endelig beslutning", with_money=True, authority_after=True),
        Round("appointment", "Udpegning"),
    )
    taken = []
    for _attempt in range(3):
        made = calendars()
        began = time.perf_counter()
        found = plan(START, rounds, made, default_settings(), TODAY)
        taken.append(time.perf_counter() - began)
        assert found.is_reachable
    return min(taken)


if __name__ == "__main__":
    print(f"planner: {seconds():.3f} s for {MUNICIPALITIES} municipalities and three rounds (aim {AIM_SECONDS})")
