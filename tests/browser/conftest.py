"""The product as `make run` starts it, in headless Chromium: the suite's database and broker, a real worker, demo data.

`product` is started once and shared; tests that change a collaboration start one of their own with `fresh_product`, or
share `own_product` with the rest of their module, where each changes something else.
Tables and demo data are made once: each product begins with a copy of them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import servers

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "kun til prøver 4711"
START_SECONDS = 240  # how long a busy machine may take; nobody's measure of speed
PATIENCE = 10_000  # milliseconds that a click waits for what it clicks
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@dataclass(frozen=True)
class Product:
    """A running product: where it answers, its folder of database, files and mail, and what it was started with."""

    url: str
    data: Path
    process: subprocess.Popen
    environment: dict[str, str]

    def do(self, code: str) -> None:
        """Run Python in it, for what can not be brought about from a page."""
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=60,
        )

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@dataclass(frozen=True)
class Prepared:
    """A folder and a database with tables and demo data, in which nothing runs."""

    data: Path
    database: dict[str, str]


@contextmanager
def a_copy(prepared: Prepared, data: Path, number: int) -> Iterator[Product]:
    """A running product with data of its own. `number` is that of its broker: see `servers.broker`."""
    with servers.database(like=prepared.database) as database, servers.broker(number) as broker:
        shutil.copytree(prepared.data, data)
        running = start_product(data, **database, **broker)
        yield running
        running.stop()


def start_product(data: Path, **servers: str) -> Product:
    """`make run` without make: the same script with a port and a folder of its own. `servers`: see `servers.py`."""
    port = _free_port()
    environment = _environment(data, **servers, PORT=str(port))
    log = data.parent / f"{data.name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.run"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    product = Product(f"http://127.0.0.1:{port}", data, process, environment)
    _wait_until_ready(product, log)
    return product


def _environment(data: Path, **variables: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "SAMARBEJDE_TEST_DATA"}
    }
    return kept | variables | {"SAMARBEJDE_DATA": str(data), "DEMO_PASSWORD": PASSWORD}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(product: Product, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if product.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{product.url}/sundhed/klar", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    product.process.kill()
    raise AssertionError(f"The product did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Iterator[Prepared]:
    data = tmp_path_factory.mktemp("prepared") / "data"
    data.mkdir()
    with servers.database() as database:
        environment = _environment(data, **database, REDIS_URL="")
        command = [sys.executable, "-m", "scripts.prepare"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, timeout=START_SECONDS)
        yield Prepared(data, database)


@pytest.fixture(scope="session")
def product(prepared, tmp_path_factory) -> Iterator[Product]:
    with a_copy(prepared, tmp_path_factory.mktemp("product") / "data", number=0) as running:
        yield running


@pytest.fixture
def fresh_product(prepared, tmp_path) -> Iterator[Product]:
    with a_copy(prepared, tmp_path / "data", number=1) as running:
        yield running


@pytest.fixture(scope="module")
def own_product(prepared, tmp_path_factory) -> Iterator[Product]:
    """For the tests of one module, which then do not ask for `fresh_product`: it takes the same broker."""
    with a_copy(prepared, tmp_path_factory.mktemp("own") / "data", number=1) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("SAMARBEJDE_TEST_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
        # While Playwright's event loop runs, Django's connections are others than before. Nobody else closes these, and
        # a database with a connection can not be dropped.
        connections.close_all()


class Windows:
    """Opens windows and closes all of them together."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.contexts: list[BrowserContext] = []

    def __call__(self, *, width: int = 1280, height: int = 900, dark: bool = False, **options) -> Page:
        """A new window. What its console says is wrong is kept in `page.complaints`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_page(chromium) -> Iterator[Windows]:
    """Windows that close with the test: `open_page(width=320, dark=True)`."""
    windows = Windows(chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def keep_page(chromium) -> Iterator[Windows]:
    """Windows that stay open for the whole module."""
    windows = Windows(chromium)
    yield windows
    windows.close()


def sign_in(page: Page, product: Product, who: str) -> Page:
    """Sign in as the demo user of that role, by the form, as a person does."""
    page.goto(f"{product.url}/log-ind/")
    page.get_by_label("E-mail").fill(f"{who}@example.org")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(lambda url: "/log-ind/" not in url)  # a director begins elsewhere than others
    return page


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, one readable line for each element."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", AXE_RULES
    )
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def surprises(page: Page, status: int = 200) -> list[str]:
    """What the console complains of. That a page with a status of its own has that status is no surprise."""
    expected = "" if status == 200 else f"responded with a status of {status} "
    return [line for line in page.complaints if not (expected and expected in line)]


def is_wider_than_window(page: Page) -> bool:
    """A page that can be scrolled sideways."""
    return page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
