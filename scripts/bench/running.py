"""The order of a measurement, what is printed, and which aims are missed."""

from __future__ import annotations

import argparse
import cProfile
import logging
import platform
import pstats
import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connections

from cases import reference_data as cases
from cases.models import Case
from collaborations.models import Collaboration
from models_catalog import reference_data as models_catalog
from municipalities import reference_data as municipalities
from scripts.bench import economy, planner
from scripts.bench.collaborations import LARGE, LONG, TYPICAL
from scripts.bench.large_matrix import measure_matrix
from scripts.bench.measuring import Measured, Measurer, report_seconds
from scripts.bench.nation import build
from scripts.bench.open_items import measure_open_items
from scripts.bench.pages import Page, pages
from scripts.bench.searching import grow_catalogue, measure_search

SMALL, NATION = 200, 2000
MOST_QUERIES = 15
MOST_FLOORS = 10.0
MOST_GROWTH = 1.3
MOST_REPORT_SECONDS = 2.0
MOST_OF_MEMORY = 1.5
MOST_CASE_SECONDS = 3.0
MOST_OF_BARE_SEARCH = 2.0
SEARCH = "search"  # `--only search`: no nation is built for it
OPEN_ITEMS = "open-items"  # `--only open-items`: a small nation is enough
OK = 200
REPORTS = 5


