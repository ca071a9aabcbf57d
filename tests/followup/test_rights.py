"""Who may open and do what about follow-up: the rights table, written out cell by cell."""

import pytest
from django.urls import reverse

from collaborations.models import FirstTask
from followup import services
from followup.models import FollowUp, KeyFigure, KeyFigureValue, Plan, ToolEntry
from tests import factories
from tests.clock import in_days
from tests.followup.conftest import typed
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}
FOR_ODDER = {*WRITES, "kontakt"}


@pytest.fixture
def url(collaboration):
    return lambda name, *args: reverse(f"followup:{name}", args=[collaboration.slug, *args])


def plan_of():
    return {"next_date": typed(in_days(9)), "responsible": "Koordinator"}


def follow_up_of():
    told = {"date": typed(in_days(0)), "observed": "Det går.", "light": "green"}
    return told | {"next_date": typed(in_days(9)), "responsible": "Koordinator"}


def figure_of():
    return {"name": "Fejl", "definition": "Antal fejl", "unit": "fejl", "period": "2027", "reason": "Styring"}


def value_of(code):
    return {"municipality": code, "period": "2026", "value": "88", "date": typed(in_days(0)), "source": "Systemet"}


@pytest.mark.parametrize("name", ["board", "log", "figures"])
def test_all_who_see_the_collaboration_read_its_follow_up(client_for, url, name):
    answers, _ = ask(client_for, lambda browser: browser.get(url(name)))
    assert answers == table(SEES, READS)


def test_all_who_see_the_collaboration_read_a_tool(client_for, url):
    answers, _ = ask(client_for, lambda browser: browser.get(url("tool", "udbudsplan")))
    assert answers == table(SEES, READS)


def test_all_who_see_the_collaboration_read_a_key_figure(client_for, url, loyalty):
    answers, _ = ask(client_for, lambda browser: browser.get(url("figure", loyalty.pk)))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize(
    ("name", "args"), [("plan", ["kvalitet"]), ("record", ["evaluering"]), ("first_task", []), ("define_figure", [])]
)
def test_who_writes_the_collaborations_texts_opens_the_forms(client_for, url, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(url(name, *args)))
    assert answers == table(WRITES, READS)


@pytest.mark.parametrize(
    ("name", "args", "sent", "model"),
    [
        ("plan", ["kvalitet"], plan_of, Plan),
        ("record", ["evaluering"], follow_up_of, FollowUp),
        ("tool", ["udbudsplan"], lambda: {"state": "ready", "date": typed(in_days(0))}, ToolEntry),
        ("first_task", [], lambda: {"title": "A", "responsible": "B", "date": "01.10.2026"}, FirstTask),
        ("define_figure", [], figure_of, KeyFigure),
    ],
)
def test_who_writes_the_collaborations_texts_writes(client_for, url, name, args, sent, model):
    answers, left = ask(client_for, lambda browser: browser.post(url(name, *args), sent()), model.objects.exists)
    assert (answers, left) == (table(WRITES, DONE), only(WRITES))


def test_who_writes_the_collaborations_texts_changes_a_key_figure(client_for, url, loyalty):
    sent = figure_of() | {"version": "1"}
    changed = KeyFigure.objects.filter(name="Fejl").exists
    answers, left = ask(client_for, lambda browser: browser.post(url("change_figure", loyalty.pk), sent), changed)
    assert (answers, left) == (table(WRITES, DONE), only(WRITES))


def test_a_kommunekontakt_writes_the_own_municipalitys_figure(client_for, url, loyalty):
    address = url("record_value", loyalty.pk)
    answers, left = ask(
        client_for, lambda browser: browser.post(address, value_of("727")), KeyFigureValue.objects.exists
    )
    assert (answers, left) == (table(FOR_ODDER, DONE), only(FOR_ODDER))


@pytest.mark.parametrize("code", ["615", "samlet"])
def test_a_kommunekontakt_writes_no_other_figure(client_for, url, loyalty, code):
    """Another municipality, and all together, are no choices in the contact's form."""
    address = url("record_value", loyalty.pk)
    answers, left = ask(
        client_for, lambda browser: browser.post(address, value_of(code)), KeyFigureValue.objects.exists
    )
    assert (answers, left) == (table(WRITES, DONE) | {"kontakt": READS}, only(WRITES))


@pytest.mark.parametrize(("place", "may"), [("odder", FOR_ODDER), ("horsens", WRITES), ("", WRITES)])
def test_who_writes_a_figure_takes_it_back_too(request, client_for, url, loyalty, place, may):
    row = services.record_value(
        loyalty,
        municipality=request.getfixturevalue(place) if place else None,
        period="2026",
        date=in_days(0),
        value=88,
        source="Systemet",
        actor=None,
    )
    address = url("take_back_value", loyalty.pk, row.pk)
    answers, _ = ask(client_for, lambda browser: browser.get(address))
    assert answers == table(may, READS)
    taken = KeyFigureValue.objects.filter(value=None).exists
    answers, left = ask(client_for, lambda browser: browser.post(address, {"reason": "Fejl"}), taken)
    assert (answers, left) == (table(may, DONE), only(may))


def test_another_collaborations_key_figure_is_not_found(client_for, url, loyalty, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    strange = services.define_key_figure(other, **figure_of(), actor=None)
    for name in ("figure", "change_figure", "record_value"):
        assert client_for("koordinator").get(url(name, strange.pk)).status_code == 404
