"""Lock files say exactly what is installed, and never where from."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = sorted(ROOT.glob("requirements*.txt"))
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda path: path.name)
def test_every_locked_python_package_has_a_version_and_hashes(lock):
    blocks = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert blocks
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+", block), block
        assert "--hash=sha256:" in block, block


def test_every_in_file_has_its_lock_file():
    assert [path.with_suffix(".in").name for path in PYTHON_LOCKS] == sorted(
        p.name for p in ROOT.glob("requirements*.in")
    )


def test_the_locks_hold_for_every_python_from_3_11():
    """Debian 12 has Python 3.11.2, where redis needs a package that 3.11.3 does not."""
    assert "async-timeout" in (ROOT / "requirements.txt").read_text()


def test_development_installs_the_same_versions_as_production():
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.M))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0] <= pins[1]


@pytest.mark.parametrize(
    "name", [*(path.name for path in PYTHON_LOCKS), *(p.name for p in ROOT.glob("requirements*.in")), *NPM_FILES]
)
def test_no_lock_file_names_a_registry(name):
    text = (ROOT / name).read_text()
    # Where a project asks for money is not where it is fetched from.
    text = re.sub(r'"funding": (\{[^}]*\}|\[[^\]]*\]|"[^"]*")', "", text)
    assert re.findall(r"https?://\S+|--(?:index-url|extra-index-url|find-links)|registry=", text) == []


def test_npm_packages_are_locked_with_hashes_and_without_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for folder, package in packages.items():
        if folder:
            assert package["integrity"].startswith("sha512-"), folder
            assert "resolved" not in package, folder


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_nothing_that_is_installed_is_committed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    assert [path for path in tracked if path.startswith(("node_modules/", ".venv/", "var/", "staticfiles/"))] == []
