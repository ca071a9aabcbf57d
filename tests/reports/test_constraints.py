"""What the database refuses whatever the code above it does: one insert that fails for each constraint."""

import pytest
from django.db import IntegrityError, transaction

from jobs.models import Job
from reports.models import Report

REFUSED = {
    "reports_file_has_a_hash": {"file": "reports/1/rapport.pdf"},
    "reports_snapshot_has_a_time": {"snapshot": {"name": "Fælles it-drift"}},
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses_what_can_not_be(collaboration, koordinator, name):
    job = Job.objects.create(task_name="reports.draw")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Report.objects.create(collaboration=collaboration, job=job, requested_by=koordinator, **REFUSED[name])


def test_every_constraint_of_the_app_is_tried():
    assert {each.name for each in Report._meta.constraints} == set(REFUSED)
