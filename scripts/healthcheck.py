"""Says by its exit code whether a container does its work. Standard library only: it runs every few seconds.

healthcheck.py web URL: the address answers 200. healthcheck.py beat FILE: beat wrote its schedule a short while ago.
"""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

# Beat sends a message every thirty seconds and writes its file each time (CELERY_BEAT_SYNC_EVERY).
BEAT_SECONDS = 120


def web_answers(url: str) -> bool:
    # The product answers only to its own names.
    file = os.environ.get("ALLOWED_HOSTS_FILE")
    hosts = Path(file).read_text() if file else os.environ["ALLOWED_HOSTS"]
    host = hosts.split(",")[0].strip().removeprefix(".")
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310 - our own address
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=8) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def beat_beats(schedule: str) -> bool:
    # The suffix depends on which dbm Python was built with.
    path = Path(schedule)
    written = [file.stat().st_mtime for file in path.parent.glob(f"{path.name}*")]
    return bool(written) and time.time() - max(written) < BEAT_SECONDS


def main() -> int:
    what, where = sys.argv[1:]
    healthy = {"web": web_answers, "beat": beat_beats}[what](where)
    print("healthy" if healthy else "unhealthy")
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
