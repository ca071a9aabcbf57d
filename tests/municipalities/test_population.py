"""The population from Statistikbanken: asked of a server that answers as the real one does, errors included."""

import datetime as dt
import logging
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from common.exceptions import DomainError
from municipalities import statbank
from municipalities.models import Municipality, PopulationFigure
from municipalities.services import import_population
from municipalities.statbank import SOURCE, NotAvailable
from municipalities.tasks import import_population as task
from tests.kept import put_municipalities

DAY = dt.date(2026, 7, 1)
# The figures of København and Thisted are those of Statistikbanken; the others are made up.
KNOWN = {"101": 670_389, "787": 42_572}


def table(codes, *, quarter="2026K3", changes=None, head="OMRÅDE;TID;INDHOLD") -> str:
    """As the interface answers: a mark before the text, Windows' line ends, the whole country, regions, Christiansø."""
    figures = {"000": 6_031_699, "084": 1_949_336, "411": 91} | {code: KNOWN.get(code, 50_000) for code in codes}
    lines = [head, *(f"{code};{quarter};{value}" for code, value in (figures | (changes or {})).items())]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


class Statistikbanken:
    """Answers in turn with what it is told; the last answer is repeated. `asked` are the requests that came."""

    def __init__(self, port: int):
        self.url, self.answers, self.asked = f"http://127.0.0.1:{port}/v1", [], []

    def says(self, *answers: tuple[int, bytes]) -> None:
        self.answers = list(answers)

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(urlparse(path))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def server(settings, monkeypatch):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = bank.answer(self.path)
            if status == 0:  # it takes too long
                threading.Event().wait(1)
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    bank = Statistikbanken(running.server_port)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    settings.STATBANK_URL, settings.STATBANK_TIMEOUT = bank.url, 0.3
    fetch = statbank.fetch
    monkeypatch.setattr(statbank, "fetch", lambda url, *, timeout: fetch(url, timeout=timeout, backoff=0))
    yield bank
    running.shutdown()
    running.server_close()


@pytest.fixture
def codes(db):
    put_municipalities()
    return [each.code for each in Municipality.objects.all()]


def figures() -> dict[str, int]:
    return dict(PopulationFigure.objects.filter(date=DAY).values_list("municipality__code", "value"))


def ok(text: str) -> tuple[int, bytes]:
    return 200, text.encode()


## What is asked, and what is kept


def test_the_newest_quarter_of_all_municipalities_is_asked_for_and_kept(server, codes):
    server.says(ok(table(codes)))
    done = import_population()
    (asked,) = server.asked
    assert asked.path == "/v1/data/FOLK1A/CSV"
    assert parse_qs(asked.query) == {
        "valuePresentation": ["Code"], "delimiter": ["Semicolon"], "OMRÅDE": ["*"], "Tid": ["(1)"],
    }  # fmt: skip
    assert (len(codes), done.added, done.changed) == (98, 98, 0)
    assert figures() == {code: KNOWN.get(code, 50_000) for code in codes}
    assert set(PopulationFigure.objects.filter(date=DAY).values_list("source", flat=True)) == {SOURCE}


def test_a_second_import_changes_what_statistikbanken_has_put_right(server, codes):
    server.says(ok(table(codes)), ok(table(codes, changes={"727": 24_400})))
    import_population()
    done = import_population()
    assert (done.added, done.changed, figures()["727"]) == (0, 1, 24_400)


def test_the_figures_are_those_that_pages_show(server, codes):
    server.says(ok(table(codes)))
    import_population()
    shown = Municipality.objects.latest_population().get(code="101")
    assert (shown.population, shown.population_date, shown.population_source) == (670_389, DAY, SOURCE)


def test_a_table_in_a_file_is_read_where_there_is_no_network(codes, tmp_path, capsys):
    file = tmp_path / "folk1a.csv"
    file.write_bytes(table(codes).encode())
    call_command("import_population", file=file)
    assert capsys.readouterr().out == "98 municipalities on 1. juli 2026: 98 new figures, 0 changed\n"


