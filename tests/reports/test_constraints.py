"""What the database refuses whatever the code above it does: one insert that fails for each constraint."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from jobs.models import Job
from reports.models import MunicipalitySheet, Report

QUARTER = dt.date(2026, 7, 1)
REFUSED = {
    "reports_file_has_a_hash": {"file": "reports/1/rapport.pdf"},
    "reports_snapshot_has_a_time": {"snapshot": {"name": "Fælles it-drift"}},
    "reports_quarter_sheet_has_a_quarter": {"kind": "quarter"},
    "reports_quarter_begins_a_quarter": {"kind": "quarter", "quarter": dt.date(2026, 8, 1)},
}
REFUSED_OF_MUNICIPALITIES = {
    "reports_municipality_sheet_has_a_hash": {"file": "municipality-sheets/1/ark.pdf"},
    "reports_municipality_sheet_has_a_time": {"snapshot": {"name": "Odder Kommune"}},
    "reports_municipality_sheet_begins_a_quarter": {"quarter": dt.date(2026, 7, 2)},
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses_what_can_not_be(collaboration, koordinator, name):
    job = Job.objects.create(task_name="reports.draw")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Report.objects.create(collaboration=collaboration, job=job, requested_by=koordinator, **REFUSED[name])


@pytest.mark.parametrize("name", REFUSED_OF_MUNICIPALITIES)
def test_the_database_refuses_a_municipalitys_sheet_that_can_not_be(odder, direktoer, name):
    row = {"municipality": odder, "quarter": QUARTER, "job": Job.objects.create(task_name="reports.draw")}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MunicipalitySheet.objects.create(requested_by=direktoer, **row | REFUSED_OF_MUNICIPALITIES[name])


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_the_first_day_of_each_quarter_is_taken(odder, direktoer, month):
    job = Job.objects.create(task_name="reports.draw")
    day = dt.date(2026, month, 1)
    assert MunicipalitySheet.objects.create(municipality=odder, quarter=day, job=job, requested_by=direktoer).pk


def test_every_constraint_of_the_app_is_tried():
    assert {each.name for each in Report._meta.constraints} == set(REFUSED)
    assert {each.name for each in MunicipalitySheet._meta.constraints} == set(REFUSED_OF_MUNICIPALITIES)
