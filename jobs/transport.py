"""The broker of a machine without Redis: kombu's filesystem transport, where a message is whole when it is seen."""

import time
import uuid
from pathlib import Path

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A message gets its name when all of it is written.

    kombu writes under the name that readers look for, and takes the lock after the file is made: a worker that comes
    between reads an empty message, and stops (https://github.com/celery/kombu/issues/1551).
    """

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}"
        unfinished = Path(self.data_folder_out, f"{name}.unfinished")
        unfinished.write_text(dumps(payload))
        unfinished.rename(unfinished.with_name(f"{name}.{queue}.msg"))


class Transport(filesystem.Transport):
    Channel = Channel
