"""`make run`: one command starts web, worker and beat, keeps them alive, and leaves none behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.services import free_port

pytestmark = pytest.mark.worker
ROOT = Path(__file__).resolve().parents[2]


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Until it has happened; fails the test when it does not."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"did not happen within {seconds} s"
        time.sleep(0.1)


class Run:
    """`scripts.run` in a data folder of its own, with its output read as it comes."""

    def __init__(self, data: Path, **variables: str):
        self.data = data
        self.port = free_port()
        kept = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPYCACHEPREFIX")
        }
        self.environment = kept | {"SAMARBEJDE_DATA": str(data), "PORT": str(self.port)} | variables
        self.output = data.parent / f"output-{self.port}.txt"

    def start(self) -> Run:
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "scripts.run"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(lambda: "Stop with Ctrl-C" in self.said() or self.process.poll() is not None, 120)
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        """The exit code after being asked to stop; or the one it ended with before."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)

    def said(self) -> str:
        return self.output.read_text()

    def answer(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status

    def descendants(self) -> dict[int, str]:
        """Commands of all processes under this one, by id."""
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split(None, 2) for line in listing.splitlines()]
        found = {self.process.pid: ""}
        for _generation in range(4):
            found |= {int(pid): args for pid, parent, args in rows if int(parent) in found}
        del found[self.process.pid]
        return found

    def child(self, word: str) -> int | None:
        """The process that was started as web, worker or beat; None while there is none."""
        own = [pid for pid, args in self.descendants().items() if f" {word} " in args]
        return min(own, default=None)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("run") / "data"


@pytest.fixture(scope="module")
def running(data):
    run = Run(data).start()
    assert run.process.poll() is None, run.said()
    yield run
    run.stop()


@pytest.fixture
def started_again(running, data):
    """The product stopped and started in the same folder, with a password of somebody's choice."""
    running.stop()
    run = Run(data, DEMO_PASSWORD="chosen-by-hand").start()
    yield run
    run.stop()


def test_it_answers_and_says_where(running):
    assert f"http://127.0.0.1:{running.port}/" in running.said()
    assert running.answer("/sundhed/klar") == 200
    assert running.answer("/log-ind/") == 200


def test_it_says_where_mail_and_logs_are_put(running):
    assert str(running.data / "mail") in running.said()
    assert {path.name for path in (running.data / "log").iterdir()} == {"web.log", "worker.log", "beat.log"}


def test_it_starts_one_worker_and_one_beat_that_is_not_part_of_the_worker(running):
    commands = list(running.descendants().values())
    assert sum(" worker " in command for command in commands) == 1
    assert sum(" beat " in command for command in commands) == 1
    assert not any(re.search(r" (-B|--beat)\b", command) for command in commands)


def test_the_demo_users_sign_in_with_the_printed_password(running):
    password = (running.data / "demo_password").read_text()
    assert f"password {password}\n" in running.said()
    for role in ("koordinator", "kontakt", "direktoer", "redaktoer", "administrator", "laeser", "fremmed"):
        assert f"{role}@example.org" in running.said()


@pytest.mark.parametrize("name", ["secret_key", "demo_password"])
def test_secrets_are_readable_by_their_owner_only(running, name):
    assert stat.S_IMODE((running.data / name).stat().st_mode) == 0o600


def test_nobody_else_on_the_machine_reads_what_it_writes(running):
    written = [running.data, *running.data.rglob("*")]
    assert {"samarbejde.sqlite3", "queue", "web.log"} <= {path.name for path in written}
    assert [path for path in written if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_worker_that_is_killed_is_started_again(running):
    killed = running.child("worker")
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: "worker ended (code -9) and is started again" in running.said())
    wait_for(lambda: running.child("worker") not in (killed, None))


def test_a_second_start_in_the_same_folder_is_refused(running):
    second = Run(running.data).start()
    assert second.process.wait(30) == 1
    assert second.said() == (
        f"Samarbejde stopped: it runs already in {running.data}; choose another folder: SAMARBEJDE_DATA=… make run\n"
    )


def test_a_taken_port_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = Run(tmp_path / "data", PORT=str(taken.getsockname()[1])).start()
        assert run.process.wait(30) == 1
    assert re.match(r"Samarbejde stopped: port \d+ can not be used \(Address already in use\)", run.said())


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_no_port_is_said(tmp_path, port):
    run = Run(tmp_path / "data", PORT=port).start()
    assert run.process.wait(30) == 1
    assert run.said() == f"Samarbejde stopped: PORT must be a number from 1 to 65535, and is {port!r}.\n"


def test_a_second_start_loads_the_demo_no_more_and_takes_a_new_password(started_again):
    assert "Loading the demo data" not in started_again.said()
    assert "Collecting the static files" not in started_again.said()
    assert "password chosen-by-hand\n" in started_again.said()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_leaves_no_process_and_says_nothing_was_wrong(started_again, number):
    children = started_again.descendants()
    assert len(children) >= 5
    assert started_again.stop(number) == 0
    assert [args for pid, args in children.items() if is_alive(pid)] == []


def test_killed_it_leaves_no_process_either(started_again):
    children = started_again.descendants()
    assert len(children) >= 5
    assert started_again.stop(signal.SIGKILL) == -signal.SIGKILL
    wait_for(lambda: not any(is_alive(pid) for pid in children), 30)


PARENT = """
import os, subprocess, sys
read, write = os.pipe()
number = {"signal": os.getpid(), "pipe": read}[sys.argv[1]]
child = subprocess.Popen([sys.executable, "scripts/tied.py", sys.argv[1], str(number), "http.server", "0"],
                         pass_fds=[read], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.parametrize(
    "way", [pytest.param("signal", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux")), "pipe"]
)
def test_a_tied_process_ends_with_its_parent(way):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, way], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with parent:
        child = int(parent.stdout.readline())
        time.sleep(1)
        assert is_alive(child)
        parent.kill()
    wait_for(lambda: not is_alive(child), 10)
