"""`make setup` sees what is missing and says in one sentence what to do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup, system_packages


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with a lock file for one package that runs need and one that only developers do."""
    packages = {"": {}, "node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "2.0.0", "dev": True}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    return tmp_path


def install(checkout: Path, name: str, version: str) -> None:
    folder = checkout / "node_modules" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"version": version}))


def test_a_front_end_package_is_missing_until_its_locked_version_is_there(checkout):
    assert setup.missing_front_end_packages("run") == ["a"]
    install(checkout, "a", "0.9.0")
    assert setup.missing_front_end_packages("run") == ["a"]
    install(checkout, "a", "1.0.0")
    assert setup.missing_front_end_packages("run") == []


def test_running_does_not_need_what_only_developers_use(checkout):
    install(checkout, "a", "1.0.0")
    assert setup.missing_front_end_packages("test") == ["b"]


def test_a_changed_lock_file_is_installed_again(tmp_path, monkeypatch):
    for name in ("requirements-uv.txt", "requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    before = {purpose: setup.digest(purpose) for purpose in ("run", "test")}
    (tmp_path / "requirements-dev.txt").write_text("after")
    assert setup.digest("run") == before["run"]
    assert setup.digest("test") != before["test"]


@pytest.mark.parametrize("need", ["venv", "pango", "chromium", "playwright"])
@pytest.mark.parametrize("manager", ["apt-get", "dnf", "brew", None])
def test_a_missing_system_package_is_named_for_the_system_at_hand(need, manager, monkeypatch):
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/bin/{name}" if name == manager else None)
    said = system_packages.how_to_install(need)
    known = manager in system_packages.PACKAGES[need]
    assert said.startswith(f"`{system_packages.INSTALL_COMMANDS[manager]} " if known else "your system's package for")


def test_nothing_is_installed_where_we_are_not_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "_apt", lambda *arguments: pytest.fail("apt-get was called"))
    assert system_packages.install("pango") is False


def test_a_chromium_that_does_not_start_is_none(tmp_path, monkeypatch):
    """Ubuntu's package is a script that asks for a snap and fails."""
    stand_in = tmp_path / "chromium"
    stand_in.write_text("#!/bin/sh\necho 'requires the chromium snap' >&2\nexit 1\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("SAMARBEJDE_TEST_CHROMIUM", str(stand_in))
    assert system_packages.find_chromium() is None


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(setup.SetupError, match=r"needs Python 3\.11 or newer, and this is 3\.9\."):
        setup.choose_python()


def test_a_second_start_installs_nothing_and_says_nothing(monkeypatch, capfd):
    look = subprocess.run

    def only_look(command, **options):
        words = {str(word) for word in command}
        assert not words & {"install", "ci", "update", "venv"}, f"{command} would install something"
        return look(command, **options)

    monkeypatch.setattr(subprocess, "run", only_look)
    monkeypatch.setattr(sys, "argv", ["setup", "run"])
    assert setup.main() == 0
    assert capfd.readouterr() == ("", "")
