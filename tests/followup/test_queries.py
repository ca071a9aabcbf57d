"""The pages of follow-up take as many queries for few rows as for many, and that number stands here."""

import datetime as dt

import pytest
from django.urls import reverse

from followup.models import FollowUp, KeyFigure, KeyFigureValue, Plan, ToolEntry
from followup.vocabulary import Subject, Tool
from tests import factories
from tests.clock import in_days

# Each with all that the door asks: the session, the user, the collaboration, and who may what.
PAGES = {"board": 15, "log": 6, "tool": 11, "plan": 7, "record": 7, "figures": 7, "figure": 8, "record_value": 8}
ARGS = {"tool": ["udbudsplan"], "plan": ["kvalitet"], "record": ["kvalitet"]}


def fill(collaboration, number):
    """So many rows of everything, and so many municipalities with a value each."""
    places = [factories.make_municipality() for _ in range(number)]
    for each in places:
        factories.make_participation(collaboration, each)
    day = dt.date(2026, 1, 1)
    rows = [dt.timedelta(days=index) for index in range(number)]
    told = {"collaboration": collaboration, "observed": "Det går.", "light": "green", "next_date": in_days(9)}
    Plan.objects.bulk_create(
        Plan(collaboration=collaboration, subject=subject, next_date=in_days(5), responsible="Koordinator")
        for subject in Subject
        for _ in rows
    )
    FollowUp.objects.bulk_create(
        FollowUp(subject=subject, date=day + each, **told) for subject in Subject for each in rows
    )
    ToolEntry.objects.bulk_create(
        ToolEntry(collaboration=collaboration, tool=tool, state="ready", date=day) for tool in Tool for _ in rows
    )
    figures = KeyFigure.objects.bulk_create(
        KeyFigure(
            collaboration=collaboration, name=f"Tal {index}", unit="pct.", target=90, reason="Styring", period="2026"
        )
        for index in range(number)
    )
    KeyFigureValue.objects.bulk_create(
        KeyFigureValue(figure=figure, municipality=place, period="2026", date=day, value=80, source="x")
        for figure in figures
        for place in [None, *places]
    )
    return figures[0].pk


@pytest.mark.parametrize(("page", "number"), [(page, number) for page in PAGES for number in (3, 40)])
def test_few_and_many_take_the_same_queries(page, number, client_for, collaboration, django_assert_num_queries):
    pk = fill(collaboration, number)
    args = ARGS.get(page, [pk] if page in ("figure", "record_value") else [])
    browser, address = client_for("koordinator"), reverse(f"followup:{page}", args=[collaboration.slug, *args])
    assert browser.get(address).status_code == 200
    with django_assert_num_queries(PAGES[page]):
        browser.get(address)