def run(arguments: argparse.Namespace) -> int:
    """Returns 1 when an aim is missed."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        measurer = Measurer(arguments.requests)
        _introduce()
        if arguments.only == SEARCH:
            return _end(_report_search(arguments))
        if arguments.only == OPEN_ITEMS:
            _grow(SMALL)
            return _end(_report_open_items(measurer))
        small = _measure_all(measurer, arguments) if _grow(SMALL) else {}
        _grow(NATION)
        if arguments.profile:
            return _profile_all(measurer, arguments)
        missed = _report_pages(_measure_all(measurer, arguments), small)
        if not arguments.only:
            missed += _report_open_items(measurer)
            missed += [*_report_matrix(measurer), *_report_economy(measurer), *_report_planner(), *_report_papers()]
            missed += _report_search(arguments)
    finally:
        connections.close_all()
    return _end(missed)


def _end(missed: list[str]) -> int:
    print("", *(missed or ["Every aim is reached."]), sep="\n")
    return 1 if missed else 0


def _grow(collaborations: int) -> bool:
    """Build up to that many; False where there are more already, in a database that was kept."""
    if Collaboration.objects.count() > collaborations:
        return False
    begun = time.monotonic()
    counts = build(collaborations)
    print(f"{counts} ({time.monotonic() - begun:.0f} s)", flush=True)
    return True


def _introduce() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    print(f"Python {platform.python_version()}, PostgreSQL {postgres.split()[0]}, {platform.machine()}", flush=True)


def _wanted(arguments: argparse.Namespace) -> list[Page]:
    return [page for page in pages() if arguments.only in page.label]


def _measure_all(measurer: Measurer, arguments: argparse.Namespace) -> dict[Page, Measured]:
    return {page: measurer.measure(page) for page in _wanted(arguments)}


def _report_pages(found: dict[Page, Measured], small: dict[Page, Measured]) -> list[str]:
    """Print the table. Returns one sentence for each aim that is missed."""
    floor = statistics.median(each.floor for each in found.values())
    print(f"\nFloor: {floor:.2f} ms (session, user and base template)\n")
    print(f"{'Page':<52}{'queries':>8}{'ms':>8}{'ratio':>7}{'growth':>8}{'kB':>6}")
    missed = []
    for page, measured in found.items():
        # In floors, not in milliseconds: the machine may have been busier the second time.
        growth = measured.ratio / small[page].ratio if page in small else None
        faults = _faults(measured, growth)
        shown = f"{growth:.2f}" if growth else ""
        print(
            f"{page.label:<52}{measured.queries:>8}{measured.milliseconds:>8.1f}{measured.ratio:>7.1f}{shown:>8}"
            f"{measured.kilobytes:>6.0f}{'  ← ' + ', '.join(faults) if faults else ''}"
        )
        missed += [f"{page.label}: {fault}." for fault in faults]
    return missed


def _faults(measured: Measured, growth: float | None) -> list[str]:
    if measured.status != 200:
        return [f"answered {measured.status}"]
    faults = []
    if measured.queries > MOST_QUERIES:
        faults.append(f"more than {MOST_QUERIES} queries")
    if measured.ratio > MOST_FLOORS:
        faults.append(f"more than {MOST_FLOORS:.0f} floors")
    if growth and growth > MOST_GROWTH:
        faults.append(f"grows more than {MOST_GROWTH}")
    return faults


def _report_open_items(measurer: Measurer) -> list[str]:
    """Print Mit arbejde with few open points and with many; the queries are to be as many for both."""
    missed, found = [], measure_open_items(measurer)
    print()
    for number, measured in found.items():
        print(
            f"Mit arbejde, {number} open points: {measured.queries} queries, {measured.milliseconds:.1f} ms, "
            f"{measured.ratio:.1f} floors",
            flush=True,
        )
        missed += [f"Mit arbejde, {number} open points: {fault}." for fault in _faults(measured, None)]
    if len({each.queries for each in found.values()}) > 1:
        missed.append("Mit arbejde: the number of queries grows with the open points.")
    return missed


def _report_matrix(measurer: Measurer) -> list[str]:
    """Print how the largest table of decisions compares with the same template whose figures are in memory already."""
    found = measure_matrix(measurer)
    print(
        f"\nDecisions of 98 municipalities, 12 questions: {found.milliseconds:.0f} ms, {found.queries} queries; "
        f"from memory {found.floor:.0f} ms: {found.ratio:.2f} times",
        flush=True,
    )
    if found.status != 200:
        return [f"Decisions: answered {found.status}."]
    return [f"Decisions: more than {MOST_OF_MEMORY} times as from memory."] if found.ratio > MOST_OF_MEMORY else []


def _report_economy(measurer: Measurer) -> list[str]:
    """Print three keys side by side against the same template from memory, the largest case, and its paper."""
    keys, seconds = economy.measure_keys(measurer), economy.case_seconds()
    cold, papers = economy.paper_seconds()
    paper = statistics.median(papers)
    print(
        f"\nThree keys over 98 municipalities: {keys.milliseconds:.0f} ms, {keys.queries} queries; from memory "
        f"{keys.floor:.0f} ms: {keys.ratio:.2f} times\n"
        f"A case of {economy.LINES} lines x {economy.YEARS} years x 98 municipalities: {seconds:.2f} s\n"
        f"Its paper: {paper:.2f} s of CPU (the first {cold:.2f} s)",
        flush=True,
    )
    missed = [] if keys.status == OK else [f"Keys: answered {keys.status}."]
    if keys.ratio > MOST_OF_MEMORY:
        missed.append(f"Keys: more than {MOST_OF_MEMORY} times as from memory.")
    if paper > MOST_CASE_SECONDS:
        missed.append(f"Business case-resumé: more than {MOST_CASE_SECONDS} s of CPU.")
    return missed


def _report_planner() -> list[str]:
    seconds = planner.seconds()
    print(f"\nPlanner, {planner.MUNICIPALITIES} municipalities and three rounds: {seconds:.3f} s", flush=True)
    return [f"Planner: more than {planner.AIM_SECONDS} s."] if seconds > planner.AIM_SECONDS else []


def _report_papers() -> list[str]:
    """Print what reports cost. The aim is for an ordinary one; years of history make a paper of fifty pages."""
    first, missed = Collaboration.objects.order_by("pk"), []
    print()
    for label, number, most in (
        ("9 municipalities", TYPICAL, MOST_REPORT_SECONDS),
        ("20 municipalities", LARGE, MOST_REPORT_SECONDS),
        ("2,000 rows of history", LONG, None),
    ):
        cold, *seconds = report_seconds(first[number], REPORTS + 1)
        median = statistics.median(seconds)
        print(f"Status report, {label}: {median:.2f} s of CPU (the first {cold:.2f} s)", flush=True)
        if most and median > most:
            missed.append(f"Status report, {label}: more than {most} s of CPU.")
    return missed


def _report_search(arguments: argparse.Namespace) -> list[str]:
    """Print what a search costs beside the database's own, over the catalogue and over a hundred times as many."""
    for owner in (municipalities, models_catalog, cases):
        owner.load()
    missed = []
    for grow in (None, grow_catalogue):
        if grow:
            grow()
        number = Case.objects.count()
        print(f"\nSearch over {number} cases")
        for each in measure_search(arguments.requests):
            ratio = each.milliseconds / each.bare
            print(
                f"{each.text:<16}{each.hits:>6} hits{each.queries:>4} queries{each.milliseconds:>8.1f} ms, bare "
                f"{each.bare:.1f} ms: {ratio:.1f} times",
                flush=True,
            )
            if ratio > MOST_OF_BARE_SEARCH:
                missed.append(f"Search for {each.text} in {number}: more than {MOST_OF_BARE_SEARCH:.0f} times bare.")
    if arguments.profile:
        _profile(lambda: measure_search(arguments.requests))
    return missed


def _profile_all(measurer: Measurer, arguments: argparse.Namespace) -> int:
    for page in _wanted(arguments):
        print(f"\n── {page.label}  {page.url}")
        for query in measurer.queries(page):
            print(f"{float(query['time']) * 1000:7.1f} ms  {query['sql'][:400]}")
        _profile(lambda page=page: [measurer.get(page) for _ in range(arguments.requests)])
    return 0


def _profile(work: Callable[[], object]) -> None:
    with cProfile.Profile() as profile:
        work()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(40)
