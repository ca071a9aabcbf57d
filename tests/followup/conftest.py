"""What is followed up in these tests: the cast's collaboration, and days counted from today."""

import datetime as dt

import pytest

from followup import services
from tests.clock import in_days


def typed(day: dt.date) -> str:
    """As somebody writes it in a form."""
    return f"{day:%d.%m.%Y}"


@pytest.fixture
def planned(collaboration, koordinator):
    """Plan a subject so many days ahead."""

    def plan(subject, days=10, responsible="Styregruppens formand"):
        values = {"subject": subject, "next_date": in_days(days), "responsible": responsible}
        return services.plan_follow_up(collaboration, **values, actor=koordinator)

    return plan


@pytest.fixture
def held(collaboration, koordinator):
    """Write a follow-up of so many days ago."""

    def record(subject, days=1, **values):
        values = {
            "date": in_days(-days),
            "observed": "Det går som aftalt.",
            "light": "green",
            "next_date": in_days(30),
            "responsible": "Koordinator",
        } | values
        return services.record_follow_up(collaboration, subject=subject, **values, actor=koordinator)

    return record


@pytest.fixture
def loyalty(collaboration, koordinator):
    """The key figure of Fællesindkøb Fyn: loyalty to agreements from 60 to 90."""
    return services.define_key_figure(
        collaboration,
        name="Aftaleloyalitet",
        definition="Handel hos korrekt leverandør på fælles aftaler",
        unit="pct.",
        baseline=60,
        target=90,
        period="2015–2018",
        reason="Viser, om kommunerne bruger aftalerne.",
        actor=koordinator,
    )
