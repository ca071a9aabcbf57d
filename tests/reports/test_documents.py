"""The snapshot: whole, JSON, described, and the same number of queries for little and much."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collaborations import services as collaborations
from collaborations.models import Collaboration
from phases import services as phases
from phases.models import ChecklistTemplateItem, PhaseTransition
from reports.documents import SCHEMA, snapshot
from tests import factories
from tests.decisions.build import decide

pytestmark = pytest.mark.django_db
SCHEMA_TEXT = Path(settings.BASE_DIR, "docs", "export-schema.md").read_text(encoding="utf-8")


def by_key(rows):
    return {row["key"]: row for row in rows}


def test_it_is_json_and_survives_the_way_there_and_back(founding):
    taken = snapshot(founding)
    assert json.loads(json.dumps(taken)) == taken


def test_it_says_what_the_collaboration_is(founding):
    taken = snapshot(founding)
    assert taken["schema"] == SCHEMA
    assert (taken["name"], taken["slug"]) == ("Fælles it-drift", "faelles-it-drift")
    assert (taken["organisation_type"], taken["phase"], taken["initiator"]) == ("section-60", 4, "Horsens")
    assert (taken["start_goal"], taken["founded_on"], taken["host"]) == ("2027-03-01", None, "")
    assert taken["coordinators"] == ["Koordinator"]
    assert taken["status"]["shown"] == "yellow"
    assert taken["status"]["reason"] == "Hedensted har ikke svaret"


def test_participants_have_their_dated_states(founding):
    samsoe = next(row for row in snapshot(founding)["participants"] if row["municipality"] == "Samsø")
    assert (samsoe["code"], samsoe["state"], samsoe["since"], samsoe["is_active"]) == (
        "741",
        "withdrawn",
        "2026-06-01",
        False,
    )
    assert [(step["state"], step["date"]) for step in samsoe["states"]] == [
        ("participant", "2026-02-01"),
        ("withdrawn", "2026-06-01"),
    ]


def test_unknown_is_not_zero(founding):
    factories.make_participation(founding, factories.make_municipality("Ølsted"))
    taken = snapshot(founding)
    assert next(row for row in taken["participants"] if row["municipality"] == "Ølsted")["population"] is None
    assert taken["figures"][1]["note"] == "uden 1 kommune"
    assert taken["declared_members"] is None


def test_requirements_say_whether_they_are_met_and_why_not(founding, horsens, koordinator):
    before = by_key(row for row in snapshot(founding)["requirements"] if row["before_phase"] == 5)
    adopted = before["statutes-adopted"]
    assert (adopted["met"], adopted["waivable"], adopted["waived"], adopted["blocking"]) == (False, False, False, True)
    assert adopted["missing"] == ["Horsens", "Odder"]
    assert "Horsens og Odder" in adopted["why"]
    assert adopted["legal"]["source"] != ""
    assert dt.date.fromisoformat(adopted["legal"]["last_checked"]) <= timezone.localdate()
    decide(founding, "statutes-adopted", horsens, date=dt.date(2026, 11, 2), actor=koordinator)
    after = by_key(row for row in snapshot(founding)["requirements"] if row["before_phase"] == 5)
    assert after["statutes-adopted"]["missing"] == ["Odder"]


def test_what_is_needed_next_names_who_has_to_act(founding):
    steps = {step["what"]: step["who"] for step in snapshot(founding)["next_steps"]}
    assert steps["Ankestyrelsen har godkendt vedtægterne"] == ["Koordinator"]
    assert steps["Svar på invitationen"] == ["Hedensted"]
    assert ["Horsens", "Odder"] in steps.values()


def test_what_the_law_asks_of_a_newcomer_stands_on_the_first_page(founding, koordinator):
    before = timezone.localdate() - dt.timedelta(days=10)
    PhaseTransition.objects.create(collaboration=founding, kind="forward", from_phase=4, to_phase=5, date=before)
    Collaboration.objects.filter(pk=founding.pk).update(phase=5)
    moved = Collaboration.objects.get(pk=founding.pk)
    vejle = factories.make_municipality("Vejle")
    collaborations.set_participation(
        moved, municipality=vejle, state="participant", date=timezone.localdate(), actor=koordinator
    )
    taken = snapshot(moved)
    owed = by_key(taken["owed"])
    assert "Vejle" in owed["statutes-adopted"]["missing"]
    assert (owed["statutes-adopted"]["met"], owed["statutes-adopted"]["waivable"]) == (False, False)
    steps = {step["what"]: step["who"] for step in taken["next_steps"]}
    assert "Vejle" in steps[owed["statutes-adopted"]["title"]]
    assert taken["conclusion"]["rest"] == f"{len(owed)} lovkrav mangler for dem, der deltager nu."


def test_a_deadline_within_a_month_comes_first_with_its_owner(founding, koordinator, kontakt):
    item = ChecklistTemplateItem.objects.filter(phase__number=4, requirement="", per_municipality=False).first()
    due = timezone.localdate() + dt.timedelta(days=10)
    phases.answer_item(
        founding, template=item, actor=koordinator, version=0, state="started", owner=kontakt, due=due, note="Halvvejs."
    )
    first = snapshot(founding)["next_steps"][0]
    assert first == {
        "what": item.text,
        "why": "Halvvejs.",
        "who": ["Kommunekontakt i Odder"],
        "due": due.isoformat(),
    }


def test_answers_stand_in_the_checklist_with_owner_due_note_and_reason(founding, koordinator):
    item = ChecklistTemplateItem.objects.filter(phase__number=4, requirement="", per_municipality=False).first()
    phases.answer_item(
        founding, template=item, actor=koordinator, version=0, state="not-relevant", reason="Sker på Ærø."
    )
    phase = snapshot(founding)["checklist"][3]
    answered = by_key(phase["items"])[item.key]
    assert (answered["state"], answered["state_label"], answered["reason"]) == (
        "not-relevant",
        "Ikke relevant",
        "Sker på Ærø.",
    )
    assert phase["total"] == sum(row["state"] != "not-relevant" for row in phase["items"])


def test_changes_are_those_since_the_last_finished_report(founding, make_paper, koordinator):
    assert snapshot(founding)["changes"] is None
    report = make_paper(founding)
    collaborations.set_status(founding, status="red", reason="Odder overvejer at gå", actor=koordinator)
    taken = snapshot(Collaboration.objects.get(pk=founding.pk))
    assert taken["changes"] == {
        "since_at": report.data_at.isoformat(),
        "rows": [{"topic": "Status", "text": "Fra gul til rød. Odder overvejer at gå"}],
    }
    assert [(row["pages"], row["sha256"]) for row in taken["reports"]] == [(report.pages, report.sha256)]


def test_three_or_thirty_of_everything_take_the_same_queries(founding, koordinator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            snapshot(Collaboration.objects.get(pk=founding.pk))
        return len(captured)

    def more(count):
        for _number in range(count):
            factories.make_participation(founding)
            factories.make_activity(founding, actor=koordinator)
            factories.make_external_participation(founding)

    more(3)
    few = queries()
    more(27)
    assert queries() == few


## What the command prints


def test_the_command_prints_the_snapshot(founding, capsys):
    call_command("export_collaboration", founding.slug)
    printed = json.loads(capsys.readouterr().out)
    expected = snapshot(founding)
    for taken in (printed, expected):
        del taken["taken_at"]
    assert printed == expected


def test_the_command_says_what_is_wrong_with_an_unknown_slug():
    with pytest.raises(CommandError, match="no collaboration with the slug 'ukendt'"):
        call_command("export_collaboration", "ukendt")


def keys_of(value, path=""):
    """Every path; years, and the codes of municipalities and what is for all of them, are `*`."""
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each, f"{path}[]")}
    if isinstance(value, dict):
        value = {"*" if name.isdigit() or not name else name: each for name, each in value.items()}
        return {f"{path}.{name}".lstrip(".") for name in value} | {
            key for name, each in value.items() for key in keys_of(each, f"{path}.{name}".lstrip("."))
        }
    return set()


def test_every_key_is_described(founding, make_paper, koordinator):
    """With something of everything, so that every list has a row."""
    Collaboration.objects.filter(pk=founding.pk).update(declared_member_count=12)
    make_paper(founding)
    collaborations.set_drivers(founding, drivers={"economy": "Lavere pris"}, actor=koordinator)
    collaborations.write_expectations(founding, text="Færre nedbrud", actor=koordinator)
    factories.make_external_participation(founding)
    phases.go_back(founding, to_phase=3, reason="Økonomien er ikke lagt fast.", actor=koordinator)
    waivable = next(
        row
        for row in snapshot(founding)["requirements"]
        if row["before_phase"] == 4 and row["waivable"] and not row["met"]
    )
    phases.waive(
        founding, before_phase=4, requirement=waivable["key"], reason="Vi gør det bagefter.", actor=koordinator
    )
    found = keys_of(snapshot(Collaboration.objects.get(pk=founding.pk)))
    # A move keeps requirements with the same keys as those of the collaboration itself.
    found = {key for key in found if not key.startswith("transitions[].requirements[]")}
    assert len(found) > 120
    undescribed = [key for key in sorted(found) if f"`{key}`" not in SCHEMA_TEXT]
    assert undescribed == []
