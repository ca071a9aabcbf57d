"""What a quarter's sheet is made from: what belongs to the quarter is the quarter's, also when it is ordered later."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from collaborations.models import FirstTask, ParticipationState
from followup import services as followup
from followup.models import FollowUp, KeyFigureValue, Plan, ToolEntry
from reports.quarter_data import municipality_snapshot, quarter_snapshot
from reports.quarter_paper import draw_quarter, quarter_context
from reports.quarters import Quarter
from tests import factories
from tests.clock import in_days
from tests.followup.conftest import loyalty  # noqa: F401 the fixture
from tests.reports.papers import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def past():
    """The quarter before this one."""
    return Quarter.of(timezone.localdate()).previous


@pytest.fixture
def held(collaboration):
    def write(date, light, next_date=None, **values):
        values = {"observed": "Vi så efter.", "reason": "Ventetiden er fordoblet."} | values
        said = {"subject": "quality", "date": date, "light": light, "next_date": next_date}
        return FollowUp.objects.create(collaboration=collaboration, **said, **values)

    return write


def text_of(snapshot) -> str:
    return " ".join(pages_of(draw_quarter(snapshot).content)[0].replace("\u00a0", " ").split())


## The lights of the quarter


def test_the_first_sentence_counts_the_lights_that_the_table_shows(collaboration, odder, held, past):
    """Red in the quarter, and green since."""
    held(past.last, "red")
    held(in_days(0), "green", reason="")
    taken = municipality_snapshot(odder, past.first)
    assert taken["collaborations"][0]["is_red"]
    assert f"Med et rødt lys i {past.label}: 1." in text_of(taken)
    assert f"Rødt i {past.label}: kvalitet (Ventetiden er fordoblet.)." in text_of(
        quarter_snapshot(collaboration, past.first)
    )


def test_a_light_that_came_later_is_not_the_quarters(collaboration, odder, held, past):
    held(past.last, "green", reason="")
    held(in_days(0), "red")
    taken = municipality_snapshot(odder, past.first)
    assert not taken["collaborations"][0]["is_red"]
    assert f"Med et rødt lys i {past.label}: ingen." in text_of(taken)
    assert "Rødt" not in text_of(quarter_snapshot(collaboration, past.first))


def test_a_red_light_of_the_quarter_stands_first(collaboration, odder, held, past):
    factories.make_collaboration("Alt er roligt", participants=[odder])
    held(past.last, "red")
    held(in_days(0), "green", reason="")
    names = [each["name"] for each in municipality_snapshot(odder, past.first)["collaborations"]]
    assert names == [collaboration.name, "Alt er roligt"]


## Who took part, and which tools were ready


def test_who_takes_part_is_counted_as_the_quarter_ended(collaboration, odder, horsens, past):
    before = quarter_snapshot(collaboration, past.first)["collaborations"][0]["money"]["payers"]
    participation = collaboration.participations.get(municipality=horsens)
    factories.make_participation_change(participation, state=ParticipationState.WITHDRAWN, date=in_days(0))
    participation.state = ParticipationState.WITHDRAWN
    participation.save()
    now = Quarter.of(timezone.localdate())
    assert quarter_snapshot(collaboration, past.first)["collaborations"][0]["money"]["payers"] == before
    assert quarter_snapshot(collaboration, now.first)["collaborations"][0]["money"]["payers"] == before - 1
    assert municipality_snapshot(horsens, past.first)["collaborations"][0]["name"] == collaboration.name
    assert municipality_snapshot(horsens, now.first)["collaborations"] == []


def test_a_collaboration_that_a_municipality_joined_later_is_not_on_its_sheet(samsoe, past):
    later = factories.make_collaboration("Begyndt siden")
    factories.make_participation(later, samsoe, since=in_days(0))
    assert municipality_snapshot(samsoe, past.first)["collaborations"] == []


def test_a_tool_is_as_far_as_it_was_in_the_quarter(collaboration, past):
    for state, day in (("under-way", past.last), ("ready", in_days(0))):
        followup.set_tool(collaboration, tool="tenders", state=state, date=day, actor=None)
    (part,) = quarter_snapshot(collaboration, past.first)["collaborations"]
    tools = {each["label"]: each["state"] for each in part["tools"]}
    assert tools["Udbudsplan"] == "under-way"


def test_the_paper_says_which_parts_are_of_the_quarter_and_which_of_today(collaboration, odder, past):
    for taken in (quarter_snapshot(collaboration, past.first), municipality_snapshot(odder, past.first)):
        assert f"Deltagere, opfølgninger, nøgletal og redskaber er fra {past.label}." in text_of(taken)
        assert "ansvarlig rolle og beløb er pr." in text_of(taken)


## Whether something was written


def _plan(collaboration, at):
    Plan.objects.create(
        collaboration=collaboration, subject="form", next_date=in_days(9), responsible="Projektleder", recorded_at=at
    )


def _follow_up(collaboration, at):
    said = {"subject": "form", "date": at.date() - dt.timedelta(days=400), "observed": "x", "light": "green"}
    FollowUp.objects.create(collaboration=collaboration, recorded_at=at, **said)


def _tool(collaboration, at):
    day = at.date() - dt.timedelta(days=400)
    ToolEntry.objects.create(collaboration=collaboration, tool="tenders", state="ready", date=day, recorded_at=at)


def _first_task(collaboration, at):
    FirstTask.objects.create(
        collaboration=collaboration, title="Servicedesk", responsible="Projektleder", date=in_days(1), named_at=at
    )


@pytest.mark.parametrize("write", [_plan, _follow_up, _tool, _first_task])
def test_what_was_written_in_the_quarter_is_not_silence(collaboration, past, write):
    """Whatever day it is about."""
    assert quarter_context(quarter_snapshot(collaboration, past.first))["is_quiet"]
    write(collaboration, timezone.make_aware(dt.datetime.combine(past.last, dt.time(12))))
    assert not quarter_context(quarter_snapshot(collaboration, past.first))["is_quiet"]
    assert quarter_context(quarter_snapshot(collaboration, past.previous.first))["is_quiet"]


@pytest.mark.parametrize("what", ["written", "dated"])
def test_a_figure_is_the_quarters_by_either_day(collaboration, loyalty, past, what):  # noqa: F811
    long_ago = past.first - dt.timedelta(days=400)
    days = (past.last, long_ago) if what == "written" else (in_days(0), past.last)
    KeyFigureValue.objects.create(
        figure=loyalty,
        period="Runden",
        value=Decimal(88),
        source="Systemet",
        recorded_at=timezone.make_aware(dt.datetime.combine(days[0], dt.time(12))),
        date=days[1],
    )
    assert not quarter_context(quarter_snapshot(collaboration, past.first))["is_quiet"]


## What is known from sources


def test_a_municipality_with_collaborations_from_sources_only_is_told_what_is_left_out(samsoe, past):
    for name in ("Fra en kilde", "Fra en anden"):
        factories.make_collaboration(name, participants=[samsoe], origin="source")
    text = text_of(municipality_snapshot(samsoe, past.first))
    assert f"{samsoe.full_name} deltager ikke i noget samarbejde, der føres her, i {past.label}." in text
    assert "2 samarbejder kendes kun fra en offentliggjort kilde og er ikke med." in text


def test_what_is_left_out_is_told_beside_what_is_shown(collaboration, odder, past):
    factories.make_collaboration("Fra en kilde", participants=[odder], origin="source")
    text = text_of(municipality_snapshot(odder, past.first))
    assert "1 samarbejde. " in text
    assert "1 samarbejde kendes kun fra en offentliggjort kilde og er ikke med." in text
