"""Make what Samarbejde needs on this machine: `make setup`, and the first step of `make run` and `make test`.

Runs under the system's own Python, so standard library only. Every step first looks whether its work is done, so a
second start costs a tenth of a second. `run` leaves out what only developers use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "setup-stamp.json"
LOCK_FILES = {"run": "requirements.txt", "test": "requirements-dev.txt"}
OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """Set-up can not go on; the message says in one sentence what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=["run", "test"])
    parser.add_argument("--without", default="", help="things to leave out, of: postgres redis chromium")
    arguments = parser.parse_args()
    try:
        choose_python()
        make_virtual_environment()
        install_python_packages(arguments.purpose)
        install_front_end_packages(arguments.purpose)
        provide_pango(arguments.purpose)
        if arguments.purpose == "test" and "chromium" not in arguments.without.split():
            provide_browser()
    except SetupError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    return 0


def choose_python() -> None:
    """Go on under a Python that is new enough, if there is one."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in range(14, OLDEST_PYTHON[1] - 1, -1):
        if newer := shutil.which(f"python3.{minor}"):
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - our own arguments
    raise SetupError("Samarbejde needs Python 3.11 or newer, and this is {}.{}.".format(*sys.version_info))


def make_virtual_environment() -> None:
    if PYTHON.exists() and runs(PYTHON, "-c", "import pip"):
        return
    if not runs(sys.executable, "-c", "import venv, ensurepip"):
        system_packages.install("venv")
    if not runs(sys.executable, "-c", "import venv, ensurepip"):
        raise SetupError(f"Python's venv module is missing: install it with {system_packages.how_to_install('venv')}.")
    print("Making the virtual environment .venv …", flush=True)
    run(sys.executable, "-m", "venv", "--clear", VENV, failure="the virtual environment could not be made")


def install_python_packages(purpose: str) -> None:
    """Install exactly what the lock file names. The stamp says which lock files were installed last."""
    stamps = read_stamps()
    if any(stamps.get(level) == digest(level) for level in ("test", purpose)):
        return
    lock_file = LOCK_FILES[purpose]
    print(f"Installing the Python packages of {lock_file} …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    # uv takes seconds where pip takes a minute, but does not read pip's configuration: pip is the way back.
    with_uv = runs(*pip, ROOT / "requirements-uv.txt") and runs(
        VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", ROOT / lock_file
    )
    if not with_uv:
        run(*pip, ROOT / lock_file, failure=f"the packages of {lock_file} could not be installed")
    STAMP.write_text(json.dumps(stamps | {purpose: digest(purpose)}))


def read_stamps() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def digest(purpose: str) -> str:
    """What must be the same for the installed packages to be right: the lock files and the Python."""
    names = ["requirements-uv.txt", LOCK_FILES[purpose]]
    content = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(content + os.path.realpath(PYTHON).encode()).hexdigest()


def install_front_end_packages(purpose: str) -> None:
    if not missing_front_end_packages(purpose):
        return
    print("Installing the front-end packages of package-lock.json …", flush=True)
    npm, environment = find_npm()
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if purpose == "run":
        command.append("--omit=dev")
    run(*command, environment=environment, failure="the front-end packages could not be installed")
    if still := missing_front_end_packages(purpose):
        raise SetupError(f"npm ended well, but {', '.join(still)} is not in node_modules.")


def missing_front_end_packages(purpose: str) -> list[str]:
    """Packages of the lock file that are not installed in exactly that version."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    missing = []
    for folder, package in packages.items():
        if not folder or (purpose == "run" and package.get("dev")):
            continue
        try:
            installed = json.loads((ROOT / folder / "package.json").read_text())["version"]
        except (OSError, ValueError):
            installed = None
        if installed != package["version"]:
            missing.append(folder.removeprefix("node_modules/"))
    return missing


def find_npm() -> tuple[str | Path, dict[str, str]]:
    """The machine's npm, or one from PyPI in the virtual environment; with the environment to call it in."""
    npm = shutil.which("npm")
    if npm and runs(npm, "--version"):
        return npm, dict(os.environ)
    lock_file = ROOT / "requirements-node.txt"
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    run(*pip, lock_file, failure="there is no npm, and Node.js could not be fetched as a Python package")
    return VENV / "bin" / "npm", dict(os.environ, PATH=f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}")


def provide_pango(purpose: str) -> None:
    """WeasyPrint draws the PDFs with Pango. Tried by loading it, since a package list does not tell."""
    stamps = read_stamps()
    if stamps.get("pango") == digest("run"):
        return
    if not runs(PYTHON, "-c", "import weasyprint"):
        system_packages.install("pango")
    if runs(PYTHON, "-c", "import weasyprint"):
        STAMP.write_text(json.dumps(stamps | {"pango": digest("run")}))
        return
    how = system_packages.how_to_install("pango")
    sentence = f"Pango, which draws the PDF reports, is missing: install it with {how}."
    if purpose == "test":
        raise SetupError(sentence)
    print(f"{sentence} Everything but the reports works without it.", file=sys.stderr)


def provide_browser() -> None:
    """The browser tests need Chromium and Playwright's driver; without them `make test` says that it left them out."""
    for need, is_there in (
        ("chromium", system_packages.find_chromium),
        ("playwright", system_packages.playwright_starts),
    ):
        if not is_there():
            system_packages.install(need)
        if not is_there():
            how = system_packages.how_to_install(need)
            print(f"The browser tests need {need.title()}: install it with {how}.", file=sys.stderr)


def runs(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(*command: str | Path, failure: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], sep="", file=sys.stderr)
        raise SetupError(f"{failure} (see above).")


if __name__ == "__main__":
    sys.exit(main())
