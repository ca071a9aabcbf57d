"""`make test` tries everything once on some database, and begins with what takes long."""

import re
import subprocess
import sys
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


TEST = "def test_it({}):\n    pass\n"
TREE = {
    "test_plain.py": TEST.format("tmp_path"),
    "test_rows.py": TEST.format("client_for"),
    "test_pages.py": TEST.format("live_server"),
    "test_mark.py": f"import pytest\n\n\n@pytest.mark.django_db\n{TEST.format('')}",
    "test_process.py": f"import subprocess as started\n\n\n{TEST.format('')}",
    "test_command.py": f"from subprocess import run\n\n\n{TEST.format('')}",
    "test_helped.py": f"from starting import start\n\n\n{TEST.format('')}",
    "test_given.py": f"from giving import given\n\n\n{TEST.format('given')}",
    "starting.py": "from subprocess import Popen\n\n\ndef start():\n    return Popen(['true'])\n",
    "giving.py": "import pytest\nimport starting\n\n\n@pytest.fixture\ndef given():\n    return starting.start()\n",
    "conftest.py": "import pytest\n\n\n@pytest.fixture\ndef client_for(db):\n    pass\n",
    "served/conftest.py": "import subprocess\nimport pytest\n\n\n@pytest.fixture\ndef server():\n    pass\n",
    "served/test_served.py": TEST.format("server"),
}


def test_only_what_can_not_reach_a_database_is_left_out_of_the_second_one_and_that_is_said(tmp_path):
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "scripts.asks_database", "-n", "1", "-p", "no:django", "-rA"]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert re.search(r"^1 tests: 1 \S*test_plain\.py$", done.stdout, re.MULTILINE)
    tried = {name for name in TREE if re.search(rf"^(PASSED|ERROR) \S*{name}::", done.stdout, re.MULTILINE)}
    assert tried == {name for name in TREE if "test_" in name} - {"test_plain.py"}
