"""What changed between two papers, in sentences."""

import copy

import pytest

from reports.changes import changes_between


def item(key, state="open", **values):
    labels = {"open": "Åben", "done": "Klaret", "started": "I gang"}
    return {
        "key": key,
        "code": None,
        "municipality": None,
        "text": f"Punkt {key}",
        "state": state,
        "state_label": labels[state],
        **values,
    }


def requirement(key, **values):
    return {"key": key, "before_phase": 5, "title": f"Krav {key}", "met": False, "waived": False, **values}


@pytest.fixture
def earlier():
    return {
        "status": {"shown": "green", "label": "Grøn", "reason": ""},
        "phase": 3,
        "phase_name": "Konkretisering",
        "organisation_type": None,
        "organisation_type_name": "",
        "requirements": [requirement("a"), requirement("b")],
        "checklist": [{"phase": 3, "items": [item("k1"), item("k2")]}],
        "participants": [{"code": "727", "municipality": "Odder", "state": "invited", "state_label": "Inviteret"}],
    }


@pytest.fixture
def later(earlier):
    return copy.deepcopy(earlier)


def said(earlier, later):
    return [(each["topic"], each["text"]) for each in changes_between(earlier, later)]


def test_the_same_data_have_no_changes(earlier, later):
    assert said(earlier, later) == []


def test_status_phase_and_form(earlier, later):
    later["status"] = {"shown": "yellow", "label": "Gul", "reason": "Odder venter."}
    later |= {"phase": 4, "phase_name": "Vedtagelse", "organisation_type": "association"}
    later["organisation_type_name"] = "Forening"
    assert said(earlier, later) == [
        ("Status", "Fra grøn til gul. Odder venter."),
        ("Fase", "Fra fase 3 til fase 4: Vedtagelse."),
        ("Organisationsform", "Fra ikke valgt til Forening."),
    ]


def test_a_new_reason_for_the_same_colour(earlier, later):
    later["status"]["reason"] = "Alt er på plads."
    assert said(earlier, later) == [("Status", "Ny begrundelse: Alt er på plads.")]


def test_requirements_met_waived_new_gone_and_no_longer_met(earlier, later):
    later["requirements"] = [requirement("a", met=True), requirement("c")]
    assert said(earlier, later) == [
        ("Krav", "Opfyldt: Krav a"),
        ("Krav", "Nyt krav før fase 5: Krav c"),
        ("Krav", "Gælder ikke længere: Krav b"),
    ]
    waived = {**later, "requirements": [requirement("a"), requirement("c", waived=True)]}
    assert said(later, waived) == [("Krav", "Ikke længere opfyldt: Krav a"), ("Krav", "Fraveget: Krav c")]
    assert said(waived, {**later, "requirements": [*waived["requirements"][:1], requirement("c")]}) == [
        ("Krav", "Ikke længere fraveget: Krav c")
    ]


def test_points_are_named(earlier, later):
    later["checklist"][0]["items"] = [item("k1", "done"), item("k2", "started", municipality="Odder")]
    assert said(earlier, later) == [
        ("Tjekliste", "Fase 3: Punkt k1 (klaret)."),
        ("Tjekliste", "Fase 3: Punkt k2, Odder (i gang)."),
    ]


def test_many_points_are_counted(earlier, later):
    later["checklist"][0]["items"] = [item(f"k{number}", "done") for number in range(7)]
    assert said(earlier, later) == [("Tjekliste", "Fase 3: 7 punkter er nu klaret.")]


def test_municipalities_join_and_answer(earlier, later):
    later["participants"][0] |= {"state": "declined", "state_label": "Afslået"}
    later["participants"].append(
        {"code": "615", "municipality": "Horsens", "state": "participant", "state_label": "Deltager"}
    )
    assert said(earlier, later) == [
        ("Deltagere", "Odder: fra inviteret til afslået."),
        ("Deltagere", "Horsens er kommet til: deltager."),
    ]


## The economy


def economy(**values):
    return {"conclusion": {"lead": "Investeringen er tjent hjem i 2030."}, "case": None, "key": None} | {
        "measured": None,
        **values,
    }


def test_an_approved_case_a_chosen_key_and_what_was_measured_are_new(earlier):
    now = economy(
        case={"number": 2},
        key={"name": "Årsværk", "number": 1},
        measured={"lead": "Gevinsten var som ventet i 2028.", "rest": ""},
    )
    rows = changes_between(earlier | {"economy": economy()}, copy.deepcopy(earlier) | {"economy": now})
    assert [(row["topic"], row["text"]) for row in rows] == [
        ("Økonomi", "Version 2 af business casen er godkendt. Investeringen er tjent hjem i 2030."),
        ("Økonomi", "Foreslået fordelingsnøgle: “Årsværk”, version 1."),
        ("Økonomi", "Gevinsten var som ventet i 2028."),
    ]
    assert changes_between(earlier | {"economy": now}, earlier | {"economy": now}) == []


def test_a_paper_from_before_the_economy_was_in_it_is_compared_without(earlier):
    assert changes_between(earlier, copy.deepcopy(earlier) | {"economy": economy(case={"number": 2})}) == []
