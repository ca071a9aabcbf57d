"""A § 60 that is being founded, with the real process and catalogue, and the way from an order to a paper."""

import datetime as dt

import pytest

from collaborations.models import Collaboration
from jobs.models import Job
from models_catalog.models import OrganisationType
from reports import services
from reports.models import Report
from reports.tasks import draw
from tests.kept import put_catalogue, put_process


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Keys of rows begin again in every test, so the files must as well."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reference(db):
    put_catalogue()
    put_process()


@pytest.fixture
def founding(reference, collaboration, koordinator):
    """“Fælles it-drift” as § 60 in phase 4, yellow, to start on 1 March 2027."""
    Collaboration.objects.filter(pk=collaboration.pk).update(
        phase=4,
        phase_since=dt.date(2026, 5, 11),
        organisation_type=OrganisationType.objects.get(key="section-60"),
        start_goal=dt.date(2027, 3, 1),
        status="yellow",
        status_reason="Hedensted har ikke svaret",
        status_at=dt.datetime.now(dt.UTC),
    )
    return Collaboration.objects.get(pk=collaboration.pk)


@pytest.fixture
def make_paper(koordinator):
    """Order a report and let the worker's own task draw it: `make_paper(collaboration)`."""

    def make(collaboration, actor=koordinator) -> Report:
        report = services.request_report(collaboration, actor=actor)
        draw.apply(args=[str(report.job_id)])
        report = Report.objects.get(pk=report.pk)
        assert report.job.state == Job.State.DONE, report.job.error
        return report

    return make


@pytest.fixture
def break_report():
    """Let the last attempt of a report fail: what it has frozen is not a paper."""

    def break_it(report: Report, attempts: int = 3) -> Report:
        Report.objects.filter(pk=report.pk).update(snapshot={}, data_at=dt.datetime.now(dt.UTC))
        for _attempt in range(attempts):
            draw.apply(args=[str(report.job_id)])
        return Report.objects.get(pk=report.pk)

    return break_it
