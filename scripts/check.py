"""Every check and the suite: `make test`. What was left out is said by name at the end; with CI=true it is a failure.

The suite runs whole on one database and then on the other, without the browser, without what has a database of its own
and without what asks for none (`asks_database.py`). Run by the virtual environment's Python.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from scripts.services import Services

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# The suite starts some hundred processes, each of which would else read all sources anew where a machine asks Python to
# write none of what it has read.
BYTECODE = BIN.parent / "bytecode"
KNOWN = {"postgres", "redis", "chromium"}
MARKS = {"redis": "redis", "chromium": "browser"}
# `make run` in folders of its own: the same whichever database the suite is on.
OWN_DATABASE = "tests/setup/test_run.py"
# What production can not start without. None of it is used: `check` opens no connection.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "samarbejde.settings.production",
    "SECRET_KEY": "only-to-let-check-look-at-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "samarbejde.example.org",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


@dataclass
class Step:
    """One thing that must succeed."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", default="", help="behave as if these were absent: postgres redis chromium")
    parser.add_argument("--all", action="store_true", help="both databases with both brokers, browser in each")
    parser.add_argument("--lint", action="store_true", help="no suite")
    arguments = parser.parse_args()
    without = set(arguments.without.replace(",", " ").split())
    # Asked to stop: what was started ends, and what was made for the suite goes.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if unknown := without - KNOWN:
        parser.error(f"WITHOUT knows postgres, redis and chromium, not {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="samarbejde-check-") as folder:
        ok = take_all(checks(Path(folder)))
        if arguments.lint:
            return 0 if ok else 1
        services = Services(Path(folder), without)
        try:
            return 0 if run_suites(services, arguments.all, Path(folder)) and ok else 1
        finally:
            services.stop()


def checks(folder: Path) -> list[Step]:
    """The checks that need no database."""
    manage = [sys.executable, "manage.py"]
    local = {"DJANGO_SETTINGS_MODULE": "samarbejde.settings.local", "SAMARBEJDE_DATA": str(folder / "checks")}
    local |= {"DATABASE_URL": "", "REDIS_URL": ""}
    return [
        Step("format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."]),
        Step("lint", [f"{BIN}/ruff", "check", "--quiet", "."]),
        Step("templates", [f"{BIN}/djlint", "--lint", "--quiet", *template_folders()]),
        Step("import direction", [f"{BIN}/lint-imports"]),
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run"], local),
        Step("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ]


def template_folders() -> list[str]:
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    return [str(path.relative_to(ROOT)) for path in folders if path.is_dir() and path.parent.name != "node_modules"]


def run_suites(services: Services, everything: bool, folder: Path) -> bool:
    ok = take_all(suites(services, everything, folder))
    for name, why in services.absent.items():
        tests = {"postgres": "the suite on PostgreSQL", "redis": "Redis tests", "chromium": "browser tests"}[name]
        print(f"Left out: {tests} ({why}).")
    if services.absent and os.environ.get("CI") == "true":
        print("With CI=true nothing may be left out.")
        return False
    return ok


def suites(services: Services, everything: bool, folder: Path) -> list[Step]:
    """Production's pair and the embedded pair; with `everything` the four combinations, browser in each."""
    databases = [("PostgreSQL", services.postgres_url)] if services.postgres_url else []
    databases.append(("SQLite", ""))
    steps = []
    for number, (database, url) in enumerate(databases):
        own = "redis" if services.redis_url and number == 0 and len(databases) > 1 else "filesystem"
        brokers = ["filesystem", *(["redis"] if services.redis_url else [])] if everything else [own]
        for broker in brokers:
            left_out = {MARKS[name] for name in services.absent if name in MARKS}
            again = number > 0 and not everything
            if again:
                left_out.add("browser")
            environment = {
                "DATABASE_URL": url,
                "REDIS_URL": "",
                "DJANGO_SETTINGS_MODULE": "samarbejde.settings.test",
                "SAMARBEJDE_TEST_DATA": str(folder / f"{database}-{broker}"),
                "SAMARBEJDE_TEST_BROKER": broker,
                "SAMARBEJDE_TEST_REDIS_URL": services.redis_url,
                "SAMARBEJDE_TEST_CHROMIUM": services.chromium,
                "TEST_DATABASE_NAME": f"test_samarbejde_{os.getpid()}",
            }
            # Whole files, so that what a file's tests share is started once.
            command = [sys.executable, "-m", "pytest", "-q", "--durations=5", "-n", "2", "--dist", "loadfile"]
            command += ["-p", "scripts.longest_first"]
            if again:
                command += [f"--ignore={OWN_DATABASE}", "-p", "scripts.asks_database"]
            if left_out:
                command += ["-m", " and ".join(f"not {mark}" for mark in sorted(left_out))]
            steps.append(Step(f"suite on {database}, product with the {broker} broker", command, environment))
    return steps


def take_all(steps: list[Step]) -> bool:
    """Take every step, also after one that failed: who mends wants to see all that is wrong."""
    failed = [step.name for step in steps if not take(step)]
    if failed:
        print(f"Failed: {', '.join(failed)}.", flush=True)
    return not failed


def take(step: Step) -> bool:
    print(f"── {step.name}", flush=True)
    begun = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(BYTECODE)} | step.environment
    done = subprocess.run(step.command, cwd=ROOT, env=environment, check=False)
    outcome = "ok" if done.returncode == 0 else f"FAILED (code {done.returncode})"
    print(f"   {step.name}: {outcome}, {time.monotonic() - begun:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
