"""A version of a case as it is frozen: what is in its sums, and what counts nothing is said."""

from decimal import Decimal as D

import pytest

from common.exceptions import DomainError
from finance.case_freezing import frozen_case
from finance.case_reading import load_case
from finance.models import BusinessCase, DistributionKey, KeyComponent, KeyInput
from finance.services import add_component, doubts_about, propose_key, save_case
from finance.services.cases import Written
from tests.finance.build_cases import approve, line, make_case, make_key

pytestmark = pytest.mark.django_db
YEARS = {"first_year": 2027, "year_count": 3}


@pytest.fixture
def agreed_key(collaboration, horsens, odder):
    """40 per cent for Horsens and 60 for Odder."""
    agreed = KeyInput.objects.create(collaboration=collaboration, name="Aftalt", unit="pct.")
    for municipality, value in ((horsens, 40), (odder, 60)):
        agreed.values.create(municipality=municipality, value=value)
    key = DistributionKey.objects.create(collaboration=collaboration, name="Aftalte procenter")
    KeyComponent.objects.create(key=key, kind="percentages", name="Alt", part=100, input=agreed)
    return key


def frozen(case: BusinessCase) -> dict:
    return frozen_case(load_case(case))


def test_a_key_of_agreed_percentages_shares_a_case_though_nobody_can_leave_it(collaboration, agreed_key):
    lines = line("investment", {2027: 1000}), line("gain", {2028: 2000})
    content = approve(make_case(collaboration, *lines, key=agreed_key, **YEARS)).snapshot
    assert [each["investment"] for each in content["municipalities"]] == ["400", "600"]
    assert content["leaver"]["sentence"] == (
        "Hvad der sker, hvis Odder går ud, kan ikke regnes ud med nøglen “Aftalte procenter”."
    )


def test_what_each_pays_and_gains_is_frozen_year_by_year_and_adds_up_to_its_totals(collaboration, agreed_key):
    lines = line("investment", {2027: 1000}), line("operation", {2028: 500}), line("gain", {2028: 2000, 2029: 2000})
    content = frozen(make_case(collaboration, *lines, key=agreed_key, **YEARS))
    assert content["municipality_years"] == {
        "615": {"pays": {"2027": "400", "2028": "200"}, "gain": {"2028": "800", "2029": "800"}},
        "727": {"pays": {"2027": "600", "2028": "300"}, "gain": {"2028": "1200", "2029": "1200"}},
    }
    horsens = next(each for each in content["municipalities"] if each["code"] == "615")
    assert (horsens["investment"], horsens["operation"], horsens["gain"]) == ("400", "200", "1600")


def test_a_second_scenario_with_a_key_that_shares_nothing_is_worked_out_for_all_together(collaboration):
    key = DistributionKey.objects.create(collaboration=collaboration, name="Takst")
    add_component(key, kind="tariff", name="Pris", amount=D(9), weight="population", actor=None)
    own = line("gain", {2027: 1000}, code="615")
    other = line("gain", {2027: 500}, "Andet", scenario=2)
    case = make_case(collaboration, own, other, key=key, extras=["municipalities", "scenario"], **YEARS)
    BusinessCase.objects.filter(pk=case.pk).update(extras=["municipalities", "scenario"])
    case.refresh_from_db()
    assert frozen(case)["scenario"]["net_total"] == "500"


def test_figures_outside_the_years_are_said_to_count_nothing_and_alone_can_not_be_approved(collaboration):
    case = make_case(collaboration, line("investment", {2030: 700_000}), first_year=2027, year_count=2)
    assert load_case(case).problems == ["Skriv mindst ét beløb i casens år, 2027–2028."]
    with pytest.raises(DomainError, match="casens år"):
        approve(case)
    case = save_case(case, Written(details={"year_count": 4}), version=case.version, actor=None)
    nothing = "Der er ingen tal for %s, så summerne gælder kun de andre år."
    assert load_case(case).left_out == [nothing % "2027, 2028 og 2029"]
    case = save_case(
        case, Written(details={"year_count": 3}, lines=[line("gain", {2027: 5})]), version=case.version, actor=None
    )
    said = [
        nothing % "2028 og 2029",
        "Der er tal for 2030. De tæller ikke med, for casen dækker 2027–2029.",
        "Kun med tal, der ikke tæller med: Linje om investment.",
    ]
    assert frozen(case)["left_out"] == said
    assert (frozen(case)["empty_lines"], frozen(case)["empty_years"]) == ([], [2028, 2029])
    assert doubts_about(load_case(case))[-3:] == said


def test_a_municipality_that_does_not_take_part_is_in_no_sum_and_that_is_said(collaboration):
    both = line("gain", {2027: 700, 2028: 0, 2029: 0}, code="615")
    both.amounts["727"] = {2027: 0}
    gone = line("gain", {2027: 500}, "Fra Samsø", code="741")
    content = frozen(make_case(collaboration, both, gone, **YEARS))
    assert [each["total"] for each in content["lines"]] == ["700", None]
    assert content["by_kind"]["gain"]["2027"] == "700"
    assert content["left_out"] == [
        "Der er tal for 1 kommune, der ikke deltager. De tæller ikke med.",
        "Kun med tal, der ikke tæller med: Fra Samsø.",
    ]


def test_the_lines_add_up_to_what_is_invested_with_what_is_set_aside_for_risks(collaboration):
    case = make_case(collaboration, line("investment", {2027: 1000}), **YEARS)
    case.risks.create(text="Forsinkelse", probability=D("33.33"), cost=D(100))
    BusinessCase.objects.filter(pk=case.pk).update(extras=["risks"])
    case.refresh_from_db()
    content = frozen(case)
    assert [(each["name"], each["total"]) for each in content["lines"]][-1] == ("Risikopulje", "34")
    assert sum(D(each["total"]) for each in content["lines"]) == D(content["by_kind"]["investment"]["2027"])
    assert (content["risk_pool"], content["risks"][0]["probability"]) == ("34", "33.33")


def test_three_estimates_of_aarsvaerk_are_rounded_once_in_kroner(collaboration):
    held = {"": {2027: D(1)}}, {"": {2027: D(2)}}
    data = line("gain", {2027: 1}, unit="fte", rate=D(600_000), low=held[0], high=held[1])
    assert data.kroner() == {"": {2027: D(700_000)}}


def test_the_proposed_version_is_named_only_while_the_key_is_as_it_was_proposed(collaboration, koordinator):
    key = make_key(collaboration, "Lige", weight="equal")
    propose_key(key, amount=None, year=2027, note="", actor=koordinator)
    case = make_case(collaboration, line("investment", {2027: 1000}), key=key, **YEARS)
    assert frozen(case)["key"]["version"] == 1
    key.components.update(weight="population")
    found = frozen(case)["key"]
    assert (found["version"], found["sha256"]) == (None, "")
    assert found["content"]["parts"][0]["weight"] == "population"
