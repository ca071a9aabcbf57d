"""A pytest plugin for the suite on a second database: leaves out what can not know which database it is on.

That is a test that asks for no database: pytest-django refuses it every connection, so that it would do again what it
did on the first one. Tests stay whose module, conftest or helper can start processes, since those connect by
themselves. What was left out is said by file at the end.
"""

from __future__ import annotations

import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
STARTERS = {"subprocess", "multiprocessing"}
INSTALLED = tuple(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))
LEFT_OUT = "without_database"


def asks(item: pytest.Item) -> bool:
    """Whether the test, or anything it is built on, can reach the database."""
    if not FIXTURES.isdisjoint(item.fixturenames) or item.get_closest_marker("django_db"):
        return True
    return any(_starts_processes(each) for each in (item.module, *_conftests(item)))


def _conftests(item: pytest.Item) -> Iterator[ModuleType]:
    """Those that its fixtures may come from."""
    for each in item.config.pluginmanager.get_plugins():
        path = Path(getattr(each, "__file__", None) or "")
        if path.name == "conftest.py" and path.parent in item.path.parents:
            yield each


@cache
def _starts_processes(module: ModuleType) -> bool:
    """Whether it, or a module of ours that it takes something from, has what starts one, by whatever name."""
    seen, left = set(), {module.__name__: module}
    while left:
        name, each = left.popitem()
        seen.add(name)
        found = _taken_from(each)
        if not STARTERS.isdisjoint(name.partition(".")[0] for name in found):
            return True
        modules = {name: sys.modules[name] for name in found - seen if name in sys.modules}
        left |= {name: found for name, found in modules.items() if _is_ours(found)}
    return False


def _taken_from(module: ModuleType) -> set[str]:
    """Names of the modules that what it holds comes from. A fixture is its function."""
    held = [getattr(each, "__wrapped__", each) for each in list(vars(module).values())]
    return {
        name
        for each in held
        if isinstance(name := each.__name__ if isinstance(each, ModuleType) else getattr(each, "__module__", ""), str)
    }


def _is_ours(module: ModuleType) -> bool:
    path = getattr(module, "__file__", None)
    return bool(path) and not path.startswith(INSTALLED)


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
