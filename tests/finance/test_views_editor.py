"""The editor of a business case at its edges: what is closed and opened again, and what no browser would send."""

import re
from decimal import Decimal

import pytest

from common.exceptions import DomainError
from finance.case_reading import draft_of
from finance.models import BusinessCase, PriceRise
from finance.services import approve_case, open_extra, save_case, save_own_figures
from finance.services.cases import Written
from tests.finance.build_cases import approve, line, make_case
from tests.finance.test_views_cases import at, fields_of


@pytest.fixture
def case(collaboration, koordinator):
    return make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
        price_year=2027,
    )


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def send(browser, slug):
    """Send the editor's page with these fields; a field of a line is named by its line: `{"Drift, y2027": "1"}`."""

    def send(fields):
        sent = fields_of(browser.get(at("edit_case", slug)))
        for name, value in fields.items():
            called, _, rest = name.rpartition(", ")
            place = next((each.rpartition("-")[0] for each in sent if called and sent[each] == called), "")
            sent[f"{place}-{rest}" if place else name] = value
        return browser.post(at("edit_case", slug), sent)

    return send


@pytest.fixture
def in_disorder(case, send):
    """Estimates were closed, the likely figure was raised above the highest, and estimates were opened again."""
    send({"open": "estimates"})
    send({"Mindre drift, low2028": "500", "Mindre drift, high2028": "700"})
    send({"close": "estimates"})
    send({"Mindre drift, y2028": "900"})
    send({"open": "estimates"})
    case.refresh_from_db()
    return case


def test_estimates_that_are_opened_again_in_disorder_are_named_and_can_be_put_right(
    in_disorder, browser, slug, send, client_for
):
    said = "Ret skønnene for “Mindre drift” i 2028"
    for name in ("edit_case", "approve_case"):
        assert said in browser.get(at(name, slug)).content.decode()
    assert browser.get(at("case", slug)).status_code == 200
    row = in_disorder.lines.get(name="Mindre drift")
    assert (row.low, row.high) == ({"": {"2028": "500"}}, {"": {"2028": "700"}})
    assert "Mindre drift, 2028, mest sandsynlig: Skriv det laveste først" in send({}).content.decode()
    assert send({"Mindre drift, high2028": "1.000"}).status_code == 302
    assert said not in browser.get(at("edit_case", slug)).content.decode()


def test_a_case_with_estimates_in_disorder_is_not_approved(in_disorder):
    with pytest.raises(DomainError, match="Ret skønnene"):
        approve_case(
            in_disorder,
            approved_as="Styregruppen",
            approved_on=in_disorder.created_at.date(),
            version=in_disorder.version,
            actor=None,
        )


def test_a_scenario_that_is_none_is_refused(case, send):
    assert send({"linjer-0-scenario": "99"}).status_code == 200
    assert set(case.lines.values_list("scenario", flat=True)) == {1}


def test_the_rate_is_written_with_a_comma(case, send):
    send({"open": "discount"})
    assert send({"discount_rate": "2,75"}).status_code == 302
    case.refresh_from_db()
    assert case.discount_rate == Decimal("2.75")


@pytest.mark.parametrize("rate", ["21", "-1", "3,555", "høj"])
def test_a_rate_that_can_not_be_meant_is_pointed_out(case, send, rate):
    send({"open": "discount"})
    assert "Rente i procent om året: " in send({"discount_rate": rate}).content.decode()


def test_price_rises_of_years_that_are_not_on_the_page_stay(case, send):
    case = open_extra(case, "prices", version=case.version, actor=None)
    rises = [{"year": year, "percent": Decimal(2), "source": "KL"} for year in (2028, 2029)]
    save_case(case, Written({"year_count": 2}, rises=rises), version=case.version, actor=None)
    send({"priser-p2028": ""})
    assert [each.year for each in PriceRise.objects.all()] == [2029]


def test_enter_finds_a_button_that_does_nothing(case, browser, slug):
    """A browser presses the first submit button of the form, and no button at all where that one is disabled."""
    page = browser.get(at("edit_case", slug)).content.decode()
    form = page[page.index('name="version"') :]
    assert re.search(r"<button[^>]*>", form)[0] == "<button disabled hidden>"


def test_a_part_that_can_not_be_closed_yet_saves_nothing_and_keeps_what_was_typed(case, send):
    case = open_extra(case, "municipalities", version=case.version, actor=None)
    row = case.lines.get(name="Mindre drift")
    case = save_own_figures(row, {"727": {2028: Decimal(5)}}, version=case.version, actor=None)
    page = send({"close": "municipalities", "not_included": "Flytning"}).content.decode()
    assert "Fjern først kommunernes egne tal." in page
    assert "Flytning" in page
    assert f'name="version" value="{case.version}"' in page
    case.refresh_from_db()
    assert case.not_included == ""


