"""What the database refuses whatever the code does."""

import pytest
from django.db import IntegrityError

from jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [{"progress": 101}, {"state": Job.State.RUNNING, "lease_until": None}, {"state": Job.State.FAILED}],
    ids=["more than a hundred per cent", "running without a lease", "failed without a number"],
)
def test_a_row_that_contradicts_itself_is_refused(values):
    with pytest.raises(IntegrityError):
        Job.objects.create(task_name="reports.draw", **values)
