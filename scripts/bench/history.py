"""What happened in a collaboration, and the papers that were made of it."""

from __future__ import annotations

from collections.abc import Iterator

from collaborations.models import ActivityEntry, StatusUpdate
from jobs.models import Job
from reports.models import Report
from scripts.bench import text
from scripts.bench.collaborations import COORDINATED, LONG, Drawn

LONG_HISTORY = 2000


def status_updates(drawn: Drawn) -> list[StatusUpdate]:
    current = drawn.collaboration
    earlier = [drawn.moment(60 + 35 * number) for number in range(drawn.chance.randrange(drawn.phase * 2))]
    return [
        StatusUpdate(collaboration=current, status="green", set_by=drawn.coordinator, set_at=at) for at in earlier
    ] + [
        StatusUpdate(
            collaboration=current,
            status=current.status,
            reason=current.status_reason,
            set_by=drawn.coordinator,
            set_at=current.status_at,
        )
    ]


def activity(drawn: Drawn) -> Iterator[ActivityEntry]:
    number = LONG_HISTORY if drawn.number == LONG else drawn.chance.randrange(10, 40)
    days = (drawn.today - drawn.begun).days
    for position in range(number):
        kind, sentence = drawn.chance.choice(text.EVENTS)
        yield ActivityEntry(
            collaboration=drawn.collaboration,
            kind=kind,
            text=sentence,
            actor=drawn.chance.choice([drawn.coordinator, *drawn.contributors]),
            on_behalf_of=drawn.chance.choice(drawn.participations).municipality
            if drawn.chance.random() < 0.4
            else None,
            at=drawn.moment(days * position / number),
        )


def reports(drawn: Drawn, snapshot: dict) -> list[Report]:
    """Finished papers with these data in them, and without files: no page reads those."""
    number = 12 if drawn.number < COORDINATED else drawn.chance.choice([0, 0, 1, 2])
    return [
        _report(drawn, f"reports/bench/{drawn.number}-{each}.pdf", 30 * each + 2, snapshot) for each in range(number)
    ]


def _report(drawn: Drawn, file: str, days: int, snapshot: dict) -> Report:
    at = drawn.moment(days)
    job = Job(
        task_name="reports.draw",
        state=Job.State.DONE,
        progress=100,
        attempts=1,
        requested_by=drawn.coordinator,
        created_at=at,
        started_at=at,
        finished_at=at,
    )
    return Report(
        collaboration=drawn.collaboration,
        job=job,
        snapshot=snapshot,
        data_at=at,
        file=file,
        sha256="0" * 64,
        size=90_000,
        pages=9,
        requested_by=drawn.coordinator,
        created_at=at,
    )
