"""The worker sweeps when it starts: at once, and again when the leases of a killed worker have run out."""

import json
from base64 import b64decode
from pathlib import Path

from django.conf import settings

from jobs import tasks

MESSAGES = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])


def test_a_worker_that_starts_asks_for_two_sweeps():
    before = set(MESSAGES.glob("*.msg"))
    tasks.sweep_when_a_worker_starts()
    sent = [json.loads(path.read_text()) for path in set(MESSAGES.glob("*.msg")) - before]
    assert sorted(bool(message["headers"]["eta"]) for message in sent) == [False, True]
    now = next(message for message in sent if not message["headers"]["eta"])
    assert json.loads(b64decode(now["body"]))[1] == {"everything": True}
