"""What nobody has written a figure of, a whole kind of lines or a key, is not known, and is not 0."""

import pytest
from django.urls import reverse

from finance.case_pages import shown_case
from finance.case_reading import load_case
from finance.in_short import economy_in_short
from finance.services import doubts_about
from finance.yearly import load_yearly
from reports.cases import case_snapshot, draw_case
from tests.finance.build_cases import approve, line, make_case, make_key

COSTS = line("investment", {2027: 2_000_000}, "Etablering")
LACKS = ["Driften er ikke oplyst.", "Gevinsten er ikke oplyst."]


@pytest.fixture
def draft(collaboration):
    """Only what is invested is written, and no key is chosen."""
    return make_case(collaboration, COSTS, first_year=2027, year_count=3)


def test_only_an_investment_says_nothing_of_what_is_gained(draft):
    content = shown_case(draft, load_case(draft)).content
    assert content["sentence"] == {
        "lead": "Investeringen er 2,0\u00a0mio.\u00a0kr. Gevinsten er ikke oplyst.",
        "rest": "Driften er heller ikke oplyst, så det vides ikke, om det kan betale sig.",
    }
    assert {each["label"]: each["value"] for each in content["figures"]} == {
        "Investering": "2,0\u00a0mio.\u00a0kr.",
        "Overskud pr. år": "Ikke oplyst",
        "Tjent hjem": "Ikke oplyst",
        "Netto i alt": "−2,0\u00a0mio.\u00a0kr.",
    }
    assert content["sensitivity"] == []


def test_the_sums_of_what_nobody_has_written_are_not_known(draft):
    groups = shown_case(draft, load_case(draft)).groups
    assert [each.total for each in groups] == [2_000_000, None, None]
    assert [amount for _year, amount in groups[2].sums] == [None, None, None]


def test_who_approves_is_told_what_is_not_known(client_for, draft):
    assert [each.split(" Skriv")[0] for each in doubts_about(load_case(draft))[:2]] == LACKS
    page = client_for("koordinator").get(reverse("finance:approve_case", args=[draft.collaboration.slug]))
    html = page.content.decode()
    assert "Læs det her, før du godkender." in html
    assert all(each in html for each in LACKS)
    assert "hverken over- eller underskud" not in html
    assert "Gevinst i alt</th>" in html
    assert "Godkend version" in html


def test_a_gain_that_nobody_told_is_not_0_a_year(collaboration):
    """On the director's page and on the sheet of a quarter."""
    approve(make_case(collaboration, COSTS, first_year=2027, year_count=3, key=make_key(collaboration)))
    yearly = load_yearly([collaboration.pk], {"727"})[collaboration.pk]
    assert yearly.pays
    assert yearly.gain is None
    assert {gain for _pays, gain in yearly.by_year.values()} == {None}


def test_who_writes_0_has_said_that_there_is_none(collaboration):
    lines = (COSTS, line("operation", {2028: 0}), line("gain", {2028: 0}))
    case = load_case(make_case(collaboration, *lines, first_year=2027, year_count=3))
    assert case.result.untold == ()
    assert not any(each.startswith(tuple(LACKS)) for each in doubts_about(case))


def test_the_own_municipality_is_told_what_it_pays_and_that_its_gain_is_not_known(client_for, collaboration):
    key = make_key(collaboration, "Lige", weight="equal")
    approve(make_case(collaboration, COSTS, first_year=2027, year_count=3, key=key))
    page = client_for("kontakt").get(reverse("finance:economy", args=[collaboration.slug]))
    said = "betaler 1,0\u00a0mio.\u00a0kr. over alle årene.", "betaler 1.000.000\u00a0kr. over alle årene."
    html = page.content.decode()
    assert any(f"<strong>Odder</strong> {each} Gevinsten er ikke oplyst." in html for each in said)


def test_nobody_is_said_to_lose_where_no_gain_is_told(collaboration):
    key = make_key(collaboration, "Lige", weight="equal")
    content = approve(make_case(collaboration, COSTS, first_year=2027, year_count=3, key=key)).snapshot
    assert content["municipalities_note"] == (
        "Gevinsten er ikke oplyst, så det vides ikke, om nogen betaler mere, end de får."
    )
    assert (content["losers"], content["leaver"]) == ([], None)
    shares = economy_in_short(collaboration).shares
    assert [(each.pays, each.gain, each.net) for each in shares] == [(1_000_000, None, None)] * 2
    assert [
        (row["gain"], row["operation"]) for row in shown_case(collaboration.business_cases.get()).municipalities
    ] == [(None, None)] * 2


## Without a key


def test_what_is_frozen_says_that_no_key_is_chosen_and_gives_no_order(draft):
    case = approve(draft)
    assert case.snapshot["municipalities_note"] == (
        "Ingen fordelingsnøgle er valgt, så tallene er ikke delt mellem kommunerne."
    )
    assert draw_case(case_snapshot(case)).pages == 2


@pytest.mark.parametrize(("who", "is_led"), [("koordinator", True), ("laeser", False)])
def test_the_page_of_appropriations_says_why_nobody_knows_and_leads_to_it(client_for, draft, who, is_led):
    approve(draft)
    page = client_for(who).get(reverse("finance:appropriations", args=[draft.collaboration.slug]))
    html = page.content.decode()
    assert "Ingen fordelingsnøgle er valgt" in html
    assert ("Vælg en fordelingsnøgle i en ny version af business casen" in html) == is_led
    assert page.context["page"].total_missing is None
    total = html.split("<tfoot>")[1].split("</tfoot>")[0]
    assert "Intet" not in total
    assert total.count("Ikke oplyst") == 2


def test_a_draft_without_a_key_leads_to_where_one_is_chosen(client_for, draft):
    html = client_for("koordinator").get(reverse("finance:case", args=[draft.collaboration.slug])).content.decode()
    assert '/kladde/">Vælg en fordelingsnøgle</a>' in html
