"""The life of a business case: begun, worked on, approved, taken up anew."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from common.exceptions import DomainError, StaleVersion
from finance.case_reading import load_case
from finance.models import BusinessCase
from finance.services import (
    approve_case,
    close_extra,
    discard_draft,
    open_extra,
    revise_case,
    save_case,
    save_own_figures,
    start_case,
)
from finance.services.cases import Written
from tests.finance.build_cases import approve, line, make_case, make_key, result_of


@pytest.fixture
def case(collaboration, koordinator):
    return make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
    )


def test_a_case_begins_with_one_scenario_in_kroner_and_a_line_of_each_kind(collaboration):
    case = start_case(collaboration, approach="figures", actor=None)
    assert [(each.kind, each.unit, each.scenario) for each in case.lines.all()] == [
        ("investment", "kr", 1),
        ("operation", "kr", 1),
        ("gain", "kr", 1),
    ]
    assert (case.extras, case.discount_rate) == ([], None)


def test_a_second_begin_is_the_same_draft(collaboration):
    first = start_case(collaboration, approach="figures", actor=None)
    assert start_case(collaboration, approach="words", actor=None) == first


def test_what_was_saved_is_read_back_the_same(case):
    found = load_case(case).lines
    assert [(each.name, each.amounts) for each in found] == [
        ("Etablering", {"": {2027: Decimal(1000)}}),
        ("Mindre drift", {"": {2028: Decimal(600), 2029: Decimal(600)}}),
    ]


def test_two_who_save_at_once_do_not_overwrite_each_other(case):
    save_case(case, Written(details={}), version=case.version, actor=None)
    with pytest.raises(StaleVersion):
        save_case(case, Written(details={}), version=case.version, actor=None)


def test_a_line_that_somebody_else_added_meanwhile_stays(case):
    """Only what the page asked to remove is removed."""
    kept = load_case(case).lines[0]
    saved = save_case(case, Written(details={}, lines=[kept]), version=case.version, actor=None)
    assert saved.lines.count() == 2


def test_an_approved_version_is_frozen_with_what_it_comes_to(case):
    approved = approve(case)
    assert approved.snapshot["sentence"]["lead"] == "Investeringen på 1.000\u00a0kr. er tjent hjem i 2029."
    assert approved.snapshot["net"] == {"2027": "-1000", "2028": "600", "2029": "600"}
    with pytest.raises(DomainError, match="kan ikke ændres"):
        save_case(approved, Written(details={}), version=approved.version, actor=None)


def test_what_is_frozen_stays_when_the_key_and_the_municipalities_change(case, collaboration, odder):
    key = make_key(collaboration)
    case = save_case(case, Written(details={"key": key}), version=case.version, actor=None)
    approved = approve(case)
    before = approved.snapshot["municipalities"]
    key.components.all().delete()
    approved.refresh_from_db()
    assert approved.snapshot["municipalities"] == before
    assert [each["name"] for each in before] == ["Horsens", "Odder"]


def test_a_new_version_begins_as_the_one_before_and_supersedes_it_when_approved(case, collaboration):
    first = approve(case)
    second = revise_case(collaboration, actor=None)
    assert result_of(second).net_total == 200
    second = save_case(
        second, Written(details={}, lines=[line("gain", {2029: 100}, "Ny gevinst")]), version=second.version, actor=None
    )
    second = approve(second)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "approved", 2)
    changes = {each["what"]: (each["before"], each["after"]) for each in second.snapshot["before"]["changes"]}
    assert changes["Ny gevinst"] == ("Ikke med", "100\u00a0kr.")
    assert changes["Netto i alt"] == ("200\u00a0kr.", "300\u00a0kr.")


def test_a_case_without_any_amount_can_not_be_approved(collaboration):
    case = start_case(collaboration, approach="figures", actor=None)
    with pytest.raises(DomainError, match="Skriv mindst ét beløb"):
        approve(case)


def test_the_path_of_words_needs_words_and_a_reason(collaboration):
    case = start_case(collaboration, approach="words", actor=None)
    with pytest.raises(DomainError, match=r"Beskriv gevinsterne\. Skriv, hvorfor I ikke regner på det\."):
        approve(case)
    said = {"description": "Vi bliver mindre sårbare.", "reason": "Gevinsten kan ikke gøres op i kroner."}
    case = save_case(case, Written(details=said), version=case.version, actor=None)
    assert approve(case).snapshot["description"] == "Vi bliver mindre sårbare."


def test_nobody_approves_in_advance_or_without_a_name(case):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(DomainError, match="fremtiden"):
        approve_case(case, approved_as="Styregruppen", approved_on=tomorrow, version=case.version, actor=None)
    with pytest.raises(DomainError, match="hvem der har godkendt"):
        approve_case(case, approved_as=" ", approved_on=timezone.localdate(), version=case.version, actor=None)


def test_nutidsvaerdi_is_off_until_it_is_opened_and_then_proposes_a_dated_rate(case):
    assert result_of(case).present_value is None
    opened = open_extra(case, "discount", version=case.version, actor=None)
    assert opened.discount_rate == Decimal("3.5")
    assert "Finansministeriet" in opened.discount_source
    assert result_of(opened).present_value == Decimal("139.82")  # −1000 + 579.71 + 560.11


def test_a_second_scenario_begins_as_the_first_and_counts_only_while_it_is_open(case):
    opened = open_extra(case, "scenario", version=case.version, actor=None)
    assert load_case(opened).alternative.net_total == 200
    closed = close_extra(opened, "scenario", version=opened.version, actor=None)
    assert load_case(closed).alternative is None
    assert closed.lines.filter(scenario=2).count() == 2  # there again when it is opened again


def test_risks_count_only_while_they_are_open(case):
    opened = open_extra(case, "risks", version=case.version, actor=None)
    risk = {"text": "Forsinket udbud", "probability": Decimal(25), "cost": Decimal(400), "response": ""}
    opened = save_case(opened, Written(details={}, risks=[risk]), version=opened.version, actor=None)
    assert result_of(opened).net_total == 100
    closed = close_extra(opened, "risks", version=opened.version, actor=None)
    assert result_of(closed).net_total == 200


def test_thirteen_risks_are_too_many(case):
    opened = open_extra(case, "risks", version=case.version, actor=None)
    risks = [{"text": str(n), "probability": Decimal(1), "cost": Decimal(1), "response": ""} for n in range(13)]
    with pytest.raises(DomainError, match="højst være 12 risici"):
        save_case(opened, Written(details={}, risks=risks), version=opened.version, actor=None)


def test_own_figures_take_the_place_of_the_common_ones_and_can_be_taken_back(case):
    row = case.lines.get(name="Mindre drift")
    case = save_own_figures(row, {"727": {2028: Decimal(50)}}, version=case.version, actor=None)
    assert result_of(case).net_total == -950
    with pytest.raises(DomainError, match="Fjern først"):
        close_extra(case, "municipalities", version=case.version, actor=None)
    case = save_own_figures(row, {"": {}}, version=case.version, actor=None)
    assert load_case(case).empty_lines == ["Mindre drift"]


def test_a_draft_can_be_thrown_away_and_what_is_approved_can_not(case, collaboration):
    approved = approve(case)
    draft = revise_case(collaboration, actor=None)
    discard_draft(draft, version=draft.version, actor=None)
    assert list(BusinessCase.objects.all()) == [approved]
    with pytest.raises(DomainError):
        discard_draft(approved, version=approved.version, actor=None)


def test_what_happened_stands_in_the_history(case, collaboration, koordinator):
    approve(case, actor=koordinator)
    texts = list(collaboration.activity.filter(kind="economy").values_list("text", flat=True))
    assert texts == [
        "Godkendte version 1 af business casen. Godkendt af: Styregruppen.",
        "Begyndte at regne på en business case.",
    ]


def test_a_key_that_misses_something_is_said_and_nothing_is_taken_as_zero(case, collaboration, odder):
    odder.population_figures.all().delete()
    case = save_case(case, Written(details={"key": make_key(collaboration)}), version=case.version, actor=None)
    loaded = load_case(case)
    assert loaded.result.municipalities is None
    assert "Odder" in loaded.why_not_shared


def test_the_municipalities_are_those_that_take_part(case, collaboration):
    """Hedensted is invited and Samsø has left: neither pays."""
    case = save_case(case, Written(details={"key": make_key(collaboration)}), version=case.version, actor=None)
    assert [each.code for each in result_of(case).municipalities] == ["615", "727"]


def test_what_each_is_left_with_is_held_by_inhabitants_against_equal_parts(case):
    """Horsens has 97,571 inhabitants and Odder 23,916; 200 kroner are left in all."""
    rows = approve(case).snapshot["key_difference"]["rows"]
    assert [(each["name"], each["equal"]) for each in rows] == [("Horsens", "100"), ("Odder", "100")]
    assert sum(int(each["population"]) for each in rows) == 200
    assert all(int(each["difference"]) == int(each["equal"]) - int(each["population"]) for each in rows)
