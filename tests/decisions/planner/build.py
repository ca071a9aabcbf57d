"""Hand-made calendars for the planner. No database."""

import datetime as dt

from decisions.planner import Meeting, MunicipalCalendar, Round, Settings, plan

TODAY = dt.date(2026, 1, 5)
FINAL = Round("final", "Endelig beslutning", preparation_days=14)
FIRST = Round("first", "Principbeslutning")
PLAIN = Settings(authority_weeks=8, information_weeks=4)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def calendar(code: str = "727", *, council=(), finance=(), committee=(), **values) -> MunicipalCalendar:
    meetings = [
        Meeting(d(each), body)
        for body, dates in (("council", council), ("finance", finance), ("committee", committee))
        for each in dates
    ]
    values.setdefault(
        "chain",
        tuple(body for body, dates in (("committee", committee), ("finance", finance), ("council", council)) if dates),
    )
    return MunicipalCalendar(code, code, tuple(meetings), **values)


def one(start: str, *calendars: MunicipalCalendar, rounds=(FINAL,), today: dt.date = TODAY, settings: Settings = PLAIN):
    return plan(d(start), rounds, calendars, settings, today)


def steps(chain) -> list[tuple[str, str, str]]:
    return [(each.body, each.meeting.isoformat(), each.due.isoformat()) for each in chain.steps]