## What is refused


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"changes": {"727": ".."}}, "Indbyggertallet for 727 kan ikke bruges"),
        ({"changes": {"727": "x"}}, "Indbyggertallet for 727 kan ikke bruges"),
        ({"changes": {"727": "-5"}}, "Indbyggertallet for 727 kan ikke bruges"),
        ({"changes": {"727": "0"}}, "Indbyggertallet for 727 kan ikke bruges"),
        ({"quarter": "2026"}, "er ikke et kvartal"),
        ({"quarter": "2099K1"}, "som ikke er kommet endnu"),
        ({"head": "KOMMUNE;TID;INDHOLD"}, "er ikke tabellen FOLK1A"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(server, codes, wrong, says):
    server.says(ok(table(codes, **wrong)))
    with pytest.raises(DomainError, match=says):
        import_population()
    assert figures() == {}


def test_fewer_than_98_municipalities_are_refused_and_the_last_figures_stay(server, codes):
    server.says(ok(table(codes)), ok(table(codes[:-1], changes={"101": 1})))
    import_population()
    with pytest.raises(DomainError, match=f"Der mangler 1 kommuner, blandt andre {codes[-1]}"):
        import_population()
    assert figures()["101"] == 670_389


def test_two_quarters_in_one_table_are_refused(codes):
    both = table(codes) + table(codes[:3], quarter="2026K2").split("\r\n", 1)[1]
    with pytest.raises(DomainError, match="skal have ét kvartal"):
        import_population(both)


## When Statistikbanken does not answer


def test_a_server_that_fails_is_asked_twice_more(server, codes):
    server.says((503, b""), (500, b"<html>Fejl</html>"), ok(table(codes)))
    assert import_population().added == 98
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("answer", "asked", "says"),
    [
        ((503, b"<html>Vi arbejder</html>"), 3, "svarede 503: <html>Vi arbejder"),
        ((400, b'{"errorTypeCode":"EXTRACT-NOTFOUND","message":"Tabellen findes ikke"}'), 1, "EXTRACT-NOTFOUND"),
        ((400, b"Bad request"), 1, "svarede 400: Bad request"),
        ((200, b"x" * 1_000_001), 1, "mere, end tabellen fylder"),
        ((200, b"\xff\xfe\xff"), 1, "ikke er tekst"),
        ((200, b"<html>Velkommen</html>"), 1, "er ikke tabellen FOLK1A"),
        ((0, b""), 3, "svarer ikke"),
    ],
)
def test_errors_are_said_and_nothing_is_changed(server, codes, answer, asked, says):
    server.says(answer)
    with pytest.raises(DomainError, match=says):
        import_population()
    assert len(server.asked) == asked
    assert figures() == {}


def test_without_a_network_it_says_so(codes, settings):
    settings.STATBANK_URL, settings.STATBANK_TIMEOUT = "http://127.0.0.1:9/v1", 0.3
    with pytest.raises(NotAvailable, match="svarer ikke"):
        statbank.fetch(settings.STATBANK_URL, timeout=0.3, backoff=0)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_population", file=Path("findes-ikke.csv"))


def test_the_monthly_task_logs_what_went_wrong_fails_and_tries_again_the_next_month(server, codes, caplog):
    server.says((400, b"Bad request"))
    with caplog.at_level(logging.INFO, logger="municipalities.tasks"):
        with pytest.raises(DomainError):
            task()
        server.says(ok(table(codes)))
        task()
    first, second = caplog.messages
    assert "The population was not imported: Statistikbanken svarede 400" in first
    assert second == "Population of 2026-07-01: 98 new, 0 changed"


@pytest.mark.parametrize(("switch", "is_planned"), [({}, False), ({"POPULATION_IMPORT": "on"}, True)])
def test_beat_asks_every_month_where_it_is_switched_on(switch, is_planned):
    code = "from samarbejde.settings import test as s; print(s.CELERY_BEAT_SCHEDULE.get('import-population'))"
    environment = {**os.environ, **switch}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert ("municipalities.import_population" in run.stdout) is is_planned
