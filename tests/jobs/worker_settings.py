"""Settings of a real worker that a test starts: its database is the test's, its broker and files are its own."""

import os

from samarbejde.settings.base import redis_broker
from samarbejde.settings.test import *  # noqa: F403
from samarbejde.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
MEDIA_ROOT = os.environ["WORKER_FILES"]

if redis_url := os.environ.get("WORKER_REDIS_URL"):
    globals().update(redis_broker(redis_url))
    # A Redis that others use too: keys of our own, thrown away with the test.
    CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = os.environ["WORKER_REDIS_PREFIX"]  # noqa: F405
