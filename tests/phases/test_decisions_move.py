"""A database from before the decisions had an app of their own: nothing that was recorded is lost on the way."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT

BEFORE = """
import datetime as dt
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

apps = MigrationExecutor(connection).loader.project_state(("phases", "0001_initial")).apps
place = apps.get_model("municipalities", "Municipality")
region = apps.get_model("municipalities", "Region").objects.create(name="Midtjylland")
odder, horsens = (
    place.objects.create(
        code=code, name=name, full_name=name, cvr=code, region=region, area_km2=1, latitude=56, longitude=10,
        tile_column=int(code), tile_row=1,
    )
    for code, name in [("727", "Odder"), ("615", "Horsens")]
)
collaboration = apps.get_model("collaborations", "Collaboration").objects.create(
    name="Fra før", slug="fra-foer", sort_name="fra for", purpose="x", initiator=odder
)
may, june = dt.date(2026, 5, 12), dt.date(2026, 6, 9)
for key, municipality, date, note in [
    ("statutes-adopted", odder, may, ""),
    ("statutes-adopted", odder, june, "Forkert dato"),          # put right
    ("statutes-adopted", horsens, may, ""),
    ("statutes-adopted", horsens, None, "Det var et udvalg"),   # taken back
    ("no-start-cost", odder, may, ""),
    ("appropriation", odder, june, ""),
    ("no-start-cost", odder, None, "Der kom en udgift"),        # the appropriation stands
    ("appropriation", horsens, None, "x"),                      # took back what was not there
    ("authority-approval", None, june, ""),
    ("authority-orientation", None, june, ""),
    ("company-founded", None, june, ""),
    ("small-enough", None, may, "Omsætningen er lille"),
    ("their-own", odder, may, ""),
]:
    apps.get_model("phases", "RecordedFact").objects.create(
        collaboration=collaboration, key=key, municipality=municipality, date=date, note=note
    )
"""
AFTER = """
import json
from django.utils import timezone
from collaborations.models import Collaboration
from decisions.models import Assessment, Decision
from decisions.reading import questions_of
from municipalities.models import Municipality

collaboration = Collaboration.objects.get()
names = {None: "", **dict(Municipality.objects.values_list("pk", "name"))}
stands = {}
for asked in questions_of(collaboration):
    for pk, name in names.items():
        cell = asked.cell(pk, timezone.localdate())
        if cell.entry:
            stands[f"{asked.key} {name}".strip()] = [cell.state, str(cell.entry.date), cell.counts]
corrections = Decision.objects.exclude(correction_reason="").order_by("pk")
reasons = list(corrections.values_list("correction_reason", flat=True))
assessed = list(Assessment.objects.values_list("key", "note"))
print(json.dumps({"stands": stands, "reasons": reasons, "assessed": assessed, "rows": Decision.objects.count()}))
"""


@pytest.fixture
def manage(tmp_path):
    """`manage.py` on a SQLite database of its own, which nobody else has migrated."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SAMARBEJDE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "samarbejde.settings.local"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_recorded_facts_become_decisions_that_hold_as_before(manage):
    manage("migrate", "phases", "0001", "--verbosity", "0")
    manage("shell", "--verbosity", "0", "-c", BEFORE)
    manage("migrate", "--verbosity", "0")
    found = json.loads(manage("shell", "--verbosity", "0", "-c", AFTER))
    assert found["stands"] == {
        "statutes-adopted Odder": ["adopted", "2026-06-09", True],
        "appropriation Odder": ["adopted", "2026-06-09", True],
        "authority-approval": ["adopted", "2026-06-09", True],
        "authority-orientation": ["noted", "2026-06-09", True],
        "company-founded": ["adopted", "2026-06-09", True],
        "their-own Odder": ["adopted", "2026-05-12", True],
    }
    assert found["reasons"] == ["Forkert dato", "Det var et udvalg", "Der kom en udgift"]
    assert found["assessed"] == [["small-enough", "Omsætningen er lille"]]
    assert found["rows"] == 11
