"""What hangs on one person, and what a municipality takes part in: each sees of it what is written out."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.quarters import Quarter
from reports.services import request_municipality_sheet
from reports.tasks import draw_municipality_sheet
from tests import factories
from tests.leaks.expected import ADMINISTRATORS, NOTHING, READS
from tests.leaks.marks import traces_in

WHO = list(READS)
# Who has a role for Odder; it takes part in `ahorn`, and in `hassel`, which is told by a published source.
OF_ODDER = {"kontakt", "direktoer", "kommunelaeser"}
LOOK = "look"


@pytest.mark.parametrize("name", ["handover:person", "handover:hand_over"])
def test_what_hangs_on_a_person_is_seen_as_far_as_the_viewer_may_give_it(scene, traces, name):
    """The guest takes part in all of them now. A koordinator hands over within the own collaboration."""
    for stem, collaboration in scene.collaborations.items():
        if stem != "ahorn":
            factories.make_member(collaboration, scene.people["gaest"], "contributor")
    address = reverse(name, args=[scene.people["gaest"].pk])
    found = {who: traces(who, address).stems for who in WHO}
    assert found == ADMINISTRATORS | {"koordinator": {"ahorn"}}


@pytest.fixture
def sheet(scene):
    made = request_municipality_sheet(
        scene.places["Odder"], Quarter.of(timezone.localdate()), actor=scene.people["direktoer"]
    )
    draw_municipality_sheet.apply(args=[str(made.job_id)])
    made.refresh_from_db()
    return made


def test_the_sheet_of_a_municipality_is_about_what_it_takes_part_in(sheet):
    assert traces_in(json.dumps(sheet.snapshot, ensure_ascii=False)).stems == {"ahorn"}


@pytest.mark.parametrize(
    "name", ["reports:municipality_sheets", "reports:municipality_sheet", "reports:download_municipality_sheet"]
)
def test_the_sheet_of_a_municipality_is_there_for_its_people_and_administrators(window, sheet, name):
    code = sheet.municipality.code
    address = reverse(name, args=[code] if name.endswith("sheets") else [code, sheet.pk])
    answers = {who: window(who).get(address) for who in WHO}
    for answer in answers.values():
        answer.getvalue()  # a file is closed when it has been read
    assert {who for who, answer in answers.items() if answer.status_code == 200} == OF_ODDER | {"administrator"}


def test_an_administrator_who_fetches_it_leaves_a_trace_where_it_is_about(scene, window, sheet):
    address = reverse("reports:download_municipality_sheet", args=[sheet.municipality.code, sheet.pk])
    window("administrator").get(address).getvalue()
    seen = {stem for stem, each in scene.collaborations.items() if each.activity.filter(kind=LOOK).exists()}
    assert seen == {"ahorn"}


@pytest.mark.parametrize("name", ["reports:municipality_sheets", "reports:municipality_sheet"])
def test_the_page_about_the_sheet_names_no_collaboration(traces, sheet, name):
    code = sheet.municipality.code
    address = reverse(name, args=[code] if name.endswith("sheets") else [code, sheet.pk])
    assert {who: traces(who, address).stems for who in WHO} == dict.fromkeys(WHO, NOTHING)
