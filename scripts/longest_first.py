"""A pytest plugin for the checks: files that take long begin first, so that no process ends the suite alone with one.

pytest-xdist would begin with the files of most tests, and the longest files are those of a few long tests.
"""

from __future__ import annotations

from collections import Counter

# Longest first. The rest follows by number of tests.
LONGEST = (
    "tests/browser/test_guide.py",
    "tests/browser/test_pages.py",
    "tests/jobs/test_killed_worker.py",
    "tests/setup/test_run.py",
    "tests/browser/test_editing.py",
    "tests/browser/test_business_case.py",
    "tests/browser/test_nineteen.py",
    "tests/browser/test_report_page.py",
    "tests/browser/test_curation.py",
    "tests/browser/test_sign_in.py",
    "tests/browser/test_first_use.py",
    "tests/reports/test_paper.py",
    "tests/demo/test_command.py",
    "tests/reports/test_memos.py",
    "tests/test_queries.py",
)


def pytest_configure(config):
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    numbers = Counter(map(file_of, items))
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (places.get(file_of(item), len(LONGEST)), -numbers[file_of(item)]))


def file_of(item) -> str:
    return item.nodeid.partition("::")[0]
