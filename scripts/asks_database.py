"""A pytest plugin for the suite on a second database: leaves out what can not know which database it is on.

That is a test that asks for no database: pytest-django refuses it every connection, so that it would do again what it
did on the first one. Tests of a module that starts processes stay, since those connect by themselves. What was left out
is said by file at the end.
"""

from __future__ import annotations

from collections import Counter

import pytest

FIXTURES = {"db", "transactional_db", "django_db_setup"}
LEFT_OUT = "without_database"


def asks(item: pytest.Item) -> bool:
    """Whether the test, or anything it is built on, can reach the database."""
    starts_processes = "subprocess" in vars(item.module)
    return starts_processes or not FIXTURES.isdisjoint(item.fixturenames) or item.get_closest_marker("django_db")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    left_out = [item for item in items if not asks(item)]
    items[:] = [item for item in items if asks(item)]
    config.hook.pytest_deselected(items=left_out)
    files = Counter(item.nodeid.partition("::")[0] for item in left_out)
    # pytest-xdist hands what a worker puts here to the process that writes the summary.
    getattr(config, "workeroutput", config.stash.setdefault(_KEY, {}))[LEFT_OUT] = dict(files)


_KEY = pytest.StashKey[dict]()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    node.config.stash.setdefault(_KEY, {}).update(getattr(node, "workeroutput", {}))


def pytest_terminal_summary(terminalreporter, config):
    files = config.stash.setdefault(_KEY, {}).get(LEFT_OUT, {})
    terminalreporter.section("asks for no database, and ran on the first one")
    terminalreporter.write_line(
        f"{sum(files.values())} tests: " + ", ".join(f"{n} {f}" for f, n in sorted(files.items()))
    )
