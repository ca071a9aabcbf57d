"""The demo's data files by themselves: what stands in them is true to the sources and names no person."""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from collaborations.models import Collaboration, Driver, ParticipationChange, ParticipationState
from phases.models import PhaseTransition

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "demo" / "data"
FILE = yaml.safe_load((DATA / "collaborations.yaml").read_text(encoding="utf-8"))
CASES = {case["slug"]: case for case in FILE["collaborations"]}


def known_municipalities() -> set[str]:
    with (ROOT / "municipalities" / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file)}


def members(case: dict) -> dict[str, list[dict]]:
    alike = case.get("participants_alike", {"municipalities": [], "changes": []})
    found = dict.fromkeys(alike["municipalities"], alike["changes"])
    found.update({each["municipality"]: each["changes"] for each in case.get("participants", [])})
    return found


def texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


def test_there_are_the_ten_of_the_catalogue_and_two_more():
    assert set(CASES) == {
        "riso",
        "viborg-silkeborg",
        "digitaliseringsforening-sjaelland",
        "storkoebenhavnske-digitaliseringsforening",
        "brugerklubben-sbsys",
        "4k",
        "it-forsyningen",
        "den-digitale-hotline",
        "den-digitale-landevej",
        "os2",
        "mad-til-hver-dag",
        "faellesindkoeb-fyn",
    }


# Members that the sources name, how many there are in all where only a number is known, and the form.
EXPECTED = {
    "riso": (2, None, "agreement"),
    "viborg-silkeborg": (2, None, "agreement"),
    "digitaliseringsforening-sjaelland": (11, 12, "association"),
    "storkoebenhavnske-digitaliseringsforening": (9, None, "association"),
    "brugerklubben-sbsys": (6, 27, "association"),
    "4k": (4, None, "agreement"),
    "it-forsyningen": (4, None, "section-60"),
    "den-digitale-hotline": (4, 30, "association"),
    "den-digitale-landevej": (5, None, "agreement"),
    "os2": (5, 55, "association"),
    "mad-til-hver-dag": (5, None, "section-60"),
    "faellesindkoeb-fyn": (5, None, "agreement"),
}


@pytest.mark.parametrize("slug", EXPECTED)
def test_members_count_and_form_are_those_of_the_sources(slug):
    case = CASES[slug]
    found = (len(members(case)), case.get("declared_member_count"), case["organisation_type"])
    assert found == EXPECTED[slug]


@pytest.mark.parametrize("slug", CASES)
def test_every_municipality_exists_and_the_initiator_and_host_take_part(slug):
    case = CASES[slug]
    assert set(members(case)) - known_municipalities() == set()
    for name in ("initiator", "host"):
        assert case.get(name) is None or case[name] in members(case)


@pytest.mark.parametrize("slug", CASES)
def test_every_change_has_a_state_a_source_a_reason_and_a_date_no_later_than_the_newest_source(slug):
    for name, changes in members(CASES[slug]).items():
        assert changes, name
        for change in changes:
            assert change["state"] in ParticipationState.values
            assert change["source"]
            assert change["reason"]
            assert change["date"] <= CASES[slug]["as_of"]


def test_it_forsyningen_has_its_dates():
    case = CASES["it-forsyningen"]
    assert case["founded_on"] == dt.date(2013, 7, 1)
    assert case["operating_from"] == dt.date(2014, 1, 1)
    since = {name: changes[0]["date"] for name, changes in members(case).items()}
    assert since == {
        "Ballerup": dt.date(2013, 7, 1),
        "Egedal": dt.date(2013, 7, 1),
        "Furesø": dt.date(2013, 7, 1),
        "Allerød": dt.date(2019, 12, 31),
    }
    assert "kun året" in members(case)["Allerød"][0]["reason"]


def test_a_founding_day_stands_only_where_the_whole_day_is_known():
    assert {slug for slug, case in CASES.items() if "founded_on" in case} == {"it-forsyningen"}
    assert {slug for slug, case in CASES.items() if "operating_from" in case} == {"it-forsyningen"}


def test_the_user_club_carries_its_warning():
    purpose = CASES["brugerklubben-sbsys"]["purpose"]
    assert "Ankestyrelsen" in purpose
    assert "27. september 2017" in purpose


def test_the_disagreement_about_who_left_is_told_source_by_source():
    told = [line["text"] for line in CASES["storkoebenhavnske-digitaliseringsforening"]["history"]]
    assert [("2.4," in line, "2.4.1" in line, "2.4.5" in line) for line in told] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def expanded(text: str) -> str:
    return text.format(**FILE["sources"]).strip()


@pytest.mark.parametrize("slug", CASES)
def test_texts_fit_their_columns(slug):
    case = CASES[slug]

    def room(model, field):
        return model._meta.get_field(field).max_length

    assert len(case["name"]) <= room(Collaboration, "name")
    assert len(expanded(case["source"])) <= room(PhaseTransition, "source")
    assert len(case.get("declared_member_note", "")) <= room(Collaboration, "declared_member_note")
    assert set(case["drivers"]) <= set(Driver.Kind.values)
    for change in (change for changes in members(case).values() for change in changes):
        assert len(expanded(change["source"])) <= room(ParticipationChange, "source")
        assert len(change["reason"].strip()) <= room(ParticipationChange, "reason")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.name)
def test_no_address_and_no_phone_number(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", text) == []
    assert re.findall(r"(?i)\b(?:tlf|telefon|mobil)\b", text) == []
    assert re.findall(r"\b\d{8}\b|\b\d{4} \d{4}\b|\b(?:\d{2} ){3}\d{2}\b", text) == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.name)
def test_sentences_are_plain(path):
    """At most twenty words, and none of the words that the style leaves out."""
    for text in texts(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert re.findall(r"(?i)\b(?:herunder|ift\.|såfremt|fremsende)", text) == []
        for sentence in re.split(r"(?<=[a-zæøå)])[.:;] ", text):
            assert len(sentence.split()) <= 20, sentence
