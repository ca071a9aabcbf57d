"""`make test` tries everything once on some database, and begins with what takes long."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import asks_database, check, longest_first

ROOT = Path(__file__).resolve().parents[2]


def services(*, postgres: str = "postgres://here", absent: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(postgres_url=postgres, redis_url="redis://here", chromium="here", absent=absent)


@pytest.mark.parametrize(
    ("here", "everything", "left_out"),
    [
        (services(), False, [(), ("browser", "run", "without database")]),
        (services(), True, [(), (), (), ()]),
        (services(postgres="", absent=("postgres",)), False, [()]),
        (services(absent=("chromium",)), False, [("browser",), ("browser", "run", "without database")]),
    ],
)
def test_only_what_was_tried_before_is_left_out_of_the_second_suite(here, everything, left_out, tmp_path):
    found = [
        tuple(
            name
            for name, option in (
                ("browser", "not browser"),
                ("run", f"--ignore={check.OWN_DATABASE}"),
                ("without database", "scripts.asks_database"),
            )
            if option in step.command
        )
        for step in check.suites(here, everything, tmp_path)
    ]
    assert found == left_out


@pytest.mark.parametrize("name", [check.OWN_DATABASE, *longest_first.LONGEST])
def test_a_file_that_the_checks_name_is_there(name):
    assert (ROOT / name).is_file()


def test_long_files_come_first_then_those_with_many_tests():
    few, many = "tests/a.py", "tests/b.py"
    long, longer = longest_first.LONGEST[1], longest_first.LONGEST[0]
    items = [SimpleNamespace(nodeid=f"{name}::test_{n}") for n, name in enumerate([few, many, long, many, longer])]
    longest_first.pytest_collection_modifyitems(items)
    assert [longest_first.file_of(item) for item in items] == [longer, long, many, many, few]


@pytest.mark.parametrize(
    ("fixtures", "mark", "module", "stays"),
    [
        (["settings"], None, {}, False),
        (["client_for", "db"], None, {}, True),
        (["transactional_db"], None, {}, True),
        (["settings"], "django_db", {}, True),
        (["settings"], None, {"subprocess": subprocess}, True),
    ],
)
def test_what_can_not_reach_a_database_is_left_out_of_the_second_one(fixtures, mark, module, stays):
    item = SimpleNamespace(
        fixturenames=fixtures, module=SimpleNamespace(**module), get_closest_marker=lambda name: name == mark
    )
    assert bool(asks_database.asks(item)) is stays


def test_what_was_left_out_of_the_second_one_is_said(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_it():\n    pass\n\n\ndef test_rows(db):\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-p", "scripts.asks_database", "-n", "1", "-p", "no:django"]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "1 tests: 1 " in done.stdout
    assert "fixture 'db' not found" in done.stdout, "the other was tried"