def test_a_draft_is_switched_to_words_and_back_and_loses_nothing(case, browser, slug, send):
    send({"Mindre drift, y2028": "700", "switch": "words"})
    case.refresh_from_db()
    assert case.is_in_words
    send({"description": "Vi bliver mindre sårbare.", "switch": "figures"})
    page = browser.get(at("edit_case", slug)).content.decode()
    assert 'value="700"' in page
    assert "Vi bliver mindre sårbare." in page
    send({"description": "Mindre sårbare."})
    case.refresh_from_db()
    assert (case.approach, case.description, case.lines.count()) == ("figures", "Mindre sårbare.", 2)


def test_a_draft_in_words_that_is_switched_to_figures_has_a_line_of_each_kind(browser, slug, send):
    browser.post(at("open_door", slug), {"approach": "words"})
    send({"reason": "Svært at gøre op", "switch": "figures"})
    case = BusinessCase.objects.get()
    assert case.reason == "Svært at gøre op"
    assert list(case.lines.values_list("kind", flat=True)) == ["investment", "operation", "gain"]


@pytest.mark.parametrize("approach", ["figures", "words"])
def test_a_new_version_may_go_the_other_way(browser, slug, collaboration, approach):
    other = "words" if approach == "figures" else "figures"
    said = {"description": "Vi bliver mindre sårbare.", "reason": "Svært at gøre op"}
    lines = [line("gain", {2028: 600}, "Mindre drift")] if approach == "figures" else []
    approve(make_case(collaboration, *lines, approach=approach, first_year=2027, **said))
    page = browser.get(at("case", slug)).content.decode()
    assert "Lav en ny version i ord" in page
    assert "Lav en ny version med tal" in page
    browser.post(at("revise_case", slug), {"approach": other})
    draft = draft_of(collaboration)
    assert (draft.approach, draft.description) == (other, "Vi bliver mindre sårbare.")
    assert draft.lines.count() == (1 if approach == "figures" else 3)


def test_a_new_version_without_a_word_of_how_is_as_the_one_before(case, browser, slug, collaboration):
    approve(case)
    browser.post(at("revise_case", slug))
    assert draft_of(collaboration).approach == "figures"


def test_going_on_to_the_figures_of_each_municipality_saves_what_was_typed(case, slug, send):
    row = case.lines.get(name="Etablering")
    answer = send({"Etablering, y2028": "250", "own": str(row.pk)})
    assert answer.url == at("own_figures", slug, row.pk)
    row.refresh_from_db()
    assert row.amounts[""]["2028"] == "250"
    assert send({"own": "999999"}).url == at("edit_case", slug)


def test_an_amount_below_zero_is_asked_about_at_its_field(case, send, browser, slug):
    send({"Mindre drift, y2028": "-600"})
    page = browser.get(at("edit_case", slug)).content.decode()
    assert page.count("Under 0. Er det rigtigt? Udgifter skrives uden minus.</p>") == 1
    asked = re.search(r'<p class="sm-lines__doubt" id="id_([\w-]+)_doubt">', page)[1]
    assert asked.endswith("-y2028")


def test_only_details_with_something_wrong_in_them_stand_open(case, send):
    page = send({"Etablering, y2027": "mange", "Mindre drift, unit": "fte"}).content.decode()
    assert "Etablering, 2027: Skriv et tal" in page
    opened = re.findall(r"<details open>\s*<summary>([^<]*)<", page)
    assert opened == ["Kilde, usikkerhed og mere om Mindre drift"]


def test_what_can_not_be_read_yet_is_a_link_to_its_field(browser, slug, case):
    sent = fields_of(browser.get(at("edit_case", slug)))
    cell = next(f"{name.rpartition('-')[0]}-y2027" for name in sent if sent[name] == "Etablering")
    page = browser.post(at("case_totals", slug), {**sent, cell: "mange"}).content.decode()
    assert f'<a href="#id_{cell}">Etablering, 2027</a>' in page


def test_the_page_has_one_name(browser, slug, case):
    """In the link to it, its title, its heading and the path."""
    assert ">Ret kladden</a>" in browser.get(at("case", slug)).content.decode()
    page = browser.get(at("edit_case", slug)).content.decode()
    assert re.search(r"<title>\s*Ret kladden –", page)
    assert "<h1>Ret kladden</h1>" in page
    assert re.search(r'aria-current="page">Ret kladden<', page)
