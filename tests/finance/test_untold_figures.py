"""Own figures that some municipalities have written and others have not: those of the others are not known."""

import pytest

from finance.case_freezing import frozen_case
from finance.case_pages import shown_case
from finance.case_reading import load_case
from finance.in_short import economy_in_short
from finance.sentences import losers
from finance.services import doubts_about
from finance.settled import read_economy
from finance.version_changes import changes_since
from finance.yearly import load_yearly
from reports.cases import case_snapshot, draw_case
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.reports.papers import text_of

YEARS = {"first_year": 2027, "year_count": 2, "price_year": 2027}
SAID = "Odder mangler tal i “Sparet tid”, så summerne er uden dem."
NOTE = "Det vides ikke, hvad casen giver Odder, for tal mangler."


def written(collaboration, *lines):
    """Horsens has written its own figures, and Odder has not."""
    key = make_key(collaboration, "Lige", weight="equal")
    return make_case(collaboration, line("operation", {2027: 200, 2028: 200}), *lines, key=key, **YEARS)


@pytest.fixture
def saved_time():
    return line("gain", {2027: 500, 2028: 500}, "Sparet tid", code="615")


def test_the_sums_of_who_has_not_written_are_not_known_and_those_of_all_are_without_it(collaboration, saved_time):
    case = load_case(written(collaboration, saved_time))
    content = frozen_case(case)
    amounts = {each["name"]: (each["operation"], each["gain"], each["net"]) for each in content["municipalities"]}
    assert amounts == {"Horsens": ("200", "1000", "800"), "Odder": ("200", None, None)}
    assert content["by_kind"]["gain"] == {"2027": "500", "2028": "500"}
    assert content["left_out"] == [SAID]
    assert SAID in doubts_about(case)
    assert content["municipalities_note"] == f"{NOTE} Ingen af de andre kommuner betaler mere, end de får."
    assert content["municipality_years"]["727"] == {"pays": {"2027": "100", "2028": "100"}, "gain": None}
    assert content["key_difference"] is None
    assert shown_case(case.case, case).key_difference == []
    assert content["leaver"]["losers"] == []


def test_who_writes_0_has_told(collaboration, saved_time):
    saved_time.amounts["727"] = {2027: 0}
    content = frozen_case(load_case(written(collaboration, saved_time)))
    assert [each["gain"] for each in content["municipalities"]] == ["1000", "0"]
    assert (content["left_out"], content["losers"]) == ([], ["Odder"])


def test_a_start_cost_that_is_not_written_is_not_known(collaboration):
    approve(written(collaboration, line("investment", {2027: 500}, "Udstyr", code="615")))
    case = read_economy(collaboration).case
    assert (case.start_cost("615"), case.start_cost("727"), case.invested) == (500, None, None)
    assert [(each.first_year, each.pays) for each in economy_in_short(collaboration).shares] == [
        (500, 700),
        (None, None),
    ]
    assert frozen_case(load_case(collaboration.business_cases.get()))["leaver"] is None


def test_what_it_gives_a_year_is_not_known_either(collaboration, saved_time):
    approve(written(collaboration, saved_time))
    yearly = load_yearly([collaboration.pk], {"727"})[collaboration.pk]
    assert (yearly.pays, yearly.gain, yearly.by_year[2028]) == (100, None, (100, None))


def test_that_it_is_not_known_is_a_change_from_when_it_was(collaboration, saved_time):
    now = frozen_case(load_case(written(collaboration, saved_time)))
    before = {**now, "municipalities": [{**each, "net": "7"} for each in now["municipalities"]]}
    found = {each["what"]: each["after"] for each in changes_since(before, now)}
    assert found["Odder, netto"] == "Ikke oplyst"


def test_page_and_paper_say_it(client_for, collaboration, saved_time):
    case = approve(written(collaboration, saved_time))
    address = f"/samarbejder/{collaboration.slug}/oekonomi/business-case/"
    page = client_for("koordinator").get(address).content.decode()
    assert '<td class="sm-number" data-label="Gevinst">Ikke oplyst</td>' in page
    paper = text_of(draw_case(case_snapshot(case)).content)
    for said in (NOTE, SAID):
        assert said in page
        assert said in paper
    assert "Odder Ikke oplyst 200 Ikke oplyst Ikke oplyst" in paper
    overview = client_for("kontakt").get(f"/samarbejder/{collaboration.slug}/").content.decode()
    assert "<strong>Odder</strong> mangler at skrive tal i business casen" in overview


def test_of_those_of_whom_nothing_is_known_nothing_is_said():
    assert losers([], ["Odder", "Samsø"], is_all_unknown=True) == NOTE.replace("Odder", "Odder og Samsø")
    assert losers(["Horsens"], ["Odder"]) == f"{NOTE} Horsens betaler mere, end kommunen får."
