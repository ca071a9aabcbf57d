"""Queries, milliseconds and processor time, in one process through the whole middleware."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from collaborations.models import Collaboration
from jobs import services as jobs
from reports.drawing import draw_report
from reports.models import Report
from reports.services import request_report
from scripts.bench.pages import Page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Measured:
    """One page. `floor` is the median of the floor page, whose requests alternated with the page's own."""

    status: int
    queries: int
    milliseconds: float
    floor: float
    kilobytes: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.floor


class Measurer:
    """Signed-in browsers, one for each user, that are kept as long as the data set grows."""

    def __init__(self, requests: int, warm_up: int = 10):
        self.requests, self.warm_up = requests, warm_up
        self._clients: dict[str, Client] = {}

    def measure(self, page: Page, beside: str = "floor") -> Measured:
        """The median of `requests` requests after warm-up.

        What else the machine does meets the page alike and the one with the name `beside`, which is its floor.
        """
        client = self._client(page.email)
        answers = [client.get(page.url, secure=True) for _ in range(self.warm_up)]
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page.url, secure=True)
            queries = len(captured)
        times, floors, floor = [], [], reverse(beside)
        for _ in range(self.requests):
            floors.append(_milliseconds(client, floor))
            times.append(_milliseconds(client, page.url))
        return Measured(
            status=max(each.status_code for each in answers),
            queries=queries,
            milliseconds=statistics.median(times),
            floor=statistics.median(floors),
            kilobytes=len(answer.content) / 1000,
        )

    def get(self, page: Page) -> None:
        self._client(page.email).get(page.url, secure=True)

    def queries(self, page: Page) -> list[dict]:
        """What the database was asked, each with `sql` and `time` in seconds."""
        self.get(page)
        with CaptureQueriesContext(connection) as captured:
            self.get(page)
            return captured.captured_queries

    def _client(self, email: str) -> Client:
        if email not in self._clients:
            client = Client(raise_request_exception=False)
            client.force_login(User.objects.get(email=email), backend=BACKEND)
            self._clients[email] = client
        return self._clients[email]


def _milliseconds(client: Client, url: str) -> float:
    begun = time.perf_counter()
    client.get(url, secure=True)
    return (time.perf_counter() - begun) * 1000


def report_seconds(collaboration: Collaboration, times: int) -> list[float]:
    """Processor seconds of one status report, from the claimed job to the stored file, as the worker makes it."""
    return [_report_seconds(collaboration) for _ in range(times)]


def _report_seconds(collaboration: Collaboration) -> float:
    coordinator = collaboration.members.get(role="coordinator").user
    ordered = request_report(collaboration, actor=coordinator)
    begun = time.process_time()
    job = jobs.claim(ordered.job_id, worker="bench")
    with jobs.running(job):
        draw_report(Report.objects.select_related("collaboration").get(job=job), job)
    spent = time.process_time() - begun
    job.refresh_from_db()
    if job.state != job.State.DONE:
        raise SystemExit(f"The report was not made: {job.error}")
    return spent
