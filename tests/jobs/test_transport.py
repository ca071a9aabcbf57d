"""The broker of a machine without Redis."""

import threading

import pytest
from kombu import Connection

from samarbejde.settings.base import filesystem_broker

MESSAGES = 300


@pytest.fixture
def broker(tmp_path):
    said = filesystem_broker(tmp_path)
    transport, options = said["CELERY_BROKER_TRANSPORT"], said["CELERY_BROKER_TRANSPORT_OPTIONS"]
    with Connection(said["CELERY_BROKER_URL"], transport=transport, transport_options=options) as connection:
        yield connection


def test_a_reader_never_sees_half_a_message(broker):
    """Fails within a few messages with kombu's own transport."""
    queue, sent = broker.SimpleQueue("work"), "x" * 200_000

    def send():
        with broker.clone() as own:
            for _number in range(MESSAGES):
                own.default_channel._put("work", {"body": sent})

    sender = threading.Thread(target=send)
    sender.start()
    read = []
    while sender.is_alive() or queue.qsize():
        try:
            read.append(broker.default_channel._get("work")["body"] == sent)
        except queue.Empty:
            continue
    sender.join()
    assert read == [True] * MESSAGES
