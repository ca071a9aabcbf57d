"""A worker that is killed in the middle loses nothing: real processes, a real broker, SIGKILL."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from collaborations.models import ActivityEntry
from jobs.models import Job
from reports.models import Report
from reports.steps import TYPESETTING
from tests import factories

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
LEASE_SECONDS = 5
ORDER = """
from accounts.models import User
from collaborations.models import Collaboration
from reports.services import request_report
request_report(Collaboration.objects.get(), actor=User.objects.get())
"""


@pytest.fixture
def collaboration_with_a_long_history():
    """Two thousand rows of history: the drawing takes several seconds without anybody sleeping."""
    koordinator = factories.make_user("koordinator@example.org", name="Koordinator")
    collaboration = factories.make_collaboration("Fælles it-drift", coordinator=koordinator)
    start = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    ActivityEntry.objects.bulk_create(
        ActivityEntry(
            collaboration=collaboration,
            kind="facts",
            text=f"Ændring nr. {number:04d}.",
            actor=koordinator,
            at=start + dt.timedelta(hours=3 * number),
        )
        for number in range(2000)
    )
    return collaboration


class Machine:
    """One place to run: an environment, and at most one worker in it."""

    def __init__(self, folder: Path, *, pool: str, **environment: str):
        self.folder, self.pool, self.worker = folder, pool, None
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "SAMARBEJDE_TEST_DATA": str(folder),
            "WORKER_DATABASE": str(connection.settings_dict["NAME"]),
            "WORKER_FILES": str(folder / "files"),
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
            **environment,
        }

    def order(self) -> None:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", ORDER],
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=True,
            timeout=60,
        )

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "samarbejde", "worker", "-P", self.pool, "-c", "2"]
        with (self.folder / "worker.log").open("a") as log:
            self.worker = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle", "-l", "INFO"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill_worker(self) -> None:
        """The whole of it, children included, without a chance to say goodbye."""
        if self.worker is not None:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def wait_until(self, condition, seconds: int = 120) -> None:
        end = time.monotonic() + seconds
        while not condition():
            log = (self.folder / "worker.log").read_text()[-3000:]
            assert time.monotonic() < end, f"It did not happen in {seconds} seconds.\n{log}"
            assert self.worker.poll() is None, f"The worker ended by itself.\n{log}"
            time.sleep(0.05)


@pytest.fixture
def with_the_filesystem_broker(tmp_path):
    machine = Machine(tmp_path, pool="threads")
    yield machine
    machine.kill_worker()


@pytest.fixture
def with_redis(tmp_path):
    url = os.environ.get("SAMARBEJDE_TEST_REDIS_URL") or "redis://127.0.0.1:6379/9"
    server = redis.Redis.from_url(url, socket_connect_timeout=1)
    try:
        server.ping()
    except redis.RedisError:
        pytest.fail(f"No Redis answers at {url}. Without one: -m 'not redis'")
    prefix = f"samarbejde-test-{uuid.uuid4()}:"
    machine = Machine(tmp_path, pool="prefork", WORKER_REDIS_URL=url, WORKER_REDIS_PREFIX=prefix)
    yield machine
    machine.kill_worker()
    for key in server.scan_iter(f"{prefix}*"):
        server.delete(key)
    server.close()


def kill_while_drawing_and_start_again(machine: Machine) -> None:
    machine.start_worker()
    machine.order()
    machine.wait_until(lambda: Job.objects.filter(state=Job.State.RUNNING, step=TYPESETTING).exists())
    machine.kill_worker()

    job, report = Job.objects.get(), Report.objects.get()
    assert (job.state, job.attempts, report.is_ready) == (Job.State.RUNNING, 1, False)

    machine.start_worker()
    machine.wait_until(lambda: Job.objects.get().is_finished)


def assert_the_report_exists_once(machine: Machine, taken_before: dt.datetime) -> None:
    job, report = Job.objects.get(), Report.objects.get()
    assert (job.state, job.attempts) == (Job.State.DONE, 2), job.error
    assert report.is_ready
    assert report.pages > 20
    assert report.data_at < taken_before
    files = [path for path in (machine.folder / "files").rglob("*") if path.is_file()]
    assert [path.stat().st_size for path in files] == [report.size]


def test_the_report_of_a_killed_worker_is_picked_up(with_the_filesystem_broker, collaboration_with_a_long_history):
    kill_while_drawing_and_start_again(with_the_filesystem_broker)
    assert_the_report_exists_once(with_the_filesystem_broker, taken_before=Job.objects.get().started_at)


@pytest.mark.redis
def test_the_report_of_a_killed_worker_is_picked_up_with_redis(with_redis, collaboration_with_a_long_history):
    kill_while_drawing_and_start_again(with_redis)
    assert_the_report_exists_once(with_redis, taken_before=Job.objects.get().started_at)
