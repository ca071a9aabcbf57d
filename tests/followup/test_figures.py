"""Key figures: defined with what they are used for, filled by municipality and for all, and held against the target."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.exceptions import DomainError, StaleVersion
from followup import services
from followup.figure_pages import figures_of
from followup.measures import Measure
from followup.models import KeyFigure
from tests.clock import in_days
from tests.collaborations.pages import errors_of, text_of
from tests.followup.conftest import typed
from tests.followup.test_rights import figure_of, value_of

LOYALTY = Measure("pct.", Decimal(60), Decimal(90))
FAULTS = Measure("fejl", Decimal(40), Decimal(10))
YEAR, QUARTER = ("2018", Decimal(88)), ("1. kvartal 2019", Decimal(90))


@pytest.fixture
def fill(loyalty, koordinator):
    def write(value, period="2018", municipality=None, days=0, **values):
        values = {"source": "Indkøbssystemerne", "date": in_days(-days)} | values
        said = {"value": Decimal(str(value)), "period": period, "municipality": municipality}
        return services.record_value(loyalty, **said, **values, actor=koordinator)

    return write


@pytest.fixture
def page(client_for, collaboration):
    def read(name="figures", *args, who="koordinator"):
        return text_of(client_for(who).get(reverse(f"followup:{name}", args=[collaboration.slug, *args])))

    return read


## Held against the target


def test_eighty_eight_of_ninety_is_two_points_away():
    assert LOYALTY.standing([YEAR]) == "2\u00a0procentpoint fra målet i 2018."


def test_ninety_of_ninety_is_reached_and_since_when_is_said():
    assert LOYALTY.standing([YEAR, QUARTER]) == "Målet er nået i 1. kvartal 2019."
    assert LOYALTY.standing([YEAR, QUARTER, ("2019", Decimal(91))]) == "Målet er nået i 1. kvartal 2019."


def test_what_is_lost_again_is_not_reached():
    assert LOYALTY.standing([QUARTER, ("2020", Decimal("84.5"))]) == "5,5\u00a0procentpoint fra målet i 2020."


def test_a_target_below_the_baseline_is_reached_downwards():
    assert FAULTS.standing([("2026", Decimal(12))]) == "2\u00a0fejl fra målet i 2026."
    assert FAULTS.standing([("2027", Decimal(9))]) == "Målet er nået i 2027."


def test_what_is_not_known_is_said():
    assert LOYALTY.standing([]) == "Der er ikke målt endnu."
    assert Measure("fejl", None, None).standing([YEAR]) == "Målet er ikke oplyst."
    assert (LOYALTY.in_words(None), LOYALTY.missing(None)) == ("Ikke oplyst", None)


## Services


@pytest.mark.parametrize("missing", ["reason", "name", "definition", "unit", "period"])
def test_a_key_figure_says_what_it_is_and_what_it_is_for(collaboration, missing):
    with pytest.raises(DomainError):
        services.define_key_figure(collaboration, **figure_of() | {missing: " "}, actor=None)
    assert not KeyFigure.objects.exists()


def test_two_key_figures_have_two_names(collaboration, loyalty):
    with pytest.raises(DomainError, match="allerede et nøgletal"):
        services.define_key_figure(collaboration, **figure_of() | {"name": "Aftaleloyalitet"}, actor=None)


def test_a_target_is_not_the_baseline(collaboration):
    with pytest.raises(DomainError, match="det samme som udgangspunktet"):
        services.define_key_figure(
            collaboration, **figure_of(), baseline=Decimal(5), target=Decimal("5.00"), actor=None
        )


@pytest.mark.parametrize("values", [{"reason": ""}, {"baseline": 5, "target": 5}])
def test_the_database_holds_that_too(collaboration, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyFigure.objects.create(collaboration=collaboration, **figure_of() | values)


def test_another_definition_is_told_from_and_to(collaboration, loyalty):
    names = ("name", "definition", "unit", "period", "reason")
    same = {name: getattr(loyalty, name) for name in names} | {"baseline": Decimal(60)}
    changed = services.change_key_figure(loyalty, **same, target=Decimal(95), version=1, actor=None)
    assert (changed.target, changed.version) == (95, 2)
    assert collaboration.activity.first().text == ("Rettede nøgletallet Aftaleloyalitet. Mål: fra “90” til “95”.")
    with pytest.raises(StaleVersion):
        services.change_key_figure(loyalty, **same, target=Decimal(99), version=1, actor=None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"period": " "}, "hvilken periode"),
        ({"source": ""}, "hvor tallet kommer fra"),
        ({"days": -1}, "fremtiden"),
    ],
)
def test_a_value_has_a_period_a_source_and_a_day(fill, values, sentence):
    with pytest.raises(DomainError, match=sentence):
        fill(88, **values)


def test_a_municipality_that_is_not_in_it_has_no_value(fill, samsoe):
    with pytest.raises(DomainError, match="Samsø deltager ikke"):
        fill(88, municipality=samsoe)


def test_a_value_is_corrected_by_a_new_row(collaboration, loyalty, fill):
    fill(80)
    fill(88)
    fill(88)
    assert loyalty.values.count() == 2
    assert figures_of(collaboration)[0].joint == [("2018", Decimal(88))]
    assert collaboration.activity.first().text == "Aftaleloyalitet, samlet, 2018: 88 pct. Før stod der 80."


def test_what_somebody_else_wrote_meanwhile_is_said(fill):
    fill(80)
    with pytest.raises(DomainError, match="Imens er der skrevet 80 pct"):
        fill(88, seen=0)


def test_a_value_that_is_taken_back_is_not_known_any_more(collaboration, loyalty, fill):
    row = fill(88)
    with pytest.raises(DomainError, match="hvorfor"):
        services.take_back_value(row, reason=" ", actor=None)
    services.take_back_value(row, reason="Forkert år", actor=None)
    assert figures_of(collaboration)[0].standing == "Der er ikke målt endnu."
    with pytest.raises(DomainError, match="allerede rettet eller trukket tilbage"):
        services.take_back_value(row, reason="Igen", actor=None)


## Pages


def test_before_there_is_any_the_page_says_what_one_is_for(page):
    assert "I har ikke valgt nøgletal endnu." in page()


def test_loyalty_is_shown_for_five_municipalities_and_for_all(page, collaboration, loyalty, fill, odder, horsens):
    fill(88, days=400)
    fill(90, "1. kvartal 2019", days=300)
    places = [odder, horsens, *(each.municipality for each in collaboration.participations.filter(state="invited"))]
    for number, place in enumerate(places):
        fill(85 + number, "1. kvartal 2019", municipality=place, days=300)
    assert "Målet er nået i 1. kvartal 2019." in page()
    text = page("figure", loyalty.pk)
    table = text[text.index("For hver kommune og samlet") : text.index("Hvem skrev hvad")]
    assert "Samlet 88 90" in table
    assert all(f"{place.name} Ikke oplyst {85 + number}" in table for number, place in enumerate(places))


def test_one_without_a_target_is_not_counted_among_those_that_miss_it(page, collaboration, loyalty):
    services.define_key_figure(collaboration, **figure_of(), actor=None)
    assert "0 af 1 nøgletal med mål har nået det." in page()


def test_only_figures_without_a_target(page, collaboration):
    services.define_key_figure(collaboration, **figure_of(), actor=None)
    assert "I følger 1 nøgletal uden mål." in page()


def test_the_form_refuses_at_the_field_and_loses_nothing(client_for, collaboration):
    address = reverse("followup:define_figure", args=[collaboration.slug])
    sent = figure_of() | {"reason": "", "baseline": "mange", "target": "90"}
    response = client_for("koordinator").post(address, sent)
    assert errors_of(response) == {"reason", "baseline"}
    assert response.context["form"]["definition"].value() == "Antal fejl"


def test_a_share_is_written_with_decimals(client_for, collaboration, loyalty):
    address = reverse("followup:record_value", args=[collaboration.slug, loyalty.pk])
    browser = client_for("koordinator")
    assert browser.post(address, value_of("samlet") | {"value": "88,5"}).status_code == 302
    assert loyalty.values.get().value == Decimal("88.5")
    bad = value_of("samlet") | {"value": "88,555", "date": typed(in_days(1)), "source": ""}
    assert errors_of(browser.post(address, bad)) == {"value", "date", "source"}


def test_two_corrections_at_once_are_shown_side_by_side(client_for, collaboration, loyalty):
    address = reverse("followup:change_figure", args=[collaboration.slug, loyalty.pk])
    browser, sent = client_for("koordinator"), figure_of() | {"version": "1"}
    browser.post(address, sent | {"name": "Fejl i alt"})
    text = text_of(browser.post(address, sent))
    assert "En anden har gemt, mens du skrev" in text
    assert "Fejl i alt" in text
