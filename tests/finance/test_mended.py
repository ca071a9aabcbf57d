"""Cases that once could not be opened, or said something that was not so."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from finance.case_freezing import frozen_case
from finance.case_reading import load_case
from finance.frozen_keys import Frozen
from finance.models import BusinessCase, DistributionKey, KeyComponent, KeyInput
from finance.reading import load_key
from finance.services import add_component, approve_case, change_key, doubts_about, propose_key, revise_case, save_case
from finance.services.cases import Written
from finance.version_changes import changes_since
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
    assert load_case(case).left_out == []
    case = save_case(
        case, Written(details={"year_count": 3}, lines=[line("gain", {2027: 5})]), version=case.version, actor=None
    )
    said = ["Der er tal for 2030. De tæller ikke med, for casen dækker 2027–2029."]
    assert frozen(case)["left_out"] == said
    assert doubts_about(load_case(case))[-1:] == said


def test_a_municipality_that_does_not_take_part_is_in_no_sum_and_that_is_said(collaboration):
    both = line("gain", {2027: 700}, code="615")
    gone = line("gain", {2027: 500}, "Fra Samsø", code="741")
    content = frozen(make_case(collaboration, both, gone, **YEARS))
    assert [each["total"] for each in content["lines"]] == ["700", None]
    assert content["by_kind"]["gain"]["2027"] == "700"
    assert content["left_out"] == ["Der er tal for 1 kommune, der ikke deltager. De tæller ikke med."]


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


def test_another_key_is_a_change_for_every_municipality(collaboration):
    equal, people = make_key(collaboration, "Lige", weight="equal"), make_key(collaboration)
    lines = line("investment", {2027: 1000}), line("gain", {2028: 500}), line("gain", {2028: 100})
    first = approve(make_case(collaboration, *lines, key=equal, **YEARS))
    draft = revise_case(collaboration, actor=None)
    draft = save_case(draft, Written(details={"key": people}), version=draft.version, actor=None)
    found = {each["what"]: (each["before"], each["after"]) for each in changes_since(first.snapshot, frozen(draft))}
    assert found["Fordelingsnøgle"] == ("Lige", "Indbyggere")
    assert {"Horsens, netto", "Odder, netto"} <= set(found)


def test_two_lines_of_one_name_are_compared_each_with_its_own():
    def content(*totals):
        lines = [
            {"kind": "gain", "name": "Gevinst", "total": str(each), "amounts": {"2027": str(each)}} for each in totals
        ]
        return {"lines": lines}

    found = changes_since(content(100, 200), content(150, 200))
    assert [(each["before"], each["after"]) for each in found] == [("100\u00a0kr.", "150\u00a0kr.")]


def test_an_amount_that_is_moved_between_years_is_a_change():
    def content(**amounts):
        years = {name[1:]: str(each) for name, each in amounts.items()}
        return {"lines": [{"kind": "gain", "name": "Gevinst", "total": "100", "amounts": years}]}

    (found,) = changes_since(content(y2027=100), content(y2028=100))
    assert found["before"] == "2027: 100\u00a0kr., 2028: 0\u00a0kr."


def test_what_is_approved_is_never_written_again(collaboration):
    case = BusinessCase.objects.get(pk=approve(make_case(collaboration, line("gain", {2027: 1}), **YEARS)).pk)
    case.snapshot = {}
    with pytest.raises(HistoryIsImmutable):
        case.save()
    with pytest.raises(HistoryIsImmutable):
        case.delete()
    assert len(case.sha256) == 64
    with pytest.raises(IntegrityError), transaction.atomic():
        BusinessCase.objects.filter(pk=case.pk).update(sha256="")


def test_a_version_is_not_approved_before_the_one_that_it_takes_the_place_of(collaboration):
    approve(make_case(collaboration, line("gain", {2027: 1}), **YEARS))
    draft = revise_case(collaboration, actor=None)
    with pytest.raises(DomainError, match="Datoen ligger før godkendelsen af version 1"):
        approve_case(draft, approved_as="X", approved_on=dt.date(2020, 1, 1), version=draft.version, actor=None)


def test_a_frozen_key_shows_everybodys_count_and_who_alone_pays(collaboration, koordinator, horsens):
    key = make_key(collaboration)
    add_component(
        key, kind="tariff", name="Kun én", amount=D(2), weight="population", only=[horsens], actor=koordinator
    )
    version = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    shown = Frozen(version.content)
    assert "Ikke oplyst" not in [cell for row in shown.rows for cell in row]
    assert shown.parts[1].more == ("Kun Horsens betaler.",)


def test_the_day_that_inhabitants_are_counted_on_is_frozen_and_said(collaboration, koordinator):
    key = make_key(collaboration)
    key.components.update(population_on=dt.date(2026, 1, 1))
    fixed = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    key.components.update(population_on=None)
    newest = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    assert fixed.sha256 != newest.sha256
    assert Frozen(fixed.content).parts[0].more == ("Indbyggertallet er altid det fra 1. januar 2026.",)


def test_a_key_with_start_capital_can_not_say_that_there_is_none(collaboration, koordinator):
    key = make_key(collaboration)
    add_component(key, kind="start-capital", name="Indskud", amount=D(250_000), actor=koordinator)
    key.refresh_from_db()
    with pytest.raises(DomainError, match="startkapital"):
        change_key(key, version=key.version, name=key.name, without_start_capital=True, actor=koordinator)


def test_a_number_that_no_column_holds_is_refused_where_it_is_written(client_for, collaboration):
    key = make_key(collaboration)
    url = reverse("finance:add_component", args=[collaboration.slug, key.pk]) + "?slags=shared"
    page = client_for("koordinator").post(url, {"name": "For stor", "amount": "1.000.000.000 mio.", "by": "equal"})
    assert page.context["form"].errors["amount"] == ["Tallet er for stort. Skriv højst 100.000.000.000."]
    assert key.components.count() == 1


def test_who_is_asked_to_join_writes_a_figure_so_that_it_can_be_tried(client_for, collaboration, hedensted):
    collaboration.participations.update_or_create(
        municipality=hedensted, defaults={"state": "invited", "since": dt.date(2026, 1, 1)}
    )
    row = KeyInput.objects.create(collaboration=collaboration, name="Årsværk", unit="årsværk")
    page = client_for("koordinator").get(reverse("finance:key_input", args=[collaboration.slug, row.pk]))
    assert "k766" in page.context["form"].fields


@pytest.mark.parametrize("count", ["0", "-3", "99", "x", ""])
def test_a_number_of_years_that_can_not_be_is_pointed_out(client_for, collaboration, count):
    case = make_case(collaboration, line("gain", {2027: 100}, "Gevinst"), first_year=2027, year_count=2)
    typed = {"version": case.version, "case": case.pk, "first_year": 2027, "year_count": count, "price_year": 2026}
    page = client_for("koordinator").post(reverse("finance:edit_case", args=[collaboration.slug]), typed)
    assert list(page.context["editor"].details.errors) == ["year_count"]
    assert page.context["editor"].details["year_count"].value() == count


@pytest.mark.parametrize(("kind", "is_taken"), [("shared", True), ("tariff", False)])
def test_a_case_begins_with_the_proposed_key_only_where_that_can_share_it(collaboration, koordinator, kind, is_taken):
    key = DistributionKey.objects.create(collaboration=collaboration, name="Nøgle")
    values = {"part": D(100)} if kind == "shared" else {"amount": D(9)}
    add_component(key, kind=kind, name="Alt", weight="population", actor=koordinator, **values)
    propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    assert (make_case(collaboration).key == key) is is_taken


def test_a_frozen_key_of_several_parts_shows_what_each_pays_of_each(collaboration, koordinator, horsens):
    key = make_key(collaboration, "Lige", weight="equal")
    add_component(key, kind="start-capital", name="Indskud", amount=D(500), only=[horsens], actor=koordinator)
    shown = Frozen(propose_key(key, amount=D(1000), year=2026, note="", actor=koordinator).content)
    assert shown.part_heads == ["Kommune", "Lige", "Indskud", "I alt"]
    for row in shown.part_cells:
        lige, indskud, total = (D(text.split("\u00a0")[0].replace(".", "")) for _head, text in row[1:])
        assert lige + indskud == total
    alone = Frozen(propose_key(make_key(collaboration), amount=D(9), year=2026, note="", actor=koordinator).content)
    assert alone.part_cells == []


def test_bounds_that_can_not_be_held_say_by_how_much(collaboration):
    key = DistributionKey.objects.create(collaboration=collaboration, name="Grænser")
    values = {"part": D(100), "weight": "equal", "minimum": D(200_000)}
    add_component(key, kind="shared", name="Drift", actor=None, **values)
    (said,) = load_key(key).outcome(D(300_000), load_key(key).payers, 2027).missing[""]
    assert "2 gange mindst 200.000\u00a0kr. er 400.000\u00a0kr., og der er kun 300.000\u00a0kr. at dele" in said


def test_a_count_of_a_day_to_come_is_refused(client_for, collaboration):
    url = reverse("finance:add_input", args=[collaboration.slug])
    page = client_for("koordinator").post(url, {"name": "Årsværk", "unit": "årsværk", "date": "01.01.2095"})
    assert page.context["form"].errors["date"] == ["Dagen ligger ude i fremtiden. Skriv, hvornår der blev talt."]


def test_the_keys_page_begins_with_what_the_approved_case_invests(client_for, collaboration):
    approve(make_case(collaboration, line("investment", {2027: 700, 2028: 300}), **YEARS))
    page = client_for("koordinator").get(reverse("finance:keys", args=[collaboration.slug])).context["page"]
    assert (page.amount, page.comparison.columns[0].total) == (D(1000), D(1000))


def test_a_key_that_can_not_be_tried_with_somebody_is_named_with_what_it_lacks(client_for, collaboration, hedensted):
    counted = KeyInput.objects.create(collaboration=collaboration, name="Pc'er", unit="stk.")
    for each in collaboration.participations.filter(state="participant"):
        counted.values.create(municipality=each.municipality, value=5)
    key = DistributionKey.objects.create(collaboration=collaboration, name="Efter pc")
    KeyComponent.objects.create(key=key, kind="shared", name="Alt", part=100, weight="input", input=counted)
    url = reverse("finance:keys", args=[collaboration.slug])
    asked = f"?beloeb=1000&noegle={key.pk}&noegle=lige&med={hedensted.code}"
    text = " ".join(client_for("koordinator").get(url + asked).content.decode().split())
    assert "“Efter pc” kan ikke regnes ud her. Pc&#x27;er mangler for Hedensted." in text
