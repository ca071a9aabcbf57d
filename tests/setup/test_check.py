"""`make test` tries everything once on some database, and begins with what takes long."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import check, longest_first

ROOT = Path(__file__).resolve().parents[2]


def services(*, postgres: str = "postgres://here", absent: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(postgres_url=postgres, redis_url="redis://here", chromium="here", absent=absent)


@pytest.mark.parametrize(
    ("here", "everything", "left_out"),
    [
        (services(), False, [(), ("browser", "run")]),
        (services(), True, [(), (), (), ()]),
        (services(postgres="", absent=("postgres",)), False, [()]),
        (services(absent=("chromium",)), False, [("browser",), ("browser", "run")]),
    ],
)
def test_only_what_was_tried_before_is_left_out_of_the_second_suite(here, everything, left_out, tmp_path):
    found = [
        tuple(
            name
            for name, option in (("browser", "not browser"), ("run", f"--ignore={check.OWN_DATABASE}"))
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
