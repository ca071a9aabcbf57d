"""Settings of a process that dies while it sends: its database is the test's."""

from tests.jobs.worker_settings import *  # noqa: F403

EMAIL_BACKEND = "tests.notifications.servers.Killing"
