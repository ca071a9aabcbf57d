"""What pip can not bring: which system package it is, and how to install it when we may.

Runs under the system's own Python, so standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Packages per package manager. A tuple in a list is wanted but not needed: an older system does not have it.
PACKAGES = {
    "venv": {"apt-get": [f"python3.{sys.version_info[1]}-venv"]},
    "pango": {
        "apt-get": ["libpango-1.0-0", "libpangoft2-1.0-0", ("libharfbuzz-subset0",)],
        "dnf": ["pango"],
        "zypper": ["libpango-1_0-0"],
        "pacman": ["pango"],
        "apk": ["pango", "fontconfig"],
        "brew": ["pango"],
    },
    # Playwright brings a Node.js of its own, which needs a library that a small Debian does not have.
    "playwright": {"apt-get": ["libatomic1"], "dnf": ["libatomic"], "zypper": ["libatomic1"], "apk": ["libatomic"]},
    "chromium": {
        "apt-get": ["chromium"],
        "dnf": ["chromium"],
        "zypper": ["chromium"],
        "pacman": ["chromium"],
        "apk": ["chromium"],
        "brew": ["--cask chromium"],
    },
}
INSTALL_COMMANDS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "zypper": "sudo zypper install",
    "pacman": "sudo pacman -S",
    "apk": "sudo apk add",
    "brew": "brew install",
}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
CHROMIUM_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def install(need: str) -> bool:
    """Install what `need` names where we may (root and apt-get). False when we may not or can not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    names = PACKAGES[need]["apt-get"]
    wanted = [name for name in names if isinstance(name, str)]
    print(f"Installing the system packages {', '.join(wanted)} …", flush=True)
    if not (_apt("install", *wanted) or (_apt("update") and _apt("install", *wanted))):
        return False
    for (optional,) in (name for name in names if isinstance(name, tuple)):
        _apt("install", optional)
    return True


def how_to_install(need: str) -> str:
    """The command that installs `need` on this system, or the name of what to look for."""
    packages = PACKAGES[need]
    for manager, command in INSTALL_COMMANDS.items():
        if manager in packages and shutil.which(manager):
            names = [name if isinstance(name, str) else name[0] for name in packages[manager]]
            return f"`{command} {' '.join(names)}`"
    return f"your system's package for {need}"


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None. A stand-in that only asks for a snap does not count."""
    named = os.environ.get("SAMARBEJDE_TEST_CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, CHROMIUM_NAMES), *CHROMIUM_PATHS]
    for path in candidates:
        if path and Path(path).exists() and _runs([path, "--version"]):
            return path
    return None


def playwright_starts() -> bool:
    """Whether the driver that Playwright brings can run here. It is asked itself, since nothing else tells."""
    drivers = (ROOT / ".venv").glob("lib/python3*/site-packages/playwright/driver/node")
    return any(_runs([str(driver), "--version"]) for driver in drivers)


def _apt(action: str, *packages: str) -> bool:
    options = ["-y", "-qq", "--no-install-recommends"] if action == "install" else ["-qq"]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(
        ["apt-get", action, *options, *packages], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode == 0


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
