"""Start Samarbejde on this machine: prepare, then web, one worker and one beat until somebody stops it (`make run`).

PORT and SAMARBEJDE_DATA say where; DATABASE_URL and REDIS_URL switch to PostgreSQL and Redis. The three processes write
their logs in the data folder, are started again when they die, and end when this process ends, however that happens.
"""

import argparse
import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import tied

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
LONGEST_LOG = 5_000_000  # bytes; a longer one is put aside at start
SHORT_LIFE = 5.0  # seconds; a process that lives shorter has not worked
MOST_SHORT_LIVES = 5
SECONDS_TO_STOP = 15
SECONDS_TO_START = 60
ONLY_OWNER = 0o077  # umask: what is written is about people, and other users of the machine need none of it


class RunError(Exception):
    """It can not start or go on; the message says why in one sentence."""


class Stopped(Exception):
    """Somebody asked us to stop."""


class Service:
    """One of the three processes, with its log, tied to the life of this one."""

    def __init__(self, name: str, command: list[str], log_folder: Path, lifeline: int):
        self.name = name
        self.log = log_folder / f"{name}.log"
        self._command = command
        self._lifeline = lifeline
        self._short_lives = 0
        self.process: subprocess.Popen | None = None
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                tied_command(self._command, self._lifeline),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=[self._lifeline],
                start_new_session=True,
            )
        self._started_at = time.monotonic()

    def start_again_if_dead(self) -> None:
        if self.process is None or self.process.poll() is None:
            return
        code = self.process.returncode
        short = time.monotonic() - self._started_at < SHORT_LIFE
        self._short_lives = self._short_lives + 1 if short else 0
        if self._short_lives >= MOST_SHORT_LIVES:
            raise RunError(f"{self.name} stops again and again (code {code}); its log is {self.log}.")
        say(f"{self.name} ended (code {code}) and is started again; its log is {self.log}.")
        time.sleep(min(self._short_lives, 3))
        self.start()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stop-with-parent", action="store_true", help="stop when the process that called this ends")
    arguments = parser.parse_args()
    os.umask(ONLY_OWNER)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    if arguments.stop_with_parent and sys.platform == "linux":
        tied.tie_by_signal(os.getppid())
    services: list[Service] = []
    try:
        run_until_stopped(services)
    except Stopped:
        say("Stopping …")
    except RunError as error:
        print(f"Samarbejde stopped: {error}", file=sys.stderr)
        return 1
    finally:
        end(services)
    return 0


def stop(number: int, frame: object) -> None:
    raise Stopped


def run_until_stopped(services: list[Service]) -> None:
    port = chosen_port()
    data = Path(os.environ.get("SAMARBEJDE_DATA") or ROOT / "var").resolve()
    logs = data / "log"
    logs.mkdir(parents=True, exist_ok=True)
    if data == ROOT / "var":  # ours alone, and perhaps made when it was still open to all
        data.chmod(0o700)
    os.environ["SAMARBEJDE_DATA"] = str(data)
    os.environ["PYTHONUNBUFFERED"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samarbejde.settings.local")
    lock = hold(data)
    # Nobody writes to this pipe: that its writing end closes is the message.
    lifeline, held_end = os.pipe()
    try:
        facts = prepare(lifeline)
        services += [Service(name, command, logs, lifeline) for name, command in commands(port, data).items()]
        for service in services:
            service.start()
        wait_until_ready(port, services)
        introduce(port, facts, logs)
        while True:
            time.sleep(0.3)
            for service in services:
                service.start_again_if_dead()
    finally:
        end(services)
        os.close(held_end)
        lock.close()


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise RunError(f"PORT must be a number from 1 to 65535, and is {text!r}.")
    with socket.socket() as probe:
        # As the web server does: a port that is only waiting to be forgotten is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            why = error.strerror
            raise RunError(f"port {text} can not be used ({why}); choose another: PORT=8001 make run") from None
    return int(text)


def hold(data: Path):
    """Keep others out of the data folder: two workers on one folder queue would lose messages."""
    lock = (data / "run.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise RunError(f"it runs already in {data}; choose another folder: SAMARBEJDE_DATA=… make run") from None
    return lock


def tied_command(command: list[str], lifeline: int) -> list[str]:
    way = ["signal", str(os.getpid())] if sys.platform == "linux" else ["pipe", str(lifeline)]
    return [sys.executable, str(ROOT / "scripts" / "tied.py"), *way, *command]


def prepare(lifeline: int) -> dict:
    """Migrate and load data in a process of its own, so that this one stays small."""
    process = subprocess.Popen(
        tied_command(["scripts.prepare"], lifeline),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=[lifeline],
        start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except Stopped:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        raise RunError("it could not be prepared (see above).")
    return json.loads(output.splitlines()[-1])


def commands(port: int, data: Path) -> dict[str, list[str]]:
    web = f"gunicorn samarbejde.wsgi:application --bind {HOST}:{port} --no-control-socket --worker-class gthread"
    # A thread that hangs is never ended: as many as a job has attempts, and one to sweep and to give the job up.
    worker = "celery --app samarbejde worker --pool threads --concurrency 4 --without-gossip --without-mingle"
    beat = "celery --app samarbejde beat --pidfile="
    return {
        "web": f"{web} --workers 2 --threads 4 --graceful-timeout 8 --access-logfile -".split(),
        "worker": f"{worker} --hostname worker-{os.getpid()}@%h --loglevel INFO".split(),
        "beat": [*f"{beat} --loglevel INFO".split(), "--schedule", str(data / "celerybeat-schedule")],
    }


def wait_until_ready(port: int, services: list[Service]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(port):
        if time.monotonic() > deadline:
            raise RunError(f"the web server does not answer; its log is {services[0].log}.")
        time.sleep(0.2)
        for service in services:
            service.start_again_if_dead()


def answers(port: int) -> bool:
    # No proxy of the environment between us and ourselves.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{HOST}:{port}/sundhed/klar", timeout=5) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def introduce(port: int, facts: dict, logs: Path) -> None:
    lines = ["", f"Samarbejde is ready: http://{HOST}:{port}/", ""]
    if demo := facts["sign_ins"]:
        same = f"all with the password {demo['password']}"
        lines.append(f"Demo sign-ins, {same if demo['password'] else 'with the passwords that were chosen for them'}")
        lines += [f"  {address:<30} {what}" for address, what in demo["people"].items()]
    else:
        command = ".venv/bin/python manage.py create_administrator EMAIL"
        lines.append(f"No demo users here; `{command}` makes a first user.")
    lines += ["", f"Mail      {facts['mail']}", f"Database  {facts['database']}", f"Logs      {logs}"]
    lines += ["", "Stop with Ctrl-C."]
    say("\n".join(lines))


def end(services: list[Service]) -> None:
    """Ask all to stop, and after a while make them. What a worker is busy with is taken up again at the next start."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    running = [service.process for service in services if service.process and service.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def say(text: str) -> None:
    # The terminal may be gone; stopping cleanly matters more.
    with contextlib.suppress(OSError):
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
